import { expect, test } from "vitest";
import { placeOf, scrolledTo, scrollTopOf, tallest, type Extent } from "./row-window.ts";

const short: Extent = { whole: 4_000, drawn: 4_000, shown: 800 };
const long: Extent = { whole: 76_000_000, drawn: tallest, shown: 800 };

test("a list that fits is not scaled", () => {
  expect(scrolledTo(0, 0, 1_234, short)).toBe(1_234);
  expect(placeOf(1_234, short)).toBe(1_234);
});

test("place and scroll position stand for each other, ends for ends", () => {
  expect(placeOf(0, long)).toBe(0);
  expect(placeOf(long.drawn - long.shown, long)).toBe(long.whole - long.shown);
  expect(placeOf(scrollTopOf(40_000_000, long), long)).toBeCloseTo(40_000_000);
});

test("a small scroll moves by its own distance, a large one by its share", () => {
  expect(scrolledTo(40_000_000, 7_000_000, 7_000_100, long)).toBe(40_000_100);
  expect(scrolledTo(0, 0, 7_500_000, long)).toBe(placeOf(7_500_000, long));
});

test("an end of the scroll bar is an end of the list, wherever one came from", () => {
  expect(scrolledTo(900, 100, 0, long)).toBe(0);
  const end = long.drawn - long.shown;
  expect(scrolledTo(1_000, end - 10, end, long)).toBeCloseTo(long.whole - long.shown);
});

test("nothing scrolls when all is in sight", () => {
  const all: Extent = { whole: 400, drawn: 400, shown: 800 };
  expect(placeOf(0, all)).toBe(0);
  expect(scrollTopOf(100, all)).toBe(0);
});
