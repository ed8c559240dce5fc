import { expect, test } from "vitest";
import { shinglesOf } from "./shingles.ts";

const hashes = (text: string) => [...shinglesOf(text).hashes];

test("each run of three words has a number and the place where it begins", () => {
  const { hashes: found, starts } = shinglesOf("“We — lost the sea.");
  expect(found).toHaveLength(2);
  expect([...starts]).toEqual([1, 6]);
});

test("a part of a text has its shingles, in order", () => {
  const all = hashes("The gauge on the pier has run since 1887.");
  expect(all.join().includes(hashes("on the pier has run").join())).toBe(true);
});

test("typography and case make no other number, a word or its place do", () => {
  const plain = hashes("We didn’t lose the sea – find it");
  expect(hashes("WE DIDN'T «lose» the\u00a0sea -- ﬁnd it")).toEqual(plain);
  expect(hashes("we didn't lose the sea find us").slice(0, 4)).toEqual(plain.slice(0, 4));
  expect(hashes("we didn't lose the sea find us").at(-1)).not.toBe(plain.at(-1));
  expect(hashes("one two three")).not.toEqual(hashes("three two one"));
});

test("letters make them where a script has no spaces", () => {
  expect(hashes("海平面上升了九厘米")).toHaveLength(5);
  expect(hashes("海平面 上升了")).toEqual(hashes("海平面上升了"));
});

test("too few words have none", () => {
  expect(hashes("the sea")).toEqual([]);
  expect(hashes("海平面")).toEqual([]);
  expect(hashes("")).toEqual([]);
});

test("numbers do not collide more often than chance", () => {
  const words = Array.from({ length: 50_000 }, (_, index) => `word${index * 7}`).join(" ");
  const found = hashes(words);
  expect(found.length - new Set(found).size).toBeLessThan(4);
});
