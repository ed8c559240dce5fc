import { expect, test } from "vitest";
import { sharedBy, sketchOf } from "./sketch.ts";

/** So many different words, the n-th made of n. */
const words = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `word${(from + at) * 7}`).join(" ");

test("a text shares all with itself, however it is set", () => {
  const a = "“We didn’t lose the sea,” said the Keeper; ﬁnally, we  found it.";
  const b = "we didn't lose the sea said the keeper finally we found it";
  const short = sketchOf("“We didn’t lose the sea,” said the Keeper of the gauge.");
  expect(short).toEqual(sketchOf("WE DIDN'T LOSE\nthe sea, said the keeper of the gauge"));
  expect(sharedBy(sketchOf(a), sketchOf(a)).likeness).toBe(1);
  expect(sketchOf(b).shingles).toBe(8);
});

test("a part of a text is contained in it, and not nearly as like", () => {
  const whole = sketchOf(words(0, 5_000));
  const { containment, likeness, sample } = sharedBy(sketchOf(words(0, 2_000)), whole);
  expect(containment).toBeGreaterThan(0.97);
  expect(likeness).toBeGreaterThan(0.3);
  expect(likeness).toBeLessThan(0.5);
  expect(sample).toBeGreaterThan(60);
});

test("texts that overlap by a third share about a third", () => {
  const { containment } = sharedBy(sketchOf(words(0, 3_000)), sketchOf(words(2_000, 5_000)));
  expect(containment).toBeGreaterThan(0.23);
  expect(containment).toBeLessThan(0.43);
});

test("other texts share nothing, and a text without words has nothing to share", () => {
  expect(sharedBy(sketchOf(words(0, 900)), sketchOf(words(1_000, 1_900))).containment).toBe(0);
  expect(sketchOf("… — !")).toEqual({ shingles: 0, hashes: new Uint32Array(0) });
  expect(sharedBy(sketchOf(""), sketchOf(words(0, 900)))).toEqual({
    containment: 0,
    likeness: 0,
    sample: 0,
  });
});

test("letters make shingles where a script has no spaces", () => {
  const text = "潮位計は桟橋の小屋の中で百年以上動き続けている。係の者が毎朝紙を替える。";
  expect(sketchOf(text).shingles).toBeGreaterThan(20);
  const { containment } = sharedBy(sketchOf(text), sketchOf(text.slice(0, 24)));
  expect(containment).toBe(1);
  expect(
    sharedBy(sketchOf(text), sketchOf("港の灯台守は冬のあいだ町へ降りてこない。")).containment,
  ).toBe(0);
});

test("a sketch is a kilobyte at most, and its hashes are spread evenly", () => {
  const { shingles, hashes } = sketchOf(words(0, 20_000));
  expect(shingles).toBe(19_996);
  expect(hashes).toHaveLength(256);
  // The 256th lowest of 20,000 even numbers lies near 256/20,000 of the way.
  expect((hashes.at(-1) ?? 0) / 2 ** 32).toBeGreaterThan(0.0105);
  expect((hashes.at(-1) ?? 0) / 2 ** 32).toBeLessThan(0.0155);
});
