import fc from "fast-check";
import { expect, it } from "vitest";
import { findAll, firstFrom, fold, isWholeWords } from "./find-words.ts";

/** The words of `text` that a search finds. */
const found = (text: string, words: string) =>
  findAll(fold(text), words).map(({ start, end }) => text.slice(start, end));

it("finds words whatever their case and accents", () => {
  expect(found("Élan, elan, ÉLAN.", "elan")).toEqual(["Élan", "elan", "ÉLAN"]);
  expect(found("Cafe\u0301 and café", "cafe")).toEqual(["Cafe\u0301", "café"]);
});

it("takes straight quotation marks and dashes for curly ones and long ones", () => {
  expect(found("It’s “so” — they said", `it's "so" -`)).toEqual(["It’s “so” —"]);
});

it("takes any white space for a space, line breaks too", () => {
  expect(found("the long\ngap, the long\u00a0gap", "long gap")).toEqual([
    "long\ngap",
    "long\u00a0gap",
  ]);
});

it("finds letters within a ligature and gives the whole ligature", () => {
  expect(found("the ﬁnal oﬃce", "final")).toEqual(["ﬁnal"]);
  expect(found("the oﬃce", "f")).toEqual(["ﬃ"]);
});

it("counts in UTF-16 units behind characters of two", () => {
  const text = "👩‍👩‍👧 𝔸 words 🌊 words";
  expect(found(text, "words")).toEqual(["words", "words"]);
  expect(findAll(fold(text), "🌊")).toEqual([
    { start: text.indexOf("🌊"), end: text.indexOf("🌊") + 2 },
  ]);
});

it("finds nothing for nothing", () => {
  expect(found("some words", "")).toEqual([]);
  expect(found("some words", "  ")).toEqual([]);
});

it("finds whatever is in the text under its own words, at its own place", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.stringMatching(/^[a-zé]{1,6}$/),
      fc.string({ unit: "grapheme", maxLength: 30 }),
      (before, words, after) => {
        const text = `${before} ${words} ${after}`;
        const spans = findAll(fold(text), words);
        expect(spans.some(({ start }) => start <= before.length + 1)).toBe(true);
        for (const { start, end } of spans) {
          expect(fold(text.slice(start, end)).folded).toContain(fold(words).folded);
        }
      },
    ),
  );
});

it("begins with the match at or after where one reads, and goes round", () => {
  const spans = findAll(fold("gap gap gap"), "gap");
  expect(firstFrom(spans, 1)).toBe(1);
  expect(firstFrom(spans, 9)).toBe(0);
});

it("tells capitals apart when asked to", () => {
  const text = "Gap, gap, GAP, Élan";
  const matching = (words: string) =>
    findAll(fold(text, true), words).map(({ start, end }) => text.slice(start, end));
  expect(matching("gap")).toEqual(["gap"]);
  expect(matching("Elan")).toEqual(["Élan"]);
  expect(matching("elan")).toEqual([]);
});

it("knows whole words from parts of words", () => {
  const text = "tide, tides, 𝔸tide, ebb_tide tide";
  const whole = findAll(fold(text), "tide").filter((span) => isWholeWords(text, span));
  expect(whole.map(({ start }) => start)).toEqual([0, text.length - 4]);
});
