import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { canonicalText } from "../../text/blocks.ts";
import { importFile } from "../index.ts";

const read = (text: string, name = "note.txt"): Promise<ArticleDraft> =>
  importFile({ name, bytes: Buffer.from(text), readBeside: async () => null });

test("one line is one paragraph and blank lines part them", async () => {
  const draft = await read("First line.\nSecond line.\n\n\n  Third line.  \n");
  expect(canonicalText(draft.blocks)).toBe("First line.\nSecond line.\nThird line.");
});

test("a text that begins with a long sentence gets a title from it, marked as derived", async () => {
  const draft = await read(
    "The harbour board decided on Monday, against the advice of its own engineers and of two neighbouring towns, to close the pier.\nMore follows.\n",
  );
  expect(draft.title).toBe(
    "The harbour board decided on Monday, against the advice of its own engineers and of two neighbouring…",
  );
  expect(draft.found.title).toBe("derived");
  expect(canonicalText(draft.blocks)).toContain("neighbouring towns, to close the pier.");
});

test("a line that stands alone on top is the title, without its full stop", async () => {
  const draft = await read(
    "Pier closed for the winter.\n\nThe board decided on Monday. It was not a surprise to anybody.\n\nMore.",
  );
  expect(draft).toMatchObject({
    title: "Pier closed for the winter",
    found: { title: "first line" },
  });
});

test("a short line without a full stop is the title", async () => {
  const draft = await read("Pier closed for the winter\nThe board decided on Monday.\nMore.");
  expect(draft.title).toBe("Pier closed for the winter");
});

test("a headline that ends in a colon takes the line below along", async () => {
  const draft = await read("Pier closed:\nwhat comes next\n\nThe board decided on Monday. It did.");
  expect(draft.title).toBe("Pier closed: what comes next");
});

test.each([
  "[READ MORE: Ten piers to see]",
  "(CNN)",
  "By Ines Halloran",
  "Updated 3 May 2024",
  "Photo: a pier",
  "Advertisement",
  "Share",
  "© 2024 The Courier",
  "https://example.org/pier",
  "* * *",
])("%s is not a title, and stays in the text", async (line) => {
  const draft = await read(`${line}\n\nPier closed for the winter\n\nThe board decided.`);
  expect(draft.title).toBe("Pier closed for the winter");
  expect(canonicalText(draft.blocks).startsWith(line)).toBe(true);
});

test("a file without letters is named after its file", async () => {
  const draft = await read("12\n34\n", "tide_table\u202e-2024.txt");
  expect(draft).toMatchObject({ title: "tide table-2024", found: { title: "file name" } });
});

test("lines broken at a fixed width are joined", async () => {
  const words =
    "the old breakwater was built in the year of the great storm and nobody remembers by whom it was paid".split(
      " ",
    );
  const wrap = (text: readonly string[], width: number): string => {
    const lines = [""];
    for (const word of text) {
      const line = lines.at(-1) ?? "";
      if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
    }
    return lines.join("\n");
  };
  const paragraph = [...words, ...words, ...words];
  const draft = await read(`${wrap(paragraph, 60)}\n\n${wrap(paragraph, 60)}\n`);
  expect(draft.blocks.map((block) => ("text" in block ? block.text : ""))).toEqual([
    paragraph.join(" "),
    paragraph.join(" "),
  ]);
  expect(draft.warnings.join()).toContain("were joined into paragraphs");
});

test("verses and lists keep their lines", async () => {
  const verse =
    "The sea was here before the town\nand will be here again,\nthe stones it took, the stones it brought,\nthe salt upon the pane,\nthe boats that leave, the boats that drown,\nthe lamp, the fog, the rain.";
  expect(canonicalText((await read(verse)).blocks)).toBe(verse);
  const list =
    "Buy:\n- lamp oil for the winter\n- a rope of sixty metres\n- two buckets and a brush\n- salt, as much as can be carried";
  expect(canonicalText((await read(list)).blocks)).toBe(list);
});

test("more lines than blocks are kept in larger blocks, with the same text", async () => {
  const text = Array.from({ length: 310_000 }, (_, i) => `line ${i}`).join("\n");
  const draft = await read(text);
  expect(draft.blocks.length).toBeLessThan(400);
  expect(canonicalText(draft.blocks)).toBe(text);
});
