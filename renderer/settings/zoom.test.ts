import { expect, test } from "vitest";
import { nextTextSize, nextZoom } from "./zoom.ts";

test("zooming goes step by step and comes back to actual size", () => {
  expect(nextZoom(1, 1)).toBe(1.1);
  expect(nextZoom(nextZoom(1, 1), -1)).toBe(1);
  expect(nextZoom(1.3, 1)).toBe(1.5);
  expect(nextZoom(1.3, -1)).toBe(1.25);
});

test("zoom and reading size stop at their ends", () => {
  expect(nextZoom(3, 1)).toBe(3);
  expect(nextZoom(0.5, -1)).toBe(0.5);
  expect(nextTextSize(28, 1)).toBe(28);
  expect(nextTextSize(14, -1)).toBe(14);
  expect(nextTextSize(18, 1)).toBe(19);
});
