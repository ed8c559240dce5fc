import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { canonicalText } from "../../text/blocks.ts";
import { importFile, openFile } from "../index.ts";

const read = (text: string): Promise<ArticleDraft> =>
  importFile({ name: "note.md", bytes: Buffer.from(text), readBeside: async () => null });
const textOf = async (text: string): Promise<string> => canonicalText((await read(text)).blocks);
const tagsOf = async (text: string): Promise<readonly string[] | undefined> => {
  const room = { depth: 0, put: async () => undefined, isFull: () => false };
  const file = { name: "note.md", bytes: Buffer.from(text), readBeside: async () => null };
  return (await openFile(file, room)).articles[0]?.tags;
};

test("notes stand at the end, with links to them and back", async () => {
  const draft = await read(
    "The lamp[^oil] burns.\n\nIt is old^[Very *old*.] and brass[^oil].\n\n[^oil]: Whale oil,\n    in a can.\n\n    A second paragraph.\n\nThe end.\n",
  );
  expect(draft.blocks.map((block) => ("text" in block ? block.text : block.kind))).toEqual([
    "The lamp[1] burns.",
    "It is old[2] and brass[1].",
    "The end.",
    "rule",
    "Whale oil, in a can. ↩",
    "A second paragraph.",
    "Very old. ↩",
  ]);
  expect(draft.blocks[0]).toMatchObject({
    marks: [
      [8, 11, "superscript"],
      [8, 11, "link", "block:4"],
    ],
  });
  expect(draft.blocks[4]).toMatchObject({
    kind: "listItem",
    number: 1,
    marks: [[21, 22, "link", "block:0"]],
  });
  expect(draft.blocks[6]).toMatchObject({ number: 2 });
});

test("a note nobody refers to is kept, and a reference to none stays as written", async () => {
  expect(await textOf("Text.[^none]\n\n[^spare]: Spare words.\n")).toBe(
    "Text.[^none]\n\nSpare words. ↩",
  );
});

test("what looks like a note in code is code", async () => {
  expect(await textOf("```\n[^1]: code\n%% code %%\n```\n\n`%%x%%`")).toBe(
    "[^1]: code\n%% code %%\n%%x%%",
  );
});

test("links between notes show their words, pictures are looked for beside the file", async () => {
  expect(await textOf("See [[people/Ines|Ines]], [[Lamp#Oil]] and ![[Log]].")).toBe(
    "See Ines, Lamp > Oil and Log.",
  );
  const asked: string[] = [];
  const readBeside = async (name: string): Promise<null> => {
    asked.push(name);
    return null;
  };
  await importFile({ name: "n.md", bytes: Buffer.from("Text. ![[my lamp.png|300]]"), readBeside });
  expect(asked).toContain("my lamp.png");
});

test("callouts, marked words, comments and tasks read as text", async () => {
  expect(await textOf("> [!tip]- Trim the wick\n> Twice a week.")).toBe(
    "Trim the wick\nTwice a week.",
  );
  expect(await textOf("> [!warning]\n> Hot.")).toBe("Warning\nHot.");
  expect(await textOf("A ==marked *word*== here, a == b and x==y.")).toBe(
    "A marked word here, a == b and x==y.",
  );
  const draft = await read("Seen. %%not seen%%\n\n%%\nnor this\n%%\n\n- [x] done\n- [ ] open");
  expect(canonicalText(draft.blocks)).toBe("Seen.\n☑ done\n☐ open");
  expect(draft.warnings).toEqual(["2 comments between %% were left out."]);
});

test("formulas keep their underscores and backslashes, prices stay prices", async () => {
  expect(await textOf("Let $a_1 + b_2 \\, c$ be.\n\n$$\nx_1\\\\\n$$\n\nIt is $5 or $6_a_.")).toBe(
    "Let $a_1 + b_2 \\, c$ be.\n$$\nx_1\\\\\n$$\nIt is $5 or $6_a_.",
  );
});

test("the keys of Obsidian's clipper are read, its tags become tags", async () => {
  const source =
    '---\ntitle: "The lamp"\nsource: "https://shore.example/lamp"\nauthor:\n  - "[[Ines Halloran]]"\npublished: 2024-03-18\ncreated: 2025-01-01\ndescription: "On oil."\ntags:\n  - "clippings"\n  - "#oil"\n---\nText.';
  expect(await read(source)).toMatchObject({
    title: "The lamp",
    url: "https://shore.example/lamp",
    byline: ["Ines Halloran"],
    published: "2024-03-18",
    abstract: "On oil.",
  });
  expect(await tagsOf(source)).toEqual(["clippings", "oil"]);
  expect(await tagsOf("---\ntags: oil, brass lamps\n---\nText.")).toEqual(["oil", "brass lamps"]);
});

test("front matter in TOML is read as text, and nothing of it runs", async () => {
  const source =
    '+++\ntitle = "The \\"lamp\\"" # shown\ndate = 2024-03-18T10:00:00Z\nauthors = [\'Ines Halloran\',\n  "Tomas Berg"]\ndraft = false\n[taxonomies]\ntags = ["oil", "brass"]\n+++\nText.';
  expect(await read(source)).toMatchObject({
    title: 'The "lamp"',
    byline: ["Ines Halloran", "Tomas Berg"],
    published: "2024-03-18T10:00:00Z",
    warnings: [],
  });
  expect(await tagsOf(source)).toEqual(["oil", "brass"]);
});

test("front matter in other languages is never run", async () => {
  const draft = await read("---js\n{ title: process.exit(1) }\n---\nText.");
  expect(draft.title).toBe("Text.");
  expect(draft.warnings.join()).toContain("neither YAML nor TOML");
});

test("10,000 brackets, marks and comments that never close end soon", async () => {
  const started = process.cpuUsage();
  for (const part of ["[^", "^[", "[[", "![[", "==a ", "$a", "%% ", "> [!x] "])
    await textOf(`Text. ${part.repeat(10_000)}`);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
});
