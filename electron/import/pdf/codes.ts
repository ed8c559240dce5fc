/**
 * Letters that a font draws without naming them: pdf.js gives their codes then. TeX's fonts have ligatures
 * and quotation marks at codes that are control characters elsewhere, and many files do not name those:
 * without them a text says "dierent" and "dened".
 */

/** What may stand on both sides of a sign; nothing where the piece of text ends. */
type Fits = (before: string, after: string) => boolean;

const letter = /^\p{L}$/u;
const start = /^[\s([]?$/;
const inside = /^[\p{L}\p{N}]$/u;
const last = /^[\p{L}\p{N}\p{P}]$/u;
const stop = /^[\s\p{P}]?$/u;

const besideLetter: Fits = (before, after) => letter.test(before) || letter.test(after);
const opens: Fits = (before, after) => start.test(before) && inside.test(after);
const closes: Fits = (before, after) => last.test(before) && stop.test(after);
const spans: Fits = (before, after) =>
  [/^\p{N}$/u, /^\s$/].some((kind) => kind.test(before) && kind.test(after));
const parts: Fits = (before, after) => /^[\p{L}\s]$/u.test(before) && /^[\p{L}\s]$/u.test(after);

/**
 * The signs of the newer encoding (T1), where no accent of the older one (OT1) can stand, and those of
 * the older one that pdf.js does not take for spaces.
 */
const signs: ReadonlyMap<number, readonly [sign: string, fits: Fits]> = new Map([
  [0x0e, ["ffi", besideLetter]],
  [0x0f, ["ffl", besideLetter]],
  [0x10, ["\u201c", opens]],
  [0x11, ["\u201d", closes]],
  [0x12, ["\u201e", opens]],
  [0x13, ["\u00ab", opens]],
  [0x14, ["\u00bb", (before, after) => after !== "" && closes(before, after)]],
  [0x15, ["\u2013", spans]],
  [0x16, ["\u2014", parts]],
  [0x1b, ["ff", besideLetter]],
  [0x1c, ["fi", besideLetter]],
  [0x1d, ["fl", besideLetter]],
  [0x1e, ["ffi", besideLetter]],
  [0x1f, ["ffl", besideLetter]],
]);

/** The text of a piece with the letters whose codes it has. */
export function withNamedCodes(text: string): string {
  return text.replace(/\p{Cc}/gu, (code, at: number) => {
    const [sign, fits] = signs.get(code.charCodeAt(0)) ?? [];
    return sign !== undefined && fits?.(text.charAt(at - 1), text.charAt(at + 1)) === true
      ? sign
      : code;
  });
}
