/** Lists that CommonMark does not know: by letters, Roman numerals, numbers in brackets, and other bullets. */
import { expect, test } from "vitest";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";

/** Each block as a line: the depth and number of an item, then its text. */
async function linesOf(source: string): Promise<readonly string[]> {
  const bytes = Buffer.from(source);
  const draft = checkDraft(await importFile({ name: "a.md", bytes, readBeside: async () => null }));
  return draft.blocks.map((block) => {
    if (block.kind === "listItem")
      return `${"  ".repeat(block.depth)}${block.ordered ? block.number : "-"} ${block.text}`;
    return "text" in block ? block.text : block.kind;
  });
}

test.each([
  ["a. oil\nb. wick", ["1 oil", "2 wick"]],
  ["i) oil\nii) wick\niii) glass", ["1 oil", "2 wick", "3 glass"]],
  ["(1) oil\n(2) wick", ["1 oil", "2 wick"]],
  ["(c) oil\n(d) wick", ["3 oil", "4 wick"]],
  ["h. oil\ni. wick\nj. glass", ["8 oil", "9 wick", "10 glass"]],
  ["IX. oil\nX. wick", ["9 oil", "10 wick"]],
  ["#. oil\n#. wick", ["1 oil", "2 wick"]],
  ["(@) oil\n\nBetween.\n\n(@lamp) wick", ["1 oil", "Between.", "2 wick"]],
  ["A.  oil\nB.  wick", ["1 oil", "2 wick"]],
  ["A. oil\nB. wick\nC. glass", ["1 oil", "2 wick", "3 glass"]],
  ["• oil\n• wick", ["- oil", "- wick"]],
  ["Take:\na) oil\nb) wick", ["Take:", "1 oil", "2 wick"]],
])("marks of all kinds begin items when they follow each other: %j", async (source, lines) => {
  expect(await linesOf(source)).toEqual(lines);
});

test.each([
  ["A. Smith wrote of lamps.\n\nB. Jones did not."],
  ["i. e. the lamp was lit."],
  ["(c) 2024 The maker of lamps"],
  ["p. 33 says so.\n\ns. 34 does not."],
  ["It was said of\nb. the lamp that"],
  ["a. oil\n\nA paragraph between.\n\nd. not the next one"],
  ["D. Moor\n\nC. Lund"],
])("a name, an abbreviation or a letter alone begins none: %j", async (source) => {
  const lines = await linesOf(source);
  const whole = source.split("\n\n").map((each) => each.replaceAll("\n", " "));
  expect(lines).toEqual(whole);
});

test("what belongs to an item stays with it, and lists lie within lists", async () => {
  const source = `1. lamp
   a. oil

      Of whales.
   b. wick
      - cotton
   (i) short
   (ii) long
2. glass`;
  expect(await linesOf(source)).toEqual([
    "1 lamp",
    "  1 oil",
    "Of whales.",
    "  2 wick",
    "    - cotton",
    "  1 short",
    "  2 long",
    "2 glass",
  ]);
});

test("code keeps its letters", async () => {
  expect(await linesOf("```\na. one\nb. two\n```\n\n    a. three\n    b. four")).toEqual([
    "a. one\nb. two",
    "a. three\nb. four",
  ]);
});

test("100,000 lines of marks, nested and broken off, are read soon", async () => {
  const { plainLists } = await import("./list-marks.ts");
  const started = process.cpuUsage();
  plainLists("a. x\nb. y\n\n".repeat(50_000));
  plainLists("A. x\n\n".repeat(100_000));
  plainLists(Array.from({ length: 2_000 }, (_, n) => `${" ".repeat(3 * n)}a. x`).join("\n"));
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
});
