import { expect, test } from "vitest";
import { changesOf, contextOf, countsLine } from "./changes.ts";

const counts = { same: 40, edited: 2, moved: 1, added: 0, removed: 0 };

test("the line of counts leaves out what there is none of", () => {
  expect(countsLine({ counts })).toBe("2 sentences edited, 1 moved, 40 unchanged");
  expect(changesOf({ counts })).toBe(3);
  expect(countsLine({ counts: { ...counts, edited: 0, moved: 0, same: 0 } })).toBe(
    "Both versions are empty",
  );
});

test("a long equal stretch is cut to whole words at the changes beside it", () => {
  const text = "word ".repeat(400).trim();
  const middle = contextOf(text, { first: false, last: false });
  expect(middle?.head).toMatch(/^(?:word ){30,}word$/);
  expect(middle?.tail).toMatch(/^word(?: word){30,}$/);
  expect(contextOf(text, { first: true, last: false })?.head).toBe("");
  expect(contextOf(text, { first: false, last: true })?.tail).toBe("");
});

test("a short equal stretch shows whole", () => {
  expect(contextOf("A few words between changes.", { first: false, last: false })).toBeNull();
});
