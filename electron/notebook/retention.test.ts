import { expect, test } from "vitest";
import { outdated, type Aged } from "./retention.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 5, 1, 12);
const aged = (revision: number, days: number, kept = false): Aged => ({
  revision,
  takenAt: now - days * dayMs,
  kept,
});

test("all versions of a week stay", () => {
  expect(outdated([aged(1, 6.9), aged(2, 6.8), aged(3, 0.1)], now)).toEqual([]);
});

test("of older days the last version stays, of days beyond ninety the last of the week", () => {
  expect(outdated([aged(1, 10.3), aged(2, 10.2), aged(3, 10.1), aged(4, 0)], now)).toEqual([2, 1]);
  const weekly = Array.from({ length: 28 }, (_, day) => aged(100 - day, 200 + day));
  expect(weekly.length - outdated([aged(200, 0), ...weekly], now).length).toBeLessThanOrEqual(5);
});

test("the newest version and those that are kept stay, however old", () => {
  expect(outdated([aged(1, 400.2, true), aged(2, 400.1), aged(3, 400)], now)).toEqual([2]);
});

test("thinning again later takes no more than it must: one version a week is left for ever", () => {
  let versions = Array.from({ length: 3_000 }, (_, index) => aged(3_000 - index, index * 0.05));
  for (let week = 0; week < 60; week += 1) {
    const then = now + week * 7 * dayMs;
    const gone = new Set(outdated(versions, then));
    versions = versions.filter(({ revision }) => !gone.has(revision));
  }
  const weeks = new Set(versions.map(({ takenAt }) => Math.floor(takenAt / (7 * dayMs))));
  expect(versions).toHaveLength(weeks.size);
  expect(weeks.size).toBeGreaterThanOrEqual(21);
});
