import { expect, test } from "vitest";
import type { FoundMetadata } from "../assemble.ts";
import { parseDocument } from "./dom.ts";
import { readMetadata } from "./metadata.ts";
import { savedPage, withoutArchiveBar } from "./saved-page.ts";
import { namesIn } from "../names.ts";

function metadata(head: string, body = "<p>Text.</p>"): FoundMetadata {
  const source = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  return readMetadata(parseDocument(source).document, savedPage(source));
}
const jsonLd = (json: string): string => `<script type="application/ld+json">${json}</script>`;

test("JSON-LD with raw line breaks, trailing commas and comments is still read", () => {
  const broken = `<!-- {"@type":["NewsArticle"],"headline":"One\nline","author":"Ines Halloran","datePublished":"2024-03-18",} -->`;
  expect(metadata(jsonLd(broken))).toMatchObject({
    title: "One line",
    byline: ["Ines Halloran"],
    published: "2024-03-18",
  });
});

test("JSON-LD that is beyond repair, or nested without end, is left alone", () => {
  expect(metadata(`<title>T</title>${jsonLd("{nonsense")}`).title).toBe("T");
  expect(metadata(`<title>T</title>${jsonLd("[".repeat(200_000))}`).title).toBe("T");
});

test("sources are asked in order, and each field says which one answered", () => {
  const head = `<title>Old</title><meta property="og:title" content="From OpenGraph"><meta name="citation_title" content="From the citation">`;
  expect(metadata(head)).toMatchObject({
    title: "From the citation",
    found: { title: "citation_title" },
  });
  expect(metadata(head + jsonLd(`{"@type":"Article","headline":"From JSON-LD"}`)).found.title).toBe(
    "JSON-LD",
  );
});

test("only the site's own name is cut off a title", () => {
  const site = `<meta property="og:site_name" content="The Lakeside Courier">`;
  expect(metadata(`<title>Ice | Lakeside Courier</title>${site}`).title).toBe("Ice");
  expect(metadata(`<title>The Lakeside Courier: Ice</title>${site}`).title).toBe("Ice");
  expect(metadata(`<title>Ice - and what follows</title>${site}`).title).toBe(
    "Ice - and what follows",
  );
  expect(
    metadata(
      `<title>Ice – courier.example</title><link rel=canonical href="https://www.courier.example/ice">`,
    ).title,
  ).toBe("Ice");
});

test("all authors of a paper come first name first", () => {
  const head = `<meta name="citation_author" content="Okonkwo, Adaeze"><meta name="citation_author" content="Per Lindqvist">`;
  expect(metadata(head).byline).toEqual(["Adaeze Okonkwo", "Per Lindqvist"]);
});

test("a date in the address beats a vague one on the page", () => {
  const head = `<link rel=canonical href="https://c.example/2024/03/18/x"><meta name="date" content="2020-01-01">`;
  expect(metadata(head)).toMatchObject({
    published: "2024-03-18",
    found: { published: "address" },
  });
});

test("addresses that are not of the web are no addresses", () => {
  expect(metadata(`<link rel=canonical href="javascript:alert(1)">`).url).toBeNull();
  expect(
    metadata(
      `<link rel=canonical href="/relative"><meta property="og:url" content="https://c.example/a">`,
    ).url,
  ).toBe("https://c.example/a");
});

test("languages are canonical tags or nothing", () => {
  expect(metadata(`<meta property="og:locale" content="de_AT">`).language).toBe("de-AT");
  expect(metadata(`<meta property="og:locale" content="german, of course">`).language).toBeNull();
});

test.each([
  ["By Ines Halloran and Tomas Berg", ["Ines Halloran", "Tomas Berg"]],
  ["Von Max de Winter", ["Max de Winter"]],
  [
    "Ines Halloran, Tomas Berg & Mary Ann O’Brien",
    ["Ines Halloran", "Tomas Berg", "Mary Ann O’Brien"],
  ],
  ["Department of Seeds, Roots and Bark", ["Department of Seeds, Roots and Bark"]],
  ["https://www.facebook.com/courier", []],
  ["admin", []],
])("%s names %j", (byline, names) => {
  expect(namesIn(byline)).toEqual(names);
});

