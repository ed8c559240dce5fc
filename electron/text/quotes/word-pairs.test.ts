import { expect, test } from "vitest";
import { keyRuns } from "./quotation-keys.ts";
import { pairPartsOf, shinglesOfRun } from "./word-pairs.ts";

const partsOf = (text: string) => pairPartsOf(text).map((part) => new Set(part.split(" ")));
const codesOf = (quotation: string) =>
  keyRuns(quotation).flatMap((run) => shinglesOfRun(run).map(({ code }) => code));
const isIn = (quotation: string, text: string) =>
  partsOf(text).some((part) => codesOf(quotation).every((code) => part.has(code)));

test.each([
  ["Nobody had NOT seen “the gauge”", "nobody had not seen the gauge"],
  ["She didn’t pay 1,200 crowns in 1934.", "didn't pay 1,200 crowns"],
  ["The di\u00adrec\u00adtor was not a ﬁgurehead", "director was not a figurehead"],
  ["Le café était fermé, l’été aussi", "cafe etait ferme l'ete"],
  ["潮位计从一八八七年开始运行。没有人", "一八八七年开始运行"],
  ["検潮儀は GitHub の上で 1887 年から動く", "GitHub の上で"],
  ["на пристани в шесть часов", "НА ПРИСТАНИ В ШЕСТЬ"],
])("the pairs of %s hold those of %s", (text, quotation) => {
  expect(codesOf(quotation).length).toBeGreaterThan(0);
  expect(isIn(quotation, text)).toBe(true);
});

test("other words beside each other are other pairs", () => {
  expect(isIn("nobody had seen not the gauge", "Nobody had not seen the gauge")).toBe(false);
});

test("pairs of very short words are told apart by the word behind them", () => {
  const text = "It was of the sea. And of the land it was. The end of it.";
  expect(isIn("of the sea and", text)).toBe(true);
  expect(isIn("of the end", text)).toBe(false);
  expect(codesOf("of the sea").length).toBe(3);
});

test("none goes over an omission, and a lone word has none", () => {
  expect(codesOf("nobody […] gauge")).toEqual([]);
  expect(pairPartsOf("Nobody.")).toEqual([]);
  expect(pairPartsOf("")).toEqual([]);
});

test("a long text comes in parts, and words across a bound stand together in one", () => {
  const words = Array.from({ length: 9_000 }, (_, at) => `word${at}`);
  const parts = partsOf(words.join(" "));
  expect(parts).toHaveLength(5);
  for (const from of [0, 1_990, 1_999, 2_000, 3_955, 8_980])
    expect(isIn(words.slice(from, from + 15).join(" "), words.join(" "))).toBe(true);
});
