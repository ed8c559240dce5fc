/**
 * Which of two runs of numbers stayed, in order. Sequences that both hold exactly once are fixed first
 * (a chain of them in the order of both), the short gaps between them are left to `fast-diff`. A plain
 * diff of a megabyte of words takes seconds to minutes when much has changed; this does not.
 */
import diff from "fast-diff";

/** `length` items from `from` on stayed as those from `to` on. */
export interface KeptRun {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Gaps with up to this many items on both sides together are compared in full (6 ms at worst). */
const fullCompare = 1_500;

interface Gap {
  readonly fromStart: number;
  readonly fromEnd: number;
  readonly toStart: number;
  readonly toEnd: number;
}

/**
 * The items of `from` that stayed in `to`, as runs in the order of both. `sequence` is how many items
 * in a row must occur just once in both to be a fixed point: 1 for paragraphs, 3 for words, of which
 * single ones recur by chance.
 */
export function keptRuns(from: Int32Array, to: Int32Array, sequence: number): readonly KeptRun[] {
  const runs: KeptRun[] = [];
  const gaps: Gap[] = [{ fromStart: 0, fromEnd: from.length, toStart: 0, toEnd: to.length }];
  for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) {
    const inner = trim(from, to, gap, runs);
    if (inner.fromStart === inner.fromEnd || inner.toStart === inner.toEnd) continue;
    if (size(inner) <= fullCompare) {
      compare(from, to, inner, runs);
      continue;
    }
    const fixed = chain(fixedPoints(from, to, inner, sequence));
    // Nothing in common but chance: two different texts.
    if (fixed.length > 0) gaps.push(...between(inner, fixed, runs, sequence));
  }
  return joined(runs.toSorted((a, b) => a.from - b.from));
}

function size({ fromStart, fromEnd, toStart, toEnd }: Gap): number {
  return fromEnd - fromStart + toEnd - toStart;
}

/** Takes equal items off both ends of a gap, into `runs`. */
function trim(from: Int32Array, to: Int32Array, gap: Gap, runs: KeptRun[]): Gap {
  let { fromStart, fromEnd, toStart, toEnd } = gap;
  while (fromStart < fromEnd && toStart < toEnd && from[fromStart] === to[toStart]) {
    fromStart += 1;
    toStart += 1;
  }
  while (fromEnd > fromStart && toEnd > toStart && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd -= 1;
    toEnd -= 1;
  }
  const head = fromStart - gap.fromStart;
  if (head > 0) runs.push({ from: gap.fromStart, to: gap.toStart, length: head });
  if (gap.fromEnd > fromEnd) runs.push({ from: fromEnd, to: toEnd, length: gap.fromEnd - fromEnd });
  return { fromStart, fromEnd, toStart, toEnd };
}

/** The numbers of sequences: equal sequences have equal keys, and hardly any others have. */
function keyAt(items: Int32Array, at: number, sequence: number): number {
  let key = 0;
  for (let index = at; index < at + sequence; index += 1)
    key = (key * 1_000_003 + (items[index] ?? 0) + 1) % 9_007_199_254;
  return key;
}

