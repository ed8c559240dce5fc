import { expect, it } from "vitest";
import { withLocatorKind } from "./locator.ts";

it.each([
  ["", "p.", "p. "],
  ["4", "p.", "p. 4"],
  ["p. 4", "ch.", "ch. 4"],
  ["ch.2", "§", "§ 2"],
  [" pp. 4–6 ", "p.", "pp. 4–6"],
  ["§§ 4, 9", "p.", "pp. 4, 9"],
  ["pp. 4–6", "¶", "¶ 4–6"],
  ["chart 3", "p.", "p. chart 3"],
] as const)("counts %j as %s: %j", (locator, sign, said) => {
  expect(withLocatorKind(locator, sign)).toBe(said);
});
