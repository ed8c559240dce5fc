import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { forkImporter } from "./fork.ts";
import { checkHarvest } from "./harvest.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";
import { column, filler, line, makePdf, stream, type Made } from "./pdf/fixture.ts";
import { createPool } from "./pool.ts";

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
test("lines become paragraphs by indent, gap and size", async () => {
  const draft = await read({
    pages: [
      [
        line("On the Keeping of Lights", 60, 740, 20),
        column([...filler, "without a word about the fog."]),
        line("A new paragraph begins with an indent and it goes on for a while", 75, 658),
        column(["on the line below, which starts at the edge."], 60, 644),
        line("After a gap there is one more.", 60, 616),
      ].join("\n"),
    ],
  });
  expect(draft.blocks).toMatchObject([
    { kind: "pageBreak", label: "1" },
    { kind: "heading", level: 1, text: "On the Keeping of Lights" },
    { kind: "paragraph", text: `${filler.join(" ")} without a word about the fog.` },
    {
      kind: "paragraph",
      text: "A new paragraph begins with an indent and it goes on for a while on the line below, which starts at the edge.",
    },
    { kind: "paragraph", text: "After a gap there is one more." },
  ]);
  expect([draft.title, draft.found.title]).toEqual([
    "On the Keeping of Lights",
    "largest text on the first page",
  ]);
});

test("two columns are read as they were written, and a sentence goes on over the gutter", async () => {
  const left = column(["The left column holds the start", "of a sentence that has its second"], 60);
  const right = column(["half at the top of the right one.", "Then it ends."], 310);
  expect(texts(await read({ pages: [`${left}\n${right}`] }))).toEqual([
    "The left column holds the start of a sentence that has its second half at the top of the right one. Then it ends.",
  ]);
});

const sentences = [
  "Nobody had asked the",
  "keeper about the bell",
  "before the inquiry was",
  "opened in the autumn,",
  "and so the bell was in",
  "none of the papers that",
  "were sent to the town",
  "and none that came back.",
];

test("lines drawn from the bottom up are read from the top down", async () => {
  const up = sentences.map((text, i) => line(text, 60, 700 - i * 14)).reverse();
  expect(texts(await read({ pages: [up.join("\n")] }))).toEqual([sentences.join(" ")]);
});

test("two columns whose lines were drawn by turns from below are read one after the other", async () => {
  const other = sentences.map((text) => text.toUpperCase());
  const pairs = sentences.flatMap((text, i) => [
    line(text, 60, 700 - i * 14),
    line(other[i] ?? "", 330, 700 - i * 14),
  ]);
  const page = `${line("One line that goes over both of the columns of this page, from edge to edge", 60, 730)}\n${pairs.reverse().join("\n")}`;
  expect(texts(await read({ pages: [page] })).slice(1)).toEqual([
    sentences.join(" "),
    other.join(" "),
  ]);
});

test("hyphens at line ends go, unless the word has one elsewhere", async () => {
  const draft = await read({
    pages: [
      column([
        "A lighthouse is a long-term matter; whoever is in charge of mainte-",
        "nance knows it. The keepers asked for pre- and the widow for post-",
        "war papers, and the Anglo-",
        "Norman chart, and a long-",
        "term plan for the nine-",
        "teen lamps, both the pre-",
        "and the post-war ones.",
      ]),
    ],
  });
  expect(texts(draft).join(" ")).toBe(
    "A lighthouse is a long-term matter; whoever is in charge of maintenance knows it. The keepers asked for pre- and the widow for post-war papers, and the Anglo-Norman chart, and a long-term plan for the nineteen lamps, both the pre- and the post-war ones.",
  );
});

test("running heads and page numbers go, and a word broken by the page is whole", async () => {
  const page = (head: string, number: string, lines: readonly string[]): string =>
    `${line(head, 60, 770, 8)}\n${column(lines)}\n${line(number, 300, 30, 8)}`;
  const draft = await read({
    catalog: "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 1 >>] >>",
    pages: [
      page("The Harbour Review 3", "i", [...filler, "the whole of the adminis-"]),
      page("The Only Head of Its Kind: A Chapter", "ii", [
        "tration was asked to explain.",
        ...filler,
        "so that was that.",
      ]),
      page("The Harbour Review 5", "1", ["Chapter and verse stay here.", ...filler]),
      page("Another Chapter", "2", ["1987", "was the year of the storm, and it stays too."]),
    ],
  });
  const text = canonicalText(draft.blocks);
  expect(text).not.toMatch(/Review|Chapter$|^[iv]+$/m);
  expect(text).toContain("the whole of the administration\n\nwas asked to explain.");
  expect(text).toContain("1987");
  expect(text).toContain("Chapter and verse stay here.");
  expect(draft.blocks.flatMap((b) => (b.kind === "pageBreak" ? [b.label] : []))).toEqual([
    "i",
    "ii",
    "1",
    "2",
  ]);
  expect(draft.warnings).toContain("8 running heads and page numbers were left out.");
});

