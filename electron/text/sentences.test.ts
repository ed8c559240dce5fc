import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSentence, sentences } from "./sentences.ts";

const split = (text: string, language: string | null = null): string[] =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

test("sentences end at full stops, question and exclamation marks", () => {
  expect(split("It rained. Did it? It did!  Then it stopped.")).toEqual([
    "It rained.",
    "Did it?",
    "It did!",
    "Then it stopped.",
  ]);
});

test("abbreviations and initials do not end a sentence", () => {
  expect(split("Dr. Lund met Mrs. J. K. Aalto in the U.S. Senate. They spoke.")).toEqual([
    "Dr. Lund met Mrs. J. K. Aalto in the U.S. Senate.",
    "They spoke.",
  ]);
  expect(split("See fig. 3 and vol. II, e.g. Page 4. Done.")).toEqual([
    "See fig. 3 and vol. II, e.g. Page 4.",
    "Done.",
  ]);
});

test("a number opens the sentence that it stands before", () => {
  expect(split("1. Leave early. 2. Come back.")).toEqual(["1. Leave early.", "2. Come back."]);
});

test("quotation marks belong to the sentence that they close", () => {
  expect(split("“It is late.” She left.")).toEqual(["“It is late.”", "She left."]);
});

test("Chinese and Japanese end sentences with their own stop", () => {
  expect(split("今日は雨です。明日は晴れます。", "ja")).toEqual([
    "今日は雨です。",
    "明日は晴れます。",
  ]);
});

test("an unknown language is served by the common rules", () => {
  expect(split("One. Two.", "zz-nonsense-x")).toEqual(["One.", "Two."]);
  expect(split("One. Two.", "not a language")).toEqual(["One.", "Two."]);
});

test("the first sentence of nothing is nothing", () => {
  expect(firstSentence("  \n ")).toBe("");
  expect(firstSentence("  Only one here")).toBe("Only one here");
});

test("a long line without any stop costs next to nothing", () => {
  expect(firstSentence("word ".repeat(2_000_000)).length).toBeLessThan(2_001);
});

test("spans are in order, apart, and leave out nothing but white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      let at = 0;
      for (const { start, end } of sentences(text)) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
  );
});
