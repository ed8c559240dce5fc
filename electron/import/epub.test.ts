import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { ArticleDraft, Block } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile } from "./index.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const container = (opf: string): string =>
  `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="${opf}" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const page = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;
const opf = (metadata: string, manifest: string, spine: string): string =>
  `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata><manifest>${manifest}</manifest><spine>${spine}</spine></package>`;
const item = (id: string, href: string, more = ""): string =>
  `<item id="${id}" href="${href}" media-type="application/xhtml+xml" ${more}/>`;
const refs = (...ids: readonly string[]): string =>
  ids.map((id) => `<itemref idref="${id}"/>`).join("");

function book(files: Files): Uint8Array {
  const all = { "META-INF/container.xml": container("OEBPS/book.opf"), ...files };
  const packed = Object.entries(all).map(([name, content]) => [
    name,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  return zipSync({
    mimetype: [strToU8("application/epub+zip"), { level: 0 }],
    ...Object.fromEntries(packed),
  });
}
/** A book with these chapters, `OEBPS/c0.xhtml` and on. */
function chapters(
  bodies: readonly string[],
  more: Files = {},
  metadata = "<dc:title>Book</dc:title>",
): Uint8Array {
  const ids = bodies.map((_, n) => `c${n}`);
  return book({
    "OEBPS/book.opf": opf(
      metadata,
      ids.map((id) => item(id, `${id}.xhtml`)).join(""),
      refs(...ids),
    ),
    ...Object.fromEntries(bodies.map((body, n) => [`OEBPS/c${n}.xhtml`, page(body)])),
    ...more,
  });
}
async function read(bytes: Uint8Array, name = "book.epub"): Promise<ArticleDraft> {
  const readBeside = (): Promise<null> => Promise.resolve(null);
  return checkDraft(await importFile({ name, bytes, readBeside }));
}
async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("Expected a refusal");
}
const textOf = ({ blocks }: ArticleDraft): string => canonicalText(blocks);
const linksOf = (block: Block | undefined): readonly unknown[] =>
  block !== undefined && "marks" in block
    ? block.marks.filter((mark) => mark[2] === "link").map((mark) => mark[3])
    : [];
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("chapters come in the order of the spine, each once, without the table of contents", async () => {
  const draft = await read(
    book({
      "OEBPS/book.opf": opf(
        "<dc:title>Wells</dc:title>",
        item("b", "text/b%20two.xhtml") +
          item("a", "text/A.xhtml") +
          item("n", "nav.xhtml", 'properties="nav scripted"') +
          item("gone", "gone.xhtml"),
        refs("n", "a", "b", "a", "gone", "unknown"),
      ),
      "OEBPS/text/b two.xhtml": page("<h1>Second</h1><p>Two.</p>"),
      "OEBPS/text/a.xhtml": page("<h1>First</h1><p>One.</p>"),
      "OEBPS/nav.xhtml": page('<nav epub:type="toc"><a href="text/A.xhtml">First</a></nav>'),
    }),
    "no ending",
  );
  expect(textOf(draft)).toBe("First\nOne.\nSecond\nTwo.");
  expect(draft.warnings).toEqual([
    "1 chapter was left out: listed in the book but not in the file.",
  ]);
});

test("the package says what the book is", async () => {
  const metadata = `<dc:title id="s">A Subtitle</dc:title><dc:title id="m">The &nbsp;Main &unheard; Title</dc:title><meta refines="#m" property="title-type">main</meta>
    <dc:creator opf:role="aut">Ada Holm</dc:creator><dc:creator id="t">Tove Translator</dc:creator><meta refines="#t" property="role">trl</meta>
    <dc:publisher>Wick &amp; Sons</dc:publisher><dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1998-05</dc:date>
    <dc:language>de_CH</dc:language><dc:identifier>urn:uuid:1-2</dc:identifier><dc:identifier opf:scheme="ISBN">0-306-40615-x</dc:identifier>
    <dc:identifier>https://books.example/7</dc:identifier><dc:description>&lt;p&gt;Short &amp;amp; salty.&lt;/p&gt;</dc:description>`;
  expect(await read(chapters(["<p>Text.</p>"], {}, metadata))).toMatchObject({
    title: "The Main &unheard; Title",
    byline: ["Ada Holm"],
    site: "Wick & Sons",
    published: "1998-05",
    language: "de-CH",
    identifiers: { isbn: "030640615X" },
    url: "https://books.example/7",
    abstract: "Short & salty.",
    importer: "epub",
  });
});