test("a table that reaches the foot of the page keeps its numbers", async () => {
  const row = (y: number): string =>
    [60, 160, 260].map((x, i) => line(i === 0 ? "Boats" : `${x + y}`, x, y)).join("\n");
  const draft = await read({
    pages: [column(filler), `${column([...filler, "and so it stayed."])}\n${row(64)}\n${row(50)}`],
  });
  expect(texts(draft).slice(-2)).toEqual(["Boats 224 324", "Boats 210 310"]);
});

test("raised figures, code and list signs keep what they are", async () => {
  const draft = await read({
    pages: [
      [
        `BT /F1 10 Tf 60 700 Td (As the almanac says) Tj /F1 6 Tf 4 Ts (12) Tj ET`,
        line("\x95 Bring the lamp", 60, 670),
        line("\x95 Trim the wick", 60, 656),
        line("if lit:", 60, 620, 10, "F2"),
        line("wait(9)", 84, 606, 10, "F2"),
      ].join("\n"),
    ],
  });
  expect(draft.blocks.slice(1)).toEqual([
    { kind: "paragraph", text: "As the almanac says12", marks: [[19, 21, "superscript"]] },
    { kind: "listItem", depth: 0, ordered: false, number: null, text: "Bring the lamp", marks: [] },
    { kind: "listItem", depth: 0, ordered: false, number: null, text: "Trim the wick", marks: [] },
    { kind: "preformatted", text: "if lit:\n    wait(9)", marks: [] },
  ]);
});

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Fog Signals</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ilves, Marta</rdf:li><rdf:li>J. Moreau</rdf:li></rdf:Seq></dc:creator><prism:doi>10.5555/Fog.12</prism:doi><prism:publicationName>Harbour Review</prism:publicationName><prism:coverDate>2011-03</prism:coverDate></rdf:Description></rdf:RDF></x:xmpmeta>`;

test("metadata comes from XMP before the properties", async () => {
  const draft = await read({
    xmp,
    info: "/Title (Another) /Author (Somebody Else)",
    catalog: "/Lang (en-GB)",
    pages: [column(filler)],
  });
  expect(draft).toMatchObject({
    title: "Fog Signals",
    byline: ["Marta Ilves", "J. Moreau"],
    site: "Harbour Review",
    published: "2011-03",
    language: "en-GB",
    identifiers: { doi: "10.5555/fog.12" },
    found: { title: "XMP metadata", byline: "XMP metadata", language: "PDF properties" },
  });
});

test.each(["Microsoft Word - essay_final.doc", "untitled", "paper-v3.tex", "Slide 1", "12-04"])(
  "%s is no title",
  async (title) => {
    const pages = [`${line("A Real Heading", 60, 740, 18)}\n${column(filler)}`];
    expect((await read({ info: `/Title (${title})`, pages })).title).toBe("A Real Heading");
  },
);

test("a DOI is the file's own in a margin or when alone, not one of many references", async () => {
  const cited = ["See 10.5555/one and", "also 10.5555/two there."];
  const own = line("https://doi.org/10.5555/own.7", 60, 30, 8);
  const of = async (page: string): Promise<unknown> => (await read({ pages: [page] })).identifiers;
  expect(await of(`${column(cited)}\n${own}`)).toEqual({ doi: "10.5555/own.7" });
  expect(await of(column(cited))).toEqual({});
  expect(await of(column(cited.slice(0, 1)))).toEqual({ doi: "10.5555/one" });
});

test("a stamp up the margin stays out of the text and names the preprint", async () => {
  const stamp = "BT /F1 16 Tf 0 1 -1 0 30 200 Tm (arXiv:2001.04321v2 [cs.DL] 3 Jan 2020) Tj ET";
  const draft = await read({ pages: [`${stamp}\n${column(filler)}`] });
  expect(texts(draft)).toEqual([filler.join(" "), "arXiv:2001.04321v2 [cs.DL] 3 Jan 2020"]);
  expect(draft.identifiers).toEqual({ arxiv: "2001.04321" });
});

test("a page that lies on its side is read the way it is written", async () => {
  const lines = filler.map(
    (text, i) => `BT /F1 10 Tf 0 1 -1 0 ${100 + i * 14} 60 Tm (${text}) Tj ET`,
  );
  expect(texts(await read({ pages: [lines.join("\n")] }))).toEqual([filler.join(" ")]);
});

const japanese = makePdf({
  objects: [
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H /DescendantFonts [11 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 12 0 R >>",
    "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 0 1000 1000] /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >>",
  ],
  fonts: "/F3 10 0 R",
  pages: ["BT /F3 12 Tf 60 700 Td <938c8b9e9373> Tj 0 -16 Td <93fa967b> Tj ET"],
});

test("Japanese without embedded fonts is read by the tables of character codes", async () => {
  expect(texts(await readBytes(japanese))).toEqual(["東京都日本"]);
});

test("a sealed process reads PDFs, tables of character codes and all", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "commonplace-pdf-"));
  const pool = createPool({ spawn: forkImporter, size: 1 });
  try {
    const place = path.join(folder, "tokyo.pdf");
    await writeFile(place, japanese);
    const reading = await pool.read({
      name: "tokyo.pdf",
      path: place,
      folder: null,
      room: null,
      depth: 0,
    });
    const { articles } = checkHarvest(reading.ok ? reading.harvest : null);
    expect(articles.map(({ draft }) => texts(draft))).toEqual([["東京都日本"]]);
  } finally {
    pool.close();
    await rm(folder, { recursive: true });
  }
});

test("a password, pictures of pages, damage and too many pages are refused in their own words", async () => {
  const page = column(filler);
  expect(await refusal(makePdf({ pages: [page], password: "fog" }))).toBe(
    "It opens only with a password. Open it in its own program, save a copy without the password and import that.",
  );
  expect(texts(await read({ pages: [page], password: "" }))).toEqual([filler.join(" ")]);
  const picture = stream(
    "\x80",
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
  );
  const scan = { objects: [picture], resources: "/XObject << /Im1 10 0 R >>" };
  const drawn = "q 600 0 0 800 0 0 cm /Im1 Do Q";
  expect(await refusal(makePdf({ ...scan, pages: [drawn, drawn] }))).toMatch(
    /^There is no text in it: its pages seem to be pictures, as a scanner makes them\. Let/,
  );
  const half = await read({ ...scan, pages: [page, drawn] });
  expect(half.warnings).toEqual(["Page 2 has no text: it is blank or a picture."]);
  for (const bytes of ["%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "%PDF-1.4\n%%EOF"]) {
    expect(await refusal(Buffer.from(bytes, "latin1"))).toMatch(/^The PDF is damaged/);
  }
  const many = makePdf({ pages: Array.from({ length: 5_001 }, () => "") });
  expect(await refusal(many)).toMatch(/^It has more than 5,000 pages\. Split it/);
});

test("a file whose end is lost, or that has something before its head, is read all the same", async () => {
  const whole = makePdf({ pages: [column(filler)] });
  const words = filler.join(" ");
  expect(texts(await readBytes(whole.subarray(0, whole.lastIndexOf("xref"))))).toEqual([words]);
  expect(
    texts(await readBytes(Buffer.concat([Buffer.from("HTTP/1.1 200\r\n\r\n"), whole]))),
  ).toEqual([words]);
  expect((await readBytes(whole, "essay.txt")).importer).toBe("pdf");
});

test("what is active in a file does nothing, and circles and bombs end soon", async () => {
  const started = process.cpuUsage();
  const active = await read({
    catalog:
      "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /WC << /S /Launch /F (calc) >> >>",
    pages: [column(filler)],
  });
  expect(texts(active)).toEqual([filler.join(" ")]);
  const circle = makePdf({ pages: [column(filler)] })
    .toString("latin1")
    .replace(/\/Kids \[(\d+) 0 R\]/, "/Kids [2 0 R]");
  expect(await refusal(Buffer.from(circle, "latin1"))).toMatch(/^The PDF is damaged/);
  const lies = makePdf({ pages: [column(filler)] })
    .toString("latin1")
    .replace("/Count 1", "/Count 9");
  expect(texts(await readBytes(Buffer.from(lies, "latin1")))).toEqual([filler.join(" ")]);
  const huge = await read({
    pages: [`${line("Vast", 60, 700, 2_000_000_000)}\n${column(filler)}`],
  });
  expect(texts(huge).join(" ")).toContain(filler.join(" "));
  const form = stream(
    "/Fm1 Do",
    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm1 10 0 R >> >>",
  );
  const nested = await read({
    objects: [form],
    resources: "/XObject << /Fm1 10 0 R >>",
    pages: [`/Fm1 Do\n${column(filler)}`],
  });
  expect(texts(nested)).toEqual([filler.join(" ")]);
  const bomb = deflateSync(Buffer.alloc(300_000_000, " "), { level: 1 });
  const packed = makePdf({
    pages: [column(filler), ""],
    objects: [stream(bomb, "/Filter /FlateDecode")],
  });
  const armed = packed.toString("latin1").replace("/Contents 14 0 R", "/Contents 10 0 R");
  const survived = await readBytes(Buffer.from(armed, "latin1"));
  expect(texts(survived)).toEqual([filler.join(" ")]);
  expect(survived.warnings).toEqual(["Page 2 could not be read."]);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(15);
});
