import { expect, test } from "vitest";
import { titled } from "./history-labels.ts";

test("a label names the thing, and leaves out a title that is not there", () => {
  expect(titled("delete note", "Tides")).toBe("delete note ‘Tides’");
  expect(titled("edit details", "Tides", "of")).toBe("edit details of ‘Tides’");
  expect(titled("rename note", " ", "to")).toBe("rename note");
});

test("a label shows a long title in part, in one line, and cuts no character in two", () => {
  expect(titled("delete note", `${"word ".repeat(9)}\nand more`)).toBe(
    `delete note ‘${"word ".repeat(9)}and…’`,
  );
  expect(titled("add clip", `${"word ".repeat(9)}unbroken`)).toBe(
    `add clip ‘${"word ".repeat(9).trimEnd()}…’`,
  );
  const family = "👨‍👩‍👧‍👦";
  expect(titled("delete note", family.repeat(9))).toBe(`delete note ‘${family.repeat(4)}…’`);
});
