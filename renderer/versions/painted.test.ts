import { expect, test } from "vitest";
import type { Clip } from "../../electron/api.ts";
import { linesOf, paintedPieces, placedParts } from "./painted.ts";

// All that matters of a clip here.
const clip = (id: string, start: number, end: number) => ({ id, start, end }) as unknown as Clip;
const shown = (text: string, start: number, ...clips: readonly Clip[]) =>
  paintedPieces(text, start, clips).map((piece) => [piece.text, piece.clip?.id ?? null]);

test("a text is cut where clips begin and end", () => {
  expect(shown("one two three", 100, clip("a", 104, 107))).toEqual([
    ["one ", null],
    ["two", "a"],
    [" three", null],
  ]);
  expect(shown("one two", 100, clip("a", 90, 103), clip("b", 101, 150))).toEqual([
    ["o", "a"],
    ["ne", "b"],
    [" two", "b"],
  ]);
  expect(shown("one", 100, clip("a", 0, 100), clip("b", 103, 110))).toEqual([["one", null]]);
});

test("lines know where they begin", () => {
  expect(linesOf("ab\n\ncd", 10)).toEqual([
    { text: "ab", start: 10 },
    { text: "", start: 13 },
    { text: "cd", start: 14 },
  ]);
});

test("the parts of a changed sentence are found in it, whatever space was between them", () => {
  const parts = [
    { kind: "kept", text: "He wrote" },
    { kind: "removed", text: "nothing" },
    { kind: "kept", text: " down." },
  ] as const;
  expect(placedParts(parts, "He wrote  nothing down.", 5).map(({ start }) => start)).toEqual([
    5, 15, 22,
  ]);
});