test("links and notes lead to their block, also in another chapter; lost ones to the chapter", async () => {
  const draft = await read(
    chapters([
      '<h1>One</h1><p>Call<a epub:type="noteref" href="#n1">1</a>, <a href="c1.xhtml#deep">deep</a>, <a href="./c1.xhtml#none">none</a>, <a href="c1.xhtml">all</a>, <a href="https://x.example/">web</a>, <a href="../../etc/passwd">out</a>, <a href="javascript:run()">run</a>.</p><aside epub:type="footnote" id="n1" hidden="hidden"><p>The note.</p></aside>',
      '<h1>Two</h1><a id="deep"/><p>Deep text.</p>',
    ]),
  );
  expect(textOf(draft).split("\n")).toEqual([
    "One",
    "Call[1], deep, none, all, web, out, run.",
    "The note.",
    "Two",
    "Deep text.",
  ]);
  expect(linksOf(draft.blocks[1])).toEqual([
    "block:2",
    "block:4",
    "block:3",
    "block:3",
    "https://x.example/",
  ]);
  expect(draft.warnings).toHaveLength(2);
});

test("chapters without a heading take their title from the table of contents of either form", async () => {
  const bodies = [
    "<p>PROLOGUE</p><p>Text.</p>",
    "<p>More text.</p><p id='b'>And more.</p>",
    "<h2>Own</h2><p>End.</p>",
  ];
  const links = [
    ["c0.xhtml", "Prologue"],
    ["c1.xhtml", "The well"],
    ["c1.xhtml#b", "The rope"],
    ["c2.xhtml", "Other"],
  ] as const;
  const nav = page(
    `<nav epub:type="landmarks"><a href="c1.xhtml">No</a></nav><nav epub:type="toc"><ol>${links.map(([href, title]) => `<li><a href="${href}">${title}</a></li>`).join("")}</ol></nav>`,
  );
  const ncx = `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${links.map(([href, title]) => `<navPoint><navLabel><text>${title}</text></navLabel><content src="${href}"/></navPoint>`).join("")}</navMap></ncx>`;
  const items = bodies.map((_, n) => item(`c${n}`, `c${n}.xhtml`)).join("");
  const packageOf = (more: string): string =>
    opf("<dc:title>B</dc:title>", items + more, refs("c0", "c1", "c2"));
  const third = chapters(bodies, {
    "OEBPS/book.opf": packageOf(item("nav", "nav.xhtml", 'properties="nav"')),
    "OEBPS/nav.xhtml": nav,
  });
  const second = chapters(bodies, {
    "OEBPS/book.opf": packageOf(
      '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    ),
    "OEBPS/toc.ncx": ncx,
  });
  for (const bytes of [third, second]) {
    const draft = await read(bytes);
    expect(
      draft.blocks.map((block) => ("text" in block ? `${block.kind} ${block.text}` : block.kind)),
    ).toEqual([
      "heading PROLOGUE",
      "paragraph Text.",
      "heading The well",
      "paragraph More text.",
      "heading The rope",
      "paragraph And more.",
      "heading Own",
      "paragraph End.",
    ]);
  }
});

test("pictures come out of the book, covers drawn in SVG too, and nothing from outside", async () => {
  const draft = await read(
    chapters(
      [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="img/c%20o.png" width="1"/></svg>',
        '<p>Text <img src="./img/c%20o.png" alt="again"/><img src="https://far.example/x.png" alt=""/><img src="file:///etc/passwd"/><img src="../../../etc/passwd"/><img src="img/none.png"/></p><script>run()</script>',
      ],
      { "OEBPS/img/c o.png": picture },
    ),
  );
  expect(draft.images).toHaveLength(1);
  const hash = draft.images[0]?.hash;
  expect(draft.blocks.filter((block) => block.kind === "image")).toMatchObject([
    { hash, alt: "" },
    { hash, alt: "again" },
    { hash: null, host: "far.example" },
  ]);
  expect(draft.warnings).toEqual([
    "1 remote picture was left out: not in the file but at far.example.",
    "3 pictures were left out: not found beside the file.",
  ]);
});

const encryption = (algorithm: string, uri: string): Files => ({
  "META-INF/encryption.xml": `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="${algorithm}"/><e:CipherData><e:CipherReference URI="${uri}"/></e:CipherData></e:EncryptedData></encryption>`,
});
test("copy protection is said plainly, and garbled fonts do not matter", async () => {
  const aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
  expect(await refusal(chapters(["<p>x</p>"], encryption(aes, "OEBPS/c0.xhtml")))).toMatch(
    /^This book is copy-protected \(DRM\)/,
  );
  const font = encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf");
  expect(textOf(await read(chapters(["<p>Free text.</p>"], font)))).toBe("Free text.");
  expect(
    textOf(await read(chapters(["<p>Free text.</p>"], encryption(aes, "OEBPS/film.mp4")))),
  ).toBe("Free text.");
});

test("books that are none, damaged or empty are refused", async () => {
  expect(await refusal(book({}))).toMatch(/^This is no book that can be read/);
  expect(await refusal(chapters([""]))).toMatch(/^There is no text in it/);
  expect(await refusal(chapters([]))).toMatch(/^There is no text in it/);
  expect(
    await refusal(chapters(["<p>x</p>"], { "OEBPS/book.opf": "<package><metadata>" })),
  ).toMatch(/^The file is damaged/);
  expect(await refusal(chapters(["<p>x</p>"]).subarray(0, 900))).toMatch(/cut off/);
  const bomb = '<!DOCTYPE package [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><package>&b;</package>';
  expect(await refusal(chapters(["<p>x</p>"], { "OEBPS/book.opf": bomb }))).toMatch(
    /declares entities of its own/,
  );
});

test("a book whose container is missing is found by its package", async () => {
  const bytes = chapters(["<p>Found.</p>"], {
    "META-INF/container.xml": container("elsewhere.opf"),
  });
  expect(textOf(await read(bytes))).toBe("Found.");
});

test("a chapter nested 20,000 deep, and a spine that names one chapter 100,000 times, end soon", async () => {
  const started = process.cpuUsage();
  const deep = await read(chapters([`${"<div>word ".repeat(20_000)}${"</div>".repeat(20_000)}`]));
  expect(textOf(deep).match(/word/g)).toHaveLength(20_000);
  expect(deep.warnings.join()).toContain("nested too deeply");
  const often = opf(
    "<dc:title>B</dc:title>",
    item("c0", "c0.xhtml"),
    refs(...Array<string>(100_000).fill("c0")),
  );
  expect(textOf(await read(chapters(["<p>Once.</p>"], { "OEBPS/book.opf": often })))).toBe("Once.");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000);
});

