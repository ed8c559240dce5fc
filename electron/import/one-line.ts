/** Titles, names and summaries: text that has to fit on a line. */
import { normaliseText } from "../text/normalise.ts";

/** Text on one line, in normal form, without white space at its ends, cut at a word. */
export function oneLine(raw: string, max: number): string {
  // Normalising before cutting: half a character at the cut must not become a sign of damage.
  const text = normaliseText(raw.slice(0, max * 4))
    .text.replace(/\s+/g, " ")
    .trim();
  return text.length <= max ? text : cutAtWord(text, max);
}

/** The text up to the last word that ends within `max` units, with an ellipsis. */
export function cutAtWord(text: string, max: number): string {
  const head = text.slice(0, max + 1);
  const space = head.search(/\s\S*$/);
  const cut = space > max * 0.6 ? head.slice(0, space) : clusters(head, max);
  return `${cut.replace(/[\s\p{Pd},;:，；：、]+$/u, "")}…`;
}

/** Up to `max` units without splitting what is read as one character. */
function clusters(text: string, max: number): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
