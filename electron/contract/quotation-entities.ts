/** Quotations that someone wrote in quotation marks, and where in the notebook they come from. */

/**
 * What is true of a quotation: the same characters; the same words set differently; the same but for
 * edits that are marked as the writer's; other words.
 */
export type QuotationState = "verbatim" | "typography" | "marked" | "altered";

/** A stretch of a quotation. `text` of kept and added parts is the quotation's own, of removed the article's. */
export interface QuotationPart {
  readonly kind: "kept" | "removed" | "added";
  readonly text: string;
}

/** The passage of an article that a quotation comes from. */
export interface FoundQuotation {
  readonly article: string;
  readonly title: string;
  readonly byline: readonly string[];
  readonly site: string | null;
  readonly published: string | null;
  readonly version: string;
  readonly versionNumber: number;
  /** False when the newest version of the article has other words there. */
  readonly isNewest: boolean;
  /** In the text of that version. */
  readonly start: number;
  readonly end: number;
  /** The 1-based number of the text paragraph in which it starts. */
  readonly paragraph: number;
  /** The label of its page; null where the article has none. */
  readonly page: string | null;
  /** Exactly `text.slice(start, end)` of the version. */
  readonly words: string;
  /** The sentence or sentences it stands in. */
  readonly source: string;
  readonly state: QuotationState;
  readonly diff: readonly QuotationPart[];
}
