import { expect, test } from "vitest";
import { nextPane, panesShown, withPane, type Layout } from "./panes.ts";

const all: Layout = { libraryShown: true, notesShown: true, alone: null, tab: null };

test("hidden panes are left out, and the reader never is", () => {
  expect(panesShown(all)).toEqual(["library", "reader", "notes"]);
  expect(panesShown({ ...all, libraryShown: false, notesShown: false })).toEqual(["reader"]);
});

test("a pane alone hides the others, and a tab hides even that", () => {
  expect(panesShown({ ...all, alone: "notes" })).toEqual(["notes"]);
  expect(panesShown({ ...all, alone: "notes", tab: "library" })).toEqual(["library"]);
});

test("showing a pane changes no more than it must", () => {
  expect(withPane(all, "notes")).toBe(all);
  expect(withPane({ ...all, notesShown: false }, "notes")).toEqual(all);
  expect(withPane({ ...all, alone: "reader" }, "library")).toEqual(all);
  expect(withPane({ ...all, notesShown: false, tab: "reader" }, "notes")).toEqual({
    ...all,
    notesShown: false,
    tab: "notes",
  });
});

test("focus goes round the panes that show", () => {
  const shown = panesShown({ ...all, libraryShown: false });
  expect(nextPane(shown, "reader", 1)).toBe("notes");
  expect(nextPane(shown, "notes", 1)).toBe("reader");
  expect(nextPane(shown, "reader", -1)).toBe("notes");
  expect(nextPane(shown, null, 1)).toBe("reader");
  expect(nextPane(shown, null, -1)).toBe("notes");
});
