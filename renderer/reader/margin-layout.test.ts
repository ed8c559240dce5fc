import fc from "fast-check";
import { expect, it } from "vitest";
import { placeCards } from "./margin-layout.ts";

const anyCards = fc
  .array(fc.record({ wanted: fc.nat(2_000), height: fc.integer({ min: 10, max: 120 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((cards) => cards.sort((a, b) => a.wanted - b.wanted));

it("never lets cards touch, whether one is pinned or not", () => {
  fc.assert(
    fc.property(anyCards, fc.option(fc.nat(29)), (cards, pick) => {
      const pinned = pick === null ? null : pick % cards.length;
      const tops = placeCards(cards, 8, pinned);
      tops.slice(1).forEach((top, at) => {
        expect(top).toBeGreaterThanOrEqual((tops[at] ?? 0) + (cards[at]?.height ?? 0) + 8);
      });
      const wish = pinned === null ? tops[0] : cards[pinned]?.wanted;
      expect(tops[pinned ?? 0]).toBe(wish);
    }),
  );
});

it("leaves cards where they want to be when there is room", () => {
  const cards = [
    { wanted: 0, height: 20 },
    { wanted: 100, height: 20 },
  ];
  expect(placeCards(cards, 8, null)).toEqual([0, 100]);
});
