import { expect, test } from "vitest";
import { matchLabel } from "./match.ts";

const score = (label: string, query: string) => matchLabel(label, query)?.score ?? null;

test("initials name a command", () => {
  expect(matchLabel("Save current file", "scf")?.spans).toEqual([
    [0, 1],
    [5, 6],
    [13, 14],
  ]);
});

test("a beginning beats a word inside, which beats initials, which beat scattered letters", () => {
  const order = [
    score("Import files", "imp"),
    score("Show imports", "imp"),
    score("Insert my picture", "imp"),
    score("Swim party", "imp"),
  ];
  expect(order).toEqual(order.toSorted((a, b) => Number(b) - Number(a)));
  expect(order).not.toContain(null);
});

test("letters out of order match nothing, and nothing typed matches all", () => {
  expect(score("Zoom in", "nz")).toBeNull();
  expect(score("Zoom in", "")).toBe(0);
});

test("the matched letters are told for a word inside", () => {
  expect(matchLabel("Go to library", "LIB")?.spans).toEqual([[6, 9]]);
});
