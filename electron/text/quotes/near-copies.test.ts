/** A text that says nearly the same twice: what is quoted exactly from one place is not judged by another. */
import { describe, expect, test } from "vitest";
import { bestPassage } from "./passage.ts";
import { findPassage } from "./passage-window.ts";
import { keyRuns } from "./quotation-keys.ts";

const told =
  "The keeper carried nine lamps down the wet steps and waited there for the tide to turn.";
/** The same sentence with something else in it. */
const near: Readonly<Record<string, string>> = {
  "a comma": told.replace("steps and", "steps, and"),
  "a capital": told.replace("keeper", "Keeper"),
  "its first word": told.replace("The", "One"),
  "a word in the middle": told.replace("wet", "dry"),
  "its last word": told.replace("turn", "fall"),
  "a number": told.replace("nine", "ten"),
  "one word more": told.replace("waited", "then waited"),
  "one word less": told.replace("wet ", ""),
  "the mark at its end": told.replace("turn.", "turn?"),
};
const quoted: Readonly<Record<string, readonly [string, string]>> = {
  exactly: [told, "verbatim"],
  "without its last words": [told.slice(0, told.indexOf(" to turn")), "verbatim"],
  "in another type": [told.replace(" and", "\u00a0and"), "typography"],
  "with words left out": [
    "The keeper carried nine lamps down the wet steps and […] for the tide to turn.",
    "marked",
  ],
  "with words put in": [
    "[He] carried nine lamps down the wet steps and waited there [patiently] for the tide to turn.",
    "marked",
  ],
  "as a question": [told.replace(".", "?"), "altered"],
};
const filler = Array.from(
  { length: 900 },
  (_, day) => `On day ${day} somebody else wrote the height of the water in the book.`,
).join("\n");

/** What a text says of the words: their state, and the place that they were compared with. */
function lookUp(text: string, quotation: string) {
  const found = findPassage(text, quotation, keyRuns(quotation), (key) => key.length);
  return [found?.seal.state, found && text.slice(found.start, found.end)] as const;
}

const lengths: readonly (readonly [string, string])[] = [
  ["a short text", "Nobody asked for it."],
  ["a long text", filler],
];

describe.each(lengths)("in %s", (_, between) => {
  describe.each(Object.entries(near).filter(([name]) => name !== "the mark at its end"))(
    "with a copy that differs in %s",
    (__, copy) => {
      test.each(Object.entries(quoted))(
        "the true place is taken for words quoted %s",
        (...[, given]) => {
          const [quotation, state] = given;
          const orders = [
            [copy, told],
            [told, copy],
            [copy, copy, told],
            [copy, told, copy],
          ];
          for (const order of orders)
            expect(lookUp(order.join(`\n${between}\n`), quotation)[0]).toBe(state);
        },
      );
    },
  );

  test("the true one of as many copies as there are differences is taken", () => {
    const copies = Object.values(near);
    for (let at = 0; at <= copies.length; at += 1) {
      const text = copies.toSpliced(at, 0, told).join(`\n${between}\n`);
      expect(lookUp(text, told)).toEqual(["verbatim", told]);
      expect(lookUp(text, "The keeper […] waited there for the tide to turn.")[0]).toBe("marked");
    }
  });

  test("each of many copies is found where it stands", () => {
    const copies = Array.from({ length: 40 }, (__, index) =>
      told.replace("wet steps", `wet${",".repeat(index % 2)} steps of number ${index}`),
    );
    const commas = ["lamps", "wet", "steps", "there"].flatMap((word) =>
      ["The", "keeper", "nine", "and", "waited", "tide"].map((other) =>
        told.replace(word, `${word},`).replace(other, `${other} –`),
      ),
    );
    const text = [...copies, ...commas].join(`\n${between.slice(0, 2_000)}\n`);
    for (const copy of [...copies, ...commas])
      expect(lookUp(text, copy)).toEqual(["verbatim", copy]);
  });

  test("the same type is taken before another", () => {
    const curled = "It’s said that the keeper’s lamps – all nine of them – didn’t burn.";
    const plain = "It's said that the keeper's lamps - all nine of them - didn't burn.";
    for (const order of [
      [curled, plain],
      [plain, curled],
    ])
      for (const quotation of order)
        expect(lookUp(order.join(`\n${between}\n`), quotation)).toEqual(["verbatim", quotation]);
  });

  test("a question is taken before the same words as a statement", () => {
    const [said, asked] = ["The tide had turned before four.", "The tide had turned before four?"];
    for (const text of [`${said}\n${between}\n${asked}`, `${asked}\n${between}\n${said}`])
      expect(lookUp(text, asked)).toEqual(["verbatim", asked]);
  });

  test("paragraphs opened by marks of their own are found behind a copy without a word", () => {
    const text = "“The lamp was lit before dusk.\n“The keeper went down the wet steps alone.";
    const copy = text.replace("dusk.", "dusk,");
    const quotation = "The lamp was lit before dusk. The keeper went down the wet steps alone.";
    expect(lookUp(`${copy}\n${between}\n${text}`, quotation)[0]).toBe("typography");
  });
});

test("words in a script without spaces are not judged by another place", () => {
  const [one, two] = ["她每次涨潮都提着灯，走下湿台阶去等船", "她每次涨潮都提着灯走下湿台阶去等船"];
  const between = "守塔的人每天把水的高度写在簿子上。".repeat(3_000);
  for (const text of [`${one}。${between}${two}。`, `${one}。${two}。`])
    for (const quotation of [one, two])
      expect(lookUp(text, quotation)).toEqual(["verbatim", quotation]);
});

test.each([
  ["one sentence over and over", () => told],
  ["as many sentences as there are numbers", (day: number) => told.replace("nine", `${day}`)],
])("a text of %s is gone through in time", (_, sentence) => {
  const copies = Array.from({ length: 10_000 }, (__, day) => sentence(day)).join(" ");
  const asked = [
    told.replace("steps", "steps,"),
    told.replace("wet", "dry"),
    "The keeper carried […] lamps down the wet steps and [he] waited there for the tide to fall.",
    "waited there for the tide to turn. The keeper carried no lamps",
  ];
  const started = process.cpuUsage();
  for (const quotation of asked) lookUp(copies, quotation);
  for (const quotation of asked) bestPassage(copies.slice(0, 30_000), quotation);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});

test("the true words behind ten thousand near copies are found", () => {
  const copies = `${told.replace("steps", "steps,")} `.repeat(10_000);
  expect(lookUp(copies + told, told)).toEqual(["verbatim", told]);
  const marked = "The keeper carried […] lamps down the wet steps and waited there";
  expect(lookUp(copies + told, marked)[0]).toBe("marked");
});
