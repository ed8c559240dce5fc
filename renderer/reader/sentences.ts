/** Stepping from sentence to sentence, for selecting by the keyboard. Offsets into the whole text. */
import { sentences } from "../../electron/text/sentences.ts";
import type { Span } from "./offsets.ts";

function lineAt(text: string, offset: number): Span {
  const end = text.indexOf("\n", offset);
  return {
    start: offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1,
    end: end === -1 ? text.length : end,
  };
}

function sentencesOf(text: string, line: Span, language: string | null): readonly Span[] {
  return sentences(text.slice(line.start, line.end), language).map(({ start, end }) => ({
    start: line.start + start,
    end: line.start + end,
  }));
}

/** The first sentence that ends after `offset`: the one it is in, or the next; null at the end. */
export function sentenceFrom(text: string, offset: number, language: string | null): Span | null {
  let line = lineAt(text, offset);
  for (;;) {
    const found = sentencesOf(text, line, language).find(({ end }) => end > offset);
    if (found) return found;
    if (line.end >= text.length) return null;
    line = lineAt(text, line.end + 1);
  }
}

/** The last sentence that starts before `offset`: the one it is in, or the one before; null at the top. */
export function sentenceBefore(text: string, offset: number, language: string | null): Span | null {
  let line = lineAt(text, offset);
  for (;;) {
    const found = sentencesOf(text, line, language).findLast(({ start }) => start < offset);
    if (found) return found;
    if (line.start === 0) return null;
    line = lineAt(text, line.start - 1);
  }
}

/**
 * The next place before (-1) or after (+1) `offset` at which a sentence starts (for the start of a span)
 * or ends (for its end); null when there is none.
 */
export function sentenceEdge(
  text: string,
  offset: number,
  direction: -1 | 1,
  edge: "start" | "end",
  language: string | null,
): number | null {
  const near =
    direction === 1 ? sentenceFrom(text, offset, language) : sentenceBefore(text, offset, language);
  if (!near) return null;
  const isBeyond = (at: number) => (direction === 1 ? at > offset : at < offset);
  if (isBeyond(near[edge])) return near[edge];
  const next =
    direction === 1
      ? sentenceFrom(text, near.end, language)
      : sentenceBefore(text, near.start, language);
  return next && next[edge];
}
