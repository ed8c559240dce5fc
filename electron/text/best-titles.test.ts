import fc from "fast-check";
import { expect, test } from "vitest";
import { bestTitles } from "./best-titles.ts";
import { foldedTitle, scoreFolded, titleQuery } from "./fuzzy.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "t", " "), maxLength: 24 });
const titlesOf = fc.array(word.map(foldedTitle), { maxLength: 60 });

test("no title that is passed over scores more than one that is given", () => {
  fc.assert(
    fc.property(titlesOf, word, fc.integer({ min: 1, max: 5 }), (titles, typed, limit) => {
      const query = titleQuery(typed);
      const scores = titles.flatMap((title) => scoreFolded(query, title, false) ?? []);
      fc.pre(scores.length >= limit);
      const found = bestTitles(query, titles, [], limit);
      expect(found.map((title) => scoreFolded(query, title, false))).toEqual(
        scores.toSorted((a, b) => b - a).slice(0, limit),
      );
    }),
    { numRuns: 500 },
  );
});

test("letters strewn about are found in the best titles, however many are passed over", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "t"), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(titlesOf, letters, fc.integer({ min: 1, max: 5 }), (titles, typed, limit) => {
      const query = titleQuery(typed);
      const whole = titles.filter((title) => scoreFolded(query, title, false) !== null);
      fc.pre(whole.length < limit);
      const scores = titles.flatMap((title) => scoreFolded(query, title, true) ?? []);
      const found = bestTitles(query, titles, titles.slice(0, 0), limit);
      expect(found.map((title) => scoreFolded(query, title, true))).toEqual(
        scores.toSorted((a, b) => b - a).slice(0, limit),
      );
    }),
    { numRuns: 2_000 },
  );
});

test("what was looked at last comes first among equals", () => {
  const titles = ["tide one", "tide two", "tide six"].map(foldedTitle);
  const [, , six] = titles;
  if (!six) throw new Error("Expected three titles");
  expect(bestTitles(titleQuery("tide"), titles, [six], 2)[0]).toBe(six);
});