test("400 chapters of a long book are read in a few seconds", async () => {
  const body = (n: number): string =>
    `<h2>Chapter ${n}</h2>${'<p>The carter spoke of salt, of <em>roads</em> and of rain, and the mule <a href="c0.xhtml">said nothing</a>.</p>'.repeat(60)}`;
  const bytes = chapters(Array.from({ length: 400 }, (_, n) => body(n)));
  const started = process.cpuUsage();
  const draft = await read(bytes);
  expect(draft.blocks.filter((block) => block.kind === "heading")).toHaveLength(400);
  expect(draft.blocks).toHaveLength(400 * 61);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
});

test("authors are filed as the book says, and series, translator and subjects are kept", async () => {
  const metadata =
    '<dc:title>B</dc:title><dc:creator id="a" opf:role="aut" opf:file-as="Sanz Ortega, Maria">Maria Sanz Ortega</dc:creator><dc:creator>Li Wen</dc:creator><dc:contributor opf:role="trl">Tomas Berg</dc:contributor><dc:subject>Salt</dc:subject><dc:subject>Roads</dc:subject><meta name="calibre:series" content="Shore Tales"/><meta name="calibre:series_index" content="2"/><meta refines="#a" property="file-as">Wrong, Words</meta>';
  const draft = await read(chapters(["<p>Text.</p>"], {}, metadata));
  expect(draft.byline).toEqual(["Maria Sanz Ortega", "Li Wen"]);
  expect(draft.names[0]).toEqual({ given: "Maria", family: "Sanz Ortega" });
  expect(draft.fields).toEqual({
    translator: "Tomas Berg",
    series: "Shore Tales",
    "series number": "2",
    subjects: "Salt; Roads",
  });
});

