/** What stands in front of the items of a list: `1.`, `(b)`, `iv)`, `•`. */

export interface Item {
  readonly ordered: boolean;
  /** Null when the label says none. */
  readonly number: number | null;
}

const bullet: Item = { ordered: false, number: null };
const digits: ReadonlyMap<string, number> = new Map([
  ["i", 1],
  ["v", 5],
  ["x", 10],
  ["l", 50],
  ["c", 100],
  ["d", 500],
  ["m", 1_000],
]);

/** The item that a label makes; `last` is the number of the one before it, 0 for none. */
export function itemOf(label: string, last: number): Item {
  // Word draws its second bullet with the letter.
  if (label.trim() === "o") return bullet;
  const written = /(\d{1,6}|[a-z]{1,8})[.)]?\s*$/i.exec(label)?.[1]?.toLowerCase();
  if (written === undefined) return bullet;
  if (/^\d+$/.test(written)) return { ordered: true, number: Number(written) };
  const letter = written.length === 1 ? written.charCodeAt(0) - 0x60 : null;
  const roman = romanNumber(written);
  // "i" is the first in Roman numbers and the ninth letter: what came before it tells.
  const isLetter = letter !== null && (roman === null || letter === last + 1);
  return { ordered: true, number: isLetter ? letter : roman };
}

/** Null when the letters are no Roman number. */
function romanNumber(letters: string): number | null {
  if (!/^m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$/.test(letters)) return null;
  const values = letters.split("").map((letter) => digits.get(letter) ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}
