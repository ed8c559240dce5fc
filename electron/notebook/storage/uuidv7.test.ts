import { expect, test } from "vitest";
import { newClock } from "../test-notebook.ts";
import { uuidv7Source } from "./uuidv7.ts";

test("ids are UUIDs of version 7 that begin with their time", () => {
  const id = uuidv7Source(() => 0x0123456789ab)();
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("each is greater than the one before, also within a millisecond and when the clock goes back", () => {
  const clock = newClock();
  const next = uuidv7Source(clock.now);
  const ids = Array.from({ length: 20_000 }, (_, index) => {
    if (index === 10_000) clock.pass(-60_000);
    return next();
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});
