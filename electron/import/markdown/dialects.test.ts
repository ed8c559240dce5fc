import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../../entities.ts";
import { canonicalText } from "../../text/blocks.ts";
import { importFile } from "../index.ts";

const read = (text: string): Promise<ArticleDraft> =>
  importFile({ name: "tides.md", bytes: Buffer.from(text), readBeside: async () => null });
const textOf = async (text: string): Promise<string> => canonicalText((await read(text)).blocks);
const blocksOf = async (text: string): Promise<readonly Block[]> => (await read(text)).blocks;
const cellsOf = async (text: string): Promise<readonly (readonly string[])[]> =>
  (await blocksOf(text)).flatMap((block) =>
    block.kind === "table" ? block.rows.map((row) => row.map((cell) => cell.text)) : [],
  );

test("attributes of headings, words, links and code are no text", async () => {
  expect(
    await textOf(
      '## The mole {#mole .long}\n\n[Stone]{.smallcaps} and [oak](https://pier.example/){target="_blank"\nrel="noopener"}, `x`{.c}.\n\n{: .note}\n',
    ),
  ).toBe("The mole\nStone and oak, x.");
  expect(await textOf("## The mole [themole]\n\nText [1] stays.")).toBe(
    "The mole\nText [1] stays.",
  );
});

test("braces that are no attributes stay", async () => {
  const source = "A set {a, b}, `code` {x}, [see] {y}, and f(x){return}.";
  expect(await textOf(source)).toBe("A set {a, b}, code {x}, [see] {y}, and f(x){return}.");
});

test("a link leads to a heading by the name it gives itself", async () => {
  const [, paragraph] = await blocksOf("# Stones {#mole}\n\nSee [there](#mole).");
  expect(paragraph).toMatchObject({ marks: [[4, 9, "link", "block:0"]] });
});

test("boxes show their title and what is in them", async () => {
  expect(
    await textOf(
      "Before.\n\n::: {.warning}\nMind *the* gap.\n:::\n\n:::tip A tip\nGo at ebb.\n:::\n\nAfter.",
    ),
  ).toBe("Before.\nMind the gap.\nA tip\nGo at ebb.\nAfter.");
  expect(await textOf("A colon line\n\n:::\n")).toContain(":::");
});

test("raised and lowered words are marked", async () => {
  expect(
    await blocksOf("H~2~O rose x^2^ feet.^[\\[1\\]](#n)^ ~5 or ~6, a^b, ~~no~~."),
  ).toMatchObject([
    {
      text: "H2O rose x2 feet.[1] ~5 or ~6, a^b, no.",
      marks: [
        [1, 2, "subscript"],
        [10, 11, "superscript"],
        [17, 20, "superscript"],
        [36, 38, "strikethrough"],
      ],
    },
  ]);
});

test("a term stands out above its definitions", async () => {
  expect(
    await blocksOf(
      "Ebb\n:   The water *falls*.\n\n    For six hours.\n\nFlood\n\n:   It rises.\n:   It covers.\n\nEnd.",
    ),
  ).toMatchObject([
    { kind: "paragraph", text: "Ebb", marks: [[0, 3, "strong"]] },
    { kind: "paragraph", text: "The water falls." },
    { kind: "paragraph", text: "For six hours." },
    { text: "Flood", marks: [[0, 5, "strong"]] },
    { text: "It rises." },
    { text: "It covers." },
    { text: "End.", marks: [] },
  ]);
});

test("lines of verse stay lines", async () => {
  expect(await textOf("| The ebb goes out\n|   and out, and out\n| to sea\n\nProse.")).toBe(
    "The ebb goes out\n\u00a0\u00a0and out, and out\nto sea\nProse.",
  );
});

test("a grid becomes a table, with lists and columns of Japanese in its cells", async () => {
  const grid = [
    "+--------+------------+",
    "| 港     | Depth      |",
    "+========+============+",
    "| 北の港 | - at ebb 2 |",
    "|        | - at flood |",
    "|        |   **9**    |",
    "+--------+------------+",
    "| South  | none known |",
    "+--------+------------+",
    "",
    ": Depths, in feet",
  ].join("\n");
  expect(await blocksOf(grid)).toMatchObject([
    { kind: "table", headerRows: 1 },
    { kind: "paragraph", text: "Depths, in feet" },
  ]);
  expect(await cellsOf(grid)).toEqual([
    ["港", "Depth"],
    ["北の港", "at ebb 2 at flood 9"],
    ["South", "none known"],
  ]);
});

test("columns below dashes become a table", async () => {
  expect(
    await cellsOf(
      "     Feet  Harbour\n  ------- ---------\n       12  North\n      123  South\n\nText.",
    ),
  ).toEqual([
    ["Feet", "Harbour"],
    ["12", "North"],
    ["123", "South"],
  ]);
  expect(
    await cellsOf(
      "--------------------------\nHarbour    Depth in\n           feet\n---------- ---------------\nNorth      nine, at\n           flood\n\nSouth      two\n--------------------------\n",
    ),
  ).toEqual([
    ["Harbour", "Depth in feet"],
    ["North", "nine, at flood"],
    ["South", "two"],
  ]);
});

test("rules and headings of dashes are what they were", async () => {
  const kinds = (await blocksOf("Heading\n---\n\ntext\n\n---\n\n- - -\n\nmore")).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(["heading", "paragraph", "rule", "rule", "paragraph"]);
});

test("what stands above the text without marks around it is read", async () => {
  expect(
    await read("% The tides\n% Ines Halloran; Tomas Berg\n% 2019-04-02\n\nText."),
  ).toMatchObject({
    title: "The tides",
    byline: ["Ines Halloran", "Tomas Berg"],
    published: "2019-04-02",
    blocks: [{ text: "Text." }],
  });
  expect(
    await read("Title: The tides\nAuthor: Ines Halloran\nTags: sea, moon\n\nText."),
  ).toMatchObject({
    title: "The tides",
    byline: ["Ines Halloran"],
    blocks: [{ text: "Text." }],
  });
  expect(await textOf("Date: a fruit of the desert.\nIt is sweet.\n\nText.")).toContain("a fruit");
});

test("drawings, colons and braces that never close end soon", async () => {
  const patterns = [
    "+--+\n",
    "|a\n",
    "a\n: ",
    ": ",
    "-- --\n",
    "-----\na\n",
    ":::a\n",
    "{#a ",
    "[a]{",
    "x^a",
    "x~a",
    "+-",
    "a\n-- --\n",
  ];
  const started = process.cpuUsage();
  for (const pattern of patterns) await read(`x\n${pattern.repeat(5_000)}\n\ny`);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
});
