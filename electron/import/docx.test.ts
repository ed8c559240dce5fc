import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A Word file with this body; other parts by name, relations of the body as `Id Type Target`. */
function docx(
  body: string,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
  relations: readonly string[] = [],
): Uint8Array {
  const links = relations.map((line) => {
    const [id, type, target] = line.split(" ");
    const outside = /^[a-z]+:|^\\\\/.test(target ?? "") ? ' TargetMode="External"' : "";
    return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${outside}/>`;
  });
  const files: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${word}" xmlns:r="${office}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": `<Relationships>${links.join("")}</Relationships>`,
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === "string" ? strToU8(content) : content,
      ]),
    ),
    // What packs too well is refused before it is read.
    { level: body.length > 1_000_000 ? 0 : 6 },
  );
}

const p = (text: string, properties = ""): string =>
  `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

async function read(bytes: Uint8Array, name = "a.docx"): Promise<ArticleDraft> {
  return checkDraft(await importFile({ name, bytes, readBeside: async () => null }));
}
const blocksOf = async (...file: Parameters<typeof docx>): Promise<readonly Block[]> =>
  (await read(docx(...file))).blocks;
const textOf = async (...file: Parameters<typeof docx>): Promise<string> =>
  canonicalText(await blocksOf(...file));
async function refusal(bytes: Uint8Array, name = "a.docx"): Promise<string> {
  const error: unknown = await read(bytes, name).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error("Expected a refusal", { cause: error });
  return error.message;
}

test("a Word file is known by its content under any name", async () => {
  expect((await read(docx(p("Words")), "a.dat")).importer).toBe("docx");
  expect((await read(docx(p("Words")), "a.zip")).importer).toBe("docx");
});

test("insertions are kept, deletions, comments and hidden text left out, and each is counted", async () => {
  const draft = await read(
    docx(
      `<w:p><w:r><w:t xml:space="preserve">It was </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">always </w:t></w:r></w:ins><w:r><w:t>so.</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>
       <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>
       <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>${p("paragraph now.")}`,
    ),
  );
  expect(canonicalText(draft.blocks)).toBe("It was always so.\nOne paragraph now.");
  expect(draft.warnings).toEqual([
    "1 tracked insertion was kept.",
    "3 tracked deletions were left out.",
    "1 comment was left out.",
    "1 piece of hidden text was left out.",
  ]);
});

test("lists count as Word counts them", async () => {
  const level = (at: number, format: string, start: number): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="x"/></w:lvl>`;
  const numbering = `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="7">${level(0, "decimal", 3)}${level(1, "lowerLetter", 1)}</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, "bullet", 1)}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>`;
  const item = (list: number, at: number): string =>
    p("x", `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
  const blocks = await blocksOf(
    [
      item(1, 0),
      item(1, 1),
      item(1, 1),
      item(1, 0),
      item(1, 1),
      item(2, 0),
      item(2, 0),
      item(3, 0),
      item(0, 0),
    ].join(""),
    { "word/numbering.xml": numbering },
    ["n numbering numbering.xml"],
  );
  expect(
    blocks.map((block) =>
      block.kind === "listItem" ? `${block.depth}:${block.number}` : block.kind,
    ),
  ).toEqual(["0:3", "1:1", "1:2", "0:4", "1:1", "0:1", "0:2", "0:null", "paragraph"]);
});

test("headings come from styles, what those are based on, and outline levels", async () => {
  const style = (id: string, name: string, rest = ""): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;
  const styles = `<w:styles xmlns:w="${word}">${style("T", "Title")}${style("b1", "heading 1")}${style("own", "My chapter", '<w:basedOn w:val="b1"/>')}${style("loop", "Loop", '<w:basedOn w:val="loop"/>')}${style("q", "Intense Quote")}</w:styles>`;
  const draft = await read(
    docx(
      p("The book", '<w:pStyle w:val="T"/>') +
        p("Chapter", '<w:pStyle w:val="own"/>') +
        p("Part", '<w:outlineLvl w:val="2"/>') +
        p("Said", '<w:pStyle w:val="q"/>') +
        p("Text", '<w:pStyle w:val="loop"/>') +
        p("Heading", '<w:pStyle w:val="Heading4"/>'),
      { "word/styles.xml": styles },
      ["s styles styles.xml"],
    ),
  );
  expect(draft.title).toBe("The book");
  expect(
    draft.blocks.map((block) => (block.kind === "heading" ? block.level : block.kind)),
  ).toEqual([1, 1, 3, "blockquote", "paragraph", 4]);
});

test("fields show their result, and links only where they may", async () => {
  const field = (instruction: string, text: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${text}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const draft = await read(
    docx(
      `<w:p>${field(' HYPERLINK "https://a.example/" ', "one")}<w:r><w:t xml:space="preserve"> and </w:t></w:r>${field("PAGE", "12")}<w:hyperlink r:id="j"><w:r><w:t xml:space="preserve"> two</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="here"><w:r><w:t xml:space="preserve"> three</w:t></w:r></w:hyperlink></w:p>
       <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>left</w:t></w:r></w:p>
       <w:p><w:bookmarkStart w:name="here"/><w:r><w:t>Target</w:t></w:r></w:p>`,
      {},
      ["j hyperlink javascript:alert(1)"],
    ),
  );
  expect(draft.blocks[0]).toEqual({
    kind: "paragraph",
    text: "one and 12 two three",
    marks: [
      [0, 3, "link", "https://a.example/"],
      [15, 20, "link", "block:1"],
    ],
  });
  expect(canonicalText(draft.blocks)).toContain("Target");
  expect(JSON.stringify(draft.blocks)).not.toContain("javascript");
});

test("pictures inside are kept; those of other files are neither read nor asked for", async () => {
  const blip = (how: string): string =>
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="A dot"/><a:graphic><a:blip ${how}/></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const asked: string[] = [];
  const draft = checkDraft(
    await importFile({
      name: "a.docx",
      bytes: docx(
        p("Text") + ['r:embed="a"', 'r:link="b"', 'r:link="c"', 'r:link="d"'].map(blip).join(""),
        { "word/media/dot.png": Buffer.from(onePixel, "base64") },
        [
          "a image media/dot.png",
          "b image file:///dev/zero",
          "c image https://far.example/x.png",
          "d image \\\\server\\share\\x.png",
        ],
      ),
      readBeside: async (name) => {
        asked.push(name);
        return null;
      },
    }),
  );
  expect(draft.blocks.slice(1)).toMatchObject([
    { kind: "image", alt: "A dot", host: null },
    { kind: "image", hash: null, host: "far.example" },
  ]);
  expect(draft.images).toHaveLength(1);
  expect(draft.warnings).toEqual([
    "2 pictures were left out: they lie in other files.",
    "1 remote picture was left out: not in the file but at far.example.",
  ]);
  expect(asked).toEqual([]);
});

test("text boxes are read once and symbols have their characters", async () => {
  const text = await textOf(
    `<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>${p("In the box")}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p("In the box")}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> and after </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>`,
  );
  expect(text).toBe("Before and after α\nIn the box");
});

test("tables keep their grid; those of long texts become paragraphs", async () => {
  const cell = (text: string, properties = ""): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const row = (cells: string, properties = ""): string =>
    `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
  const long = "Many words follow one another here. ".repeat(20);
  const draft = await read(
    docx(
      `<w:tbl>${row(cell("Name") + cell("Value"), "<w:tblHeader/>")}${row(cell("both", '<w:gridSpan w:val="2"/>'))}${row(cell("a") + cell("b"))}</w:tbl>
       <w:tbl>${row(cell(long) + cell(long))}${row(cell("c") + cell("d"))}</w:tbl>`,
    ),
  );
  expect(draft.blocks[0]).toMatchObject({ kind: "table", headerRows: 1 });
  expect(canonicalText(draft.blocks.slice(0, 1))).toBe("Name\tValue\nboth\t\na\tb");
  expect(draft.blocks.slice(1).map(({ kind }) => kind)).toEqual(Array(4).fill("paragraph"));
  expect(draft.warnings.join()).toContain("1 table was read as paragraphs");
});

test("other prefixes for the same namespaces are the same", async () => {
  const own = `<ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main"><ns0:body><ns0:p><ns0:pPr><ns0:pStyle ns0:val="Heading2"/></ns0:pPr><ns0:r><ns0:t>Strict</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>`;
  expect(await blocksOf("", { "word/document.xml": own })).toEqual([
    { kind: "heading", level: 2, text: "Strict", marks: [] },
  ]);
});

test("nested tables and runs beyond every depth keep their words", async () => {
  const deep = `${"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>word </w:t></w:r></w:p>".repeat(2_000)}${"</w:tc></w:tr></w:tbl>".repeat(2_000)}`;
  expect((await textOf(deep)).match(/word/g)).toHaveLength(2_000);
});

test("a note is read once, however often and from within itself it is referred to", async () => {
  const reference = '<w:r><w:footnoteReference w:id="1"/></w:r>';
  const text = await textOf(
    `<w:p><w:r><w:t>Text</w:t></w:r>${reference.repeat(50_000)}</w:p>`,
    {
      "word/footnotes.xml": `<w:footnotes xmlns:w="${word}"><w:footnote w:id="1"><w:p><w:r><w:t>note</w:t></w:r>${reference}</w:p></w:footnote></w:footnotes>`,
    },
    ["f footnotes footnotes.xml"],
  );
  expect(text).toBe("Text[1]\n\nnote");
});

test("entities that multiply, damaged XML, floods of nodes and empty files are refused", async () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="${word}"><w:body>${p("&b;")}</w:body></w:document>`;
  expect(await refusal(docx("", { "word/document.xml": laughs }))).toContain("entities");
  expect(await refusal(docx("", { "word/document.xml": "<w:document><w:body>" }))).toContain(
    "damaged",
  );
  expect(await refusal(docx("<w:p/>"))).toContain("no text");
  expect(await refusal(docx("<w:p/>".repeat(2_000_001)))).toContain("more parts");
  expect(await refusal(zipSync({ "xl/workbook.xml": strToU8("<x/>") }))).toContain("a spreadsheet");
  const whole = docx(p("Words"));
  expect(await refusal(whole.subarray(0, whole.length - 30))).toContain("cut off");
});

test("files with a password and those of older Words are told apart", async () => {
  const container = (name: string): Uint8Array =>
    Buffer.concat([
      Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1"),
      Buffer.alloc(70_000),
      Buffer.from(name, "utf16le"),
    ]);
  expect(await refusal(container("EncryptedPackage"))).toContain("password");
  expect(await refusal(container("WordDocument"), "a.doc")).toContain(".doc");
  expect(await refusal(container("Workbook"), "a.xls")).toContain("a spreadsheet");
  expect(await refusal(container("__properties_version1.0"), "a.msg")).toContain("mail of Outlook");
  expect(await refusal(container("MatOST"), "a.wps")).toContain("old Word or Office file");
});

test("any damage ends in a draft or a refusal", async () => {
  const bytes = docx(p("Words that matter") + p("and more"));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      const outcome: unknown = await read(copy).catch((error: unknown) => error);
      expect(outcome instanceof Refusal || !(outcome instanceof Error)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("what forms ask for is not text, what was filled in is, and readings stand in brackets", async () => {
  const control = (prompt: string, text: string, run = ""): string =>
    `<w:sdt><w:sdtPr>${prompt}</w:sdtPr><w:sdtContent><w:r>${run}<w:t xml:space="preserve">${text}</w:t></w:r></w:sdtContent></w:sdt>`;
  const asked = `<w:rPr><w:rStyle w:val="a3"/></w:rPr>`;
  const styles = `<w:styles xmlns:w="${word}"><w:style w:type="character" w:styleId="a3"><w:name w:val="Placeholder Text"/></w:style></w:styles>`;
  const ruby = `<w:r><w:ruby><w:rt><w:r><w:t>みなと</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>港</w:t></w:r></w:rubyBase></w:ruby></w:r>`;
  expect(
    await textOf(
      `<w:p>${control("", "Filled in")}${control("<w:showingPlcHdr/>", "Click here to enter text.", asked)}</w:p><w:p>${ruby}</w:p><w:p>${control("<w:showingPlcHdr/>", "A template explains itself.")}</w:p>`,
      { "word/styles.xml": styles },
      ["s styles styles.xml"],
    ),
  ).toBe("Filled in\n港(みなと)\nA template explains itself.");
});

test("a page inserted as a whole is read in its place, other parts are counted", async () => {
  const draft = await read(
    docx(
      `${p("Before.")}<w:altChunk r:id="one"/>${p("Between.")}<w:altChunk r:id="two"/>${p("After.")}`,
      {
        "word/one.html":
          "<html><body><h2>Inside</h2><p>Words of the page.</p><script>x()</script></body></html>",
        "word/two.bin": "x",
      },
      ["one aFChunk one.html", "two aFChunk two.bin"],
    ),
  );
  expect(canonicalText(draft.blocks)).toBe("Before.\nInside\nWords of the page.\nBetween.\nAfter.");
  expect(draft.warnings.join()).toContain("1 part in another format was left out.");
});

test("a table of contents lists the headings and has none itself", async () => {
  const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const entry = (text: string, before = "", after = ""): string =>
    `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${before}<w:r><w:t>${text}</w:t></w:r>${after}</w:p>`;
  const start = `${field("begin")}<w:r><w:instrText> TOC \\o "1-3" \\h</w:instrText></w:r>${field("separate")}`;
  const blocks = await blocksOf(
    entry("One 1", start) + entry("Two 2") + entry("Three 3", "", field("end")) + entry("One"),
  );
  expect(blocks.map(({ kind }) => kind)).toEqual([
    "paragraph",
    "paragraph",
    "paragraph",
    "heading",
  ]);
});

test("a table's heading is what says so, and not all of it", async () => {
  const row = (heading: string, text: string): string =>
    `<w:tr><w:trPr>${heading}</w:trPr><w:tc>${p(text)}</w:tc><w:tc>${p("x")}</w:tc></w:tr>`;
  const [on, off] = ["<w:tblHeader/>", '<w:tblHeader w:val="0"/>'];
  const table = (...headings: readonly string[]): string =>
    `<w:tbl>${headings.map((heading, at) => row(heading, `${at}`)).join("")}</w:tbl>`;
  const blocks = await blocksOf(
    table(on, off, off) + p("-") + table(off, off) + p("-") + table(on, on),
  );
  expect(blocks.flatMap((block) => (block.kind === "table" ? [block.headerRows] : []))).toEqual([
    1, 0, 1,
  ]);
});

test("a large first letter belongs to its word", async () => {
  const cap = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>';
  expect(await textOf(p("O", cap) + p("nce there was.", '<w:framePr w:dropCap="none"/>'))).toBe(
    "Once there was.",
  );
});

test("a damaged part that the text can do without is left out and said", async () => {
  const draft = await read(
    docx(p("Words"), { "word/styles.xml": "<w:styles><w:style", "docProps/core.xml": "<" }, [
      "s styles styles.xml",
    ]),
  );
  expect(canonicalText(draft.blocks)).toBe("Words");
  expect(draft.warnings).toEqual(["2 parts of the file were left out: they are damaged."]);
});

test("a flood of fields that never end is read in time", async () => {
  const field = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const open = `<w:p>${field("begin")}<w:r><w:instrText>HYPERLINK "http://a.example"</w:instrText></w:r>${field("separate")}<w:r><w:t>t</w:t></w:r></w:p>`;
  const started = performance.now();
  const blocks = await blocksOf(open.repeat(20_000) + p("last"));
  expect(blocks).toHaveLength(20_001);
  expect(performance.now() - started).toBeLessThan(10_000);
});
