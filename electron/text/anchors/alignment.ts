/** What is known of two versions of a text: which token of one is which of the other. */
import type { WordTokens } from "./word-tokens.ts";

/** A text and where its words went; everything counts tokens. */
export interface Alignment {
  readonly from: WordTokens;
  readonly to: WordTokens;
  /** For each token of `from` the one of `to` that it became, -1 for none. */
  readonly forward: Int32Array;
  /** The reverse. */
  readonly backward: Int32Array;
}

/** The tokens [first, end) of one of the texts. */
export interface TokenRange {
  readonly first: number;
  readonly end: number;
}

/** A line with words on it. */
export interface Paragraph extends TokenRange {
  /** Equal for equal lines. */
  readonly id: number;
}

/** Makes tokens `f` and `t` one another's, and ends what bound them before. */
export function link({ forward, backward }: Alignment, f: number, t: number): void {
  unlink(forward, backward, f);
  unlink(backward, forward, t);
  forward[f] = t;
  backward[t] = f;
}

/** Ends what binds the tokens [first, end) of the side that `there` belongs to. */
export function unlinkRange(there: Int32Array, back: Int32Array, { first, end }: TokenRange): void {
  for (let index = first; index < end; index += 1) unlink(there, back, index);
}

function unlink(there: Int32Array, back: Int32Array, index: number): void {
  const other = there[index] ?? -1;
  if (other >= 0) back[other] = -1;
  there[index] = -1;
}
