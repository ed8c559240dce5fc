/** What is true of the quotes in notes, as it crosses process borders. */

/** A quote inside a note's Lexical JSON: a file format, as SerializedNotebookLink is. */
export interface SerializedClipQuote {
  readonly type: "clip-quote";
  readonly version: 1;
  readonly clip: string;
  /** The writer's wording (text/quote-words.ts); absent to show the clip's exact words. */
  readonly words?: string;
  /** The writer knows that the words are altered and keeps them so. */
  readonly kept?: "altered";
}

/**
 * - `verbatim`, `typography`, `marked`, `altered`: how the words shown compare with the clip's exact words.
 * - `changed`: other words stand now where the clip was made, in the newest version of its article.
 * - `missing`: the clip or its article is in the trash or gone.
 *
 * The worst that is true is said: missing, altered, changed, then the others.
 */
export type QuoteStateName =
  | "verbatim"
  | "typography"
  | "marked"
  | "altered"
  | "changed"
  | "missing";

/** A stretch of a quote against its source. Kept and added parts together are the words shown. */
export interface QuoteDiffPart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

export interface QuoteState {
  readonly state: QuoteStateName;
  /** The writer knows that it is altered and keeps it so; false unless it is altered. */
  readonly kept: boolean;
  /** How the words shown compare with the clip's, whatever became of the clip. */
  readonly wording: "verbatim" | "typography" | "marked" | "altered";
  /** From the clip's words to those shown, by words. */
  readonly diff: readonly QuoteDiffPart[];
  /** The words shown, without signs of emphasis. */
  readonly shown: string;
  /** The clip's exact words; null when the notebook has none any more. */
  readonly exact: string | null;
  /** What stands at the clip's place in the newest version; null where it says the same, or is lost. */
  readonly now: string | null;
}

/** How many quotes there are in each state; those altered and kept are counted apart. */
export type QuoteCounts = { readonly [State in QuoteStateName | "kept"]: number };

/** A quote that is not verbatim, and where it stands. */
export interface CheckedQuote extends QuoteState {
  readonly note: string;
  readonly noteTitle: string;
  /** Which of the note's quotes it is, counted from 0. */
  readonly index: number;
  readonly clip: string;
  /** The article to open; null when it is not known any more. */
  readonly article: string | null;
}

export interface QuoteStates {
  readonly counts: QuoteCounts;
  /** Those that are not verbatim, note by note, last changed first; at most as many as asked for. */
  readonly rows: readonly CheckedQuote[];
  /** How many there are of them. */
  readonly total: number;
}
