/**
 * Between offsets of the canonical text and places in the drawn article, and back.
 *
 * Every element that holds text of the version carries `data-start`, the offset of its first unit; its
 * text nodes are exactly its text. Between two such elements lies one separator that is not drawn.
 * Elements with `data-void` (pictures, rules) stand for an empty text whatever is drawn in them.
 */
import { blockAt } from "../../electron/text/blocks.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What it takes to find places in a drawn article. It stays true as long as the drawing stands. */
export interface TextIndex {
  readonly root: HTMLElement;
  readonly holders: readonly HTMLElement[];
  /** The offset of each holder's first unit, ascending. */
  readonly starts: readonly number[];
  readonly length: number;
}

/** Reads the holders of a drawn article. */
export function indexText(root: HTMLElement): TextIndex {
  const holders = [...root.querySelectorAll<HTMLElement>("[data-start]")];
  const starts = holders.map((holder) => Number(holder.dataset["start"]));
  const last = holders.at(-1);
  return { root, holders, starts, length: last ? (starts.at(-1) ?? 0) + lengthOf(last) : 0 };
}

/** The canonical text as it is drawn, read back from the elements alone. */
export function textOf(root: HTMLElement): string {
  const holders = [...root.querySelectorAll<HTMLElement>("[data-start]")];
  return holders
    .map((holder, at) => (at === 0 ? "" : separator(holder)) + ownText(holder))
    .join("");
}

function separator(holder: HTMLElement): string {
  const cell = holder instanceof HTMLTableCellElement;
  return cell && holder.previousElementSibling ? "\t" : "\n";
}

function ownText(holder: HTMLElement): string {
  return isVoid(holder) ? "" : holder.textContent;
}

function isVoid(holder: HTMLElement): boolean {
  return holder.dataset["void"] !== undefined;
}

function lengthOf(holder: HTMLElement): number {
  return ownText(holder).length;
}

/** The holder that `offset` falls in, or at whose end it stands. */
export function holderAt(index: TextIndex, offset: number): HTMLElement {
  return index.holders[blockAt(index.starts, offset)] ?? index.root;
}

type Point = readonly [node: Node, offset: number];

/**
 * The place of an offset. Where it falls between two text nodes, the edge decides: the start of a span
 * is drawn in the later one, its end in the earlier one.
 */
function pointAt(index: TextIndex, offset: number, edge: "start" | "end"): Point {
  const at = blockAt(index.starts, offset);
  const holder = index.holders[at];
  if (!holder) return [index.root, 0];
  let left = offset - (index.starts[at] ?? 0);
  const only = holder.firstChild;
  if (only instanceof Text && !only.nextSibling) return [only, Math.min(left, only.length)];
  if (isVoid(holder)) return [holder, 0];
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  let last: Point = [holder, 0];
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (left < node.length || (left === node.length && edge === "end")) return [node, left];
    left -= node.length;
    last = [node, node.length];
  }
  return last;
}

/** The live range of a span, for measuring and selecting. */
export function rangeOf(index: TextIndex, { start, end }: Span): Range {
  const range = document.createRange();
  range.setStart(...pointAt(index, start, "start"));
  if (end > start) range.setEnd(...pointAt(index, end, "end"));
  return range;
}

/** The range of a span for painting; it costs nothing when the document changes. */
export function staticRangeOf(index: TextIndex, { start, end }: Span): StaticRange {
  const [startContainer, startOffset] = pointAt(index, start, "start");
  const [endContainer, endOffset] = pointAt(index, end, "end");
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/** The span that a range covers, cut to the article's text; null when it touches none of it. */
export function offsetsOf(index: TextIndex, range: Range): Span | null {
  if (!range.intersectsNode(index.root)) return null;
  const start = offsetAt(index, range.startContainer, range.startOffset, "start");
  if (range.collapsed) return { start, end: start };
  const end = offsetAt(index, range.endContainer, range.endOffset, "end");
  return end < start ? null : { start, end };
}

/**
 * The offset of a place. A place outside every holder counts as the start of the next one, or as the
 * end of the one before, whichever keeps a range from growing.
 */
export function offsetAt(
  index: TextIndex,
  node: Node,
  offset: number,
  edge: "start" | "end",
): number {
  const element = node instanceof Element ? node : node.parentElement;
  const holder = element?.closest<HTMLElement>("[data-start]");
  if (holder && index.root.contains(holder)) {
    const start = Number(holder.dataset["start"]);
    return isVoid(holder) ? start : start + lengthBefore(holder, node, offset);
  }
  const place = document.createRange();
  place.setStart(node, offset);
  const next = firstHolderAfter(index, place);
  if (edge === "start") return index.starts[next] ?? index.length;
  return next === 0 ? 0 : (index.starts[next] ?? index.length + 1) - 1;
}

function lengthBefore(holder: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function firstHolderAfter(index: TextIndex, place: Range): number {
  let low = 0;
  let high = index.holders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const holder = index.holders[middle];
    if (holder && place.comparePoint(holder, 0) >= 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
