/** References that databases give in lines and in XML: what is damaged in them, and how they are known. */
import { expect, test } from "vitest";
import { checkHarvest } from "./harvest.ts";
import { openFile } from "./index.ts";

const nowhere = { depth: 0, put: async () => undefined, isFull: () => false };

async function open(name: string, content: string) {
  const bytes = Buffer.from(content);
  const harvest = await openFile({ name, bytes, readBeside: async () => null }, nowhere);
  const { articles, refused } = checkHarvest({ ...harvest, files: [] });
  const drafts = articles.map(({ draft }) => draft);
  return { articles, drafts, titles: drafts.map(({ title }) => title), refused };
}

const enw = "%0 Book\n%A Moor, Ada\n%T Kilns\n%D 2001\n";
const wos =
  "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Moor, A\nTI Kilns\nPY 2001\nER\nEF\n";
const pubmed = (...articles: readonly string[]): string =>
  `<?xml version="1.0"?>\n<PubmedArticleSet>${articles.join("\n")}</PubmedArticleSet>`;
const article = (id: number, title: string): string =>
  `<PubmedArticle><MedlineCitation><PMID>${id}</PMID><Article><ArticleTitle>${title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>`;

test.each([
  ["refer", enw],
  ["wos", wos],
  ["pubmed", pubmed(article(1, "Kilns"))],
])("references are known by what is in them, not by their name: %s", async (importer, content) => {
  for (const name of ["download", "download.txt", "download.xml"]) {
    const { drafts } = await open(name, content);
    expect(drafts).toMatchObject([{ importer, title: "Kilns" }]);
  }
});

test("entries of refer end before an empty line, and abstracts may have empty lines in them", async () => {
  const { drafts, titles } = await open(
    "a.enw",
    "%A Ann Lee\n%T One\n%K sea\nsalt\n%X First.\n\nSecond.\n\n%T Two\n%D 1999\n\n%T Three\n%@ 1234-5679\n",
  );
  expect(titles).toEqual(["One", "Two", "Three"]);
  expect(drafts[0]).toMatchObject({
    abstract: "First. Second.",
    fields: { keywords: "sea; salt" },
  });
  expect(drafts[2]?.identifiers).toEqual({ issn: "1234-5679" });
});

test("names on one line of Web of Science are as many authors, and a cut entry says so", async () => {
  const { drafts } = await open(
    "a.ciw",
    "PT J\nAU Moor, Ada; Lund, Per\nTI Kilns of the north\n   and south",
  );
  expect(drafts[0]).toMatchObject({
    title: "Kilns of the north and south",
    byline: ["Ada Moor", "Per Lund"],
    warnings: ["The file breaks off in this entry: what follows is missing."],
  });
});

test("a damaged entry of PubMed is named, and the others are read", async () => {
  const { titles, refused } = await open(
    "a.xml",
    pubmed(
      article(1, "One"),
      article(2, "Two <i>torn</b>"),
      article(3, "Three &nbsp;&alpha;"),
    ).slice(0, -60) + article(4, "Four").slice(0, 60),
  );
  expect(titles).toEqual(["One"]);
  expect(refused.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    "2: The file is damaged: its XML breaks off or does not fit together.",
    "3: The file breaks off in this entry.",
    "4: The file breaks off in this entry.",
  ]);
});

test("the lines of an outline are a list, whatever wrote it", async () => {
  const outline = `<opml version="1.0"><head/><body>
    <outline text="One &amp;amp; two &lt; three" complete="true"/><outline title="Only a title"/>
    <outline text="5 &lt; 6 and &lt;a href=&quot;https://x.example/&quot;&gt;x&lt;/a&gt;"/></body></opml>`;
  const { drafts } = await open("outline.xml", outline);
  const texts = drafts[0]?.blocks.map((block) => ("text" in block ? block.text : ""));
  expect(texts).toEqual(["☑ One & two < three", "Only a title", "5 < 6 and x"]);
  await expect(open("none.opml", "<opml><body/></opml>")).rejects.toThrow(
    /no line in this outline/,
  );
});

test("a text that quotes an entry is a text, and a database may say who it is above its entries", async () => {
  const entry = "TY  - JOUR\nTI  - Kilns\nER  - \n";
  const guide = `# How to cite\n\nWrite it as follows.\n\n${entry}`;
  expect((await open("guide.md", guide)).drafts).toMatchObject([{ importer: "markdown" }]);
  expect((await open("guide.txt", guide)).drafts).toMatchObject([{ importer: "text" }]);
  const exported = `Provider: Shore Press\nDatabase: Coasts\nContent: text/plain; charset="UTF-8"\n\n\n${entry}`;
  expect((await open("export.txt", exported)).drafts).toMatchObject([{ importer: "ris" }]);
});

test("XML of other kinds is its text, and what does not hold together is kept as it is written", async () => {
  const book = `<?xml version="1.0"?><book><title>Lamps</title><chapter><title>Oil</title>
    <para>Of <emphasis>whales</emphasis>, see <ulink url="https://oil.example/">oil</ulink>.</para>
    <itemizedlist><listitem><para>wick</para></listitem></itemizedlist></chapter></book>`;
  const { drafts } = await open("a.xml", book);
  expect(drafts[0]).toMatchObject({ importer: "xml", title: "Lamps" });
  expect(drafts[0]?.blocks).toMatchObject([
    { kind: "heading", text: "Lamps" },
    { kind: "heading", text: "Oil" },
    {
      kind: "paragraph",
      text: "Of whales, see oil.",
      marks: [
        [3, 9, "emphasis"],
        [15, 18, "link", "https://oil.example/"],
      ],
    },
    { kind: "listItem", text: "wick" },
  ]);
  const torn = await open("b.xml", '<?xml version="1.0"?>\n<a>One</a>\n<b>Two');
  expect(JSON.stringify(torn.drafts[0]?.blocks)).toContain("<b>Two");
});
