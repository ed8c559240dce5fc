/**
 * The words of a note as they are shown, for finding in them: one text, a line a block, with the way
 * back to the page. Read from the page rather than from the editor, since quotes and links show words
 * that the note does not hold.
 */
import {
  $getNearestNodeFromDOMNode,
  $isTextNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import type { Span } from "../../../electron/text/sentences.ts";

/** A piece of the text and the page's own node that shows it. */
interface Piece {
  readonly start: number;
  readonly node: Text;
}

/** A text made of what a page shows. Holds good until the page changes. */
export interface ShownText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A place in a text node of the editor. */
export interface Point {
  readonly key: NodeKey;
  readonly offset: number;
}

const block =
  "p, h1, h2, h3, h4, h5, h6, li, blockquote, td, th, figure, .note-code, .note-footnote, .note-callout-title";
/** Shown for orientation, or another note's; not words of the note. */
const beside =
  ".note-quote-source, .note-embed, button, summary, math, [aria-hidden='true'], [hidden]";

/** Reads what an element shows. */
export function shownText(root: HTMLElement): ShownText {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  let last: Element | null = null;
  const add = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  const walker = root.ownerDocument.createTreeWalker(
    root,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node instanceof Element && node.matches(beside)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) add("\n");
    if (!(node instanceof Text) || node.data === "") continue;
    const within = node.parentElement?.closest(block) ?? null;
    if (last !== null && within !== last) add("\n");
    last = within;
    pieces.push({ start: length, node });
    add(node.data);
  }
  return { text: parts.join(""), pieces };
}

/** The last piece that starts at or before an offset. */
function pieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The pieces that a span touches, with the part of each that it covers. */
function partsOf({ pieces }: ShownText, { start, end }: Span) {
  const parts: { readonly node: Text; readonly from: number; readonly to: number }[] = [];
  for (let at = pieceAt(pieces, start); at < pieces.length; at++) {
    const piece = pieces[at];
    if (!piece || piece.start >= end) break;
    const from = Math.max(0, start - piece.start);
    const to = Math.min(piece.node.data.length, end - piece.start);
    if (from < to) parts.push({ node: piece.node, from, to });
  }
  return parts;
}

/** Whether a span is all in one block. What only seems to follow, from cell to cell, is no match. */
export function isWithinBlock(shown: ShownText, span: Span): boolean {
  if (!shown.text.slice(span.start, span.end).includes("\n")) return true;
  const [first, ...more] = partsOf(shown, span).map(
    ({ node }) => node.parentElement?.closest(block) ?? null,
  );
  return more.every((each) => each === first);
}

/** The place of a span on the page; null for one that covers no words. */
export function rangeOf(shown: ShownText, span: Span): Range | null {
  const place = staticRangeOf(shown, span);
  if (!place) return null;
  const range = new Range();
  range.setStart(place.startContainer, place.startOffset);
  range.setEnd(place.endContainer, place.endOffset);
  return range;
}

/**
 * As {@link rangeOf}, for many: the page looks through all of its live ranges whenever words change, and
 * a thousand of them made replacing in a long note take seconds.
 */
export function staticRangeOf(shown: ShownText, span: Span): StaticRange | null {
  const parts = partsOf(shown, span);
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return null;
  return new StaticRange({
    startContainer: first.node,
    startOffset: first.from,
    endContainer: last.node,
    endOffset: last.to,
  });
}

/** Where a place on the page lies in the text; 0 for one that is not in it. */
export function offsetOf({ pieces }: ShownText, node: Node, offset: number): number {
  const piece = pieces.find((each) => each.node === node);
  return piece ? piece.start + offset : 0;
}

/**
 * The ends of a span in the editor's own text; null when any of its words are shown by something else,
 * a quote or a link, and so are not the writer's to change here.
 */
export function $pointsOf(
  shown: ShownText,
  span: Span,
  ownerOf: (node: Node) => LexicalNode | null = $getNearestNodeFromDOMNode,
): readonly [start: Point, end: Point] | null {
  const parts = partsOf(shown, span);
  const points = parts.flatMap(({ node, from, to }) => {
    const owner = ownerOf(node);
    return $isTextNode(owner)
      ? [
          [
            { key: owner.getKey(), offset: from },
            { key: owner.getKey(), offset: to },
          ] as const,
        ]
      : [];
  });
  const [first] = points;
  const last = points.at(-1);
  return first && last && points.length === parts.length ? [first[0], last[1]] : null;
}

/** Whether the words of a span are the writer's own text; see {@link $pointsOf}. */
export function isOwnText(editor: LexicalEditor, shown: ShownText, span: Span): boolean {
  return editor.read(() => $pointsOf(shown, span) !== null);
}