test("calls of notes stand out, page numbers and lists of contents are left out", async () => {
  const draft = await read(
    chapters([
      '<nav epub:type="landmarks"><a href="c0.xhtml">Start</a></nav><p>The lamp<a epub:type="noteref" href="#n1">1</a> burns<span epub:type="pagebreak" id="p7">7</span> on. <a href="#p7">Page 7</a></p><aside epub:type="footnote" id="n1"><p>Whale oil.</p></aside>',
    ]),
  );
  expect(textOf(draft)).toBe("The lamp[1] burns on. Page 7\nWhale oil.");
  expect(draft.blocks[0]).toMatchObject({
    marks: [
      [8, 11, "superscript"],
      [8, 11, "link", "block:1"],
      [22, 28, "link", "block:0"],
    ],
  });
});

test("pages beside the text are read where something leads to them, and counted where nothing does", async () => {
  const aside = (id: string): string => `<itemref idref="${id}" linear="no"/>`;
  const ids = ["cover", "one", "notes", "deeper", "listed", "stray"];
  const bytes = book({
    "OEBPS/book.opf": opf(
      "<dc:title>Book</dc:title>",
      ids.map((id) => item(id, `${id}.xhtml`)).join("") +
        item("nav", "nav.xhtml", 'properties="nav"'),
      `${aside("cover")}${refs("one")}${["notes", "deeper", "listed", "stray"].map(aside).join("")}`,
    ),
    "OEBPS/cover.xhtml": page("<p>The cover.</p>"),
    "OEBPS/one.xhtml": page('<p>Text<a href="notes.xhtml#n1">1</a></p>'),
    "OEBPS/notes.xhtml": page('<p id="n1">A note, <a href="deeper.xhtml">and more</a>.</p>'),
    "OEBPS/deeper.xhtml": page("<p>More.</p>"),
    "OEBPS/listed.xhtml": page("<p>Imprint.</p>"),
    "OEBPS/stray.xhtml": page("<p>The same in another language.</p>"),
    "OEBPS/nav.xhtml": page('<nav epub:type="toc"><a href="listed.xhtml">Imprint.</a></nav>'),
  });
  const draft = await read(bytes);
  expect(canonicalText(draft.blocks)).toBe("The cover.\nText1\nA note, and more.\nMore.\nImprint.");
  expect(draft.warnings).toEqual(["1 page beside the text was left out: no link leads to it."]);
});

test("a damaged chapter is left out and said, and a book of nothing else is refused", async () => {
  const spoilt = (bodies: readonly string[]): Uint8Array => {
    const bytes = chapters(bodies);
    const name = Buffer.from("OEBPS/c0.xhtml");
    const at = Buffer.from(bytes).indexOf(name) + name.length;
    bytes.fill(0, at + 20, at + 60);
    return bytes;
  };
  const draft = await read(spoilt([`<p>${"Lost words. ".repeat(9)}</p>`, "<p>Kept.</p>"]));
  expect(canonicalText(draft.blocks)).toBe("Kept.");
  expect(draft.warnings).toEqual(["1 chapter was left out: it is damaged."]);
  expect(await refusal(spoilt([`<p>${"Lost words. ".repeat(9)}</p>`]))).toContain(
    "The file is damaged.",
  );
});

test("a title that only says what its file is called is no heading", async () => {
  const ncx = `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${["C 0", "Morning"]
    .map(
      (title, n) =>
        `<navPoint><navLabel><text>${title}</text></navLabel><content src="c${n}.xhtml"/></navPoint>`,
    )
    .join("")}</navMap></ncx>`;
  const bytes = book({
    "OEBPS/book.opf": opf(
      "<dc:title>Book</dc:title>",
      `${item("c0", "c0.xhtml")}${item("c1", "c1.xhtml")}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`,
      refs("c0", "c1"),
    ),
    "OEBPS/c0.xhtml": page("<p>First words.</p>"),
    "OEBPS/c1.xhtml": page("<p>Other words.</p>"),
    "OEBPS/toc.ncx": ncx,
  });
  expect(canonicalText((await read(bytes)).blocks)).toBe("First words.\nMorning\nOther words.");
});
