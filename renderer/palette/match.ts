/** How well a few typed letters name a command. */

export interface LabelMatch {
  /** Higher is better. */
  readonly score: number;
  /** The letters that were matched, [start, end) in UTF-16 units, in order. */
  readonly spans: readonly (readonly [number, number])[];
}

/**
 * Matches as people abbreviate: the beginning, the beginning of a word, initials ("scf" for "Save
 * current file"), any part, letters in order. Null when even that fails. Case does not count.
 */
export function matchLabel(label: string, query: string): LabelMatch | null {
  const words = query.trim().toLowerCase();
  const text = label.toLowerCase();
  if (words === "") return { score: 0, spans: [] };
  const whole = text.indexOf(words);
  if (whole === 0) return { score: 5, spans: [[0, words.length]] };
  const starts = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((word) => word.index);
  const start = starts.find((each) => text.startsWith(words, each));
  if (start !== undefined) return { score: 4, spans: [[start, start + words.length]] };
  const initials = inOrder(text, words.replaceAll(" ", ""), starts);
  if (initials) return { score: 3, spans: initials };
  if (whole > 0) return { score: 2, spans: [[whole, whole + words.length]] };
  const letters = inOrder(
    text,
    words.replaceAll(" ", ""),
    [...text].map((_, at) => at),
  );
  return letters && { score: 1, spans: letters };
}

/** Finds the letters of a query in order, each at one of the places; null when one is not found. */
function inOrder(
  text: string,
  letters: string,
  places: readonly number[],
): readonly (readonly [number, number])[] | null {
  const spans: (readonly [number, number])[] = [];
  let from = 0;
  for (const letter of letters) {
    const found = places.findIndex((place, at) => at >= from && text[place] === letter);
    const place = places[found];
    if (place === undefined) return null;
    spans.push([place, place + 1]);
    from = found + 1;
  }
  return spans;
}
