import { expect, test } from "vitest";
import { canonicalText } from "../../text/blocks.ts";
import { importFile } from "../index.ts";

const text = async (html: string): Promise<string> =>
  canonicalText(
    (
      await importFile({
        name: "page.html",
        bytes: Buffer.from(html),
        readBeside: async () => null,
      })
    ).blocks,
  );
const paragraphs = (name: string, n: number): string =>
  Array.from(
    { length: n },
    (_, i) =>
      `<p>${name} ${i}: the boats went out before light and came back with the tide, heavy and late, as they had for as long as anybody knew.</p>`,
  ).join("");
const page = (body: string, title = "Two tides"): string =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`;

test("an offer of letters between two paragraphs is left out, an article about them is not", async () => {
  const offer = `<div class="newsletter-signup"><h4>More boats</h4><p>One letter a week.</p><form><input><button>Send</button></form></div><div><p>Advertisement</p></div>`;
  const read = await text(
    page(`<article>${paragraphs("A", 4)}${offer}${paragraphs("B", 4)}</article>`),
  );
  expect(read).toContain("A 3:");
  expect(read).toContain("B 3:");
  expect(read).not.toMatch(/letter|Advertisement/);
  expect(
    await text(page(`<article class="newsletter"><form></form>${paragraphs("A", 4)}</article>`)),
  ).toContain("A 3:");
});

test("what lies over a page is left out, words with a note over them are not", async () => {
  const read = await text(
    page(
      `<div class="modal"><p>${"Choose what we may remember about your visit to this page. ".repeat(4)}</p></div><div role="main">${paragraphs("A", 6)}<p>It was <a class="popup" href="#">an old wall</a> that fell, as everybody in the town had said it would, and not the new one.</p></div>`,
    ),
  );
  expect(read).not.toContain("remember");
  expect(read).toContain("an old wall that fell");
});

test("of several articles on a page the one it is called after is read", async () => {
  const two = (title: string): string =>
    page(
      `<main><article><h1>Two tides</h1>${paragraphs("A", 6)}</article><article><h1>The wall</h1>${paragraphs("B", 3)}</article></main>`,
      title,
    );
  expect(await text(two("Two tides"))).not.toContain("B 0:");
  const both = await text(two("Shore News"));
  expect(both).toContain("A 0:");
  expect(both).toContain("B 0:");
});

test("an article's footer with its notes or corrections stays", async () => {
  const read = await text(
    page(
      `<article><h1>Two tides</h1>${paragraphs("A", 5)}<footer><p>This article was amended on 5 April to correct the number of boats.</p></footer></article><footer><p>Quay Street 1</p></footer>`,
    ),
  );
  expect(read).toContain("amended on 5 April");
  expect(read).not.toContain("Quay Street");
});

test("parts of one text in sections of their own come together, whatever their length", async () => {
  const read = await text(
    page(
      `<div id="top"><div><div>${paragraphs("A", 3)}</div><div>${paragraphs("B", 40)}</div><div>${paragraphs("C", 3)}</div></div></div><div class="related"><div>${paragraphs("R", 2)}</div></div>`,
    ),
  );
  for (const first of ["A 0:", "B 0:", "B 39:", "C 2:"]) expect(read).toContain(first);
  expect(read.indexOf("A 0:")).toBeLessThan(read.indexOf("B 0:"));
  expect(read).not.toContain("R 0:");
});

test("tables within tables that lay out a page come together", async () => {
  const read = await text(
    page(
      `<table><tr><td><a href="/">Home</a></td></tr><tr><td><table><tr><td><table><tr><td>${paragraphs("A", 3)}</td></tr></table></td></tr><tr><td>${paragraphs("B", 30)}</td></tr></table></td></tr></table>`,
    ),
  );
  expect(read).toContain("A 0:");
  expect(read).toContain("B 29:");
});

test("a text in items of a list is read whole, not only the item with most paragraphs", async () => {
  const item = (n: number): string =>
    `<li>Step ${n}: take the lamp down from its hook, look at the wick by the light of the window, and write into the book what is left of it.<p></p></li>`;
  const read = await text(
    page(
      `<ol>${[1, 2, 3, 4, 5, 6, 7].map(item).join("")}<li>Step 8 has more to it. ${paragraphs("A", 4)}</li>${[9, 10, 11].map(item).join("")}</ol>`,
    ),
  );
  for (const first of ["Step 1:", "Step 8", "A 3:", "Step 11:"]) expect(read).toContain(first);
});
