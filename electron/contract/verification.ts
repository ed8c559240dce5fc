/** A document whose quotations were looked up in the notebook. */
import type { FoundQuotation, QuotationState } from "./quotation-entities.ts";

/** `absent`: no article of this notebook has it, or too few of its words. */
export type VerifiedState = QuotationState | "absent";

/** A quotation of the document, and the passage that it comes from. */
export interface VerifiedQuotation {
  readonly text: string;
  readonly state: VerifiedState;
  /** Null exactly when the state is `absent`. */
  readonly found: FoundQuotation | null;
  /** The block of the document it begins in, counted from 0, and the unit of that block's text. */
  readonly in: { readonly block: number; readonly start: number };
}

export interface Verification {
  /** The document's own name. */
  readonly file: string;
  readonly quotations: readonly VerifiedQuotation[];
}
