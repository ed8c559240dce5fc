/** One row of two versions side by side: a changed sentence, or equal ones in a row. */
import { useState, type ReactNode } from "react";
import type { Clip, ComparedPart, ComparedRow, ComparedSpan } from "../../electron/api.ts";
import { asks, stateOf, stateWords } from "../anchor-state.ts";
import { Button } from "../ui/button.tsx";
import { countOf } from "../ui/format.ts";
import { contextOf, kindSigns, kindWords } from "./changes.ts";
import { linesOf, paintedPieces, placedParts } from "./painted.ts";

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

/** The clips that have words in a stretch of their version. */
function clipsIn({ clips }: Side, span: ComparedSpan): readonly Clip[] {
  return clips.filter(({ start, end }) => start < span.end && end > span.start);
}

/** A row. It can be given focus, so that going from change to change reads it out. */
export function ComparedRowView(props: ComparedRowViewProps) {
  const { row, at, last, current, from, to, whole, onClip } = props;
  const { kind } = row;
  const [unfolded, setUnfolded] = useState(false);
  const cell = (side: Side, span: ComparedSpan | null, drop: ComparedPart["kind"]) => {
    if (span === null) return null;
    const text = side.text.slice(span.start, span.end);
    const clips = clipsIn(side, span);
    const place = { text, start: span.start, clips };
    if (kind === "same")
      return <Equal {...place} whole={whole || unfolded} first={at === 0} last={last} />;
    if (row.words === null) return <Paragraphs {...place} />;
    const parts = row.words.filter((part) => part.kind !== drop);
    return (
      <p>
        {placedParts(parts, text, span.start).map(({ part, start }, index) => (
          <Part key={index} part={part} start={start} clips={clips} />
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

/** Text and the clips that may be in it. */
interface PlacedText {
  readonly text: string;
  /** Where it begins in its version. */
  readonly start: number;
  readonly clips: readonly Clip[];
}

interface EqualProps extends PlacedText {
  readonly whole: boolean;
  readonly first: boolean;
  readonly last: boolean;
}

function Equal({ text, start, clips, whole, first, last }: EqualProps) {
  const context = whole ? null : contextOf(text, { first, last });
  if (context === null) return <Paragraphs text={text} start={start} clips={clips} />;
  const { head, tail } = context;
  const tailStart = start + text.length - tail.length;
  return (
    <>
      {head === "" ? null : (
        <p>
          <Painted text={head} start={start} clips={clips} /> …
        </p>
      )}
      {tail === "" ? null : (
        <p>
          … <Painted text={tail} start={tailStart} clips={clips} />
        </p>
      )}
    </>
  );
}

function Paragraphs({ text, start, clips }: PlacedText): ReactNode {
  return linesOf(text, start).map((line) =>
    line.text.trim() === "" ? null : (
      <p key={line.start}>
        <Painted {...line} clips={clips} />
      </p>
    ),
  );
}

/** Text with its clips painted. */
function Painted({ text, start, clips }: PlacedText): ReactNode {
  return paintedPieces(text, start, clips).map((piece) =>
    piece.clip === null ? (
      piece.text
    ) : (
      <mark key={piece.start} className="versions-mark" data-color={piece.clip.color}>
        {piece.text}
      </mark>
    ),
  );
}

interface PartProps {
  readonly part: ComparedPart;
  readonly start: number;
  readonly clips: readonly Clip[];
}

function Part({ part, start, clips }: PartProps) {
  const words = part.kind === "kept" ? part.text : part.text.trimStart();
  const from = start + part.text.length - words.length;
  const painted = <Painted text={words} start={from} clips={clips} />;
  if (part.kind === "kept") return painted;
  // Added words come with the space in front of them.
  if (part.kind === "added")
    return (
      <>
        {/^\s/.test(part.text) ? " " : null}
        <ins>{painted}</ins>
      </>
    );
  // Removed words come without the space around them.
  return (
    <>
      {" "}
      <del>{painted}</del>{" "}
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
  // A clip over several sentences is named once, at its first.
  const clips = span === null ? [] : clipsIn(side, span).filter(({ start }) => start >= span.start);
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
