/** What PDFs have beside plain text: links, weight, lists, bookmarks, and letters without names. */
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { Refusal } from "../format.ts";
import { importFile } from "../index.ts";
import { column, filler, line, makePdf, stream, type Made } from "./fixture.ts";

async function readBytes(bytes: Uint8Array, name = "paper.pdf"): Promise<ArticleDraft> {
  return checkDraft(await importFile({ name, bytes, readBeside: async () => null }));
}
async function read(made: Made): Promise<ArticleDraft> {
  return readBytes(makePdf(made));
}
async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readBytes(bytes);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("Expected a refusal");
}
function texts(draft: ArticleDraft, kind?: Block["kind"]): readonly string[] {
  return draft.blocks.flatMap((block) =>
    "text" in block && (kind === undefined || block.kind === kind) ? [block.text] : [],
  );
}
test("words in the area of a link are links, and those of other kinds stay words", async () => {
  const link = (rect: string, uri: string): string =>
    `<< /Type /Annot /Subtype /Link /Rect [${rect}] /A << /S /URI /URI (${uri}) >> >>`;
  const draft = await readBytes(
    Buffer.from(
      makePdf({
        pages: [
          column(["The tide tables are kept by the harbour office all year.", filler[1] ?? ""]),
        ],
        objects: [
          link("78 696 119 710", "https://tides.example/tables"),
          link("60 682 80 695", "javascript:alert"),
          link("0 0 9e99 1", "https://far.example/"),
        ],
      })
        .toString("latin1")
        .replace("/MediaBox", "/Annots [10 0 R 11 0 R 12 0 R] /MediaBox"),
      "latin1",
    ),
  );
  const [run] = draft.blocks.flatMap((block) => (block.kind === "paragraph" ? [block] : []));
  const marked = run?.marks.map(([start, end, , url]) => [run.text.slice(start, end), url]);
  expect(marked).toEqual([["tide tables", "https://tides.example/tables"]]);
});

test("bold lines that stand alone are headings, bold and slanted words are marked", async () => {
  const draft = await read({
    fonts:
      "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >> /F4 << /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>",
    pages: [
      [
        column([...filler, "without a word about the fog."]),
        line("Of the second quay", 60, 644, 10, "F3"),
        column(filler, 60, 630),
        line("and he said", 60, 602),
        line("never", 112, 602, 10, "F3"),
        line("with a", 140, 602),
        line("sigh.", 168, 602, 10, "F4"),
      ].join("\n"),
    ],
  });
  expect(draft.blocks.map((block) => block.kind)).toEqual([
    "pageBreak",
    "paragraph",
    "heading",
    "paragraph",
  ]);
  expect(draft.blocks[2]).toMatchObject({ text: "Of the second quay", marks: [] });
  const last = draft.blocks[3];
  if (last?.kind !== "paragraph") throw new Error("Expected a paragraph");
  expect(last.marks.map(([start, end, kind]) => [last.text.slice(start, end), kind])).toEqual([
    ["never", "strong"],
    ["sigh.", "emphasis"],
  ]);
});

test("paragraphs that count on are a numbered list; one that begins with a number is none", async () => {
  const draft = await read({
    pages: [
      column([
        "Before the lamp is lit:",
        "1. Wipe the glass with the soft cloth that hangs behind the door,",
        "and never with paper.",
        "2. Trim the wick.",
        "3. Write the hour down.",
        "1875. That was the year of the great fog on the coast.",
      ]),
    ],
  });
  expect(draft.blocks.slice(2, 5)).toMatchObject(
    [
      { kind: "listItem", ordered: true, number: 1, text: /^Wipe .* never with paper\.$/ },
      { kind: "listItem", ordered: true, number: 2, text: "Trim the wick." },
      { kind: "listItem", ordered: true, number: 3, text: /^Write/ },
    ].map((item) => ({ ...item, text: expect.stringMatching(item.text) as unknown })),
  );
});

