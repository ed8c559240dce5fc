/**
 * Clips and other marks of the moment, painted by the CSS Custom Highlight API: the text itself is
 * never touched, so a thousand clips cost about a millisecond and can neither break text nor layout.
 */
import type { Clip, ClipColor } from "../../electron/api.ts";
import { colors } from "./colors.ts";
import { staticRangeOf, type Span, type TextIndex } from "./offsets.ts";

export interface PaintedSpan extends Span {
  readonly color: ClipColor;
}

/** What clips look like together: no two spans overlap, so which is on top is decided here. */
export interface Painting {
  readonly spans: readonly PaintedSpan[];
  /** Where clips lie over each other, with the colour of the one right under the one that is seen. */
  readonly overlaps: readonly PaintedSpan[];
  /** Where there are three or more. */
  readonly deep: readonly Span[];
}

/**
 * Works out who is seen where. The shorter clip is on top, so that none hides another that lies within
 * it; of two of a length, the one made last.
 */
export function paintingOf(clips: readonly Clip[]): Painting {
  const byStart = [...clips].sort((a, b) => a.start - b.start);
  const edges = [...new Set(clips.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const spans: PaintedSpan[] = [];
  const overlaps: PaintedSpan[] = [];
  const deep: Span[] = [];
  let open: readonly Clip[] = [];
  let next = 0;
  edges.forEach((start, at) => {
    const opened: Clip[] = [];
    for (let clip = byStart[next]; clip?.start === start; clip = byStart[++next]) opened.push(clip);
    open = [...open.filter((clip) => clip.end > start), ...opened];
    const end = edges[at + 1];
    const [top, under] = open.toSorted((a, b) => (isAbove(a, b) ? -1 : 1));
    if (top === undefined || end === undefined) return;
    append(spans, { start, end, color: top.color });
    if (under) append(overlaps, { start, end, color: under.color });
    if (open.length > 2) append(deep, { start, end });
  });
  return { spans, overlaps, deep };
}

function isAbove(clip: Clip, other: Clip): boolean {
  const shorter = clip.end - clip.start - (other.end - other.start);
  if (shorter !== 0) return shorter < 0;
  return (
    clip.createdAt > other.createdAt || (clip.createdAt === other.createdAt && clip.id > other.id)
  );
}

/** Adds a span, making one of two that touch and look the same. */
function append<Each extends Span & { readonly color?: ClipColor }>(
  spans: Each[],
  span: Each,
): void {
  const last = spans.at(-1);
  if (last && last.end === span.start && last.color === span.color) {
    spans[spans.length - 1] = { ...last, end: span.end };
  } else {
    spans.push(span);
  }
}

/** From the bottom up; a later one is painted over an earlier one. */
const layers = [
  ...colors.map((color) => `clip-${color}` as const),
  ...colors.map((color) => `clip-under-${color}` as const),
  "clip-deep",
  "clip-changed",
  "clip-active",
  "find",
  "find-current",
  "flash",
] as const;
export type Layer = (typeof layers)[number];

/** Paints spans in a layer, in place of what was there; returns the function that takes them away. */
export function paint(layer: Layer, index: TextIndex, spans: readonly Span[]): () => void {
  const highlight = new Highlight(...spans.map((span) => staticRangeOf(index, span)));
  highlight.priority = layers.indexOf(layer);
  CSS.highlights.set(layer, highlight);
  return () => {
    if (CSS.highlights.get(layer) === highlight) CSS.highlights.delete(layer);
  };
}

/** Paints the clips of an article, one layer a colour; returns the function that takes them away. */
export function paintClips(index: TextIndex, clips: readonly Clip[]): () => void {
  const { spans, overlaps, deep } = paintingOf(clips);
  const of = (all: readonly PaintedSpan[], color: ClipColor) =>
    all.filter((span) => span.color === color);
  const undo = colors.flatMap((color) => [
    paint(`clip-${color}`, index, of(spans, color)),
    paint(`clip-under-${color}`, index, of(overlaps, color)),
  ]);
  undo.push(paint("clip-deep", index, deep));
  return () => undo.forEach((each) => each());
}
