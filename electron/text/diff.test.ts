import fc from "fast-check";
import { expect, test } from "vitest";
import { keptRuns, slid } from "./diff.ts";

const kept = (from: readonly number[], to: readonly number[], sequence = 1) =>
  keptRuns(Int32Array.from(from), Int32Array.from(to), sequence).map(
    (run) => `${run.from}>${run.to}*${run.length}`,
  );

test("what stayed is told as runs in the order of both", () => {
  expect(kept([1, 2, 3, 4], [1, 3, 9, 4])).toEqual(["0>0*1", "2>1*1", "3>3*1"]);
  expect(kept([1, 2], [1, 2])).toEqual(["0>0*2"]);
  expect(kept([1], [2])).toEqual([]);
  expect(kept([], [2])).toEqual([]);
});

test("long texts are compared by what both hold once, and lose nothing by it", () => {
  const from = Array.from({ length: 5_000 }, (_, index) => index);
  const to = from.flatMap((item) => (item % 97 === 0 ? [-item - 1] : [item]));
  const runs = keptRuns(Int32Array.from(from), Int32Array.from(to), 3);
  const stayed = runs.reduce((sum, run) => sum + run.length, 0);
  expect(stayed).toBe(from.filter((item) => item % 97 !== 0).length);
});

test("an addition is slid to where it begins best", () => {
  // "so a. so b." became "so a. so c. so b.": the passage put in is "so c.", not "c. so".
  const from = Int32Array.from([1, 2, 9, 1, 3, 9]);
  const to = Int32Array.from([1, 2, 9, 1, 4, 9, 1, 3, 9]);
  const opens = {
    from: (at: number) => (from[at] === 1 ? 2 : 0),
    to: (at: number) => (to[at] === 1 ? 2 : 0),
  };
  const runs = [
    { from: 0, to: 0, length: 4 },
    { from: 4, to: 7, length: 2 },
  ];
  expect(slid(runs, from, to, opens)).toEqual([
    { from: 0, to: 0, length: 3 },
    { from: 3, to: 6, length: 3 },
  ]);
});

test("runs hold equal items, rise on both sides and never overlap", () => {
  const items = fc.array(fc.nat(6), { maxLength: 60 });
  fc.assert(
    fc.property(items, items, fc.constantFrom(1, 3), (from, to, sequence) => {
      let [f, t] = [0, 0];
      for (const run of keptRuns(Int32Array.from(from), Int32Array.from(to), sequence)) {
        expect(run.from >= f && run.to >= t).toBe(true);
        [f, t] = [run.from + run.length, run.to + run.length];
        expect(from.slice(run.from, f)).toEqual(to.slice(run.to, t));
      }
    }),
  );
});
