/**
 * Words for the index and for queries. SQLite's tokenizer (unicode61) cuts at what is no letter or
 * digit, which finds nothing in scripts written without spaces: their runs are given to it as
 * overlapping pairs of letters, so that any part of a sentence can be found, however a dictionary
 * would have cut it.
 */

const unspacedLetter =
  "[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]&&[\\p{L}\\p{N}]]";
const unspaced = new RegExp(unspacedLetter, "v");
const unspacedRun = new RegExp(`(?:${unspacedLetter}\\p{M}*)+`, "gv");
const marks = /\p{M}+/gu;
/** As unicode61 sees it: letters, numbers and private use, with the marks that ride on them. */
const words = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;
const printableAscii = /^[\n\t -~]*$/;

/** Whether any of the text is written without spaces between words. */
export function hasUnspacedScript(text: string): boolean {
  return unspaced.test(text);
}

/** The pairs of a run, then its last letter alone, so that each letter begins a token. */
function pairs(letters: readonly string[], lastAlone: boolean): readonly string[] {
  const found = letters.slice(1).map((letter, index) => `${letters[index] ?? ""}${letter}`);
  const last = letters.at(-1);
  return last !== undefined && (lastAlone || found.length === 0) ? [...found, last] : found;
}

/** The letters of a run without spaces. Vowel signs and tones are no letters to the tokenizer. */
function lettersOf(run: string): readonly string[] {
  return Array.from(run.replace(marks, ""));
}

/** The text to hand to the index in place of `text`. */
export function indexText(text: string): string {
  if (printableAscii.test(text) || !hasUnspacedScript(text)) return text;
  return text.replace(unspacedRun, (run) => ` ${pairs(lettersOf(run), true).join(" ")} `);
}

/** Tokens that stand next to each other in the index. */
export interface TokenRun {
  readonly tokens: readonly string[];
  /** A single letter of a script without spaces: it begins many pairs. */
  readonly begins: boolean;
}

/** What to look for in the index to find `text`; empty when it holds no letter and no digit. */
export function queryRuns(text: string): readonly TokenRun[] {
  if (!hasUnspacedScript(text)) {
    const tokens = text.match(words) ?? [];
    return tokens.length === 0 ? [] : [{ tokens, begins: false }];
  }
  const runs: TokenRun[] = [];
  let plain: string[] = [];
  const endPlain = () => {
    if (plain.length > 0) runs.push({ tokens: plain, begins: false });
    plain = [];
  };
  for (const [word] of text.matchAll(words)) {
    let at = 0;
    for (const match of word.matchAll(unspacedRun)) {
      if (match.index > at) plain.push(word.slice(at, match.index));
      endPlain();
      const letters = lettersOf(match[0]);
      runs.push({ tokens: pairs(letters, false), begins: letters.length === 1 });
      at = match.index + match[0].length;
    }
    if (at < word.length) plain.push(word.slice(at));
  }
  endPlain();
  return runs;
}

/**
 * Text for comparing and ordering: lower case, without diacritics, runs of space as one. Not of the
 * same length as the text.
 */
export function fold(text: string): string {
  const single = text.replace(/\s+/g, " ").trim();
  if (printableAscii.test(single)) return single.toLowerCase();
  return single
    .normalize("NFD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ς", "σ");
}

/** A key that sorts as a person would: folded, quotation marks and brackets in front left out. */
export function orderKey(text: string): string {
  return fold(text).replace(/^[^\p{L}\p{N}]+/u, "");
}

const word = /[\p{L}\p{N}][^\s—–]*/gu;
const segmented =
  /(?:[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]&&[\p{L}\p{N}]]\p{M}*)+/gv;
const segmenter = new Intl.Segmenter("und", { granularity: "word" });
/** A dictionary cut takes about a second a million letters: beyond this the rest is estimated. */
const segmentedUnits = 100_000;

/** How many words a text has, as a word processor counts them. */
export function countWords(text: string): number {
  if (printableAscii.test(text) || !hasUnspacedScript(text)) return countMatches(text, word);
  let exact = 0;
  let counted = 0;
  let left = 0;
  const spaced = text.replace(segmented, (run) => {
    const part = run.slice(0, Math.max(0, segmentedUnits - counted));
    if (part !== "") for (const piece of segmenter.segment(part)) if (piece.isWordLike) exact += 1;
    counted += part.length;
    left += run.length - part.length;
    return " ";
  });
  const estimated = counted === 0 ? 0 : Math.round((left * exact) / counted);
  return exact + estimated + countMatches(spaced, word);
}

function countMatches(text: string, pattern: RegExp): number {
  pattern.lastIndex = 0;
  let count = 0;
  while (pattern.test(text)) count += 1;
  return count;
}
