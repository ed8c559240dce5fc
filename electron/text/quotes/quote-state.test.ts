import { describe, expect, it } from "vitest";
import { countStates, countsSentence, quoteState } from "./quote-state.ts";

const exact = "The longest gap in the record is eleven days, and nobody knows why.";
const here = { changed: false, confirmed: false, words: null };
const source = { quote: exact, deleted: false, anchor: here };
const worded = (words: string, kept = false) => quoteState({ words, kept }, source);

describe("the state of a quote", () => {
  it("is verbatim while the writer has no wording of their own", () => {
    expect(worded("")).toMatchObject({ state: "verbatim", shown: exact, exact });
    expect(worded(exact)).toMatchObject({ state: "verbatim" });
  });

  it("tells marked edits, emphasis among them, from altered words", () => {
    expect(worded("The longest gap in the record is eleven days […]")).toMatchObject({
      state: "marked",
    });
    const stressed = worded(exact.replace("nobody", "*nobody*"));
    expect(stressed).toMatchObject({ state: "marked", shown: exact });
    const altered = worded(exact.replace("eleven", "twelve"));
    expect(altered.state).toBe("altered");
    expect(altered.diff.filter(({ kind }) => kind !== "kept")).toEqual([
      { kind: "removed", text: "eleven" },
      { kind: "added", text: " twelve" },
    ]);
    expect(worded(exact.replace("eleven", "*twelve*")).state).toBe("altered");
  });

  it("is kept only where the words are altered", () => {
    expect(worded(exact.replace("eleven", "twelve"), true)).toMatchObject({ kept: true });
    expect(worded("", true)).toMatchObject({ state: "verbatim", kept: false });
  });

  it("says that the source changed until somebody confirms it, and shows what stands there", () => {
    const anchor = { changed: true, confirmed: false, words: "The longest gap is nine days." };
    const changed = quoteState({ words: "", kept: false }, { ...source, anchor });
    expect(changed).toMatchObject({ state: "changed", wording: "verbatim", now: anchor.words });
    const confirmed = { ...source, anchor: { ...anchor, confirmed: true } };
    expect(quoteState({ words: "", kept: false }, confirmed).state).toBe("verbatim");
  });

  it("keeps its words when the source is missing, and what is known of them", () => {
    const deleted = { ...source, deleted: true };
    const words = exact.replace("eleven", "twelve");
    expect(quoteState({ words, kept: true }, deleted)).toMatchObject({
      state: "missing",
      wording: "altered",
      kept: false,
      shown: words,
    });
    expect(quoteState({ words: "Some words", kept: false }, null)).toMatchObject({
      state: "missing",
      shown: "Some words",
      exact: null,
    });
  });
});

describe("a sum of quotes", () => {
  it("names what there is, the good first", () => {
    const states = [worded(""), worded(""), worded(`${exact.slice(0, 30)} […]`), worded("No.")];
    expect(countsSentence(countStates(states))).toBe("4 quotes: 2 verbatim, 1 marked, 1 altered");
    expect(countsSentence(countStates([worded("")]))).toBe("1 quote: 1 verbatim");
    expect(countsSentence(countStates([]))).toBe("");
  });
});
