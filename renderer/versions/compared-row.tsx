/** One row of two versions side by side: a changed sentence, or equal ones in a row. */
import { useState, type ReactNode } from "react";
import type { Clip, ComparedPart, ComparedRow, ComparedSpan } from "../../electron/api.ts";
import { asks, stateOf, stateWords } from "../anchor-state.ts";
import { Button } from "../ui/button.tsx";
import { countOf } from "../ui/format.ts";
import { contextOf, kindSigns, kindWords } from "./changes.ts";

/** A version as the view needs it. */
export interface Side {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  /** Those with a place in it, at their places. */
  readonly clips: readonly Clip[];
  /** The number of the paragraph at an offset. */
  readonly paragraph: (offset: number) => number;
}

export interface ComparedRowViewProps {
  readonly row: ComparedRow;
  readonly at: number;
  readonly last: boolean;
  readonly current: boolean;
  readonly from: Side;
  readonly to: Side;
  /** Whether equal text shows whole. */
  readonly whole: boolean;
  readonly onClip: (clip: Clip, version: string) => void;
}

/** A row. It can be given focus, so that going from change to change reads it out. */
export function ComparedRowView(props: ComparedRowViewProps) {
  const { row, at, last, current, from, to, whole, onClip } = props;
  const { kind } = row;
  const [unfolded, setUnfolded] = useState(false);
  const cell = (side: Side, span: ComparedSpan | null, drop: ComparedPart["kind"]) => {
    if (span === null) return null;
    const text = side.text.slice(span.start, span.end);
    if (kind === "same")
      return <Equal text={text} whole={whole || unfolded} first={at === 0} last={last} />;
    if (row.words === null) return <Paragraphs text={text} />;
    return (
      <p>
        {row.words
          .filter((part) => part.kind !== drop)
          .map((part, index) => (
            <Part key={index} part={part} />
          ))}
      </p>
    );
  };
  const folds =
    kind === "same" &&
    !whole &&
    !unfolded &&
    row.from !== null &&
    contextOf(from.text.slice(row.from.start, row.from.end), { first: at === 0, last }) !== null;
  const where =
    kind === "moved" && row.from ? ` from paragraph ${from.paragraph(row.from.start)}` : "";
  return (
    <div
      className="versions-row"
      role="group"
      aria-label={`${kindWords[kind]}${where}`}
      data-kind={kind}
      data-row={at}
      data-current={current}
      tabIndex={-1}
    >
      <div className="versions-kind">
        {kind === "same" ? null : (
          <>
            <span className="versions-sign" aria-hidden="true">
              {kindSigns[kind]}
            </span>
            {kindWords[kind]}
            {where}
          </>
        )}
        {folds ? (
          <Button variant="quiet" onPress={() => setUnfolded(true)}>
            Show {countOf(row.sentences, "unchanged sentence")}
          </Button>
        ) : null}
      </div>
      <Margin span={row.from} side={from} onClip={onClip} />
      <div className="versions-cell" data-side="from">
        {cell(from, row.from, "added")}
      </div>
      <div className="versions-cell" data-side="to">
        {cell(to, row.to, "removed")}
      </div>
      <Margin span={row.to} side={to} onClip={onClip} />
    </div>
  );
}

interface EqualProps {
  readonly text: string;
  readonly whole: boolean;
  readonly first: boolean;
  readonly last: boolean;
}

function Equal({ text, whole, first, last }: EqualProps) {
  const context = whole ? null : contextOf(text, { first, last });
  if (context === null) return <Paragraphs text={text} />;
  return (
    <>
      {context.head === "" ? null : <p>{context.head} …</p>}
      {context.tail === "" ? null : <p>… {context.tail}</p>}
    </>
  );
}

function Paragraphs({ text }: { readonly text: string }): ReactNode {
  return text
    .split("\n")
    .map((line, at) => (line.trim() === "" ? null : <p key={at}>{line.toWellFormed()}</p>));
}

function Part({ part }: { readonly part: ComparedPart }) {
  if (part.kind === "kept") return part.text;
  // Added words come with the space in front of them.
  if (part.kind === "added")
    return (
      <>
        {/^\s/.test(part.text) ? " " : null}
        <ins>{part.text.trimStart()}</ins>
      </>
    );
  // Removed words come without the space around them.
  return (
    <>
      {" "}
      <del>{part.text}</del>{" "}
    </>
  );
}

interface MarginProps {
  readonly span: ComparedSpan | null;
  readonly side: Side;
  readonly onClip: (clip: Clip, version: string) => void;
}

/** The clips of a row in one of the versions. */
function Margin({ span, side, onClip }: MarginProps) {
  const clips =
    span === null ? [] : side.clips.filter(({ start }) => start >= span.start && start < span.end);
  return (
    <div className="versions-margin">
      {clips.map((clip) => {
        const state = stateOf(clip);
        return (
          <button
            key={clip.id}
            type="button"
            className="versions-clip"
            data-color={clip.color}
            data-asks={asks(clip)}
            title={clip.quote.slice(0, 200)}
            onClick={() => onClip(clip, side.id)}
          >
            <span className="unseen">
              Clip ({clip.color}) in version {side.number}:{" "}
            </span>
            <b>{clip.comment === "" ? clip.quote : clip.comment}</b>
            {state === "own" ? null : <i>{stateWords[state]}</i>}
          </button>
        );
      })}
    </div>
  );
}
