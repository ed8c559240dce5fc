/**
 * The wording of a quote as its writer has it: plain text, `*emphasis*` for what the writer stresses,
 * `\*` for an asterisk of the source. An asterisk without a partner in its line is an asterisk.
 */

/** A stretch of a quote's words. */
export interface QuoteRun {
  readonly text: string;
  /** Stressed by the writer of the note, not by the source. */
  readonly emphasis: boolean;
}

const sign = /\\[*\\]|\*/g;

/** The stretches of a wording, in order; empty ones are left out. */
export function quoteRuns(words: string): readonly QuoteRun[] {
  return words.split("\n").flatMap((line, index) => {
    const runs = runsOf(line);
    return index === 0 ? runs : [{ text: "\n", emphasis: false }, ...runs];
  });
}

/** What a wording says, without the signs of emphasis. */
export function plainQuoteWords(words: string): string {
  return quoteRuns(words)
    .map(({ text }) => text)
    .join("");
}

/** Exact words as a wording that says just them. */
export function quoteWordsOf(exact: string): string {
  return exact.replace(/[*\\]/g, "\\$&");
}

/** Whether the writer stresses any of it. */
export function hasEmphasis(words: string): boolean {
  return words.includes("*") && quoteRuns(words).some(({ emphasis }) => emphasis);
}

function runsOf(line: string): readonly QuoteRun[] {
  const stars = [...line.matchAll(sign)].filter(([found]) => found === "*");
  // The last of an odd number has no partner.
  const paired = stars.length - (stars.length % 2);
  const cuts = stars.slice(0, paired).map(({ index }) => index);
  const runs: QuoteRun[] = [];
  let from = 0;
  for (const [nth, cut] of [...cuts, line.length].entries()) {
    const text = line.slice(from, cut).replace(/\\([*\\])/g, "$1");
    if (text !== "") runs.push({ text, emphasis: nth % 2 === 1 });
    from = cut + 1;
  }
  return runs;
}
