/** Comparing the words of a changed passage, and telling what stayed from what is there by chance. */
import type { Alignment } from "./alignment.ts";
import { keptRuns, slid, type KeptRun } from "../diff.ts";
import type { WordTokens } from "./word-tokens.ts";

/** A token of the old text and the one of the new text that it became. */
export type TokenPair = readonly [from: number, to: number];

/** A gap with more words on a side than this is a rewrite: spelling tells nothing there. */
const respelled = 6;

/** Pairs the tokens at the indexes `before` with those at `after`, in the order of both. */
export function alignedInside(
  { from, to }: Pick<Alignment, "from" | "to">,
  before: Int32Array,
  after: Int32Array,
): readonly TokenPair[] {
  if (before.length === 0 || after.length === 0) return [];
  const a = before.map((index) => from.ids[index] ?? -1);
  const b = after.map((index) => to.ids[index] ?? -1);
  const weights = before.map((index) => from.weights[index] ?? 0);
  const toWeights = after.map((index) => to.weights[index] ?? 0);
  const kept = slid(keptRuns(a, b, 3), a, b, {
    from: (at) => opening(from, before[at] ?? 0),
    to: (at) => opening(to, after[at] ?? 0),
  });
  const runs = withoutChance(kept, weights, toWeights);
  const pairs: TokenPair[] = [];
  let [f, t] = [0, 0];
  for (const run of [...runs, { from: a.length, to: b.length, length: 0 }]) {
    const gap = { before: before.subarray(f, run.from), after: after.subarray(t, run.to) };
    pairs.push(...respellings(from, to, gap.before, gap.after));
    for (let index = 0; index < run.length; index += 1)
      pairs.push([before[run.from + index] ?? 0, after[run.to + index] ?? 0]);
    f = run.from + run.length;
    t = run.to + run.length;
  }
  return pairs;
}

/** How well a passage begins at a token: with a paragraph, a sentence, a clause, or just a word. */
function opening({ text, starts, ends }: WordTokens, index: number): number {
  const between = text.slice(ends[index - 1] ?? 0, starts[index]);
  if (between.includes("\n") || index === 0) return 3;
  const last = text.charAt((ends[index - 1] ?? 0) - 1);
  if (/[.!?。！？…”»]/.test(last)) return between === "" ? 0 : 2;
  return /[,;:—–)]/.test(last) ? 1 : 0;
}

function sum(weights: Int32Array, start: number, end: number): number {
  let total = 0;
  for (let index = start; index < end; index += 1) total += weights[index] ?? 0;
  return total;
}

/**
 * Leaves out runs that are few letters between much that changed on both sides: where a sentence gave
 * way to another, both have their "of the". What is left out makes the gaps beside it wider.
 */
function withoutChance(
  runs: readonly KeptRun[],
  weights: Int32Array,
  toWeights: Int32Array,
  rounds = 8,
): readonly KeptRun[] {
  const gap = (left: KeptRun | undefined, right: Omit<KeptRun, "length">) =>
    Math.max(
      sum(weights, left === undefined ? 0 : left.from + left.length, right.from),
      sum(toWeights, left === undefined ? 0 : left.to + left.length, right.to),
    );
  const end = { from: weights.length, to: toWeights.length };
  const kept = runs.filter((run, index) => {
    const letters = sum(weights, run.from, run.from + run.length);
    const [left, right] = [runs[index - 1], runs[index + 1] ?? end];
    return letters * 2 > gap(left, run) || letters * 2 > gap(run, right);
  });
  return kept.length === runs.length || rounds === 0
    ? kept
    : withoutChance(kept, weights, toWeights, rounds - 1);
}

/** Words of a short gap that are spelled nearly alike: a slip put right is still the word. */
function respellings(
  from: WordTokens,
  to: WordTokens,
  before: Int32Array,
  after: Int32Array,
): readonly TokenPair[] {
  if (before.length > respelled || after.length > respelled) return [];
  const pairs: TokenPair[] = [];
  let next = 0;
  for (const f of before) {
    const word = from.text.slice(from.starts[f], from.ends[f]);
    const at = after.findIndex(
      (t, index) => index >= next && alike(word, to.text.slice(to.starts[t], to.ends[t])),
    );
    if (at < 0) continue;
    pairs.push([f, after[at] ?? 0]);
    next = at + 1;
  }
  return pairs;
}

/**
 * True when at most a third of the letters of two words differ. Figures are never alike: 1921 is not
 * 1923. Words of one or two letters are not either.
 */
export function alike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  if (a.length < 3 || b.length < 3 || longest > 40) return false;
  if (/\p{N}/u.test(a) || /\p{N}/u.test(b)) return false;
  return distance(a.toLowerCase(), b.toLowerCase()) * 3 <= longest;
}

/** How many letters must be added, left out, changed or swapped with the next to get from a to b. */
function distance(a: string, b: string): number {
  let older: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      current.push(best);
    }
    older = row;
    row = current;
  }
  return row[b.length] ?? 0;
}
