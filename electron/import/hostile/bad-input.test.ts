import { zipSync } from "fflate";
/** Every file ends as an article or as a refusal in a clear sentence, soon, and nothing of it runs. */
import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { canonicalText } from "../../text/blocks.ts";
import { checkDraft } from "../draft.ts";
import { Refusal } from "../format.ts";
import { importFile } from "../index.ts";

const none = async (): Promise<null> => null;
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? Buffer.from(content) : content;

async function read(name: string, content: string | Uint8Array): Promise<ArticleDraft> {
  return checkDraft(await importFile({ name, bytes: bytesOf(content), readBeside: none }));
}
async function textOf(name: string, content: string | Uint8Array): Promise<string> {
  return canonicalText((await read(name, content)).blocks);
}
async function refusal(name: string, content: string | Uint8Array): Promise<string> {
  try {
    await importFile({ name, bytes: bytesOf(content), readBeside: none });
  } catch (error) {
    if (error instanceof Refusal) return `${error.reason} ${error.advice}`.trim();
    throw error;
  }
  throw new Error("Expected a refusal");
}

const zipped = (...names: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(1)])));

test.each(["page.html", "note.md", "note.txt"])("an empty %s is refused", async (name) => {
  expect(await refusal(name, "")).toBe("The file is empty. Check where it came from.");
});

test.each([
  ["note.txt", " \n\t\u00a0\u200b\n"],
  ["note.md", "\n\n---\n\n![](x.png)\n"],
  ["page.html", "<html><body><img src='x.png'><script>alert(1)</script></body></html>"],
  ["page.html", "<html>"],
  ["page.html", "<!-- nothing -->"],
])("%s without any text is refused", async (name, content) => {
  expect(await refusal(name, content)).toMatch(/^There is no text in it\./);
});

test("a page that only shows frames says so", async () => {
  const page =
    "<html><frameset cols=50%,50%><frame src=a.html><frame src=b.html></frameset></html>";
  expect(await refusal("frames.html", page)).toMatch(
    /^This page only shows other pages in frames\./,
  );
});

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
test.each([
  ["a picture", "photo.html", latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
  ["a picture", "photo.txt", latin("\xff\xd8\xff\xe0\0\x10JFIF")],
  ["an archive", "essay.md", latin("PK\x03\x04\x14\0\x06\0")],
  ["an old Word or Office file", "essay.txt", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0")],
  ["a program", "run.txt", latin("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0")],
  ["a program", "run", latin("\x7fELF\x02\x01\x01\0")],
  ["an archive", "all.txt", latin("\x1f\x8b\x08\0\0\0\0\0")],
  ["a spreadsheet", "depths.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")],
  ["a presentation", "talk.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml")],
  ["a document of Pages, Numbers or Keynote", "letter.pages", zipped("Index/Document.iwa")],
  ["a Kindle or Mobipocket book", "tides.mobi", latin(`${"Tides\0".repeat(10)}BOOKMOBI\0\0`)],
  ["a WordPerfect document", "old.wpd", latin("\xffWPC\x10\0\0\0")],
  ["a database", "data.txt", latin("SQLite format 3\0\x10\0")],
])("what seems to be %s is refused by name (%s)", async (what, name, bytes) => {
  expect(await refusal(name, bytes)).toContain(
    `This seems to be ${what}, which cannot be imported.`,
  );
});

test("other binary data is refused", async () => {
  const noise = Uint8Array.from(
    { length: 4_000 },
    (_, i) => (i * 7_919 + (i >> 3) * 104_729) % 251,
  );
  expect(await refusal("noise.txt", noise)).toMatch(/^This is not text/);
  expect(await refusal("zeros.txt", new Uint8Array(5_000))).toMatch(/^This is not text/);
});

test("a wrong ending does not matter when the content is clear", async () => {
  const page = "<!doctype html><html><body><p>A page under another name.</p></body></html>";
  expect((await read("page.txt", page)).importer).toBe("html");
  expect(await textOf("page.dat", page)).toBe("A page under another name.");
  expect(await textOf("note.html", "Only words, no tags.\nTwo lines.")).toBe(
    "Only words, no tags. Two lines.",
  );
  expect(await textOf("note.xyz", "Words in an unknown ending.")).toBe(
    "Words in an unknown ending.",
  );
  expect((await read("LICENSE", "Do as you like.")).importer).toBe("text");
});

test("NUL bytes and half characters cost nothing but themselves", async () => {
  const draft = await read("note.txt", "Before\0 and\0 after.\nNext line");
  expect(canonicalText(draft.blocks)).toBe("Before and after.\nNext line");
  expect(draft.warnings).toEqual(["2 NUL characters were left out."]);
  const half = Buffer.from("one \ud800 two", "utf16le");
  expect(await textOf("note.txt", Buffer.concat([Buffer.from([0xff, 0xfe]), half]))).toBe(
    "one \ufffd two",
  );
  expect(await textOf("page.html", "<p>one &#xD800; two &#0; three</p>")).toMatch(
    /^one \ufffd two .? ?three$/u,
  );
});

