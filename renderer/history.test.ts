import { expect, test } from "vitest";
import {
  canStep,
  leave,
  settle,
  step,
  stopOf,
  trailFrom,
  visit,
  without,
  type Stop,
} from "./history.ts";

const start: Stop = {
  article: "a",
  place: null,
  note: "n",
  version: null,
  compared: null,
  scrollTop: null,
};

test("a visit keeps what it does not name and forgets what was ahead", () => {
  const there = visit(visit(trailFrom(start), { article: "b" }), { note: "m" });
  expect(stopOf(there)).toEqual({ ...start, article: "b", note: "m" });
  const back = step(step(there, -1), -1);
  expect(stopOf(back)).toEqual(start);
  expect(canStep(back, 1)).toBe(true);
  const elsewhere = visit(back, { article: "c" });
  expect(canStep(elsewhere, 1)).toBe(false);
  expect(stopOf(step(elsewhere, -1))).toEqual(start);
});

test("opening what is open already makes no stop, a place in it does", () => {
  const trail = trailFrom(start);
  expect(visit(trail, { article: "a" })).toBe(trail);
  const placed = visit(trail, { article: "a", place: { start: 3, end: 9 } });
  expect(placed.stops).toHaveLength(2);
  expect(stopOf(visit(placed, { note: "m" })).place).toBeNull();
});

test("a step past either end changes nothing", () => {
  const trail = trailFrom(start);
  expect(step(trail, -1)).toBe(trail);
  expect(step(trail, 1)).toBe(trail);
});

test("the trail stays short and still points at its newest stop", () => {
  const trail = Array.from({ length: 500 }, (_, n) => `${n}`).reduce(
    (so, article) => visit(so, { article }),
    trailFrom(start),
  );
  expect(trail.stops).toHaveLength(200);
  expect(stopOf(trail).article).toBe("499");
});

test("coming back to a stop is coming back to where it was left", () => {
  const placed = visit(trailFrom(start), { article: "b", place: { start: 3, end: 9 } });
  const left = visit(leave(placed, 420), { note: "m" });
  expect(stopOf(left).scrollTop).toBeNull();
  expect(stopOf(step(left, -1))).toEqual({ ...start, article: "b", scrollTop: 420 });
});

test("a look at another place of the same article is a stop of its own", () => {
  const trail = visit(leave(trailFrom(start), 100), { article: "a", place: { clip: "c" } });
  expect(stopOf(step(trail, -1)).scrollTop).toBe(100);
  expect(without(trail, "x").stops).toHaveLength(2);
});

test("stops at what is gone leave the trail, and the one that is shown stays", () => {
  const trail = visit(visit(visit(trailFrom(start), { article: "b" }), { article: "a" }), {
    note: "m",
  });
  const left = without(trail, "b");
  expect(left.stops.map((stop) => stop.article)).toEqual(["a", "a", "a"]);
  expect(stopOf(left)).toMatchObject({ article: "a", note: "m" });
  expect(stopOf(without(trail, "m"))).toMatchObject({ article: "a", note: null });
  expect(stopOf(step(without(trail, "m"), -1))).toMatchObject({ article: "a", note: "n" });
});

test("another version, and two of them side by side, are stops of their own that a note leaves alone", () => {
  const old = visit(trailFrom(start), { article: "a", version: "v1" });
  const both = visit(old, { article: "a", compared: { from: "v1", to: "v2", at: 30 } });
  expect(both.stops).toHaveLength(3);
  expect(stopOf(visit(both, { note: "m" })).compared).toMatchObject({ from: "v1", to: "v2" });
  expect(stopOf(leave(both, 0)).compared).toEqual({ from: "v1", to: "v2", at: null });
  expect(stopOf(step(both, -1)).version).toBe("v1");
  expect(stopOf(visit(both, { article: "a" }))).toEqual(start);
});

test("coming back to a place that was shown in its own version is coming back to that version", () => {
  const placed = visit(trailFrom(start), { article: "a", place: { clip: "c" } });
  const away = visit(leave(settle(placed, "a", "v1"), 70), { article: "b" });
  expect(stopOf(away).version).toBeNull();
  expect(stopOf(step(away, -1))).toEqual({ ...start, version: "v1", scrollTop: 70 });
  expect(settle(away, "a", "v1")).toBe(away);
});
