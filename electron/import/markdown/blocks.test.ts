import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { canonicalText } from "../../text/blocks.ts";
import { importFile } from "../index.ts";

const read = (text: string): Promise<ArticleDraft> =>
  importFile({ name: "my_note.md", bytes: Buffer.from(text), readBeside: async () => null });

test("the title is the front matter's, else the first heading, else derived", async () => {
  expect(await read("---\ntitle: Stated\n---\n# Heading\n")).toMatchObject({
    title: "Stated",
    found: { title: "front matter" },
  });
  expect(await read("# Heading\n\nText.")).toMatchObject({
    title: "Heading",
    found: { title: "first heading" },
  });
  expect(await read("Text first.\n\n# Heading")).toMatchObject({
    title: "Text first.",
    found: { title: "derived" },
  });
});

test("values stay text: no number, date or truth is made of them", async () => {
  const draft = await read(
    '---\ntitle: 1.10\nsite: yes\nauthor: [ No, "Ünal Öz" ]\ndate: 2020-01-02\n---\nText.',
  );
  expect(draft).toMatchObject({
    title: "1.10",
    site: "yes",
    byline: ["No", "Ünal Öz"],
    published: "2020-01-02",
  });
});

test("authors may be objects, links of Obsidian or one string", async () => {
  expect(
    (
      await read(
        "---\nauthors:\n  - name: Ines Halloran\n  - '[[people/tb|Tomas Berg]]'\n---\nText.",
      )
    ).byline,
  ).toEqual(["Ines Halloran", "Tomas Berg"]);
  expect((await read("---\nauthor: Ines Halloran and Tomas Berg\n---\nText.")).byline).toEqual([
    "Ines Halloran",
    "Tomas Berg",
  ]);
});

test("broken front matter is left out with a warning", async () => {
  const draft = await read("---\ntitle: 'open\n  x: [\n---\nText.");
  expect(canonicalText(draft.blocks)).toBe("Text.");
  expect(draft.warnings.join()).toContain("not valid YAML");
});

test("a rule at the top is no front matter", async () => {
  expect(canonicalText((await read("---\nJust a sentence.\n\n---\nText.")).blocks)).toContain(
    "Just a sentence.",
  );
  expect(canonicalText((await read("---\nNever closed")).blocks)).toBe("\nNever closed");
});

test("raw HTML is text without tags", async () => {
  const draft = await read(
    "One <b>two</b> <script>x</script>three<br>four\n\n<p align=center>Five &amp; <i>six</i></p>\n<style>p{}</style>\n",
  );
  expect(canonicalText(draft.blocks)).toBe("One two xthree\nfour\nFive & six");
});

test("wrapped lines are one paragraph, hard breaks stay", async () => {
  expect(canonicalText((await read("one\ntwo  \nthree\\\nfour")).blocks)).toBe(
    "one two\nthree\nfour",
  );
});

test("links that run or read are text, links within the note find their heading", async () => {
  const draft = await read(
    "[a](javascript:x) [b](data:x) [c](#second-part) [d](other.md) <x@y.example>\n\n## Second part",
  );
  expect(draft.blocks[0]).toMatchObject({
    text: "a b c d x@y.example",
    marks: [
      [4, 5, "link", "block:1"],
      [8, 19, "link", "mailto:x@y.example"],
    ],
  });
  expect(draft.warnings).toHaveLength(2);
});

test("HTML within Markdown keeps its tables, pictures and marks, and nothing that runs", async () => {
  const draft = await read(
    'H<sub>2</sub>O <b onclick="x()">bold</b> <img src="https://far.example/a.png" onerror="x()">\n\n<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>\n\n<details><summary>More</summary>\n\n- item\n\n</details>\n\n<script>run()</script>\n',
  );
  expect(draft.blocks).toMatchObject([
    {
      text: "H2O bold",
      marks: [
        [1, 2, "subscript"],
        [4, 8, "strong"],
      ],
    },
    { kind: "image", host: "far.example" },
    { kind: "table", headerRows: 1 },
    { kind: "paragraph", text: "More" },
    { kind: "listItem", text: "item" },
  ]);
});