test.each([
  [
    '<div class="byline">By <a href="/j">Jane Doe</a>, Staff Writer | May 3, 2019</div>',
    ["Jane Doe"],
  ],
  ['<p class="byline">Von Anna Groß und Jörg Klein · 5 min read</p>', ["Anna Groß", "Jörg Klein"]],
  [
    '<p class="article-byline"><span>By</span> <a href="/author/li">Li Wen</a> <span>Science Editor</span></p>',
    ["Li Wen"],
  ],
  ['<div class="c-byline">Shore News</div>', []],
])("%s names %j", (byline, names) => {
  const site = '<meta property="og:site_name" content="Shore News">';
  expect(metadata(site, `<h1>Lamps</h1>${byline}`).byline).toEqual(names);
});

test("a written date below the title is the last thing asked", () => {
  const dated = (html: string): string | null =>
    metadata("", `<p>21 November 2026</p><h1>Lamps</h1>${html}`).published;
  expect(dated("<p>By Jane Doe | May 3, 2019</p>")).toBe("2019-05-03");
  expect(dated("<p>Stand: 03.05.2019, 10:00 Uhr</p>")).toBe("2019-05-03");
  expect(dated("<p>2019年5月3日</p>")).toBe("2019-05-03");
  expect(dated("<p>© 3 May 2019</p><p>In 2019 nothing happened.</p>")).toBeNull();
  expect(dated('<time datetime="2018-01-01">x</time><p>May 3, 2019</p>')).toBe("2018-01-01");
});

test("a heading says where a title ends, and a writer's name is cut off like the site's", () => {
  const body = "<h1>Ink</h1><h2>How the harbour was measured</h2>";
  expect(metadata("<title>How the harbour was measured | Notes | Ines</title>", body).title).toBe(
    "How the harbour was measured",
  );
  expect(metadata("<title>Ink - a history of it</title>", body).title).toBe(
    "Ink - a history of it",
  );
  const author = `<meta name="author" content="Ines Halloran">`;
  expect(metadata(`<title>Low water - Ines Halloran</title>${author}`).title).toBe("Low water");
});

test("a site called after its writer keeps the writer", () => {
  const data = (type: string): string =>
    jsonLd(
      `{"@graph":[{"@type":"Article","headline":"Ice","author":{"@id":"#me"},"publisher":{"name":"Ines Halloran"}},{"@id":"#me","@type":"${type}","name":"Ines Halloran"}]}`,
    );
  expect(metadata(data("Person")).byline).toEqual(["Ines Halloran"]);
  expect(metadata(data("Organization")).byline).toEqual([]);
});

test("names in capitals are written as the page writes them elsewhere", () => {
  const byl = `<meta name="byl" content="By INES McHALLORAN and TOMAS BERG">`;
  expect(metadata(byl.replace("McH", "MCH"), "<p>Ines McHalloran lives here.</p>").byline).toEqual([
    "Ines McHalloran",
    "Tomas Berg",
  ]);
  expect(metadata(`<meta name="author" content="BBC">`).byline).toEqual(["BBC"]);
});

test("an author is found by what an element is called, or in a line below the title", () => {
  expect(metadata("", `<div class="article__author">By\n Ines Halloran </div>`).byline).toEqual([
    "Ines Halloran",
  ]);
  expect(metadata("", "<h1>Ice</h1><p>By Ines Halloran and Tomas Berg</p>").byline).toEqual([
    "Ines Halloran",
    "Tomas Berg",
  ]);
  expect(metadata("", "<p>By the sea there was a harbour.</p>").byline).toEqual([]);
  expect(metadata("", `<ol id="comments"><li><p>By Ines Halloran</p></li></ol>`).byline).toEqual(
    [],
  );
});