/** Where each sequence of the gap stands that occurs once; -1 for those that recur. */
function uniques(items: Int32Array, start: number, end: number, sequence: number) {
  const places = new Map<number, number>();
  for (let at = start; at + sequence <= end; at += 1) {
    const key = keyAt(items, at, sequence);
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

type Point = readonly [from: number, to: number];

function fixedPoints(
  from: Int32Array,
  to: Int32Array,
  gap: Gap,
  sequence: number,
): readonly Point[] {
  const places = uniques(to, gap.toStart, gap.toEnd, sequence);
  const points: Point[] = [];
  for (const [key, at] of uniques(from, gap.fromStart, gap.fromEnd, sequence)) {
    const place = places.get(key) ?? -1;
    if (at >= 0 && place >= 0 && equal(from, at, to, place, sequence)) points.push([at, place]);
  }
  return points.toSorted((a, b) => a[0] - b[0]);
}

function equal(from: Int32Array, at: number, to: Int32Array, place: number, length: number) {
  for (let index = 0; index < length; index += 1)
    if (from[at + index] !== to[place + index]) return false;
  return true;
}

/**
 * The same runs with each pure addition and omission slid to where it begins best: of "However, a. " put
 * before "However, b." either "However" is the new one, and only one of the choices is what was done.
 * `opens` tells how well a passage begins at an item of `from`, or of `to`.
 */
export function slid(
  runs: readonly KeptRun[],
  from: Int32Array,
  to: Int32Array,
  opens: { readonly from: (at: number) => number; readonly to: (at: number) => number },
): readonly KeptRun[] {
  const result = runs.map((run) => ({ ...run }));
  for (const [index, right] of result.entries()) {
    const left = result[index - 1];
    if (left === undefined) continue;
    const omitted = right.from - left.from - left.length;
    const added = right.to - left.to - left.length;
    if (omitted > 0 === added > 0) continue;
    const [items, length, begin, score] =
      omitted > 0
        ? [from, omitted, left.from + left.length, opens.from]
        : [to, added, left.to + left.length, opens.to];
    const shift = bestShift(items, length, begin, score, [left.length, right.length]);
    left.length += shift;
    right.from += shift;
    right.to += shift;
    right.length -= shift;
  }
  return joined(result.filter(({ length }) => length > 0));
}

/** How far to move the passage of `length` items at `begin`: the same items come and go at its ends. */
function bestShift(
  items: Int32Array,
  length: number,
  begin: number,
  score: (at: number) => number,
  [leftMost, rightMost]: readonly [number, number],
): number {
  let [best, bestScore] = [0, score(begin)];
  for (let shift = -1; -shift < leftMost; shift -= 1) {
    if (items[begin + shift] !== items[begin + length + shift]) break;
    if (score(begin + shift) > bestScore) [best, bestScore] = [shift, score(begin + shift)];
  }
  for (let shift = 1; shift < rightMost; shift += 1) {
    if (items[begin + shift - 1] !== items[begin + length + shift - 1]) break;
    if (score(begin + shift) > bestScore) [best, bestScore] = [shift, score(begin + shift)];
  }
  return best;
}

/** The longest selection of the points, given by rising `from`, in which `to` rises too. */
function chain(points: readonly Point[]): readonly Point[] {
  const ends: number[] = [];
  const previous = new Int32Array(points.length).fill(-1);
  points.forEach(([, to], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((points[ends[middle] ?? -1]?.[1] ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const chosen: Point[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const point = points[index];
    if (point !== undefined) chosen.push(point);
  }
  return chosen.toReversed();
}

/** Adds the fixed sequences to `runs`, without overlaps, and returns the gaps that they leave. */
function between(gap: Gap, fixed: readonly Point[], runs: KeptRun[], sequence: number): Gap[] {
  const gaps: Gap[] = [];
  let { fromStart, toStart } = gap;
  for (const [from, to] of fixed) {
    const skip = Math.max(0, fromStart - from, toStart - to);
    // A point whose items a point before has used up on either side.
    if (skip >= sequence) continue;
    const [fromAt, toAt] = [from + skip, to + skip];
    if (fromAt > fromStart && toAt > toStart)
      gaps.push({ fromStart, fromEnd: fromAt, toStart, toEnd: toAt });
    runs.push({ from: fromAt, to: toAt, length: sequence - skip });
    fromStart = from + sequence;
    toStart = to + sequence;
  }
  gaps.push({ ...gap, fromStart, toStart });
  return gaps;
}

/** Numbers as characters, those that only one side has left out: they could not stay. */
function compare(from: Int32Array, to: Int32Array, gap: Gap, runs: KeptRun[]): void {
  const inTo = new Set(to.subarray(gap.toStart, gap.toEnd));
  const codes = new Map<number, string>();
  const fromPlaces: number[] = [];
  const toPlaces: number[] = [];
  const codeOf = (item: number): string => {
    const code = codes.get(item) ?? String.fromCharCode(codes.size + 1);
    codes.set(item, code);
    return code;
  };
  let fromText = "";
  for (let at = gap.fromStart; at < gap.fromEnd; at += 1) {
    if (!inTo.has(from[at] ?? -1)) continue;
    fromText += codeOf(from[at] ?? -1);
    fromPlaces.push(at);
  }
  let toText = "";
  for (let at = gap.toStart; at < gap.toEnd; at += 1) {
    const code = codes.get(to[at] ?? -1);
    if (code === undefined) continue;
    toText += code;
    toPlaces.push(at);
  }
  let [a, b] = [0, 0];
  for (const [change, text] of diff(fromText, toText)) {
    for (let unit = 0; change === diff.EQUAL && unit < text.length; unit += 1)
      runs.push({ from: fromPlaces[a + unit] ?? 0, to: toPlaces[b + unit] ?? 0, length: 1 });
    if (change !== diff.INSERT) a += text.length;
    if (change !== diff.DELETE) b += text.length;
  }
}

function joined(runs: readonly KeptRun[]): readonly KeptRun[] {
  const result: KeptRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (
      last !== undefined &&
      last.from + last.length === run.from &&
      last.to + last.length === run.to
    )
      result[result.length - 1] = { ...last, length: last.length + run.length };
    else result.push(run);
  }
  return result;
}
