/**
 * The stretch of a text that shares most words with a quotation, in their order: where its runs of words
 * stand, chained over what differs between them.
 */
import type { SpokenWord } from "./marked-edit.ts";

/** A run of words that the text and the quotation share. */
interface Run {
  readonly from: number;
  readonly at: number;
  readonly length: number;
}

/** The first and the last word of a stretch. */
export interface NearWords {
  readonly from: number;
  readonly to: number;
  /** Which part of the quotation's words was found in it in order. */
  readonly score: number;
}

/** Words of a passage that one omission mark may stand for. */
const longestOmission = 400;
/** Words that may be missing or too many at an end of the quotation, beyond those not found. */
const slack = 4;
/** How far a word is looked for behind others that are not found. */
const mostMissing = 50;
/** More runs than this in one region come from a text that repeats itself; the longest will do. */
const mostRuns = 600;

/** The stretch of `words` that is nearest to the words `quoted`; null when no two of them stand together. */
export function nearWords(
  words: readonly string[],
  quoted: readonly SpokenWord[],
): NearWords | null {
  const pairs = pairsOf(quoted);
  const omissions = quoted.filter(({ apart }) => apart).length;
  const width = quoted.length * 2 + 40 + Math.min(omissions * longestOmission, 4_000);
  const region = bestRegion(words, pairs, width);
  if (region === null) return null;
  const chain = bestChain(runsIn(words, quoted, pairs, region), quoted);
  const first = chain[0];
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = stepsBack(words, quoted, first);
  const end = stepsOn(words, quoted, last);
  const score = (matched(chain) + start.found + end.found) / quoted.length;
  return { from: start.place, to: end.place, score };
}

function matched(runs: readonly Run[]): number {
  return runs.reduce((sum, { length }) => sum + length, 0);
}

const pairKey = (a: string, b: string): string => `${a} ${b}`;

/** Where each pair of neighbouring words stands in the quotation. */
function pairsOf(words: readonly SpokenWord[]): ReadonlyMap<string, readonly number[]> {
  const pairs = new Map<string, number[]>();
  for (let index = 1; index < words.length; index += 1) {
    const next = words[index];
    if (next === undefined || next.apart) continue;
    const key = pairKey(words[index - 1]?.word ?? "", next.word);
    const at = pairs.get(key);
    if (at === undefined) pairs.set(key, [index - 1]);
    else if (at.length < 8) at.push(index - 1);
  }
  return pairs;
}

/** The stretch of words, twice `width` long at most, around the first that has most pairs of the quotation. */
function bestRegion(
  words: readonly string[],
  pairs: ReadonlyMap<string, readonly number[]>,
  width: number,
): { readonly from: number; readonly to: number } | null {
  const hits: { at: number; key: string }[] = [];
  const firsts = new Set(Array.from(pairs.keys(), (key) => key.slice(0, key.indexOf(" "))));
  for (let at = 0; at + 1 < words.length; at += 1) {
    if (!firsts.has(words[at] ?? "")) continue;
    const key = pairKey(words[at] ?? "", words[at + 1] ?? "");
    if (pairs.has(key)) hits.push({ at, key });
  }
  const inside = new Map<string, number>();
  let most = 0;
  let found: { from: number; to: number } | null = null;
  let oldest = 0;
  for (const hit of hits) {
    inside.set(hit.key, (inside.get(hit.key) ?? 0) + 1);
    for (let old = hits[oldest]; old !== undefined && old.at < hit.at - width; old = hits[oldest]) {
      const left = (inside.get(old.key) ?? 1) - 1;
      if (left === 0) inside.delete(old.key);
      else inside.set(old.key, left);
      oldest += 1;
    }
    if (inside.size > most) {
      most = inside.size;
      found = { from: Math.max(0, hit.at - width), to: Math.min(words.length, hit.at + width) };
    }
  }
  return found;
}

