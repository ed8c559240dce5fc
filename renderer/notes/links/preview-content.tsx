/** What a preview shows: a note as it is now, or the passage of an article. */
import { type ReactNode } from "react";
import type { HeadedTarget, HeadingRef, PassagePreview, Target } from "../../../electron/api.ts";
import { useCall } from "../../api.ts";
import { sourceLine } from "../../../electron/text/citation.ts";
import { linkTitle } from "../../../electron/text/notes/link-words.ts";
import { ShownNote } from "../shown-note.tsx";

interface PreviewContentProps {
  readonly target: HeadedTarget;
  readonly onOpen: (target: HeadedTarget) => void;
}

export function PreviewContent({ target, onOpen }: PreviewContentProps) {
  if (target.kind !== "note") return <ArticlePreview target={target} onOpen={onOpen} />;
  return target.heading === undefined ? (
    <NotePreview target={target} onOpen={onOpen} />
  ) : (
    <SectionPreview target={target} heading={target.heading} onOpen={onOpen} />
  );
}

/** What a link to a heading leads to: its section, as an embed of it shows. */
function SectionPreview(props: PreviewContentProps & { readonly heading: HeadingRef }) {
  const { target, heading, onOpen } = props;
  const { id: note } = target;
  const titles = useCall("links.titles", { targets: [target] }).data;
  const embeds = useCall("links.embedded", { embeds: [{ note, heading, known: null }] }).data;
  if (!titles || !embeds) return <Waiting />;
  const [title] = titles;
  const [section] = embeds;
  if (!title || !section) return <NotePreview target={target} onOpen={onOpen} />;
  const name = linkTitle(title.title || "Untitled note", title.place?.words ?? heading.words);
  return (
    <Frame title={name} detail="" onOpen={() => onOpen(target)}>
      {section.found ? null : <Sentence>This heading is not in the note any more.</Sentence>}
      {section.found && !section.body ? <Sentence>Nothing is written in it.</Sentence> : null}
      {section.body ? (
        <ShownNote key={section.revision} note={note} body={section.body} onOpen={onOpen} />
      ) : null}
    </Frame>
  );
}

function NotePreview({ target, onOpen }: PreviewContentProps) {
  const { data: note, isPending } = useCall("notes.get", { id: target.id });
  if (isPending) return <Waiting />;
  if (!note) return <Sentence>This note is not made yet, or is in the trash.</Sentence>;
  return (
    <Frame title={note.title || "Untitled note"} detail="" onOpen={() => onOpen(target)}>
      {note.body === "" ? (
        <Sentence>Nothing is written in it.</Sentence>
      ) : (
        <ShownNote key={note.revision} note={note.id} body={note.body} onOpen={onOpen} />
      )}
    </Frame>
  );
}

function ArticlePreview({ target: asked, onOpen }: PreviewContentProps) {
  const target: Target = { kind: asked.kind, id: asked.id };
  const { data: passage, isPending } = useCall("links.passage", { target });
  if (isPending) return <Waiting />;
  if (!passage) return <Sentence>This {target.kind} is not in the notebook.</Sentence>;
  const detail = target.kind === "clip" ? sourceLine(passage) : bylineOf(passage);
  return (
    <Frame title={passage.articleTitle} detail={detail} onOpen={() => onOpen(target)}>
      {linesOf(passage)}
    </Frame>
  );
}

function Frame(props: {
  readonly title: string;
  readonly detail: string;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  return (
    <>
      <header className="preview-head">
        <button type="button" className="preview-title" onClick={props.onOpen}>
          {props.title}
        </button>
        {props.detail ? <small>{props.detail}</small> : null}
      </header>
      <div className="preview-text">{props.children}</div>
    </>
  );
}

function Sentence({ children }: { readonly children: ReactNode }) {
  return <p className="preview-sentence">{children}</p>;
}

function Waiting() {
  return <p className="preview-sentence">…</p>;
}

function bylineOf({ byline, site, published }: PassagePreview): string {
  return [byline.join(", "), site, published].filter(Boolean).join(" · ");
}

/** The passage in paragraphs, the words of a clip marked. */
function linesOf({ before, words, after }: PassagePreview): readonly ReactNode[] {
  const pieces = [
    ...before.split("\n").map((text) => ({ text, marked: false })),
    null,
    ...words.split("\n").map((text) => ({ text, marked: true })),
    null,
    ...after.split("\n").map((text) => ({ text, marked: false })),
  ];
  const lines: ReactNode[][] = [[]];
  let follows = false;
  for (const piece of pieces) {
    if (piece === null) {
      follows = false;
      continue;
    }
    if (follows) lines.push([]);
    follows = true;
    const line = lines.at(-1);
    if (piece.text !== "")
      line?.push(piece.marked ? <mark key={line.length}>{piece.text}</mark> : piece.text);
  }
  // A passage does not change while it is shown.
  // oxlint-disable-next-line react/no-array-index-key
  return lines.map((line, at) => <p key={at}>{line}</p>);
}
