/**
 * Finding a quotation's passage in a text of any length: in a long one only the stretches that hold its
 * telling words are cut into words and compared, since cutting a megabyte takes a third of a second.
 */
import { bestPassage, type Passage } from "./passage.ts";
import type { KeyRun } from "./quotation-keys.ts";

/** Units of a text that is compared as a whole. */
const wholeUnits = 30_000;
/** Stretches of a long text that are compared at most. */
const mostStretches = 4;
/** Words of a run that are looked for next to each other. */
const mostInPhrase = 40;
/** Different words that lead to stretches. */
const mostLeads = 10;
/** Units around the words found: what may be altered or left out unmarked at the ends. */
const margin = 400;
/** Units that one marked omission may stand for. */
const omittedUnits = 2_500;

/**
 * The part of `text` that a quotation comes from, as `bestPassage` finds it; null when less than half of
 * it is there. `runs` are the quotation's, `tells` says how much a word tells: the more, the rarer.
 */
export function findPassage(
  text: string,
  quotation: string,
  runs: readonly KeyRun[],
  tells: (key: string) => number,
): Passage | null {
  if (text.length <= wholeUnits) return bestPassage(text, quotation);
  const reach = quotation.length + margin + (runs.length - 1) * omittedUnits;
  const spots = [...phraseSpots(text, runs), ...wordSpots(text, runs, tells, reach)];
  let best: Passage | null = null;
  for (const spot of spots) {
    const start = cutBefore(text, spot - reach);
    const found = bestPassage(text.slice(start, cutAfter(text, spot + reach)), quotation);
    if (found === null || (best !== null && best.score >= found.score)) continue;
    best = { ...found, start: found.start + start, end: found.end + start };
    if (best.score === 1) break;
  }
  return best;
}

const escaped = (token: string) => token.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
const between = String.raw`[^\p{L}\p{N}]+`;

/** Where the words of the longest run stand one after the other, whatever is between them. */
function phraseSpots(text: string, runs: readonly KeyRun[]): readonly number[] {
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), []);
  const words = wordsOf(longest).slice(0, mostInPhrase);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map(escaped).join(between), "giu");
  const spots: number[] = [];
  for (const { index } of text.matchAll(pattern)) if (spots.push(index) >= mostStretches) break;
  return spots;
}

/** The tokens of a run as words of the text: pairs of letters of an unspaced script become the run again. */
function wordsOf(run: KeyRun): readonly string[] {
  const words: string[] = [];
  let previous = "";
  for (const { token } of run) {
    const letters = Array.from(token);
    const goesOn =
      letters.length === 2 && unspaced.test(token) && previous.endsWith(letters[0] ?? "");
    if (goesOn && unspaced.test(previous)) words.push(`${words.pop() ?? ""}${letters[1] ?? ""}`);
    else words.push(token);
    previous = token;
  }
  return words;
}
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The middles of the stretches that have most of the telling words. */
function wordSpots(
  text: string,
  runs: readonly KeyRun[],
  tells: (key: string) => number,
  reach: number,
): readonly number[] {
  const telling = [...new Map(runs.flat().map((each) => [each.key, each])).values()]
    .toSorted((a, b) => tells(b.key) - tells(a.key))
    .slice(0, mostLeads);
  if (telling.length === 0) return [];
  const pattern = new RegExp(telling.map(({ token }) => escaped(token)).join("|"), "giu");
  const buckets = new Map<number, Set<string>>();
  for (const match of text.matchAll(pattern)) {
    const bucket = Math.floor(match.index / reach);
    const words = buckets.get(bucket) ?? new Set();
    buckets.set(bucket, words.add(match[0].toLowerCase()));
  }
  // A passage may lie across a bound, so neighbours count together.
  const weigh = (bucket: number) =>
    new Set([...(buckets.get(bucket) ?? []), ...(buckets.get(bucket + 1) ?? [])]).size;
  return [...buckets.keys()]
    .map((bucket) => ({ at: (bucket + 1) * reach, weight: weigh(bucket) }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostStretches)
    .map(({ at }) => at);
}

/** A place between words at or before `at`. */
function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.lastIndexOf(" ", at);
  return space < at - margin ? at : space;
}

function cutAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.indexOf(" ", at);
  return space < 0 || space > at + margin ? at : space;
}