function runsIn(
  words: readonly string[],
  quoted: readonly SpokenWord[],
  pairs: ReadonlyMap<string, readonly number[]>,
  region: { readonly from: number; readonly to: number },
): readonly Run[] {
  const runs: Run[] = [];
  /** For each diagonal, where the run on it ends. */
  const reached = new Map<number, number>();
  for (let at = region.from; at + 1 < region.to; at += 1) {
    for (const from of pairs.get(pairKey(words[at] ?? "", words[at + 1] ?? "")) ?? []) {
      if ((reached.get(at - from) ?? 0) > at) continue;
      let length = 2;
      while (from + length < quoted.length && words[at + length] === quoted[from + length]?.word) {
        if (quoted[from + length]?.apart === true) break;
        length += 1;
      }
      // Its last word may begin the next run, but a run that is part of this one is none.
      reached.set(at - from, at + length - 1);
      runs.push({ from, at, length });
    }
  }
  if (runs.length <= mostRuns) return runs;
  return runs
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostRuns)
    .toSorted((a, b) => a.at - b.at);
}

/** The runs that follow each other in both, the most words for the smallest gaps. */
function bestChain(runs: readonly Run[], quoted: readonly SpokenWord[]): readonly Run[] {
  const omitted = omissionsBefore(quoted);
  const scores = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(-1);
  let best = -1;
  for (const [index, run] of runs.entries()) {
    scores[index] = run.length;
    for (let before = 0; before < index; before += 1) {
      const other = runs[before];
      if (other === undefined) continue;
      const rest = after(other, run);
      if (rest === null) continue;
      const marked = (omitted[rest.from] ?? 0) > (omitted[other.from + other.length - 1] ?? 0);
      const score = (scores[before] ?? 0) + rest.length - cost(other, rest, marked);
      if (score > (scores[index] ?? 0)) {
        scores[index] = score;
        previous[index] = before;
      }
    }
    if (best < 0 || (scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  }
  const chain: Run[] = [];
  for (let index = best; index >= 0; index = previous[index] ?? -1) {
    const run = runs[index];
    const before = runs[previous[index] ?? -1];
    if (run !== undefined) chain.unshift((before && after(before, run)) ?? run);
  }
  return chain;
}

/** What is left of a run when another comes before it; null when nothing is, or it does not. */
function after(other: Run, run: Run): Run | null {
  if (run.at <= other.at || run.from <= other.from) return null;
  const shared = Math.max(
    0,
    other.at + other.length - run.at,
    other.from + other.length - run.from,
  );
  if (shared >= run.length) return null;
  return { from: run.from + shared, at: run.at + shared, length: run.length - shared };
}

/** For each word of the quotation, how many omissions are marked up to it. */
function omissionsBefore(quoted: readonly SpokenWord[]): readonly number[] {
  let count = 0;
  return quoted.map(({ apart }) => (count += apart ? 1 : 0));
}

function cost(other: Run, run: Run, marked: boolean): number {
  const difference = Math.abs(run.at - other.at - (run.from - other.from));
  if (difference === 0) return 0;
  return marked ? 0.1 * Math.log2(1 + difference) : 0.5 + 0.3 * Math.log2(1 + difference);
}

interface End {
  readonly place: number;
  readonly found: number;
}

/** Where the quotation begins, from its first run back: at the words before it, or as many as they are. */
function stepsBack(words: readonly string[], quoted: readonly SpokenWord[], run: Run): End {
  let place = run.at;
  let found = 0;
  let missing = 0;
  for (let index = run.from - 1; index >= 0; index -= 1) {
    const reach = quoted[index + 1]?.apart === true ? longestOmission : slack;
    const lowest = Math.max(0, place - Math.min(missing, mostMissing) - reach);
    let at = place - 1;
    while (at >= lowest && words[at] !== quoted[index]?.word) at -= 1;
    missing = at >= lowest ? 0 : missing + 1;
    if (missing > 0) continue;
    place = at;
    found += 1;
  }
  return { place: Math.max(0, place - missing), found };
}

/** The same from its last run on. */
function stepsOn(words: readonly string[], quoted: readonly SpokenWord[], run: Run): End {
  let place = run.at + run.length - 1;
  let found = 0;
  let missing = 0;
  for (let index = run.from + run.length; index < quoted.length; index += 1) {
    const reach = quoted[index]?.apart === true ? longestOmission : slack;
    const highest = Math.min(words.length - 1, place + Math.min(missing, mostMissing) + reach);
    let at = place + 1;
    while (at <= highest && words[at] !== quoted[index]?.word) at += 1;
    missing = at <= highest ? 0 : missing + 1;
    if (missing > 0) continue;
    place = at;
    found += 1;
  }
  return { place: Math.min(words.length - 1, place + missing), found };
}
