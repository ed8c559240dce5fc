/** What a preview shows: a note as it is now, or the passage of an article. */
import { type ReactNode } from "react";
import type { HeadedTarget, PassagePreview, Target } from "../../../electron/api.ts";
import { useCall } from "../../api.ts";
import { sourceLine } from "../../../electron/text/citation.ts";
import { ShownNote } from "../shown-note.tsx";

interface PreviewContentProps {
  readonly target: Target;
  readonly onOpen: (target: HeadedTarget) => void;
}

export function PreviewContent({ target, onOpen }: PreviewContentProps) {
  return target.kind === "note" ? (
    <NotePreview target={target} onOpen={onOpen} />
  ) : (
    <ArticlePreview target={target} onOpen={onOpen} />
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

function ArticlePreview({ target, onOpen }: PreviewContentProps) {
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
