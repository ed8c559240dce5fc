/**
 * Finding a clip's words in a text where no comparison of the texts led to: the same words chosen by
 * what surrounds them, else nearly the same words under the two-key rule. A place whose words are known
 * to come from elsewhere in the old text is never taken.
 */
import search from "approx-string-match";
import type { Alignment, TokenRange } from "./alignment.ts";
import { alike } from "./changed-words.ts";
import { contextOf, matchContext, type Context } from "./context.ts";
import { foldText, type FoldedText } from "../fold.ts";
import type { SeedIndex } from "./seeds.ts";
import { tokenAfter } from "./word-tokens.ts";

export interface Place {
  readonly start: number;
  readonly end: number;
  /** Likeness of the words, 1 for the same. */
  readonly score: number;
}

/** A clip on its way into another text. */
export interface Wanted {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  /** What the clip touches in the old text; null when that is not known. */
  readonly source: TokenRange | null;
  /** Where in the new text it should stand if it still did: an offset. */
  readonly expected: number;
}

/** Quotes under this many units say too little by themselves. */
export const shortQuote = 24;
/** A line of its own may be shorter than that, a heading or an answer; not shorter than this. */
const shortLine = 8;
/** What a short quote, or one of two equal ones, needs around it. */
export const neededContext = 0.5;
const fuzzyQuote = 0.75;
const fuzzyContext = 0.6;
/** Longer quotes are carried or found exactly; comparing them letter by letter takes too long. */
const longestFuzzy = 4_000;
/** Of a short quote said very often only the likeliest places are looked at closely. */
const closeLooks = 12;

/** Letters of scripts with spaces; between those of others every place is a bound. */
const wordEdge =
  /[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]/v;

/** True when a word runs over the place between the units at - 1 and at. */
function insideWord(text: string, at: number): boolean {
  return wordEdge.test(text.charAt(at - 1)) && wordEdge.test(text.charAt(at));
}

/** True when the quote at [start, end) would begin or end in the middle of a word. */
export function cutsWord(text: string, start: number, end: number): boolean {
  return insideWord(text, start) || insideWord(text, end);
}

/** True when most of the span's words are the words of other places of the old text. */
function isTaken(alignment: Alignment, wanted: Wanted, start: number, end: number): boolean {
  const { to, backward } = alignment;
  if (wanted.source === null) return false;
  const { first, end: last } = wanted.source;
  let [taken, all] = [0, 0];
  for (let index = tokenAfter(to, start); (to.starts[index] ?? end) < end; index += 1) {
    const weight = (to.weights[index] ?? 0) + 0.01;
    const source = backward[index] ?? -1;
    all += weight;
    if (source >= 0 && (source < first || source >= last)) taken += weight;
  }
  return taken * 2 > all;
}

/** The best place with the very words (but for typography); null when there is none to be sure of. */
export function placeExactly(
  alignment: Alignment,
  folded: FoldedText,
  wanted: Wanted,
): Place | null {
  const quote = foldText(wanted.quote, "typography").text.trim();
  if (quote === "") return null;
  const context = contextOf(wanted);
  const { text } = alignment.to;
  const places: Place[] = [];
  for (let at = folded.text.indexOf(quote); at >= 0; at = folded.text.indexOf(quote, at + 1)) {
    const start = folded.origins[at] ?? 0;
    const last = folded.origins[at + quote.length - 1] ?? 0;
    const end = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
    if (!cutsWord(text, start, end) && !isTaken(alignment, wanted, start, end))
      places.push({ start, end, score: 1 });
  }
  return choose(alignment, places, wanted, context);
}

/**
 * By the words around, then by nearness to where it should be. Words that the old text had once and that
 * the new one has once are themselves enough, if they are many or a line of their own.
 */
function choose(
  { from, to: { text } }: Alignment,
  places: readonly Place[],
  wanted: Wanted,
  context: Context,
): Place | null {
  const [only] = places;
  if (only === undefined) return null;
  if (places.length === 1 && isTelling(from.text, text, wanted.quote, only)) return only;
  const near = (place: Place) => Math.abs(place.start - wanted.expected);
  const looked = likeliest(text, places, wanted, near)
    .map((place) => {
      const { prefix, suffix } = matchContext(text, place.start, place.end, context);
      return { place, sum: prefix + suffix, best: Math.max(prefix, suffix) };
    })
    .toSorted((a, b) => b.sum - a.sum || near(a.place) - near(b.place));
  const [first] = looked;
  if (first === undefined || first.best < neededContext) return null;
  return hasNeighbour(text, first.place, wanted) ? first.place : null;
}

