/** Measuring and scrolling the drawn article. */
import { holderAt, offsetAt, rangeOf, type Span, type TextIndex } from "./offsets.ts";

/** A rectangle in px of the window. */
export type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom">;

/** The box of the one unit at (for an end: before) an offset; of its element where nothing is drawn. */
export function boxAt(index: TextIndex, offset: number, edge: "start" | "end"): Box {
  const span =
    edge === "start" ? { start: offset, end: offset + 1 } : { start: offset - 1, end: offset };
  const rects = rangeOf(index, { start: Math.max(0, span.start), end: span.end }).getClientRects();
  const drawn = [...rects].filter(({ height }) => height > 0);
  return (
    (edge === "start" ? drawn[0] : drawn.at(-1)) ?? holderAt(index, offset).getBoundingClientRect()
  );
}

/**
 * Draws the sections around an offset for good. A section that comes into sight only by scrolling is
 * drawn a frame late, which would be seen as a flash and a jump.
 */
function reveal(index: TextIndex, offset: number): void {
  const section = holderAt(index, offset).closest(".reader-section");
  for (const each of [section?.previousElementSibling, section, section?.nextElementSibling]) {
    if (each instanceof HTMLElement) each.style.contentVisibility = "visible";
  }
}

/** Scrolls so that the line at `offset` starts `below` px under the top of the pane. */
export function scrollTo(
  index: TextIndex,
  scroller: HTMLElement,
  offset: number,
  below: number,
): void {
  reveal(index, offset);
  const wanted = scroller.getBoundingClientRect().top + below;
  scroller.scrollTop += boxAt(index, offset, "start").top - wanted;
}

/** Where a passage is shown when one goes to it: a third of the way down. */
export function oneThird(scroller: HTMLElement): number {
  return Math.round(scroller.clientHeight / 3);
}

/** Room kept between a selection and the edges of the pane, in px. */
const roomAround = 56;

/** Scrolls as little as it takes to see a span; its start when it is taller than the pane. */
export function showSpan(index: TextIndex, scroller: HTMLElement, span: Span): void {
  reveal(index, span.start);
  const pane = scroller.getBoundingClientRect();
  const top = boxAt(index, span.start, "start").top - pane.top - roomAround;
  const bottom = boxAt(index, span.end, "end").bottom - pane.bottom + roomAround;
  if (top < 0 || bottom - top > scroller.clientHeight) scroller.scrollTop += top;
  else if (bottom > 0) scroller.scrollTop += bottom;
}

/** The offset of the first line of which most is in sight; 0 while the article's head is. */
export function firstVisible(index: TextIndex, scroller: HTMLElement): number {
  const { top } = scroller.getBoundingClientRect();
  if (index.root.getBoundingClientRect().top >= top) return 0;
  const section = firstBelow([...index.root.children], top);
  if (!section) return index.length;
  const holders = [...section.querySelectorAll<HTMLElement>("[data-start]")];
  const holder = firstBelow(holders, top) ?? holders.at(-1);
  if (!holder) return 0;
  const box = holder.getBoundingClientRect();
  const start = Number(holder.dataset["start"]);
  if (box.top >= top) return start;
  // Half-hidden: look for the line at the edge, a little inside so that a line cut in half is skipped.
  const place = document.caretPositionFromPoint(box.left + 1, top + 14);
  if (!place || !holder.contains(place.offsetNode)) return start;
  return offsetAt(index, place.offsetNode, place.offset, "start");
}

/** The first of elements in vertical order that ends under a line. */
function firstBelow<Each extends Element>(elements: readonly Each[], line: number): Each | null {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = elements[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > line + 1) high = middle;
    else low = middle + 1;
  }
  return elements[low] ?? null;
}

/** Where the selection's moving end stands, a line high and without width; null when not in the text. */
export function caretBox(index: TextIndex): Box | null {
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  if (!focusNode || focusOffset === undefined || !index.root.contains(focusNode)) return null;
  const place = document.createRange();
  place.setStart(focusNode, focusOffset);
  const [rect] = place.getClientRects();
  if (rect && rect.height > 0) return rect;
  const offset = offsetAt(index, focusNode, focusOffset, "start");
  const { left, top, bottom } = boxAt(index, offset, "start");
  return { left, right: left, top, bottom };
}

/** The place between two letters that is nearest to a point of the window; null outside the text. */
export function caretUnder(index: TextIndex, x: number, y: number): number | null {
  const place = document.caretPositionFromPoint(x, y);
  if (!place || !index.root.contains(place.offsetNode)) return null;
  return offsetAt(index, place.offsetNode, place.offset, "start");
}

/** The text offset under a point of the window; null when the point is not on a drawn line of text. */
export function offsetUnder(index: TextIndex, x: number, y: number): number | null {
  const place = document.caretPositionFromPoint(x, y);
  if (!place || !index.root.contains(place.offsetNode)) return null;
  const near = offsetAt(index, place.offsetNode, place.offset, "start");
  // The caret goes to the nearer side of a letter; the letter itself may be the one before.
  for (const start of [near, near - 1]) {
    if (start < 0) continue;
    const rects = rangeOf(index, { start, end: start + 1 }).getClientRects();
    for (const { left, right, top, bottom } of rects) {
      if (x >= left && x <= right && y >= top - 4 && y <= bottom + 4) return start;
    }
  }
  return null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placing {
  /** The boxes of the span's first and last unit. */
  readonly first: Box;
  readonly last: Box;
  /** The end of the span to be near. */
  readonly focus: "start" | "end";
  readonly prefer: "above" | "below";
  readonly size: Size;
  /** What can be seen of the pane. */
  readonly bounds: Box;
}

/** Between what floats and the lines it belongs to, and the pane's edges, in px. */
const gap = 8;

/**
 * Where something floats beside a span: over its first line or under its last, never on it. Over a long
 * span would be far from where the eyes are, so "above" is a preference only for a few lines.
 */
export function placeBar({ first, last, focus, prefer, size, bounds }: Placing): {
  readonly left: number;
  readonly top: number;
} {
  const middle = focus === "start" ? first.left : last.right;
  const right = Math.max(bounds.left + gap, bounds.right - size.width - gap);
  const left = Math.min(Math.max(middle - size.width / 2, bounds.left + gap), right);
  const above = first.top - gap - size.height;
  const below = last.bottom + gap;
  const fitsAbove = above >= bounds.top + gap / 2;
  const fitsBelow = below + size.height <= bounds.bottom - gap / 2;
  const line = last.bottom - last.top + gap;
  const near = focus === "start" || last.bottom - first.top <= 4 * line;
  if (fitsAbove && ((prefer === "above" && near) || !fitsBelow)) return { left, top: above };
  // With room on neither side the span fills the pane: better over its last lines than out of sight.
  return { left, top: fitsBelow ? below : bounds.bottom - size.height - gap };
}
