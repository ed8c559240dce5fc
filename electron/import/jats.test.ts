import { expect, test } from "vitest";
import type { ArticleDraft } from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { checkDraft } from "./draft.ts";
import { Refusal } from "./format.ts";
import { importFile, openFile } from "./index.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
async function read(
  content: string,
  name = "a.xml",
  beside: readonly string[] = [],
): Promise<ArticleDraft> {
  const readBeside = async (path: string): Promise<Uint8Array | null> =>
    beside.includes(path) ? picture : null;
  return checkDraft(await importFile({ name, bytes: Buffer.from(content), readBeside }));
}
async function refusal(content: string): Promise<string> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("Expected a refusal");
}
const article = (body: string, meta = "", back = ""): string =>
  `<article dtd-version="1.2" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>${meta}</article-meta></front><body>${body}</body><back>${back}</back></article>`;
const textOf = ({ blocks }: ArticleDraft): string => canonicalText(blocks);

test("articles of an archive are known under any name, and other XML is not taken for one", async () => {
  expect((await read(article("<p>Text.</p>"), "PMC1")).importer).toBe("jats");
  const one = `<pmc-articleset>${article("<p>One.</p>")}</pmc-articleset>`;
  expect(textOf(await read(one, "set.xml"))).toBe("One.");
  const bare = article("<p>Bare.</p>").replace(/ dtd-version[^>]*/, "");
  expect((await read(`<articles>${bare}</articles>`, "set.xml")).importer).toBe("jats");
  expect(
    (await read("<rss><channel><title>News</title></channel></rss>", "feed.xml")).importer,
  ).not.toBe("jats");
  const page =
    "<html><body><article xml:lang='en'><p>A page, whatever its name.</p></article></body></html>";
  expect((await read(page, "page.xml")).importer).toBe("html");
});

test("each article of a set becomes a file of its own, with what the set says of prefixes", async () => {
  const titled = (title: string): string =>
    article(
      `<p>Of ${title}.</p><p><x:ext-link x:href="https://peat.example/">peat</x:ext-link></p>`,
      `<title-group><article-title>${title}</article-title></title-group>`,
    );
  const set = `<?xml version="1.0"?><!DOCTYPE pmc-articleset PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" "x.dtd">
    <pmc-articleset xmlns:x="http://www.w3.org/1999/xlink">${titled("Peat &amp; <i>moss</i>")}<!-- <article> --><Reply/>
    ${titled("Fen").replaceAll("x:ext", "ext")}${titled("Bog").slice(0, -30)}`;
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const put = async (name: string, bytes: Uint8Array): Promise<void> =>
    void files.push({ name, bytes });
  const harvest = await openFile(
    { name: "set.xml", bytes: Buffer.from(set), readBeside: async () => null },
    { depth: 0, put, isFull: () => false },
  );
  expect(files.map(({ name }) => name)).toEqual(["1 Peat & moss.nxml", "2 Fen.nxml"]);
  expect(harvest.refused).toMatchObject([
    { name: "3 Bog", reason: "The file breaks off in this article." },
  ]);
  const drafts = await Promise.all(
    files.map(({ name, bytes }) => read(Buffer.from(bytes).toString(), name)),
  );
  expect(drafts.map(({ title }) => title)).toEqual(["Peat & moss", "Fen"]);
  const link = drafts[1]?.blocks.at(-1);
  expect(link).toMatchObject({ marks: [[0, 4, "link", "https://peat.example/"]] });
});

test("undeclared names of characters are the characters, unknown ones stay", async () => {
  expect(textOf(await read(article("<p>a&nbsp;b &ndash; c &lt; d &amp; e &nosuch; f</p>")))).toBe(
    "a\u00a0b – c < d & e &nosuch; f",
  );
});

test("entities that a file declares are refused, and files it refers to are not read", async () => {
  const start = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS 1.2//EN" "x.dtd"';
  const bomb = `${start} [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${article("<p>&b;</p>")}`;
  expect(await refusal(bomb)).toMatch(/^It declares entities of its own/);
  const reader = `${start} [<!ENTITY x SYSTEM "file:///etc/passwd">]>${article("<p>&x;</p>")}`;
  expect(await refusal(reader)).toMatch(/^It declares entities of its own/);
  expect(textOf(await read(`${start}>${article("<p>Free.</p>")}`))).toBe("Free.");
});

test("damaged articles, and articles of nothing, are refused", async () => {
  expect(await refusal(article("<p>Text.</p>").slice(0, -30))).toMatch(/^The file is damaged/);
  expect(await refusal(article("<p>Text.</b>"))).toMatch(/^The file is damaged/);
  expect(await refusal(article(""))).toMatch(/^There is no text in it/);
});

test("markup in the text stays text, and links that would run are not kept", async () => {
  const draft = await read(
    article(
      `<p>&lt;script&gt;run()&lt;/script&gt; <ext-link xlink:href="javascript:run()">one</ext-link> <ext-link xlink:href='https://x.example/?a="b"&amp;c'>two</ext-link></p><script>run()</script>`,
    ),
  );
  expect(textOf(draft)).toMatch(/^<script>run\(\)<\/script> one two/);
  expect(JSON.stringify(draft.blocks)).not.toContain("javascript:");
  expect(JSON.stringify(draft.blocks)).toContain("https://x.example/?a=%22b%22&c");
});

