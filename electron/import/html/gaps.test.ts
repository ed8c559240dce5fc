import { expect, test } from "vitest";
import { canonicalText } from "../../text/blocks.ts";
import { importFile } from "../index.ts";

const read = async (body: string): Promise<string> => {
  const html = `<html><head><title>The harbour book</title></head><body>${body}</body></html>`;
  const file = { name: "page.html", bytes: Buffer.from(html), readBeside: async () => null };
  return canonicalText((await importFile(file)).blocks);
};
const paragraphs = (name: string, n: number): string =>
  Array.from(
    { length: n },
    (_, i) =>
      `<p>${name} ${i}: the boats went out before light and came back with the tide, heavy and late, as they had for as long as anybody knew.</p>`,
  ).join("");
const lead =
  "The lead line is a weight on a cord, and the marks on the cord tell the depth in fathoms. Its foot is hollow and filled with tallow, which brings up a little of the ground: sand, shell or clay.";

test("a box that is called a sidebar belongs to the article between whose paragraphs it stands", async () => {
  const text = await read(
    `<div class="chapter">${paragraphs("A", 4)}<div class="sidebar"><strong>A word on lead lines</strong><div>${lead}</div></div>${paragraphs("B", 4)}</div>`,
  );
  expect(text).toMatch(/A 3:[^]*A word on lead lines[^]*fathoms\.[^]*B 0:/);
  expect(text.split(lead)).toHaveLength(2);
});

test("a list of books that are linked stays where it is, a list of other pages does not", async () => {
  const books = `<div class="itemizedlist"><ul>${["Soundings", "Shoals", "Moorings"].map((title) => `<li><a href="/${title}">The ${title} of the North, in two volumes</a>, which the pilots still carry.</li>`).join("")}</ul></div>`;
  const pages = `<div>${["Gales", "Fogs", "Swells"].map((title) => `<div><a href="/${title}">The ${title} of the North, and how they were met.</a></div>`).join("")}</div>`;
  const text = await read(
    `<div class="chapter">${paragraphs("A", 4)}${books}${paragraphs("B", 4)}${pages}${paragraphs("C", 2)}</div>`,
  );
  expect(text).toMatch(/A 3:[^]*Shoals of the North[^]*B 0:/);
  expect(text).not.toContain("Gales");
});

test("a heading that is called after something else stays over its section", async () => {
  const text = await read(
    `<div class="chapter">${paragraphs("A", 3)}<h2 id="related-tools" class="widget">Tools of the pilot</h2>${paragraphs("B", 3)}</div>`,
  );
  expect(text).toMatch(/A 2:[^]*Tools of the pilot[^]*B 0:/);
});

test("short sections in front of a long one are part of the page", async () => {
  const section = (name: string, content: string): string =>
    `<div class="part"><h2>${name}</h2><div class="partbody">${content}</div></div>`;
  const text = await read(
    `<div id="top">${section("Synopsis", `<pre>sound --depth --mark=FATHOM</pre>`)}${section("Purpose", `<div><p>${lead}</p></div>`)}${section("Use", paragraphs("Use", 12))}</div>`,
  );
  expect(text).toMatch(/Purpose[^]*fathoms\.[^]*Use 0:/);
});

test("what is offered between paragraphs is not put back", async () => {
  const text = await read(
    `<div class="story">${paragraphs("A", 4)}<div class="related-box"><p>${lead} More on this.</p></div><div class="sidebar"><p>Write to us: we read every letter about boats and harbours.</p><form><input></form></div>${paragraphs("B", 4)}</div>`,
  );
  expect(text).not.toMatch(/lead line|Write to us/);
});

test("remarks in a listing that its colours call comments stay in it", async () => {
  const text = await read(
    `<div>${paragraphs("A", 4)}<pre>let depth = 3; <span class="comment">// in fathoms</span>\n</pre><div class="fragment"><div class="line"><span class="comment">/* the marks</span></div></div>${paragraphs("B", 4)}</div>`,
  );
  expect(text).toContain("// in fathoms");
  expect(text).toContain("/* the marks");
});

test("text that is in no element but the body is kept", async () => {
  const text = await read(
    `<center><b>My boats</b></center><hr>The first boat was made by my father in the year of the great tide, and it lay on the beach for many years.<p>The second boat was a good boat and I sailed it<br>until it sank.<p><table><tr><td><a href="a.html">Home</a><br></td><td>The third boat is the one I have now. It is painted green, and the children sleep in it in summer.</td></tr></table><hr><i>Written in the winter</i>`,
  );
  expect(text).toMatch(/The first boat[^]*The second boat[^]*The third boat/);
});

test("a page written as XML goes on behind elements that end where they begin", async () => {
  const html = `<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body><div>${paragraphs("A", 4)}<p>Where <![CDATA[a < b]]> holds.</p><a id="x"/>${paragraphs("B", 2)}</div></body></html>`;
  const file = { name: "page.xhtml", bytes: Buffer.from(html), readBeside: async () => null };
  expect(canonicalText((await importFile(file)).blocks)).toMatch(
    /A 3:[^]*Where a < b holds\.[^]*B 1:/,
  );
});

test("a listing whose names are links stays where it is", async () => {
  const names = ["sound", "moor", "anchor", "weigh"].map(
    (name) => `<a href="/api/${name}">${name}_at_depth</a>(int fathoms);`,
  );
  const text = await read(
    `<div class="chapter">${paragraphs("A", 4)}<div class="synopsis"><pre>${names.join("\n")}\n${names.join("\n")}</pre></div>${paragraphs("B", 4)}</div>`,
  );
  expect(text).toMatch(/A 3:[^]*anchor_at_depth[^]*B 0:/);
});
