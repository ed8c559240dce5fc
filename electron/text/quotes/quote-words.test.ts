import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasEmphasis, plainQuoteWords, quoteRuns, quoteWordsOf } from "./quote-words.ts";

describe("the wording of a quote", () => {
  it("stresses what stands between asterisks", () => {
    expect(quoteRuns("the *longest* gap")).toEqual([
      { text: "the ", emphasis: false },
      { text: "longest", emphasis: true },
      { text: " gap", emphasis: false },
    ]);
    expect(plainQuoteWords("the *longest* gap")).toBe("the longest gap");
  });

  it("leaves an asterisk without a partner in its line as it is", () => {
    expect(plainQuoteWords("a * b")).toBe("a * b");
    expect(plainQuoteWords("a *b\nc* d")).toBe("a *b\nc* d");
    expect(hasEmphasis("a *b\nc* d")).toBe(false);
    expect(hasEmphasis("a *b* c")).toBe(true);
  });

  it("says exactly what it was made from", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a*\\\n ]{0,12}$/), (exact) => {
        expect(plainQuoteWords(quoteWordsOf(exact))).toBe(exact);
        expect(hasEmphasis(quoteWordsOf(exact))).toBe(false);
      }),
    );
  });
});