test("pictures beside the file are found with and without their ending", async () => {
  const body =
    '<fig><caption><p>One</p></caption><graphic xlink:href="f1"/></fig><fig><graphic xlink:href="f2.png"/></fig><fig><graphic xlink:href="../../f3.png"/></fig><p>Text.</p>';
  const draft = await read(article(body), "a.nxml", ["f1.jpg", "f2.png"]);
  expect(draft.images).toHaveLength(1);
  expect(draft.blocks.map(({ kind }) => kind)).toEqual([
    "image",
    "paragraph",
    "image",
    "paragraph",
  ]);
});

test.each([
  ["<pub-date iso-8601-date='2019-02-03'><year>2018</year></pub-date>", "2019-02-03"],
  ["<pub-date pub-type='ppub'><month>Mar</month><year>2017</year></pub-date>", "2017-03"],
  ["<pub-date><season>Spring</season><year>2016</year></pub-date>", "2016"],
  [
    "<pub-date date-type='pub' publication-format='print'><year>2015</year></pub-date><pub-date date-type='pub' publication-format='electronic'><day>31</day><month>02</month><year>2014</year></pub-date>",
    "2014-02",
  ],
  ["<pub-date><year>soon</year></pub-date>", null],
])("%s is the date %j", async (dates, published) => {
  expect((await read(article("<p>x</p>", dates))).published).toBe(published);
});

test("a file without the text itself says so", async () => {
  const draft = await read(
    "<article dtd-version='1'><front><article-meta><abstract><title>Abstract</title><p>Only this.</p></abstract></article-meta></front></article>",
  );
  expect(draft.abstract).toBe("Only this.");
  expect(textOf(draft)).toBe("Abstract\nOnly this.");
  expect(draft.warnings).toEqual([
    "The file holds no full text, only what is known about the article.",
  ]);
});

test("sections 5,000 deep keep their words, and 20,000 references end soon", async () => {
  const started = process.cpuUsage();
  const deep = `${"<sec><p>word</p>".repeat(5_000)}${"</sec>".repeat(5_000)}`;
  expect(textOf(await read(article(deep))).match(/word/g)).toHaveLength(5_000);
  const references = "<ref id='r'><mixed-citation>Oak, P. Bark.</mixed-citation></ref>".repeat(
    20_000,
  );
  const draft = await read(article("<p>x</p>", "", `<ref-list>${references}</ref-list>`));
  expect(textOf(draft).match(/Oak/g)).toHaveLength(20_000);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000);
});

test("authors come in parts, and the place in the journal as fields", async () => {
  const draft = await read(
    '<article dtd-version="1.2"><front><journal-meta><journal-title-group><journal-title>Shore Studies</journal-title></journal-title-group><issn>1234-5678</issn></journal-meta><article-meta><title-group><article-title>Salt</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>van Halloran</surname><given-names>Ines</given-names></name></contrib><contrib contrib-type="author"><name name-style="eastern"><surname>Li</surname><given-names>Wen</given-names></name></contrib><contrib contrib-type="author"><collab>The Salt Group</collab></contrib></contrib-group><volume>7</volume><issue>2</issue><fpage>10</fpage><lpage>19</lpage><kwd-group><kwd>salt</kwd><kwd>rope</kwd></kwd-group></article-meta></front><body><p>Text.</p></body></article>',
  );
  expect(draft.byline).toEqual(["Ines van Halloran", "Li Wen", "The Salt Group"]);
  expect(draft.names).toEqual([
    { given: "Ines", family: "Halloran", particle: "van" },
    { given: "Wen", family: "Li" },
    { given: "", family: "The Salt Group" },
  ]);
  expect(draft.fields).toEqual({
    journal: "Shore Studies",
    volume: "7",
    issue: "2",
    pages: "10–19",
    issn: "1234-5678",
    keywords: "salt; rope",
  });
});

test("abstracts for lay readers and in other languages stand behind the abstract, drawn ones do not", async () => {
  const meta = `<abstract><p>Lamps were counted.</p></abstract><abstract abstract-type="graphical"><p>Drawn.</p></abstract><abstract abstract-type="summary"><title>Author summary</title><p>We counted.</p></abstract><trans-abstract xml:lang="de"><p>Gezählt.</p></trans-abstract>`;
  const draft = await read(article("<sec><title>One</title><p>Text.</p></sec>", meta));
  expect(draft.abstract).toBe("Lamps were counted.");
  expect(textOf(draft)).toBe(
    "Abstract\nLamps were counted.\nAuthor summary\nWe counted.\nSummary\nGezählt.\nOne\nText.",
  );
});

test("formulas keep what stands above and below", async () => {
  const math =
    "<mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:msup><mml:mi>b</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:mfrac></mml:math>";
  const source = article(`<p>So <inline-formula>${math}</inline-formula> holds.</p>`).replace(
    "<article ",
    '<article xmlns:mml="http://www.w3.org/1998/Math/MathML" ',
  );
  expect(textOf(await read(source))).toBe("So a/(b^2) holds.");
});
