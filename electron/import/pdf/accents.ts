/** Letters that a file draws in two parts, an accent over a letter, as TeX's older fonts make them. */

/** In sizes of the letters: an accent and its letter lie upon each other at least this far. */
const overlap = 0.15;

/** The signs that fonts have for accents, and what they are as a part of a letter. */
const combining: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["\u00b4", "\u0301"],
  ["\u02ca", "\u0301"],
  ["^", "\u0302"],
  ["\u02c6", "\u0302"],
  ["~", "\u0303"],
  ["\u02dc", "\u0303"],
  ["\u00af", "\u0304"],
  ["\u02c9", "\u0304"],
  ["\u02d8", "\u0306"],
  ["\u02d9", "\u0307"],
  ["\u00a8", "\u0308"],
  ["\u00b0", "\u030a"],
  ["\u02da", "\u030a"],
  ["\u02dd", "\u030b"],
  ["\u02c7", "\u030c"],
  ["\u00b8", "\u0327"],
  ["\u02db", "\u0328"],
]);
/** The letters that lose their dot below an accent. */
const dotted: ReadonlyMap<string, string> = new Map([
  ["\u0131", "i"],
  ["\u0237", "j"],
]);

/**
 * Puts an accent at the end of a piece on the letter that begins the next one, or the other way about:
 * `caf´` and `es` are `café` and `s`. `gap` is that between the pieces, in sizes of the letters. Null
 * when the two are not drawn upon each other.
 */
export function withAccent(
  before: string,
  after: string,
  gap: number,
): { readonly before: string; readonly after: string } | null {
  if (gap > -overlap) return null;
  const [last, first] = [/.$/u.exec(before)?.[0] ?? "", /^./u.exec(after)?.[0] ?? ""];
  const letter = composed(first, last) ?? composed(last, first);
  if (letter === null) return null;
  return { before: before.slice(0, -last.length) + letter, after: after.slice(first.length) };
}

/** Null when the one is no letter or the other no accent. */
function composed(letter: string, sign: string): string | null {
  const accent = /^[\u0300-\u036f]$/.test(sign) ? sign : combining.get(sign);
  if (accent === undefined || !/^\p{L}$/u.test(letter)) return null;
  return ((dotted.get(letter) ?? letter) + accent).normalize("NFC");
}
