import { expect, test } from "vitest";
import { deletedText, withNotes } from "./deleted.ts";

const quotedIn = (...titles: string[]) => ({
  group: "group",
  label: "delete",
  quotedIn: titles.map((title, index) => ({ id: `note-${index}`, title })),
  quotedInTotal: titles.length,
});

test("a deletion names the first note that quotes what went, and counts the others", () => {
  expect(deletedText(1, quotedIn())).toBe("Clip deleted");
  expect(deletedText(3, quotedIn("Tides"))).toBe("3 clips deleted. Quoted in “Tides”");
  expect(withNotes("Article moved to trash", quotedIn("Tides", "Wind"))).toBe(
    "Article moved to trash. Quoted in “Tides” and 1 more note",
  );
  expect(withNotes("Gone", quotedIn("", "Wind", "Rain"))).toBe(
    "Gone. Quoted in “Untitled note” and 2 more notes",
  );
  expect(withNotes("Gone", { ...quotedIn("Tides", "Wind"), quotedInTotal: 1_235 })).toBe(
    "Gone. Quoted in “Tides” and 1,234 more notes",
  );
});
