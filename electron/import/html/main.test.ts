import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { importFile } from "../index.ts";
import { readBlocks } from "./blocks.ts";
import { parseDocument } from "./dom.ts";
import { mainContent } from "./main.ts";

const paragraphs = (name: string, n: number): string =>
  Array.from(
    { length: n },
    (_, i) =>
      `<p>${name} ${i}: the boats went out before light and came back with the tide, heavy and late, as they had for as long as anybody knew.</p>`,
  ).join("");

async function headings(html: string, url: string): Promise<readonly string[]> {
  const page = { html, textLength: html.length, url, stated: null };
  const main = await mainContent(parseDocument(html).document, page);
  return readBlocks(main.root).flatMap(({ block }) =>
    block.kind === "heading" ? [block.text] : [],
  );
}
const inParts = (name: string): string =>
  `<html><body><main><h1>Two tides</h1><div>${paragraphs("Opening", 5)}</div>${[1, 2, 3, 4]
    .map(
      (n) =>
        `<section class="${name}"><h2>Part ${n}</h2><div>${paragraphs(`Part ${n}`, 4)}</div></section>`,
    )
    .join("")}</main></body></html>`;

test("where Readability leaves most of a page out, a second opinion brings it back, without a request", async () => {
  const requests: unknown[] = [];
  const fetch = globalThis.fetch;
  globalThis.fetch = (request) => {
    requests.push(request);
    return Promise.reject(new Error("No network"));
  };
  try {
    const page = inParts("supplemental");
    const parts = ["Part 1", "Part 2", "Part 3", "Part 4"];
    expect(await headings(page, "https://tides.example/two")).toEqual(parts);
    // For this site it would like to ask for a transcript.
    await headings(page, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
  } finally {
    globalThis.fetch = fetch;
  }
  expect(requests).toEqual([]);
});

test("a page without paragraphs comes without its furniture", async () => {
  const html =
    "<html><body><nav>Home</nav><div>Only words.</div><footer>Imprint</footer></body></html>";
  const page = { html, textLength: html.length, url: null, stated: null };
  const main = await mainContent(parseDocument(html).document, page);
  expect(readBlocks(main.root).map(({ block }) => ("text" in block ? block.text : ""))).toContain(
    "Only words.",
  );
});

const stated = `The keeper wrote that the wind had turned.\n\n${"Nine boats came home, and none was missing. ".repeat(12)}`;
const data = `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: "The lamp", articleBody: stated })}</script>`;
const draft = (html: string): Promise<ArticleDraft> =>
  importFile({ name: "p.html", bytes: Buffer.from(html), readBeside: async () => null });
const textsOf = ({ blocks }: ArticleDraft): readonly string[] =>
  blocks.map((block) => ("text" in block ? block.text : block.kind));

test("a text that is only in the page's data is taken from there, and that is said", async () => {
  const made = await draft(
    `<html><head>${data}</head><body><div id="root"></div><nav>Home</nav></body></html>`,
  );
  expect(textsOf(made)).toHaveLength(2);
  expect(made.warnings.join()).toContain("the data for search engines");
});

test("the page's data never stand in for a text that is shown", async () => {
  const shown = await draft(
    `<html><head>${data}</head><body><div>${stated} And more.</div></body></html>`,
  );
  expect(textsOf(shown).join()).toContain("And more.");
  const other = await draft(
    `<html><head>${data}</head><body><article>${paragraphs("Shown", 6)}</article></body></html>`,
  );
  expect(textsOf(other).join()).not.toContain("Nine boats");
});

test("a page that its scripts would have to fill is refused with what to do", async () => {
  await expect(
    draft('<html><body><div id="root"></div><script src="/app.js"></script></body></html>'),
  ).rejects.toThrow(/its scripts fetch it.*SingleFile/);
});

test("every post of a thread is kept", async () => {
  const posts = Array.from(
    { length: 12 },
    (_, n) =>
      `<div class="post"><div class="author">user${n}</div><div class="message">Post ${n}: I have burned ${n} kinds of oil, and the wick matters more.</div><div class="buttons"><a href="#">Reply</a></div></div>`,
  );
  const text = textsOf(
    await draft(
      `<html><body><h1>Oil</h1><div class="thread">${posts.join("")}</div></body></html>`,
    ),
  ).join("\n");
  expect(posts.filter((_, n) => text.includes(`Post ${n}:`))).toHaveLength(12);
});

test("a recipe comes with its lists and without the menu", async () => {
  const made = await draft(
    "<html><body><nav>Home Recipes</nav><main><h1>Bread</h1><p>A loaf.</p><h2>Ingredients</h2><ul><li>500 g flour</li><li>10 g salt</li></ul><h2>Method</h2><ol><li>Mix and wait.</li><li>Bake.</li></ol></main></body></html>",
  );
  expect(textsOf(made)).toEqual([
    "Bread",
    "A loaf.",
    "Ingredients",
    "500 g flour",
    "10 g salt",
    "Method",
    "Mix and wait.",
    "Bake.",
  ]);
});

test("pictures behind stand-ins, in sets and for readers without scripts are found where they are", async () => {
  const hosts = (picture: string): Promise<readonly (string | null)[]> =>
    draft(
      `<html><head><base href="https://page.example/a/"></head><body><article>${paragraphs("A", 4)}${picture}${paragraphs("B", 4)}</article></body></html>`,
    ).then(({ blocks }) => blocks.flatMap((block) => (block.kind === "image" ? [block.host] : [])));
  expect(await hosts('<img src="https://far.example/1.png">')).toEqual(["far.example"]);
  expect(
    await hosts('<img src="data:image/gif;base64,R0lGOD" data-src="https://lazy.example/1.png">'),
  ).toEqual(["lazy.example"]);
  expect(
    await hosts(
      '<img src="/img/spacer.gif" data-srcset="https://s.example/1.png 1x, https://l.example/2.png 2x">',
    ),
  ).toEqual(["l.example"]);
  expect(
    await hosts('<img srcset="https://l.example/a,b.png 900w, https://s.example/c.png 300w">'),
  ).toEqual(["l.example"]);
  expect(
    await hosts('<picture><source srcset="https://set.example/1.webp"><img alt="x"></picture>'),
  ).toEqual(["set.example"]);
  expect(await hosts('<noscript><img src="https://no.example/1.png"></noscript>')).toEqual([
    "no.example",
  ]);
  expect(await hosts('<img src="b.png">')).toEqual(["page.example"]);
  expect(await hosts('<img src="https://count.example/p.gif" width="1" height="1">')).toEqual([]);
});

test("what only screen readers say is no text of the page", async () => {
  const made = await draft(
    `<html><body><article>${paragraphs("A", 4)}<p>The <a href="https://x.example/">log<span class="sr-only"> (opens in a new window)</span></a> is kept.</p>${paragraphs("B", 4)}</article></body></html>`,
  );
  expect(textsOf(made)).toContain("The log is kept.");
});

test("a question is kept with its answers, and who wrote them", async () => {
  const post = (kind: string, name: string, text: string): string =>
    `<div class="${kind}"><div class="author">${name}</div><div class="post-text"><p>${text}</p></div><a href="#">Share</a></div>`;
  const long =
    "Oil rises slowly in a new wick, so give it ten minutes at the very least, and be patient. ";
  const made = await draft(
    `<html><body><div id="question"><h1>How is it lit?</h1>${post("question", "ines", "I have a lamp and no idea how to light it.")}</div><div id="answers"><h2>2 Answers</h2>${post("answer", "tomas", long.repeat(3))}${post("answer", "li", long.repeat(2))}</div></body></html>`,
  );
  expect(textsOf(made)).toEqual([
    "How is it lit?",
    "ines",
    "I have a lamp and no idea how to light it.",
    "tomas",
    long.repeat(3).trim(),
    "li",
    long.repeat(2).trim(),
  ]);
});

test("links to change a section, or to point at it, are no part of its heading", async () => {
  const page = (name: string): string =>
    `<h2>${name}<span class="mw-editsection">[<a href="/edit">edit</a>]</span><a href="#s">¶</a></h2>${paragraphs(name, 4)}`;
  const html = `<html><head><title>Tides</title></head><body><div>${page("Neap")}${page("Spring")}</div></body></html>`;
  const draft = await importFile({
    name: "page.html",
    bytes: Buffer.from(html),
    readBeside: async () => null,
  });
  expect(draft.blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []))).toEqual([
    "Neap",
    "Spring",
  ]);
});
