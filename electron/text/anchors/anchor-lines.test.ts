/** Texts in which lines and phrases recur: dialogue, tables, lists of books. */
import { expect, test } from "vitest";
import { seeded, type Random } from "./test-edit-history.ts";
import { carryOne, clip, clipAt, follow } from "./test-clips.ts";

const dialogue = [
  "“Did you see the lamp?” asked the judge.",
  "“No.”",
  "“Did you hear the bell?”",
  "“I would rather not say.”",
  "“Why would you rather not?”",
  "“I would rather not say.”",
  "The judge put down his pen.",
  "“No.”",
  "“Is that a no to the lamp, or to the bell?”",
  "“I would rather not say.”",
  "“Then we are done,” said the judge.",
];

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** A song in which each fifth line is the same and the others are much alike. */
function song(random: Random): readonly string[] {
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  const things = ["final", "office", "mill", "gate", "flood", "field"];
  const ways = ["old", "cold", "lost", "dark"];
  return Array.from({ length: 60 }, (_, index) =>
    index % 5 === 4
      ? "And the river runs on, runs on to the sea,"
      : `The ${one(things)} is ${one(ways)} and the ${one(things)} is ${one(ways)},`,
  );
}

/** The lines whose clips are not at the same line of `there` without a change; `between` follows each. */
function strayed(
  from: readonly string[],
  there: readonly string[],
  between: (line: number) => string,
): readonly string[] {
  const text = from.join("\n");
  const starts: number[] = [];
  let to = "";
  for (const [index, line] of there.entries()) {
    starts.push(to.length);
    to += `${line}${between(index)}`;
  }
  let at = 0;
  return from.filter((line, index) => {
    const { start, changed } = carryOne(text, to, clipAt(text, at, at + line.length));
    at += line.length + 1;
    return start !== starts[index] || changed;
  });
}

test.each(seeds)("recurring lines stay when others change their typography, song %i", (seed) => {
  const random = seeded(seed);
  const lines = song(random);
  const there = lines.map((line) => (random() < 0.5 ? line.replaceAll("fi", "ﬁ") : line));
  expect(strayed(lines, there, () => "\n")).toEqual([]);
});

test.each(seeds)("recurring lines stay when lines are joined, song %i", (seed) => {
  const random = seeded(seed);
  const lines = song(random);
  expect(strayed(lines, lines, () => (random() < 0.3 ? " " : "\n"))).toEqual([]);
});

test("short lines stay when the same notice is put between all lines", () => {
  const notice = "Read the whole of this hearing in tomorrow's paper.";
  expect(strayed(dialogue, dialogue, () => `\n${notice}\n`)).toEqual([]);
});

test("a heading that moved by itself is found where it stands now, unless it is too short", () => {
  const lines = (heading: string) => [
    "The mill had stood there for years.",
    heading,
    "Nobody had counted what it took.",
  ];
  const moved = (heading: string) =>
    [lines("")[0], lines("")[2], "Other matters", heading, "This was put in later."].join("\n");
  const long = "Costs and gains";
  expect(follow(lines(long).join("\n"), moved(long), long)).toBe(`exact: ${long}`);
  expect(follow(lines("Costs").join("\n"), moved("Costs"), "Costs")).toMatch(/^lost/);
  const twice = [long, ...lines(long)].join("\n");
  expect(follow(twice, moved(long), long, 1)).toMatch(/^lost/);
});

const books = [
  "Brown, A. (1996). On the pump of the mill. Studies of water, 20(3), 43–326. Kept in the library.",
  "Grey, C. (2001). On the valve of the mill. Studies of water, 11(4), 40–51. Kept in the library.",
  "Stone, B. (2004). On the gate of the weir. Studies of water, 10(7), 296–486. Kept in the library.",
];

test("a figure that is gone is not taken for the same figure in another entry", () => {
  const from = books.join("\n");
  const to = [books[1], books[2]?.replace("10(7)", "10(3)")].join("\n");
  const at = from.indexOf("(3)") + 1;
  expect(carryOne(from, to, clipAt(from, at, at + 1)).how).toBe("lost");
});

test("a cell goes with its row, and is not taken for the word in the row that took its place", () => {
  const rows = (...middle: readonly string[]) =>
    ["1884\tHull\t22", ...middle, "1886\tHull\t38", "1887\tGoole\t40"].join("\n");
  const from = rows("1885\tYork\t18");
  const to = `${rows("1856\tYork\t5")}\n1885\tYork\t18`;
  expect(carryOne(from, to, clip(from, "York"))).toMatchObject({
    start: to.lastIndexOf("York"),
    changed: false,
  });
});

test("the mark at the end of a sentence goes with the sentence", () => {
  const from = "The mill stood. Nobody had seen it burn. The river went on.";
  const to = "The mill stood. It was a quiet year for all. The river went on.";
  const at = from.indexOf("burn.") + 4;
  expect(carryOne(from, to, clipAt(from, at, at + 1)).how).toBe("lost");
});
