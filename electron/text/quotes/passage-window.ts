/**
 * Finding a quotation's passage in a text of any length: in a long one only the stretches that hold its
 * telling words are cut into words and compared, since cutting a megabyte takes a third of a second.
 */
import { bestPassage, isTruer, type Passage } from "./passage.ts";
import { plainMarks } from "./plain-marks.ts";
import type { KeyRun } from "./quotation-keys.ts";

/** Units of a text that is compared as a whole. */
const wholeUnits = 30_000;
/** Stretches of a long text that are compared in any case. */
const fewStretches = 4;
/** Units of further ones: near copies of one passage, of which only one may be true. */
const mostUnits = 120_000;
/** Places where the quotation seems to stand as it is; nearly always the first does. */
const mostVerbatim = 8;
/** Units around a place that must be the same for two places to be one. */
const mostCompared = 2_000;
/** What an omission may stand for, when two places are told apart. */
const toldOfOmission = 600;
/** Words of a run that are looked for next to each other. */
const mostInPhrase = 40;
/** Different words that lead to stretches. */
const mostLeads = 10;
/** Units around the words found: what may be altered or left out unmarked at the ends. */
const margin = 400;
/** Spots so near to each other lie in one stretch. */
const near = margin / 2;
/** Units that one marked omission may stand for. */
const omittedUnits = 2_500;

/**
 * The part of `text` that a quotation comes from, as `bestPassage` finds it; null when less than half of
 * it is there. Of several places with nearly its words the truest is taken. `runs` are the quotation's,
 * `tells` says how much a word tells: the more, the rarer.
 */
export function findPassage(
  text: string,
  quotation: string,
  runs: readonly KeyRun[],
  tells: (key: string) => number,
): Passage | null {
  if (text.length <= wholeUnits) return bestPassage(text, quotation);
  const reach = quotation.length + margin + (runs.length - 1) * omittedUnits;
  const compared: number[] = [];
  let best: Passage | null = null;
  for (const spotsBy of [
    () => verbatimSpots(text, quotation),
    () => phraseSpots(text, quotation, runs),
    () => wordSpots(text, runs, tells, reach),
  ]) {
    const found = truestAt(text, quotation, { spots: spotsBy(), reach, compared });
    if (found !== null && (best === null || isTruer(found, best))) best = found;
    if (best !== null && best.seal.state !== "altered") break;
  }
  return best;
}

interface Looking {
  /** The likeliest first. */
  readonly spots: readonly number[];
  /** Units on both sides of a spot. */
  readonly reach: number;
  /** The spots around which it was looked; they are added. */
  readonly compared: number[];
}

/** The truest passage around these spots; none is looked for behind the first that is not altered. */
function truestAt(
  text: string,
  quotation: string,
  { spots, reach, compared }: Looking,
): Passage | null {
  let best: Passage | null = null;
  let units = 0;
  let looks = 0;
  for (const spot of spots) {
    if (compared.some((at) => Math.abs(at - spot) <= near)) continue;
    if (looks >= fewStretches && units > mostUnits) break;
    const start = cutBefore(text, spot - reach);
    const stretch = text.slice(start, cutAfter(text, spot + reach));
    units += stretch.length;
    looks += 1;
    compared.push(spot);
    const found = bestPassage(stretch, quotation);
    if (found === null || (best !== null && !isTruer(found, best))) continue;
    best = { ...found, start: found.start + start, end: found.end + start };
    if (best.seal.state !== "altered") break;
  }
  return best;
}

const escaped = (token: string) => token.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
const between = String.raw`[^\p{L}\p{N}]+`;

/** Where the quotation seems to stand as it is. */
function verbatimSpots(text: string, quotation: string): readonly number[] {
  const sought = quotation.trim();
  const spots: number[] = [];
  let at = text.indexOf(sought);
  while (at >= 0 && spots.push(at) < mostVerbatim) at = text.indexOf(sought, at + sought.length);
  return spots;
}

/**
 * Where the words of the longest run stand one after the other, whatever is between them: each wording
 * once, first those that are like the quotation farthest on both sides.
 */
function phraseSpots(text: string, quotation: string, runs: readonly KeyRun[]): readonly number[] {
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), []);
  const words = wordsOf(longest).slice(0, mostInPhrase);
  if (words.length === 0) return [];
  const pattern = new RegExp(words.map(escaped).join(between), "giu");
  const head = Math.max(0, quotation.search(pattern));
  const plain = plainMarks(quotation);
  const around = 2 + (runs.length > 1 ? toldOfOmission : 0);
  const seen = new Set<string>();
  const spots: { readonly at: number; readonly alike: number }[] = [];
  for (const { index } of text.matchAll(pattern)) {
    const start = Math.max(0, index - head - around);
    const wording = text.slice(start, index - head + quotation.length + around);
    if (wording.length <= mostCompared && seen.has(wording)) continue;
    if (wording.length <= mostCompared) seen.add(wording);
    spots.push({ at: index, alike: alikeAt(plainMarks(wording), index - start, plain, head) });
  }
  return spots.toSorted((a, b) => b.alike - a.alike).map(({ at }) => at);
}

/** How many units are the same from these places on and back. */
function alikeAt(text: string, at: number, other: string, place: number): number {
  let on = 0;
  while (on < mostCompared && place + on < other.length && text[at + on] === other[place + on])
    on += 1;
  let back = 0;
  while (back < Math.min(place, at) && text[at - back - 1] === other[place - back - 1]) back += 1;
  return on + back;
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
    .slice(0, fewStretches)
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
