import fc from "fast-check";
import { expect, test } from "vitest";
import { sentenceDiff } from "./sentence-diff.ts";

const from = [
  "The old mill stood by the river. It had not turned since the war, and nobody missed it.",
  "The keeper wrote his log each night. He did not know who would read it.",
].join("\n");

/** A line for each sentence: what happened, and its words in the newer version that has it. */
function show(before: string, after: string): readonly string[] {
  return sentenceDiff({ text: before }, { text: after }).map((change) => {
    const words =
      change.kind === "removed"
        ? before.slice(change.from.start, change.from.end)
        : after.slice(change.to.start, change.to.end);
    return `${change.kind}${change.kind === "moved" && change.changed ? ", changed" : ""}: ${words}`;
  });
}

test("equal texts have only sentences that are the same", () => {
  expect(show(from, from).every((line) => line.startsWith("same: "))).toBe(true);
});

test("added, removed and edited sentences are told apart, in the order of reading", () => {
  const to = [
    "The old mill stood near the river.",
    "The keeper wrote his log each night. Nobody else was there. He did not know who would read it.",
  ].join("\n");
  expect(show(from, to)).toEqual([
    "edited: The old mill stood near the river.",
    "removed: It had not turned since the war, and nobody missed it.",
    "same: The keeper wrote his log each night.",
    "added: Nobody else was there.",
    "same: He did not know who would read it.",
  ]);
});

test("a sentence that went elsewhere has moved, changed or not", () => {
  const rest =
    "It had not turned since the war, and nobody missed it.\nHe did not know who would read it.";
  expect(
    show(
      from,
      `${rest} The old grey mill stood by the river.\nThe keeper wrote up his log each night.`,
    ),
  ).toEqual([
    "same: It had not turned since the war, and nobody missed it.",
    "moved: He did not know who would read it.",
    "moved, changed: The old grey mill stood by the river.",
    "edited: The keeper wrote up his log each night.",
  ]);
});

test("typography makes no difference", () => {
  expect(show("He said 'no' - twice.", "He said ‘no’ – twice.")).toEqual([
    "same: He said ‘no’ – twice.",
  ]);
});

test("every sentence of both texts comes up once", () => {
  const sentence = fc.constantFrom(
    "It rained.",
    "He left early that day.",
    "Why?",
    "The gauge failed in June, twice.",
    "潮が来た。",
  );
  const prose = fc
    .array(
      fc.array(sentence, { minLength: 1, maxLength: 4 }).map((some) => some.join(" ")),
      { maxLength: 5 },
    )
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(prose, prose, (before, after) => {
      const changes = sentenceDiff({ text: before }, { text: after });
      const bare = (words: string) => words.replace(/\s/g, "");
      const old = changes
        .flatMap((change) => (change.kind === "added" ? [] : [change.from]))
        .toSorted((a, b) => a.start - b.start);
      const now = changes.flatMap((change) => (change.kind === "removed" ? [] : [change.to]));
      expect(old.map(({ start, end }) => bare(before.slice(start, end))).join("")).toBe(
        bare(before),
      );
      expect(now.map(({ start, end }) => bare(after.slice(start, end))).join("")).toBe(bare(after));
    }),
  );
});
