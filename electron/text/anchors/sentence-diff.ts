/** What happened to each sentence between two versions of a text, for showing them side by side. */
import { alignTexts } from "./align.ts";
import type { Alignment, TokenRange } from "./alignment.ts";
import type { VersionText } from "./anchor.ts";
import { sameWords } from "../fold.ts";
import { sentenceRanges } from "./moved-sentences.ts";
import type { Span } from "../sentences.ts";
import { lettersIn, type WordTokens } from "./word-tokens.ts";

/**
 * A sentence of one version or of both; spans are UTF-16 units of the texts. `moved` stands where the
 * sentence went, and `changed` tells whether its words changed too.
 */
export type SentenceChange =
  | { readonly kind: "same"; readonly from: Span; readonly to: Span }
  | { readonly kind: "edited"; readonly from: Span; readonly to: Span }
  | { readonly kind: "moved"; readonly from: Span; readonly to: Span; readonly changed: boolean }
  | { readonly kind: "added"; readonly to: Span }
  | { readonly kind: "removed"; readonly from: Span };

/** Share of the letters of the shorter sentence that two sentences must share to be one. */
const sharedLetters = 0.5;

interface Pair {
  readonly from: number;
  readonly to: number;
}

/**
 * Every sentence of both versions once, in the order of `to`; removed ones follow what they followed in
 * `from`. Sentences that differ only in typography are the same.
 */
export function sentenceDiff(from: VersionText, to: VersionText): readonly SentenceChange[] {
  const alignment = alignTexts(from.text, to.text);
  const before = sentencesOf(alignment.from);
  const after = sentencesOf(alignment.to);
  const pairs = pairUp(alignment, before, after);
  const inPlace = new Set(heaviestOrdered(pairs, (pair) => weight(alignment, before, pair)));
  const byTo = new Map(pairs.map((pair) => [pair.to, pair]));
  const paired = new Set(pairs.map((pair) => pair.from));
  const changes: SentenceChange[] = [];
  let next = 0;
  const flushRemoved = (upTo: number) => {
    for (; next < upTo; next += 1)
      if (!paired.has(next))
        changes.push({ kind: "removed", from: spanAt(alignment.from, before[next]) });
  };
  for (const [index, range] of after.entries()) {
    const pair = byTo.get(index);
    if (pair !== undefined && inPlace.has(pair)) flushRemoved(pair.from);
    changes.push(changeOf(alignment, range, pair && before[pair.from], pair && inPlace.has(pair)));
    if (pair !== undefined && inPlace.has(pair)) next = pair.from + 1;
  }
  flushRemoved(before.length);
  return changes;
}

function changeOf(
  alignment: Alignment,
  range: TokenRange,
  source: TokenRange | undefined,
  stayed: boolean | undefined,
): SentenceChange {
  const to = spanAt(alignment.to, range);
  if (source === undefined) return { kind: "added", to };
  const from = spanAt(alignment.from, source);
  const changed = !sameWords(
    alignment.from.text.slice(from.start, from.end),
    alignment.to.text.slice(to.start, to.end),
  );
  if (stayed !== true) return { kind: "moved", from, to, changed };
  return { kind: changed ? "edited" : "same", from, to };
}

/** All sentences, line by line. */
function sentencesOf(tokens: WordTokens): readonly TokenRange[] {
  const ranges: TokenRange[] = [];
  let first = 0;
  while (first < tokens.starts.length) {
    const lineEnd = tokens.text.indexOf("\n", tokens.starts[first]);
    let end = first + 1;
    while (end < tokens.starts.length && (lineEnd < 0 || (tokens.starts[end] ?? 0) < lineEnd))
      end += 1;
    ranges.push(...sentenceRanges(tokens, { first, end }));
    first = end;
  }
  return ranges;
}

function spanAt({ starts, ends }: WordTokens, range: TokenRange | undefined): Span {
  if (range === undefined) throw new RangeError("Expected the index of a sentence.");
  return { start: starts[range.first] ?? 0, end: ends[range.end - 1] ?? 0 };
}

/** Sentences of both texts that give most of their words to one another, by rising `to`. */
function pairUp(
  { from, to, forward }: Alignment,
  before: readonly TokenRange[],
  after: readonly TokenRange[],
): readonly Pair[] {
  const holder = new Int32Array(to.ids.length).fill(-1);
  after.forEach(({ first, end }, index) => holder.fill(index, first, end));
  const shared: (Pair & { readonly letters: number })[] = [];
  before.forEach((range, index) => {
    const letters = new Map<number, number>();
    for (let at = range.first; at < range.end; at += 1) {
      const there = holder[forward[at] ?? -1] ?? -1;
      // A mark alone counts a little: a sentence may be nothing but marks.
      if (there >= 0)
        letters.set(there, (letters.get(there) ?? 0) + (from.weights[at] ?? 0) + 0.01);
    }
    for (const [there, count] of letters) shared.push({ from: index, to: there, letters: count });
  });
  const usedFrom = new Set<number>();
  const usedTo = new Set<number>();
  return shared
    .filter(({ from: f, to: t, letters }) => {
      const sizes = [sizeOf(from, before[f]), sizeOf(to, after[t])];
      return letters >= Math.min(...sizes) * sharedLetters && letters > 0;
    })
    .toSorted((a, b) => b.letters - a.letters)
    .filter(({ from: f, to: t }) => {
      if (usedFrom.has(f) || usedTo.has(t)) return false;
      usedFrom.add(f);
      usedTo.add(t);
      return true;
    })
    .toSorted((a, b) => a.to - b.to);
}

function sizeOf(tokens: WordTokens, range: TokenRange | undefined): number {
  if (range === undefined) return 0;
  return lettersIn(tokens, range.first, range.end) + (range.end - range.first) / 100;
}

function weight({ from }: Alignment, before: readonly TokenRange[], pair: Pair): number {
  return sizeOf(from, before[pair.from]);
}

/**
 * The pairs that stayed in order: of all selections with rising `from` the one with most letters, so
 * that the short sentence is the one that moved. Kept fast by a tree of best sums (Fenwick).
 */
function heaviestOrdered(pairs: readonly Pair[], weigh: (pair: Pair) => number): readonly Pair[] {
  const size = largest(pairs) + 1;
  const tree: { sum: number; index: number }[] = Array.from({ length: size + 1 }, () => ({
    sum: 0,
    index: -1,
  }));
  const previous = new Int32Array(pairs.length).fill(-1);
  let best = { sum: 0, index: -1 };
  for (const [index, pair] of pairs.entries()) {
    let before = { sum: 0, index: -1 };
    for (let at = pair.from; at > 0; at -= at & -at) {
      const node = tree[at];
      if (node !== undefined && node.sum > before.sum) before = node;
    }
    previous[index] = before.index;
    const mine = { sum: before.sum + weigh(pair), index };
    for (let at = pair.from + 1; at <= size; at += at & -at)
      if (mine.sum > (tree[at]?.sum ?? 0)) tree[at] = mine;
    if (mine.sum > best.sum) best = mine;
  }
  const chosen: Pair[] = [];
  for (let index = best.index; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) chosen.push(pair);
  }
  return chosen;
}

function largest(pairs: readonly Pair[]): number {
  return pairs.reduce((most, { from }) => Math.max(most, from), -1);
}
