/**
 * Finding words in a text as people type them: without regard to case (unless asked), accents, the
 * shape of quotation marks and dashes, or line breaks. Matches come back as exact spans of the text.
 */
import type { Span } from "./sentences.ts";

/** A text made comparable, with the way back. */
export interface FoldedText {
  readonly folded: string;
  /** For each unit of `folded`, where the character it was made from starts; then the text's length. */
  readonly origin: Uint32Array;
  /** Whether capitals were kept, so that they count in searches. */
  readonly matchCase: boolean;
}

const replacements: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "\u00ad": "",
  "\u200b": "",
};

const known = new Map<string, string>();

/** One character made comparable, with its case; empty for an accent on its own. */
function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded =
    replacements[character] ??
    (/\s/u.test(character) ? " " : character.normalize("NFKD").replaceAll(/\p{M}/gu, ""));
  known.set(character, folded);
  return folded;
}

/** Characters beyond ASCII, which have to be looked at one by one; the rest keeps its length. */
const beyondAscii = /[^\0-\x7f]/gu;

/** Folds a text once, for any number of searches in it. */
export function fold(text: string, matchCase = false): FoldedText {
  const cased = (folded: string) => (matchCase ? folded : folded.toLowerCase());
  const others = [...text.matchAll(beyondAscii)].map(({ 0: character, index }) => ({
    index,
    length: character.length,
    folded: cased(foldCharacter(character)),
  }));
  const growth = others.reduce((sum, { folded, length }) => sum + folded.length - length, 0);
  const origin = new Uint32Array(text.length + growth + 1);
  const parts: string[] = [];
  let unit = 0;
  let at = 0;
  const plain = (end: number) => {
    if (end > at) parts.push(cased(text.slice(at, end)).replaceAll(/\s/g, " "));
    while (at < end) origin[unit++] = at++;
  };
  for (const { index, length, folded } of others) {
    plain(index);
    parts.push(folded);
    origin.fill(index, unit, unit + folded.length);
    unit += folded.length;
    at = index + length;
  }
  plain(text.length);
  origin[unit] = text.length;
  return { folded: parts.join(""), origin, matchCase };
}

/** Where `words` occur, in order and apart. Nothing but white space is found nowhere. */
export function findAll({ folded, origin, matchCase }: FoldedText, words: string): readonly Span[] {
  const wanted = fold(words, matchCase).folded;
  if (wanted.trim() === "") return [];
  const spans: Span[] = [];
  for (
    let at = folded.indexOf(wanted);
    at !== -1;
    at = folded.indexOf(wanted, at + wanted.length)
  ) {
    const start = origin[at] ?? 0;
    // Two matches can lie in one character: both f of a ligature.
    if (start < (spans.at(-1)?.end ?? 0)) continue;
    spans.push({ start, end: endOf(origin, at + wanted.length - 1) });
  }
  return spans;
}

/** Where the character of a folded unit ends, with the accents that follow it. */
function endOf(origin: Uint32Array, unit: number): number {
  const start = origin[unit];
  let next = unit + 1;
  while (origin[next] === start) next++;
  return origin[next] ?? 0;
}

/** The match to show first: the first one that starts at or after `offset`, else the first of all. */
export function firstFrom(spans: readonly Span[], offset: number): number {
  const at = spans.findIndex(({ start }) => start >= offset);
  return at === -1 ? 0 : at;
}

const wordBefore = /[\p{L}\p{M}\p{N}_]$/u;
const wordAfter = /^[\p{L}\p{M}\p{N}_]/u;

/** Whether a span of the text begins and ends where words do. */
export function isWholeWords(text: string, { start, end }: Span): boolean {
  // Two units before and after hold a character of two units.
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return !wordBefore.test(before) && !wordAfter.test(after);
}