test("scripts, handlers and links that would run are left out, and counted", async () => {
  const draft = await read(
    "page.html",
    `<body onload=alert(1)><h1 onclick=alert(2)>A plain page about nothing much</h1><script>alert(3)</script>
     <p>See <a href="javascript:alert(4)">one</a>, <a href=" java\nscript:alert(5)">two</a>, <a href="data:text/html,x">three</a>,
     <a href="vbscript:x">four</a>, <a href="file:///etc/passwd">five</a> and <a href="https://ok.example/">six</a>.
     <img src=x onerror=alert(6)><iframe srcdoc="<script>alert(7)</script>"></iframe><svg onload=alert(8)><text>drawn</text></svg></p></body>`,
  );
  const stored = JSON.stringify({ ...draft, warnings: [] });
  expect(stored).not.toMatch(/alert|script:|onerror|file:\/\//);
  expect(canonicalText(draft.blocks)).toContain("See one, two, three, four, five and six.");
  expect(stored).toContain('"link","https://ok.example/"');
  expect(draft.warnings.join(" ")).toContain("5 links");
});

test("hostile titles and names stay text on one line", async () => {
  const title = `"><img src=x onerror=alert(1)>\r\n\t{{7*7}} \u202egnp.exe\0`;
  const escaped = title.replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const draft = await read(
    "x.html",
    `<title>${escaped}</title><meta name=author content='<b onclick=x>Eve</b>'><p>Some text.</p>`,
  );
  expect(draft.title).toMatch(/^"><img src=x onerror=alert\(1\)> \{\{7\*7\}\}/);
  expect(draft.title).not.toMatch(/[\n\r\t\0]/);
  expect(draft.byline).toEqual(["<b onclick=x>Eve</b>"]);
});

test("remote pictures are named by their host and not fetched; file: references are not read", async () => {
  const asked: string[] = [];
  const page = `<article><p>${"A long enough paragraph of text. ".repeat(20)}</p><p><img src="https://t.example/pixel.png" alt="far"><img src="file:///etc/shadow" alt="near"><img src="//u.example/b.jpg"><img src="../../secret.png"></p><p>${"And more of it here. ".repeat(20)}</p></article>`;
  const draft = await importFile({
    name: "page.html",
    bytes: Buffer.from(page),
    readBeside: async (name) => {
      asked.push(name);
      return null;
    },
  });
  expect(draft.blocks.filter((block) => block.kind === "image")).toMatchObject([
    { hash: null, host: "t.example", alt: "far" },
  ]);
  expect(asked.sort()).toEqual(["../../secret.png", "etc/shadow"]);
});

test.each([
  ["div", "<div>word ", "</div>"],
  ["b", "<b>word ", ""],
  ["ul", "<ul><li>word ", ""],
  ["table", "<table><tr><td>word ", ""],
  ["template", "<div><template shadowrootmode=open>word ", "</template></div>"],
  ["blockquote", "<blockquote>word ", "</blockquote>"],
])("20,000 nested <%s> keep all their words and end soon", async (_name, open, close) => {
  const started = process.cpuUsage();
  const text = await textOf(
    "deep.html",
    `<html><body>${open.repeat(20_000)}${close.repeat(20_000)}</body></html>`,
  );
  expect(text.match(/word/g)).toHaveLength(20_000);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(4_000);
});

test("nested Markdown keeps all its words", async () => {
  expect(await textOf("deep.md", `${"> ".repeat(5_000)}deep words`)).toContain("deep words");
  expect(await textOf("deep.md", `${"- ".repeat(5_000)}deep words`)).toContain("deep words");
  expect(await textOf("deep.md", `${"*a ".repeat(20_000)}end`)).toContain("end");
});

test("a page with too many nodes is imported as text", async () => {
  const draft = await read("many.html", `<body>${"<p>one &amp; two</p>".repeat(160_000)}</body>`);
  expect(draft.warnings).toEqual([
    "The page has too many parts to lay out: only its text was imported.",
  ]);
  expect(canonicalText(draft.blocks).match(/one & two/g)).toHaveLength(160_000);
});

test("tables that are too wide or span too far keep their words", async () => {
  const wide = `<table><tr>${"<td>a".repeat(5_000)}<tr>${"<td>b".repeat(5_000)}</table>`;
  expect((await textOf("wide.html", wide)).match(/[ab]/g)).toHaveLength(10_000);
  const spans = `<table>${"<tr><td rowspan=65000 colspan=1000>a<td>b".repeat(500)}</table>`;
  expect((await textOf("spans.html", spans)).match(/[ab]/g)).toHaveLength(1_000);
  const markdown = `${"|a".repeat(5_000)}|\n${"|-".repeat(5_000)}|\n${"|b".repeat(5_000)}|\n`;
  expect((await textOf("wide.md", markdown)).match(/[ab]/g)).toHaveLength(10_000);
});

test.each(["line.txt", "line.md"])("a line of 50 MB in %s is one paragraph", async (name) => {
  const line = "lorem ipsum dolor ".repeat(2_900_000);
  const draft = await read(name, line);
  expect(canonicalText(draft.blocks)).toBe(line.trim());
});

test("more text than an article keeps is refused", async () => {
  expect(await refusal("long.txt", "lorem ipsum ".repeat(6_000_000))).toContain(
    "64 million characters",
  );
});

test("front matter cannot run, multiply or overwrite", async () => {
  expect(await textOf("a.md", "---js\nprocess.exit(1)\n---\nBody.")).toBe("Body.");
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x,x]",
    ..."bcdefgh"
      .split("")
      .map((key, i) => `${key}: &${key} [${Array(10).fill(`*${"abcdefg"[i]}`).join(",")}]`),
    "title: *h",
  ];
  expect((await read("b.md", `---\n${bomb.join("\n")}\n---\nBody.`)).title).toBe("Body.");
  const draft = await read(
    "c.md",
    "---\n__proto__: {polluted: yes}\nconstructor: x\ntitle: !!js/function 'function(){}'\n---\nBody.",
  );
  expect(draft.title).toBe("function(){}");
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
});
