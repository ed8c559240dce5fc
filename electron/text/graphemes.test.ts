import fc from "fast-check";
import { expect, test } from "vitest";
import { graphemeEnd, graphemeStart } from "./graphemes.ts";

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const pieces = [
  "a",
  " ",
  "\n",
  "\r\n",
  "é",
  "e\u0301",
  "👩‍👩‍👧",
  "🇩🇪",
  "🇫🇷",
  "ที่",
  "한",
  "각",
  "👍🏽",
  "\u200d",
  "नि",
];

test("a boundary stays where it is", () => {
  expect(graphemeStart("plain words", 5)).toBe(5);
  expect(graphemeEnd("plain words", 5)).toBe(5);
  expect(graphemeStart("", 0)).toBe(0);
  expect(graphemeEnd("abc", 3)).toBe(3);
});

test("a place within a cluster moves to its edges", () => {
  const text = "a👩‍👩‍👧b";
  const end = text.length - 1;
  for (let at = 2; at < end; at += 1) {
    expect(graphemeStart(text, at)).toBe(1);
    expect(graphemeEnd(text, at)).toBe(end);
  }
});

test("the edges are those that segmenting the whole text gives", () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 200 }).map((all) => all.join(""));
  fc.assert(
    fc.property(text, (whole) => {
      const boundaries = new Set([whole.length]);
      for (const { index } of segmenter.segment(whole)) boundaries.add(index);
      for (let at = 0; at <= whole.length; at += 1) {
        const start = graphemeStart(whole, at);
        const end = graphemeEnd(whole, at);
        expect(boundaries.has(start) && boundaries.has(end)).toBe(true);
        expect(start <= at && at <= end).toBe(true);
        expect(start === at && end === at).toBe(boundaries.has(at));
      }
    }),
    { numRuns: 60 },
  );
});

test("a cluster longer than any window is not cut", () => {
  const text = `x${"e"}${"\u0301".repeat(500)}y`;
  expect(graphemeStart(text, 300)).toBe(1);
  expect(graphemeEnd(text, 300)).toBe(text.length - 1);
});
