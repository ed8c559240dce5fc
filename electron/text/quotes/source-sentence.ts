import { sentences } from "../sentences.ts";

/** Units on each side of a passage beyond which its sentence is cut. */
const longestSide = 600;

/**
 * The sentences of `text` that the passage [start, end) stands in, without white space around them. Line
 * feeds end a sentence, but for those within the passage.
 */
export function sourceSentence(
  text: string,
  start: number,
  end: number,
  language: string | null,
): string {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - longestSide, 0);
  const feed = text.indexOf("\n", end);
  const to = Math.min(feed < 0 ? text.length : feed, end + longestSide);
  const spans = sentences(text.slice(from, to), language);
  const first = spans.findLast((span) => from + span.start <= start)?.start ?? 0;
  const last = spans.find((span) => from + span.end >= end)?.end ?? to - from;
  return text.slice(from + Math.min(first, start - from), from + last).trim();
}
