import { expect, test } from "vitest";
import { readBlocks } from "./blocks.ts";
import { parseDocument } from "./dom.ts";
import { trimEdges } from "./trim.ts";

const body = [
  "<h2>Lamps</h2>",
  "<p>The first lamp was lit in autumn.</p>",
  "<p>It burned until spring.</p>",
];

/** The texts that are left of a page, and of the page with edges around it. */
function trimmed(...html: readonly string[]): readonly string[] {
  const blocks = readBlocks(parseDocument(html.join("")).document.body);
  return trimEdges(blocks).map(({ block }) => ("text" in block ? block.text : block.kind));
}
const kept = trimmed(...body);

test.each([
  ['<p>Read also: <a href="/x">Another story</a></p>'],
  ['<p>Lea también: <a href="/x">Otra historia</a></p>'],
  [
    '<h3>Das könnte Sie auch interessieren</h3><p><a href="/a">Eins</a></p><img src="https://a.example/1.jpg"><p><a href="/b">Zwei</a></p>',
  ],
  ['<h3>Читайте также</h3><ul><li><a href="/a">Один</a></li></ul>'],
  ['<h3>関連記事</h3><ul><li><a href="/a">一</a></li><li><a href="/b">二</a></li></ul>'],
  ["<p>Share on Facebook Twitter</p>"],
  ["<p>Teilen | Drucken | E-Mail</p>"],
  ["<p>Photo: Jane Doe / Shore Agency</p>"],
  ["<p>© 2020 Shore News. All rights reserved.</p>"],
  ['<p>Tags: <a href="/t">lamp</a>, <a href="/u">oil</a></p>'],
  ['<p><a href="/1">One thing</a></p><p><a href="/2">Another thing</a></p>'],
  ["<p>Sign up for our weekly newsletter</p>"],
  ["<h3>Comments</h3>"],
  ["<p>Here is what to read on:</p>"],
])("%s is cut from the end", (edge) => {
  expect(trimmed(...body, edge)).toEqual(kept);
});

test.each([
  ['<p><a href="/">Home</a> › <a href="/n">News</a></p>'],
  ["<p>Advertisement</p>"],
  ["<p>Foto: dpa</p>"],
])("%s is cut from the start", (edge) => {
  expect(trimmed(edge, ...body)).toEqual(kept);
});

test.each([
  ["<p>Photographs of it are rare.</p>"],
  [
    '<h2>References</h2><ol><li><a href="/1">One</a></li><li><a href="/2">Two</a></li><li><a href="/3">Three</a></li></ol>',
  ],
  [
    '<p>More on this was said by <a href="/k">the keeper</a>, who had much to say about oil, about wicks, about the price of glass, and about the boats that never came back.</p>',
  ],
  ['<p>The report is <a href="/r">here</a>.</p>'],
  ["<p>Tagged birds came back every year, and nobody knew from where.</p>"],
])("%s stays", (end) => {
  expect(trimmed(...body, end).length).toBeGreaterThan(kept.length);
});

test("a page of nothing but edges is kept as it is", () => {
  expect(trimmed("<p>Share</p>")).toEqual(["Share"]);
});

test("a menu that a page begins with is left out, a list of its own chapters or most of a page is not", () => {
  const items = (start: string): string =>
    ["Home", "News", "Boats", "Tides", "Letters"]
      .map((name) => `<li><a href="${start}${name}">${name}</a></li>`)
      .join("");
  const text = `<p>${"The first lamp was lit in autumn, and it burned until spring. ".repeat(4)}</p>`;
  expect(trimmed(`<ul>${items("/")}</ul>`, text)).toHaveLength(1);
  expect(trimmed(`<ul>${items("#")}</ul>`, text)).toHaveLength(6);
  expect(trimmed(`<ul>${items("/")}</ul>`, "<p>All that is here.</p>")).toHaveLength(6);
});
