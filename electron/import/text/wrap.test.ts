import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { importFile } from "../index.ts";
import { story } from "../language/languages-fixture.ts";
import { unwrapped, wrapWidth } from "./wrap.ts";

/** A paragraph broken as mail programs and e-book makers do it. */
function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [indent];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line.trim() !== "" && line.length + 1 + word.length > width) lines.push(indent + word);
    else lines[lines.length - 1] = line.trim() === "" ? indent + word : `${line} ${word}`;
  }
  return lines.join("\n");
}
const prose = [story["en"] ?? "", story["en"]?.split(". ").toReversed().join(". ") ?? ""];
const verse =
  "The sea was here before the town\n  and will be here again,\nthe stones it took, the stones it brought,\n  the salt upon the pane.";
const long = (width: number): readonly string[] =>
  Array.from({ length: 30 }, (_, n) => wrap(prose[n % 2] ?? "", width));

test.each([60, 72, 80])(
  "paragraphs wrapped at %i are joined, the verse between them is not",
  (width) => {
    const text = [...long(width), verse, ...long(width)].join("\n\n");
    const paragraphs = unwrapped(text, wrapWidth(text) ?? 0).map((each) => each.text);
    expect(paragraphs.filter((each) => prose.includes(each))).toHaveLength(60);
    expect(paragraphs).toContain(verse.replaceAll("\n  ", "\n"));
  },
);

test("items, addresses and tables within a wrapped text keep their lines", () => {
  const list = `- lamp oil for the winter, as much of it as can be carried up the\n  stairs in one go\n- a rope`;
  const address = "12 Harbour Street\nNorthpoint";
  const table = "    Lamp      9 hours     brass\n    Lantern   20 hours    tin";
  const text = [...long(72), list, address, table].join("\n\n");
  const paragraphs = unwrapped(text, wrapWidth(text) ?? 0);
  expect(paragraphs.slice(-4)).toEqual([
    {
      text: "- lamp oil for the winter, as much of it as can be carried up the stairs in one go",
      tabular: false,
    },
    { text: "- a rope", tabular: false },
    { text: address, tabular: false },
    { text: "Lamp      9 hours     brass\nLantern   20 hours    tin", tabular: true },
  ]);
});

test("a paragraph that stands in is one paragraph, code is not", () => {
  const quoted = wrap(prose[0] ?? "", 72, "    ");
  const code = "for (const lamp of lamps) {\n  light(lamp);\n}\nreturn lamps.length;";
  const text = [...long(72), quoted, code].join("\n\n");
  const paragraphs = unwrapped(text, wrapWidth(text) ?? 0).map((each) => each.text);
  expect(paragraphs.at(-2)).toBe(prose[0]);
  expect(paragraphs.at(-1)?.split("\n")).toHaveLength(4);
});

test("words broken at their hyphen and dashes join without a space", () => {
  const text = [...long(72), "The well-\nknown lamp was old--\nand heavy."].join("\n\n");
  // Short lines are an author's; these are taken as they would be in a narrow text.
  expect(unwrapped("The well-\nknown lamp was old--\nand heavy.", 10)[0]?.text).toBe(
    "The well-known lamp was old--and heavy.",
  );
  expect(wrapWidth(text)).not.toBeNull();
});

test("long lines that stand alone leave the wrapped ones wrapped", () => {
  const row = "a row of a table that nobody would have broken, ".repeat(4);
  const text = Array.from({ length: 6 }, () => `${wrap(prose[0] ?? "", 72)}\n\n${row}`).join(
    "\n\n",
  );
  expect(wrapWidth(text)).not.toBeNull();
});

test("poems, dialogues of short lines and one line per paragraph are no wrapped texts", () => {
  expect(wrapWidth(`${verse}\n\n`.repeat(40))).toBeNull();
  expect(wrapWidth("“Is it lit?”\n“It is.”\n“Then go home.”\n".repeat(60))).toBeNull();
  expect(wrapWidth(prose.join("\n").repeat(30))).toBeNull();
});

const book = (body: string): string =>
  `The Project Gutenberg eBook of The Lamp\n\nThis ebook is for the use of anyone anywhere.\n\nTitle: The Lamp\n        A Story of the Shore\n\nAuthor: Ines Halloran\n\nTranslator: Tomas Berg\n\nRelease date: May 1, 2003 [eBook #4711]\n\nLanguage: German\n\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\n\n${body}\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\nUpdated editions will replace the previous one.\n`;

test("a book of Project Gutenberg comes with what its head says and without its licence", async () => {
  const body = `THE LAMP\n\nCHAPTER I\n\n${long(70).join("\n\n")}`;
  const bytes = Buffer.from(book(body).replaceAll("\n", "\r\n"));
  const draft: ArticleDraft = await importFile({
    name: "pg4711.txt",
    bytes,
    readBeside: async () => null,
  });
  expect(draft).toMatchObject({
    title: "The Lamp A Story of the Shore",
    byline: ["Ines Halloran"],
    url: "https://www.gutenberg.org/ebooks/4711",
    fields: { translator: "Tomas Berg" },
  });
  expect(draft.blocks).toHaveLength(32);
  expect(draft.blocks.slice(0, 3)).toMatchObject([
    { text: "THE LAMP" },
    { text: "CHAPTER I" },
    { text: prose[0] },
  ]);
  expect(draft.warnings.join()).toContain("licence of Project Gutenberg");
});

test("five million characters are joined in a second or two", () => {
  const started = process.cpuUsage();
  const text = `${long(72).join("\n\n")}\n\n`.repeat(500);
  expect(unwrapped(text, wrapWidth(text) ?? 0)).toHaveLength(15_000);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});
