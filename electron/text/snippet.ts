/**
 * Cuts the part of a text that answers a query, with what matched marked. It finds words as the index
 * does, whatever their case and diacritics, in the text as it is: positions stay true.
 */
import type { Segment } from "../entities.ts";
import type { QueryTerm } from "./search-query.ts";
import { hasUnspacedScript } from "./tokens.ts";

export interface Snippet {
  readonly segments: readonly Segment[];
  /** The first marked match in the text, as [start, end); null when nothing matched. */
  readonly at: { readonly start: number; readonly end: number } | null;
}

/** Matches looked at to find the place where most of the query comes together. */
const mostMatches = 300;
/** Words that stand this close together are shown together. */
const closeUnits = 160;
const leadUnits = 60;

const word = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;
const inWord = "[\\p{L}\\p{N}\\p{Co}\\p{M}]";
const diacritics = /[\u0300-\u036f]+/g;

/** For each Latin letter, itself with every diacritic it comes with. */
const variants: ReadonlyMap<string, string> = (() => {
  const found = new Map<string, string>();
  const ranges = [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const;
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code += 1) {
      const character = String.fromCharCode(code);
      const base = character.normalize("NFD").replace(diacritics, "").toLowerCase();
      if (base.length === 1 && base !== character.toLowerCase())
        found.set(base, (found.get(base) ?? base) + character);
    }
  return found;
})();

function letterPattern(letter: string): string {
  if (/\p{M}/u.test(letter)) return `${letter}?`;
  const all = variants.get(letter);
  const pattern = all === undefined ? letter : `[${all}]`;
  return /[a-z]/.test(letter) ? `${pattern}[\\u0300-\\u036f]*` : pattern;
}

/** One word; its first letter is tried before what stands in front of it, so that the scan is quick. */
function wordPattern(text: string, prefix: boolean): string {
  const letters = Array.from(
    text.normalize("NFD").replace(diacritics, "").normalize("NFC").toLowerCase(),
  );
  const [first = "", ...rest] = letters.map(letterPattern);
  if (hasUnspacedScript(text)) return [first, ...rest].join("\\p{M}*");
  const end = prefix ? `${inWord}*` : `(?!${inWord})`;
  return `${first.replace(/\[\\u0300.*$/, "")}(?<!${inWord}.)[\\u0300-\\u036f]*${rest.join("")}${end}`;
}

/** What a query's terms look like in a text; null when there is nothing to mark. Stateful, as `g` is. */
export function matcherOf(terms: readonly QueryTerm[]): RegExp | null {
  const patterns = terms
    .filter(({ excluded }) => !excluded)
    .map(({ text, kind }) => {
      const words = Array.from(text.matchAll(word), ([found]) => found);
      return words
        .map((found, index) => wordPattern(found, kind === "prefix" && index === words.length - 1))
        .join("[^\\p{L}\\p{N}\\p{Co}]{1,20}");
    })
    .filter((pattern) => pattern !== "");
  if (patterns.length === 0) return null;
  return new RegExp(patterns.map((pattern) => `(${pattern})`).join("|"), "giu");
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly term: number;
}

function findAll(text: string, matcher: RegExp): readonly Found[] {
  matcher.lastIndex = 0;
  const found: Found[] = [];
  for (const match of text.matchAll(matcher)) {
    if (match[0] === "") continue;
    const term = match.slice(1).findIndex((group) => group !== undefined);
    found.push({ start: match.index, end: match.index + match[0].length, term });
    if (found.length === mostMatches) break;
  }
  return found;
}

/** The match from which most of the query's words follow close by; the earliest of them. */
function bestPlace(found: readonly Found[]): number {
  let best = 0;
  let most = 0;
  for (const [index, { start }] of found.entries()) {
    const near = new Set<number>();
    for (const other of found.slice(index, index + 40)) {
      if (other.start - start > closeUnits) break;
      near.add(other.term);
    }
    if (near.size > most) {
      most = near.size;
      best = index;
    }
  }
  return best;
}

/** About `units` of the text around its best match; its beginning when nothing matches. */
export function cutSnippet(text: string, matcher: RegExp | null, units = 220): Snippet {
  const found = matcher === null ? [] : findAll(text, matcher);
  const place = found[bestPlace(found)];
  const start = place === undefined ? 0 : wordBefore(text, place.start - leadUnits, place.start);
  const end = wordAfter(text, start + units, place?.end ?? start);
  const marked = found.filter((match) => match.start >= start && match.end <= end);
  const segments: Segment[] = [];
  const add = (part: string, match: boolean) => {
    if (part !== "") segments.push({ text: part.replace(/\s+/g, " "), match });
  };
  let at = start;
  if (start > 0) add("…", false);
  for (const match of marked) {
    add(text.slice(at, match.start), false);
    add(text.slice(match.start, match.end), true);
    at = match.end;
  }
  add(text.slice(at, end), false);
  if (end < text.length) add("…", false);
  return {
    segments: joinPlain(segments),
    at: place === undefined ? null : { start: place.start, end: place.end },
  };
}

/** A whole title or quote, marked. */
export function markAll(text: string, matcher: RegExp | null): readonly Segment[] {
  return cutSnippet(text, matcher, text.length + leadUnits).segments;
}

function joinPlain(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last !== undefined && !last.match && !segment.match)
      joined[joined.length - 1] = { text: last.text + segment.text, match: false };
    else joined.push(segment);
  }
  return joined;
}

/** The beginning of a word at or a little after `wanted`, at most at `latest`. */
function wordBefore(text: string, wanted: number, latest: number): number {
  if (wanted <= 0) return 0;
  const space = text.slice(wanted, latest).search(/\s\S/);
  if (space >= 0) return wanted + space + 1;
  return isLowSurrogate(text, wanted) ? wanted + 1 : wanted;
}

/** The end of a word at or a little before `wanted`, at least at `earliest`. */
function wordAfter(text: string, wanted: number, earliest: number): number {
  if (wanted >= text.length) return text.length;
  if (wanted <= earliest) return earliest;
  const from = Math.max(earliest, wanted - 40);
  const space = text.slice(from, wanted).search(/\s\S*$/);
  if (space >= 0) return from + space;
  return isLowSurrogate(text, wanted) ? wanted - 1 : wanted;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
