/** Words, as people count and step over them. */
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** How many words a text has. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
  return count;
}

/** Units looked at around a place; longer than any word. */
const around = 400;

/**
 * The next place before (-1) or after (+1) `offset` at which a word starts (for the start of a span) or
 * ends (for its end), with a whole word in between: punctuation alone is no step. `offset` itself when
 * there is none near.
 */
export function wordEdge(
  text: string,
  offset: number,
  direction: -1 | 1,
  edge: "start" | "end",
): number {
  const from = Math.max(0, offset - around);
  const edges: number[] = [];
  for (const { index, segment, isWordLike } of segmenter.segment(
    text.slice(from, offset + around),
  )) {
    if (isWordLike) edges.push(from + index + (edge === "start" ? 0 : segment.length));
  }
  const found =
    direction === 1
      ? edges.find((each) => each > offset && countWords(text.slice(offset, each)) > 0)
      : edges.findLast((each) => each < offset && countWords(text.slice(each, offset)) > 0);
  return found ?? offset;
}
