/** What stands between `@` and the caret, read as what to cite. Pure text in, values out. */

export interface CiteQuery {
  /** Where the `@` stands, and where what was typed ends. */
  readonly start: number;
  readonly end: number;
  /** Words of author, year and title, trimmed. */
  readonly query: string;
  /** Where in the article: what follows a comma, or begins like a page. Empty for all of it. */
  readonly locator: string;
}

/** Longer than any name one types; what follows an older `@` is prose. */
const longest = 60;
/** An address of e-mail, or a name on some network, has a letter before the sign or a dot after it. */
const typed = /(?:^|[\s([{–—“„«‘"'])@([^@\n[\]]*)$/u;
const place = /\s*,\s*(.*)$|\s+((?:pp?\.|¶|§|ch\.)\s*\S.*)$/u;

/** The citation being typed at the caret; null when there is none. `caret` counts UTF-16 units. */
export function citeQueryAt(text: string, caret: number): CiteQuery | null {
  const words = typed.exec(text.slice(0, caret))?.[1];
  if (words === undefined || words.length > longest || /^\s|\s{2}/.test(words)) return null;
  const found = place.exec(words);
  return {
    start: caret - words.length - 1,
    end: caret,
    query: words.slice(0, found?.index).trim(),
    locator: (found?.[1] ?? found?.[2] ?? "").trim(),
  };
}
