/** Which heading of a note is which of those it had before, so that links to it stay right. */
import type { NoteHeading } from "./note-body.ts";

/** A heading by its id. */
export interface KnownHeading {
  readonly id: string;
  readonly words: string;
}

/** With more pairs to compare than this, headings of the same words are matched in their order only. */
const mostPairs = 1_000_000;

/**
 * The id of each heading as it is now; null for a new one. First those whose words are the same and in the
 * same order, then those that were moved, then those that stand alone between the same neighbours: they
 * got other words.
 */
export function headingIds(
  before: readonly KnownHeading[],
  after: readonly Pick<NoteHeading, "words">[],
): readonly (string | null)[] {
  const pairs = new Map<number, number>();
  for (const [from, to] of inOrder(before, after)) pairs.set(to, from);
  matchMoved(before, after, pairs);
  matchRenamed(before, after, pairs);
  return after.map((_, to) => before[pairs.get(to) ?? -1]?.id ?? null);
}

type Words = readonly { readonly words: string }[];

/** The longest common run of words in order, as pairs of places. */
function inOrder(before: Words, after: Words): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let start = 0;
  while (start < before.length && before[start]?.words === after[start]?.words) {
    pairs.push([start, start]);
    start += 1;
  }
  let [endBefore, endAfter] = [before.length, after.length];
  while (
    endBefore > start &&
    endAfter > start &&
    before[endBefore - 1]?.words === after[endAfter - 1]?.words
  ) {
    endBefore -= 1;
    endAfter -= 1;
    pairs.push([endBefore, endAfter]);
  }
  const [rows, columns] = [endBefore - start, endAfter - start];
  if (rows === 0 || columns === 0 || rows * columns > mostPairs) return pairs;
  // lengths[row][column]: how much the rests from there have in common.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  const isSame = (row: number, column: number) =>
    before[start + row]?.words === after[start + column]?.words;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (line === undefined) continue;
      line[column] = isSame(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (isSame(row, column)) {
      pairs.push([start + row, start + column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function matchMoved(before: Words, after: Words, pairs: Map<number, number>): void {
  const used = new Set(pairs.values());
  const left = new Map<string, number[]>();
  before.forEach(({ words }, from) => {
    if (!used.has(from) && words !== "") left.set(words, [...(left.get(words) ?? []), from]);
  });
  after.forEach(({ words }, to) => {
    const from = pairs.has(to) ? undefined : left.get(words)?.shift();
    if (from !== undefined) pairs.set(to, from);
  });
}

/** Between two neighbours that are known: as many old ones without a match as new ones are the same. */
function matchRenamed(before: Words, after: Words, pairs: Map<number, number>): void {
  const used = new Set(pairs.values());
  const oldBetween = (from: number, to: number) => {
    const found: number[] = [];
    for (let at = from; at < to; at += 1) if (!used.has(at)) found.push(at);
    return found;
  };
  let last = -1;
  for (let to = 0; to <= after.length;) {
    const known = to === after.length ? before.length : pairs.get(to);
    if (known !== undefined) {
      last = known;
      to += 1;
      continue;
    }
    let end = to;
    while (end < after.length && !pairs.has(end)) end += 1;
    const next = end === after.length ? before.length : (pairs.get(end) ?? before.length);
    const old = oldBetween(last + 1, next);
    if (old.length === end - to) old.forEach((from, index) => pairs.set(to + index, from));
    last = next;
    to = end + 1;
  }
}
