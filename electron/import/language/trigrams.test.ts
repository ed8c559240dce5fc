import { francAll } from "franc";
import { expect, test } from "vitest";
import { story } from "./languages-fixture.ts";
import { languageCodes, trigramScores } from "./trigrams.ts";

/** What franc says itself; of a language with two models the better. */
function byFranc(text: string): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const [code, score] of francAll(text, { only: [...languageCodes.keys()] })) {
    const language = languageCodes.get(code);
    if (language !== undefined && !scores.has(language)) scores.set(language, score);
  }
  return scores;
}

test.each(Object.entries(story))("a text in %s scores as franc scores it", (_language, text) => {
  for (const part of [text, text.slice(0, 100), `${text} (12–13; 1984) a@b.example`]) {
    const scores = trigramScores(part);
    const expected = byFranc(part);
    expect([...scores.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [language, score] of expected) expect(scores.get(language)).toBeCloseTo(score, 9);
  }
});

test("what is too short or without letters agrees with nothing", () => {
  expect(trigramScores("Yes.").size).toBe(0);
  expect(trigramScores("1984 1985 1986 1987 1988").size).toBe(0);
});
