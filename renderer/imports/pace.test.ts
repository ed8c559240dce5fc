import { expect, test } from "vitest";
import { paceAfter, rateText, timeLeftText, type Pace } from "./pace.ts";

/** The pace after looks at these moments, in seconds, with so many files done. */
function watched(...looks: readonly (readonly [seconds: number, done: number])[]): Pace {
  const [first = [0, 0], ...others] = looks;
  return others.reduce<Pace>(
    (pace, [seconds, done]) => paceAfter(pace, seconds * 1_000, done),
    paceAfter(null, first[0] * 1_000, first[1]),
  );
}

test("the rate is what was done in the time between looks", () => {
  expect(watched([0, 0], [2, 24]).rate).toBe(12);
  expect(rateText(watched([0, 0], [2, 24]))).toBe("12 files/s");
  expect(rateText(watched([0, 0], [10, 4]))).toBe("0.4 files/s");
});

test("nothing is told before there is something to tell it from", () => {
  const fresh = watched([0, 0]);
  expect([rateText(fresh), timeLeftText(fresh, 100)]).toEqual([null, null]);
  expect(watched([0, 0], [0.1, 9])).toEqual(fresh);
  expect(timeLeftText(watched([0, 0], [9, 0]), 100)).toBeNull();
});

test("one slow file among many does not make the rate jump", () => {
  const even = [0, 1, 2, 3, 4, 5, 6].map((second) => [second, second * 10] as const);
  const slowed = watched(...even, [7, 60]);
  expect(slowed.rate).toBeGreaterThan(8);
  expect(slowed.rate).toBeLessThan(10);
});

test("time left is told in plain words that get rougher the longer it is", () => {
  const perSecond: Pace = { at: 0, done: 0, rate: 1 };
  const told = [5, 40, 70, 125, 3_000, 3_600, 4_800, 7_150, 50_000];
  expect(told.map((files) => timeLeftText(perSecond, files))).toEqual([
    "a few seconds left",
    "less than a minute left",
    "about 1 minute left",
    "about 2 minutes left",
    "about 50 minutes left",
    "about 1 hour left",
    "about 1 hour 20 minutes left",
    "about 2 hours left",
    "about 13 hours left",
  ]);
});
