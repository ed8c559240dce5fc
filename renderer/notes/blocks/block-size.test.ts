import { expect, it } from "vitest";
import { usualBlockSize } from "./block-size.ts";

it("is a line in a note of short blocks and in an empty one", () => {
  expect(usualBlockSize(0, 0, 600)).toBe(26);
  expect(usualBlockSize(40, 4, 600)).toBe(26);
});

it("grows with what a block holds, and the more the narrower the lines are", () => {
  const wide = usualBlockSize(500_000, 1_000, 600);
  expect(wide).toBeGreaterThan(5 * 26);
  expect(usualBlockSize(500_000, 1_000, 300)).toBeGreaterThan(1.8 * wide);
});
