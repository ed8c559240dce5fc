import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { normaliseText } from "../text/normalise.ts";
import { checkDraft } from "./draft.ts";
import { runsOf } from "./draft-blocks.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

const good: ArticleDraft = {
  title: "A title",
  byline: ["Ines Halloran"],
  names: [{ given: "Ines", family: "Halloran" }],
  site: null,
  published: "2024-03-18",
  url: "https://courier.example/a",
  language: "en",
  identifiers: { doi: "10.55555/x" },
  abstract: null,
  fields: {},
  found: { title: "h1" },
  mediaType: "text/html",
  importer: "html",
  importerVersion: 1,
  blocks: [
    { kind: "paragraph", text: "Some words", marks: [[0, 4, "link", "https://x.example/"]] },
  ],
  images: [],
  warnings: [],
};
const withBlock = (block: unknown): unknown => ({ ...good, blocks: [block] });

test("a draft passes as it is", () => {
  expect(checkDraft(good)).toEqual(good);
});

test.each<[string, unknown]>([
  ["nothing", null],
  ["an empty title", { ...good, title: "" }],
  ["a field too many", { ...good, html: "<p>" }],
  ["no blocks", { ...good, blocks: [] }],
  ["an unknown block", withBlock({ kind: "html", text: "<b>", marks: [] })],
  [
    "a mark behind its text",
    withBlock({ kind: "paragraph", text: "ab", marks: [[0, 3, "strong"]] }),
  ],
  ["an empty mark", withBlock({ kind: "paragraph", text: "ab", marks: [[1, 1, "strong"]] })],
  [
    "a script link",
    withBlock({ kind: "paragraph", text: "ab", marks: [[0, 1, "link", "javascript:x"]] }),
  ],
  [
    "a file link",
    withBlock({ kind: "paragraph", text: "ab", marks: [[0, 1, "link", "file:///x"]] }),
  ],
  [
    "a link to no block",
    withBlock({ kind: "paragraph", text: "ab", marks: [[0, 1, "link", "block:1"]] }),
  ],
  ["a link without address", withBlock({ kind: "paragraph", text: "ab", marks: [[0, 1, "link"]] })],
  ["a blank block", withBlock({ kind: "paragraph", text: " ", marks: [] })],
  [
    "a cell with a tab",
    withBlock({ kind: "table", headerRows: 0, rows: [[{ text: "a\tb", marks: [] }]] }),
  ],
  ["text out of normal form", withBlock({ kind: "paragraph", text: "e\u0301", marks: [] })],
  ["half a character", withBlock({ kind: "paragraph", text: "a\ud800", marks: [] })],
  [
    "a picture that is not there",
    {
      ...good,
      blocks: [...good.blocks, { kind: "image", hash: "0".repeat(64), alt: "", host: null }],
    },
  ],
  [
    "a picture of another type",
    { ...good, images: [{ hash: "0".repeat(64), type: "image/png", bytes: Buffer.from("<svg>") }] },
  ],
  ["a date that is none", { ...good, published: "yesterday" }],
  ["an address that runs", { ...good, url: "javascript:x" }],
])("%s is turned away", (_what, value) => {
  expect(() => checkDraft(value)).toThrow(RangeError);
});

const words = fc.oneof(
  fc.constantFrom(
    "word",
    "Zürich",
    "e\u0301",
    "\u00ad",
    "\u200d",
    "\ud83d",
    "👩‍🚀",
    "\0",
    "\r\n",
    "&shy;",
    "&#x301;",
    "&#0;",
    "a.",
    "  ",
    "\t",
    "|",
    "*",
    "_",
    "`",
    "[x](javascript:1)",
    "[y](#a)",
    "<",
    ">",
    "\u2028",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const text = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(""));
const tags = [
  "p",
  "div",
  "b",
  "em",
  "code",
  "a href='#a'",
  "a id=a href=https://x.example/?q",
  "a href=javascript:1",
  "ul",
  "ol start=7",
  "li",
  "blockquote",
  "pre",
  "table",
  "tr",
  "td colspan=2",
  "th",
  "h2 id=a",
  "sup",
  "del",
  "section",
  "article",
  "br",
  "hr",
  "img src=x.png alt=y",
  "template shadowrootmode=open",
  "slot",
  "q",
  "dl",
  "dt",
  "dd",
  "script",
  "title",
  "math",
  "font",
  "nav",
  "figure",
];
const { page } = fc.letrec<{ page: string; node: string }>((tie) => ({
  page: fc.array(tie("node"), { maxLength: 6 }).map((nodes) => nodes.join("")),
  node: fc.oneof(
    { depthSize: "small" },
    text,
    fc
      .tuple(fc.constantFrom(...tags), tie("page"), fc.boolean())
      .map(([tag, inner, closed]) => `<${tag}>${inner}${closed ? `</${tag.split(" ")[0]}>` : ""}`),
  ),
}));
const lines = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "",
        "# ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "```\n",
        "| a | b |\n|---|---|\n| ",
        "---\n",
        "- [ ] ",
        "<div>",
        "![i](x.png) ",
      ),
      text,
    ),
    { maxLength: 12 },
  )
  .map((all) => all.map(([lead, rest]) => lead + rest).join("\n"));

test.each([
  ["page.html", page, 300],
  ["note.md", lines, 600],
  ["note.txt", text, 600],
] as const)(
  "whatever %s holds, it becomes a sound draft or a refusal",
  async (name, content, numRuns) => {
    await fc.assert(
      fc.asyncProperty(content, async (written) => {
        const draft = await importOrRefuse(name, written);
        if (draft === null) return;
        expect(checkDraft(structuredClone(draft))).toEqual(draft);
        const whole = canonicalText(draft.blocks);
        expect(normaliseText(whole).text).toBe(whole);
        for (const run of draft.blocks.flatMap((block: Block) => runsOf(block))) {
          for (const [start, end] of run.marks)
            expect(run.text.slice(start, end).trim()).not.toBe("");
        }
        expect(normaliseText(draft.title).text).toBe(draft.title);
      }),
      { numRuns },
    );
  },
);

async function importOrRefuse(name: string, content: string): Promise<ArticleDraft | null> {
  try {
    return await importFile({ name, bytes: Buffer.from(content), readBeside: async () => null });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