/** True when the quote stands once in the old text and says enough to be known by itself. */
function isTelling(from: string, to: string, quote: string, { start, end }: Place): boolean {
  const first = from.indexOf(quote);
  if (first < 0 || from.indexOf(quote, first + 1) >= 0) return false;
  if (quote.length >= shortQuote) return true;
  return (
    quote.length >= shortLine && isLine(from, first, first + quote.length) && isLine(to, start, end)
  );
}

function isLine(text: string, start: number, end: number): boolean {
  const lineStart = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const after = text.slice(end, lineEnd < 0 ? undefined : lineEnd);
  return text.slice(lineStart, start).trim() === "" && after.trim() === "";
}

const wordBefore = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u;
const wordAfter = /^[^\p{L}\p{N}]*([\p{L}\p{N}]+)/u;
/** Of words without spaces between them so many units count as the neighbour. */
const neighbourUnits = 8;

/**
 * True when the word before the place, or the one after it, is the one that stood beside the clip, or
 * the same one spelled otherwise. A mark belongs to both.
 */
function hasNeighbour(
  text: string,
  { start, end }: Place,
  { quote, prefix, suffix }: Wanted,
): boolean {
  const before = (words: string) =>
    wordBefore.exec(foldText(words, "letters").text)?.[1]?.slice(-neighbourUnits) ?? "";
  const after = (words: string) =>
    wordAfter.exec(foldText(words, "letters").text)?.[1]?.slice(0, neighbourUnits) ?? "";
  const same = (a: string, b: string) => a === b || alike(a, b);
  const left = same(before(text.slice(Math.max(0, start - 64), start)), before(prefix));
  const right = same(after(text.slice(end, end + 64)), after(suffix));
  return /[\p{L}\p{N}]/u.test(quote) ? left || right : left && right;
}

function likeliest(
  text: string,
  places: readonly Place[],
  wanted: Wanted,
  near: (place: Place) => number,
): readonly Place[] {
  if (places.length <= closeLooks) return places;
  const same = (a: string, b: string) => (a !== "" && a === b ? 1 : 0);
  const beside = ({ start, end }: Place) =>
    same(text.slice(Math.max(0, start - 8), start), wanted.prefix.slice(-8)) +
    same(text.slice(end, end + 8), wanted.suffix.slice(0, 8));
  return places
    .map((place) => ({ place, beside: beside(place) }))
    .toSorted((a, b) => b.beside - a.beside || near(a.place) - near(b.place))
    .slice(0, closeLooks)
    .map(({ place }) => place);
}

/**
 * The best place with nearly the same words: three quarters of the quote's letters, and the words on one
 * side of it at the least. Null when nothing has both.
 */
export function placeFuzzily(alignment: Alignment, seeds: SeedIndex, wanted: Wanted): Place | null {
  const quote = foldText(wanted.quote, "letters").text.trim();
  if (quote === "" || quote.length > longestFuzzy) return null;
  const context = contextOf(wanted);
  const { text } = alignment.to;
  const margin = 64 + Math.ceil(quote.length / 4);
  const found = [
    wanted.expected,
    ...(wanted.source === null ? [] : seeds.places(wanted.source)),
  ].flatMap((at) => {
    const from = Math.max(0, at - margin);
    return approximate(text, from, at + wanted.quote.length + margin, quote);
  });
  const sound = found
    .filter(({ start, end }) => !isTaken(alignment, wanted, start, end))
    .map((place) => {
      const { prefix, suffix } = matchContext(text, place.start, place.end, context);
      return { place, best: Math.max(prefix, suffix), sum: prefix + suffix };
    })
    .filter(({ best }) => best >= fuzzyContext)
    .filter(({ place }) => quote.length >= shortQuote || hasNeighbour(text, place, wanted))
    .toSorted((a, b) => b.place.score * 2 + b.sum - (a.place.score * 2 + a.sum));
  return sound[0]?.place ?? null;
}

/** The places of [from, to) of the text most like the quote, widened to whole words. */
function approximate(text: string, from: number, to: number, quote: string): readonly Place[] {
  const window = foldText(text.slice(from, to), "letters");
  const most = Math.floor(quote.length * (1 - fuzzyQuote));
  return search(window.text, quote, most)
    .slice(0, closeLooks)
    .filter(({ start, end }) => end > start)
    .map(({ start, end, errors }) => ({
      ...wholeWords(
        text,
        from + (window.origins[start] ?? 0),
        from + (window.origins[end - 1] ?? 0) + 1,
      ),
      score: 1 - errors / quote.length,
    }));
}

function wholeWords(text: string, from: number, to: number) {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  while (start > 0 && from - start < 40 && insideWord(text, start)) start -= 1;
  while (end < text.length && end - to < 40 && insideWord(text, end)) end += 1;
  return { start, end };
}
