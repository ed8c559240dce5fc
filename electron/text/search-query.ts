/**
 * The query language: words, `"phrases"`, `-without`, `begin*`. Every string is a query; what makes no
 * sense in it is read as words.
 */

/** One thing to look for. All that are not excluded must be there. */
export interface QueryTerm {
  /** As it was written; what counts as its words is the index's business. */
  readonly text: string;
  readonly kind: "word" | "phrase" | "prefix";
  readonly excluded: boolean;
}

/** More terms than anyone types; the rest of a pasted page is left out. */
const mostTerms = 32;
const piece = /(-?)(?:["“„]([^"“”„]*)(["”“]?)|(\S+))/gu;
const control = /[\p{Cc}\p{Cs}]/gu;

/**
 * Reads a query. `asYouType` takes the last word for the beginning of one unless a space follows it.
 */
export function parseQuery(
  query: string,
  options: { readonly asYouType: boolean } = { asYouType: false },
): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  const clean = query.replace(control, " ");
  for (const match of clean.matchAll(piece)) {
    if (terms.length === mostTerms) break;
    const [, minus, quoted, closing, word] = match;
    const excluded = minus === "-";
    const atEnd = options.asYouType && match.index + match[0].length === clean.length;
    if (quoted !== undefined) {
      const open = closing === "";
      terms.push({
        text: quoted,
        kind: open && atEnd && /\S$/u.test(quoted) ? "prefix" : "phrase",
        excluded,
      });
    } else if (word !== undefined) {
      // Half an exclusion would hide everything that begins with its first letters.
      const begins = word.endsWith("*") || (atEnd && !excluded);
      terms.push({ text: word.replace(/\*+$/, ""), kind: begins ? "prefix" : "word", excluded });
    }
  }
  return terms.filter(({ text }) => /[\p{L}\p{N}\p{Co}]/u.test(text));
}
