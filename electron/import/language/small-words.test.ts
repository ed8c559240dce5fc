import { expect, test } from "vitest";
import { story } from "./languages-fixture.ts";
import { bySmallWords } from "./small-words.ts";

const threeTimes = (text: string): string => `${text} ${text} ${text}`;

test.each(["en", "de", "fr", "it"])("%s prose is told by its small words", (language) => {
  expect(bySmallWords(threeTimes(story[language] ?? ""))).toBe(language);
});

test.each(Object.entries(story))("%s is never taken for another language", (language, text) => {
  expect([null, language]).toContain(bySmallWords(threeTimes(text)));
});

test("a text in two languages, a list of names and a short text are left open", () => {
  const halves = `${threeTimes(story["en"] ?? "")} ${threeTimes(story["de"] ?? "")}`;
  const names = "Anna Berg, Ida Falk, Nils Holm, Per Lund, Eva Strand ".repeat(20);
  for (const text of [halves, names, (story["en"] ?? "").slice(0, 200)])
    expect(bySmallWords(text)).toBeNull();
});
