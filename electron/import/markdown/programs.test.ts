/** Notes as note-taking and publishing programs write them, read as the program shows them. */
import { expect, test } from "vitest";
import type { HarvestedArticle } from "../format.ts";
import { canonicalText } from "../../text/blocks.ts";
import { checkHarvest } from "../harvest.ts";
import { openFile } from "../index.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function open(
  source: string,
  {
    name = "a.md",
    beside = [],
  }: { readonly name?: string; readonly beside?: readonly string[] } = {},
): Promise<HarvestedArticle & { readonly text: string }> {
  const readBeside = async (place: string): Promise<Uint8Array | null> =>
    beside.includes(place) ? new Uint8Array(picture) : null;
  const room = { depth: 0, put: async () => undefined, isFull: () => false };
  const harvest = await openFile({ name, bytes: Buffer.from(source), readBeside }, room);
  const [article] = checkHarvest({ ...harvest, files: [] }).articles;
  if (article === undefined) throw new Error("Expected an article");
  return { ...article, text: canonicalText(article.draft.blocks) };
}

test("names of blocks are no text, and powers stay what they are", async () => {
  const { text } = await open(
    "The lamp is lit. ^lamp-1\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n^table-1\n\nIt is 2 ^3 and a ^ b.",
  );
  expect(text).toBe("The lamp is lit.\na\tb\n1\t2\nIt is 2 ^3 and a ^ b.");
});

test("tags in the text of a note are its tags; in other texts only lines of tags are", async () => {
  const note =
    "Of [[Lamp]] #oil, #light/whale and `#code`, not #12.\n\n```\n#never\n```\n\n# Heading #one";
  expect((await open(note)).tags).toEqual(["oil", "light/whale", "one"]);
  expect((await open("# Lamp\n#light/oil# #two words# #wick\n\nText.")).tags).toEqual([
    "light/oil",
    "two words",
    "wick",
  ]);
  expect((await open("Write #include and see #issue.\n\n    #no")).tags).toEqual([]);
});

test("front matter that has no place of its own is kept beside the text", async () => {
  const source =
    "---\ntitle: Lamp\naliases: [Lamps, Lights]\nstatus: open\ndraft: true\nlayout: post\n---\nText.";
  expect((await open(source)).draft.fields).toEqual({ aliases: "Lamps; Lights", status: "open" });
});

test("pages of Logseq lose properties and logs, and show what they refer to", async () => {
  const id = "65f0aaaa-1111-2222-3333-444455556666";
  const { draft, tags, text } = await open(
    `title:: Lamp page\ntags:: light, oil\nkind:: note\n\n- The lamp burns.\n  id:: ${id}\n  collapsed:: true\n\t- TODO trim it\n\t  :LOGBOOK:\n\t  CLOCK: [2024-03-02]\n\t  :END:\n\t- DONE fill it\n- As said: ((${id})) ![x](../a.png){:height 3, :width 4}\n- {{embed ((${id}))}}\n- #+BEGIN_QUOTE\n  Oil is dear.\n  #+END_QUOTE\n- \`\`\`\n  id:: kept\n  \`\`\``,
  );
  expect(draft).toMatchObject({ title: "Lamp page", fields: { kind: "note" } });
  expect(tags).toEqual(["light", "oil"]);
  expect(text).toBe(
    "The lamp burns.\n☐ trim it\n☑ fill it\nAs said: The lamp burns.\nThe lamp burns.\nOil is dear.\nid:: kept",
  );
});

test("pages of Notion say below their title what they are, and their links are no web addresses", async () => {
  const { draft, tags, text } = await open(
    "# Lamp\n\nCreated: March 2, 2024 10:15 AM\nTags: light, oil\nURL: https://lamps.example/a\nAuthor: Ada Moor\n\nIt burns. [More](Lamp/More%201.md)\n",
    { name: "Lamp 0123456789abcdef0123456789abcdef.md" },
  );
  expect(draft).toMatchObject({
    title: "Lamp",
    byline: ["Ada Moor"],
    url: "https://lamps.example/a",
    fields: { created: "March 2, 2024 10:15 AM" },
    warnings: ["1 link to another file was made plain text."],
  });
  expect(tags).toEqual(["light", "oil"]);
  expect(text).toBe("Lamp\nIt burns. More");
  const other = await open("# Lamp\n\nNote: it burns.\n\nText.", { name: "Lamp.md" });
  expect(other.text).toBe("Lamp\nNote: it burns.\nText.");
});

test("notes in Joplin's own form end before what describes them, and find their pictures", async () => {
  const id = "aaaabbbbccccddddaaaabbbbccccdddd";
  const { draft, text } = await open(
    `Lamp at night\n\nIt burns. ![p](:/${id})\n\nid: ${id}\nparent_id: ${id}\nauthor: Ada Moor\nsource_url: https://lamps.example/a\nuser_created_time: 2024-03-02T10:15:00.000Z\ntype_: 1`,
    { beside: [`resources/${id}.jpg`] },
  );
  expect(draft).toMatchObject({
    title: "Lamp at night",
    byline: ["Ada Moor"],
    url: "https://lamps.example/a",
    fields: { created: "2024-03-02T10:15:00.000Z" },
  });
  expect(text).toBe("It burns.\n");
  expect(draft.images).toHaveLength(1);
});

test("Quarto's boxes have their titles, and formulas and tables no names", async () => {
  const { text } = await open(
    '::: {.callout-note title="Note well"}\nBoxed.\n:::\n\n$$\nx^2\n$$ {#eq-e}\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n: What it shows {#tbl-a}\n',
    { name: "a.qmd" },
  );
  expect(text).toBe("Note well\nBoxed.\n$$\nx^2\n$$\na\tb\n1\t2\nWhat it shows");
});

test("MDX is its text without the programs in it", async () => {
  const { text } = await open(
    'import Tabs from "tabs";\nimport {\n  Lamp,\n} from "./lamp";\n\nexport const a = { b: 1 };\n\n# Lamps\n\n<Tabs items={[{a: 1}]} onOpen={() => go()}>\n\nThey **burn**. {/* not said */}\n\n</Tabs>\n\n<Lamp color={red} />\n\nImport duty, and export of oil.\n\n```\nimport x\n```',
    { name: "a.mdx" },
  );
  expect(text).toBe("Lamps\nThey burn.\nImport duty, and export of oil.\nimport x");
  expect((await open("import of oil\n\nText.")).text).toBe("import of oil\nText.");
});