test("bookmarks name headings that look like text", async () => {
  const page = (title: string, text: string): string =>
    [line(title, 60, 740), column([...filler, text], 60, 700)].join("\n");
  const draft = await read({
    catalog: "/Outlines 10 0 R",
    objects: [
      "<< /First 11 0 R /Last 11 0 R >>",
      "<< /Title (Of lamps) /Dest [13 0 R /Fit] /First 12 0 R /Last 12 0 R >>",
      "<< /Title (Of wicks) /Dest [1 /Fit] >>",
    ],
    pages: [page("1 Of lamps", "One."), page("1.1 Of wicks", "Two.")],
  });
  expect(draft.blocks.filter(({ kind }) => kind === "heading")).toMatchObject([
    { level: 1, text: "1 Of lamps" },
    { level: 2, text: "1.1 Of wicks" },
  ]);
});

test("letters that a font does not name are not passed off as text", async () => {
  const nameless = {
    fonts:
      "/F9 << /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 1 /LastChar 9 /Widths [5 5 5 5 5 5 5 5 5] /CharProcs << >> /Encoding << /Differences [1 /x1 /x2 /x3 /x4 /x5 /x6 /x7 /x8 /x9] >> >>",
  };
  const shapes = Array.from({ length: 8 }, (_, n) =>
    line("\x01\x02\x03\x04\x05\x06\x07\x08", 60, 700 - n * 14, 10, "F9"),
  ).join("\n");
  expect(await refusal(makePdf({ ...nameless, pages: [shapes] }))).toMatch(
    /^The text of this PDF cannot be read: .* Let a program/,
  );
  const half = await read({ ...nameless, pages: [shapes, column(filler)] });
  expect(texts(half)).toEqual([filler.join(" ")]);
  expect(half.warnings).toEqual([
    "Page 1 has text in letters that its fonts do not name: it was left out.",
  ]);
});

test("files within and forms are told of", async () => {
  const file = (n: number): string =>
    `<< /Type /Filespec /F (a${n}.txt) /UF (a${n}.txt) /EF << /F 10 0 R >> >>`;
  const made = (catalog: string): Made => ({
    pages: [column(filler)],
    objects: [stream("words", "/Type /EmbeddedFile"), file(1), file(2)],
    catalog: `/Names << /EmbeddedFiles << /Names [(a1) 11 0 R (a2) 12 0 R] >> >> ${catalog}`,
  });
  expect((await read(made(""))).warnings).toEqual(["2 files attached to it were left out."]);
  expect((await read(made("/Collection << /View /D >>"))).warnings).toEqual([
    "It is a portfolio of 2 files: only its cover was imported.",
  ]);
  const form = (text: string): Made => ({
    pages: [column([text])],
    catalog: "/AcroForm << /Fields [] /XFA 10 0 R >>",
    objects: [stream("<xdp/>")],
  });
  expect((await read(form("Name and place of birth"))).warnings.join()).toContain("XFA");
  expect(
    await refusal(makePdf(form("Please wait... If this message is not eventually replaced"))),
  ).toMatch(/^It is a form of a kind \(XFA\)/);
});

test("rows whose parts stand under each other are a table; a list and columns of text are none", async () => {
  const rows = [
    ["Month", "Fog days", "Wind"],
    ["January", "3", "north west"],
    ["February", "11", "west"],
    ["March", "7", "south"],
  ];
  const table = rows.map((row, n) =>
    row.map((cell, at) => line(cell, 60 + at * 80, 640 - n * 18)).join("\n"),
  );
  const items = ["One", "Two", "Three"].map(
    (text, n) => `${line("\x95", 60, 540 - n * 14)}\n${line(text, 74, 540 - n * 14)}`,
  );
  const draft = await read({ pages: [[column(filler), ...table, ...items].join("\n")] });
  expect(draft.blocks.map(({ kind }) => kind)).toEqual([
    "pageBreak",
    "paragraph",
    "table",
    "listItem",
    "listItem",
    "listItem",
  ]);
  const [block] = draft.blocks.filter(({ kind }) => kind === "table");
  expect(block?.kind === "table" && block.rows.map((row) => row.map(({ text }) => text))).toEqual(
    rows,
  );
});
