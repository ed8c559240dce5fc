import { expect, test } from "vitest";
import { clipAt } from "./article-fixture.ts";
import { placedIn } from "./placed.ts";

const anchor = {
  version: "second",
  kind: "carried",
  start: 40,
  end: 52,
  score: 1,
  changed: false,
  words: null,
  confirmed: false,
} as const;

test("a clip carried to the version that shows stands where it was carried to", () => {
  const clip = clipAt({ start: 4, end: 16 }, { version: "first", anchor });
  expect(placedIn([clip], "second")).toEqual({
    placed: [{ ...clip, start: 40, end: 52 }],
    lost: [],
  });
});

test("a clip of the version that shows stands where it was made", () => {
  const clip = clipAt({ start: 4, end: 16 }, { version: "second" });
  expect(placedIn([clip], "second").placed).toEqual([clip]);
});

test("a clip that is lost, or whose place is that in another version, is never placed", () => {
  const lost = clipAt(
    { start: 4, end: 16 },
    { version: "first", anchor: { ...anchor, kind: "lost", start: null, end: null } },
  );
  const other = clipAt({ start: 4, end: 16 }, { version: "first", anchor });
  expect(placedIn([lost], "second")).toEqual({ placed: [], lost: [lost] });
  expect(placedIn([other], "third")).toEqual({ placed: [], lost: [other] });
});
