import { expect, test } from "vitest";
import { bracketWords } from "./cite-brackets.ts";

const none = { prefix: "", locator: "", suffix: "", authorless: false };
const words = (...texts: readonly string[]) => bracketWords(texts, []);

test("what stands around citations in a bracket is said before and after them", () => {
  expect(words("see ", ", p. 4")).toEqual([{ ...none, prefix: "see", locator: "p. 4" }]);
  expect(words("", ", pp. 33-35 and passim; cf. ", ", emphasis added")).toEqual([
    { ...none, locator: "pp. 33-35", suffix: "and passim" },
    { ...none, prefix: "cf.", suffix: ", emphasis added" },
  ]);
  expect(words("", " ", "")).toEqual([none, none]);
});

test("a place ends with its numbers", () => {
  expect(words("", " ch. iv")?.[0]).toMatchObject({ locator: "ch. iv", suffix: "" });
  expect(words("", ", p. 4, 9")?.[0]).toMatchObject({ locator: "p. 4, 9", suffix: "" });
  expect(words("", ", p. 4a")?.[0]).toMatchObject({ locator: "", suffix: ", p. 4a" });
});

test("what a citation says already stays", () => {
  const own = [{ ...none, locator: "p. 2", authorless: true }];
  expect(bracketWords(["see ", ", p. 4"], own)).toEqual([
    { prefix: "see", locator: "p. 2", suffix: ", p. 4", authorless: true },
  ]);
});

test("a sentence in brackets that cites is no bracket of citations", () => {
  expect(words("", " and ", "")).toBeNull();
  expect(words(`${"the gauge was read by hand ".repeat(4)} `, "")).toBeNull();
});