test("a byline is its names, whatever is set beside or below them", () => {
  const by = (html: string): readonly string[] => metadata("", `<h1>Tides</h1>${html}`).byline;
  expect(
    by(`<div class="author"><a>Ines Halloran</a><em>Senior Harbour Correspondent</em></div>`),
  ).toEqual(["Ines Halloran"]);
  expect(by(`<p>By <b>Ines Halloran</b><span>Executive News Editor</span></p>`)).toEqual([
    "Ines Halloran",
  ]);
  expect(by(`<p class="byline">Ines Halloran, Tuesday, Aug. 17, 2010</p>`)).toEqual([
    "Ines Halloran",
  ]);
  expect(by(`<p class="byline">9:39AM BST 05 Oct 2011</p>`)).toEqual([]);
  const author = (name: string): readonly string[] =>
    metadata(
      `<meta name="author" content="${name}"><link rel=canonical href="https://courier.example/a">`,
    ).byline;
  expect(author("Ines Halloran, CNN")).toEqual(["Ines Halloran"]);
  expect(author("courier.example")).toEqual([]);
});

test("a day in the text is no date of publishing, one that is called so or stands alone is", () => {
  const on = (html: string): string | null => metadata("", `<h1>Tides</h1>${html}`).published;
  expect(
    on(`<ul><li>The act of the tides was signed into law on August 14, 1935</li></ul>`),
  ).toBeNull();
  expect(on(`<p>The old pier was washed away by the flood on August 14, 2015</p>`)).toBeNull();
  expect(
    on(`<div><p>Text.</p></div><span class="published_date">September 20, 2011, 6:37 PM</span>`),
  ).toBe("2011-09-20");
  expect(on(`<div class="comments"><span class="date">September 20, 2011</span></div>`)).toBeNull();
  expect(on(`<span property="dc:date" content="2013-04-19">Friday</span>`)).toBe("2013-04-19");
  expect(
    metadata(`<link rel=canonical href="https://c.example/2010/HARBOURS/08/13/a.html">`).published,
  ).toBe("2010-08-13");
});

test("what was escaped twice, or has tags in it, is read as it is meant", () => {
  expect(
    metadata(
      `<meta property="og:title" content="Salt &amp;amp; tide"><meta name="description" content="Of salt.&amp;nbsp;And of &lt;a href='/t'&gt;tides&lt;/a&gt;.">`,
    ),
  ).toMatchObject({
    title: "Salt & tide",
    abstract: "Of salt. And of tides .",
  });
});

test("a heading that leads to the start of the site is not the title of the page", () => {
  expect(
    metadata(
      `<title>Harbour Blog » Archive » Low water</title>`,
      `<h1><a href="/blog/">Harbour Blog</a></h1><h2><a href="/blog/low-water">Low water</a></h2><p>Text.</p>`,
    ).title,
  ).toBe("Low water");
});

test("a page that does not name its site otherwise names it behind its title", () => {
  expect(
    metadata(`<title>Low water in May - Harbour Weekly</title>`, `<h1>Low water in May</h1>`),
  ).toMatchObject({
    site: "Harbour Weekly",
    title: "Low water in May",
  });
  expect(metadata(`<title>Low water - a study</title>`, `<h1>Tides</h1>`).site).toBeNull();
});

test.each([
  [
    `<meta name="savepage-url" content="https://tides.example/a?b&amp;c">`,
    "https://tides.example/a?b&c",
  ],
  [
    `<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>https://web.archive.org/web/20101231235959/http://tides.example/old.html</p><!-- END WAYBACK TOOLBAR INSERT -->`,
    "http://tides.example/old.html",
  ],
])("the address of a page is what saved or kept it says: %s", (source, url) => {
  expect(metadata(source).url).toBe(url);
});

test("the bar of an archive is no part of the page that it kept", () => {
  const bar =
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>12 captures</p><!-- END WAYBACK TOOLBAR INSERT -->";
  expect(withoutArchiveBar(`<p>One</p>${bar}<p>Two</p>`)).toBe("<p>One</p><p>Two</p>");
});
