import { expect, test } from "vitest";
import { headingIds } from "./heading-ids.ts";

/** Headings before and after, as words; an id is where the heading stood, from 1. */
function ids(before: string, after: string): string {
  const words = (line: string) => (line === "" ? [] : line.split(" "));
  const known = words(before).map((each, index) => ({ id: String(index + 1), words: each }));
  return headingIds(
    known,
    words(after).map((each) => ({ words: each })),
  )
    .map((id) => id ?? "new")
    .join(" ");
}

test.each([
  ["a b c", "a b c", "1 2 3"],
  ["a b c", "a x c", "1 2 3"],
  ["a b c", "x y z", "1 2 3"],
  ["a b c", "a c", "1 3"],
  ["a c", "a b c", "1 new 2"],
  ["a b c", "c a b", "3 1 2"],
  ["a b c", "b a x", "2 1 3"],
  ["", "a", "new"],
  ["a", "", ""],
])("%s becomes %s: %s", (before, after, expected) => {
  expect(ids(before, after)).toBe(expected);
});

test("of equal words each stays itself when one of them goes", () => {
  expect(ids("same b same", "b same")).toBe("2 3");
  expect(ids("same b same", "same b")).toBe("1 2");
});

test("one renamed among others that stay is found, one that is taken apart is not guessed", () => {
  expect(ids("a b c d", "a x c y")).toBe("1 2 3 4");
  expect(ids("a b c", "a x y c")).toBe("1 new new 3");
});
