import { expect, test } from "vitest";
import {
  countOf,
  formatByline,
  formatDay,
  formatIfDay,
  formatPublished,
  formatPublishedShort,
  joinParts,
} from "./format.ts";

test("a date is written as precisely as it is known, and no more", () => {
  expect(formatPublished("2015")).toBe("2015");
  expect(formatPublished("2015-05")).toMatch(/^May 2015$/);
  expect(formatPublished("2015-05-12")).toMatch(/12/);
  expect(formatPublished("2015-05-12T23:30:00-05:00")).toBe(formatPublished("2015-05-12"));
  expect(formatPublished("spring of 1915")).toBe("spring of 1915");
});

test("the year is left out in little room when it is this one", () => {
  expect(formatPublishedShort("2026-11-03", 2026)).not.toContain("2026");
  expect(formatPublishedShort("2025-11-03", 2026)).toBe("Nov 2025");
  expect(formatPublishedShort("2026-11", 2026)).toContain("2026");
});

test("today and yesterday are called so by the calendar, not by hours", () => {
  const noon = new Date(2026, 4, 12, 12).getTime();
  expect(formatDay(new Date(2026, 4, 12, 0, 1).getTime(), noon)).toBe("today");
  expect(formatDay(new Date(2026, 4, 11, 23, 59).getTime(), noon)).toBe("yesterday");
  expect(formatDay(new Date(2026, 4, 10, 12).getTime(), noon)).toMatch(/10/);
  expect(formatDay(new Date(2020, 4, 10, 12).getTime(), noon)).toMatch(/2020/);
});

test("authors are named up to three", () => {
  expect(formatByline([])).toBe("");
  expect(formatByline(["A", "B", "C"])).toBe("A, B, C");
  expect(formatByline(["A", "B", "C", "D"])).toBe("A et al.");
});

test("counts agree with their noun", () => {
  expect(countOf(1, "clip")).toBe("1 clip");
  expect(countOf(0, "clip")).toBe("0 clips");
});

test("what is not known leaves no dot behind", () => {
  expect(joinParts(["a", null, "", "b"])).toBe("a · b");
});

test("a detail that is a day is told as one says it, and a name stays a name", () => {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const today = day.map((part) => String(part).padStart(2, "0")).join("-");
  expect(formatIfDay(today)).toBe(formatDay(now.getTime()));
  expect(formatIfDay("2020 Vision Group")).toBe("2020 Vision Group");
});
