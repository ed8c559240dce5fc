import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { element, isNode, lineBreak, normalised, paragraph, textNode } from "./nodes.ts";
import type { Node } from "./nodes.ts";
import { markdownToNote, noteToMarkdown } from "./note-markdown.ts";
import { block, cell, nasty, words } from "./test-notes.ts";

const bodyOf = (blocks: readonly Node[]): string =>
  JSON.stringify({ root: element("root", blocks) });
const rootOf = (body: string): Node => {
  const state: unknown = JSON.parse(body);
  if (!isNode(state) || !isNode(state.root)) throw new Error("Expected a root");
  return state.root;
};
const roundTrip = (blocks: readonly Node[]): Node =>
  normalised(rootOf(markdownToNote(noteToMarkdown(bodyOf(blocks)))));
const expected = (blocks: readonly Node[]): Node => normalised(rootOf(bodyOf(blocks)));

describe("a note as Markdown", () => {
  test("comes back the same, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        expect(roundTrip(blocks)).toEqual(expected(blocks));
      }),
      { numRuns: 1500 },
    );
  });

  test("is read from any text, and then written and read as the same", () => {
    const line = fc.array(
      fc.oneof(words, fc.constantFrom("[a](commonplace:quote/%E0)", "> ", "**")),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(
        fc.array(
          line.map((parts) => parts.join("")),
          { maxLength: 8 },
        ),
        (lines) => {
          const root = rootOf(markdownToNote(lines.join("\n")));
          const again = rootOf(markdownToNote(noteToMarkdown(JSON.stringify({ root }))));
          expect(normalised(again)).toEqual(normalised(root));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(nasty)("keeps %j wherever it stands", (text) => {
    const said = [textNode(text)];
    const blocks = [
      paragraph([textNode(text), lineBreak, textNode(text)]),
      paragraph([textNode(text, 1), textNode(text, 2), textNode(text), textNode(text, 16)]),
      element("heading", said, { tag: "h2" }),
      element("quote", said),
      element("callout", [element("callout-title", said), element("quote", said)], {
        kind: "tip",
        fold: "open",
      }),
      element("list", [element("listitem", said, { value: 1 })], {
        listType: "bullet",
        start: 1,
        tag: "ul",
      }),
      element("table", [
        element("tablerow", [cell(said, 1)]),
        element("tablerow", [cell(said, 0)]),
      ]),
    ];
    expect(roundTrip(blocks)).toEqual(expected(blocks));
    expect(noteToMarkdown(bodyOf(blocks))).not.toContain("commonplace-json");
  });

  test("keeps the fields of the root", () => {
    const root = { ...element("root", [paragraph([])]), direction: "rtl" };
    expect(rootOf(markdownToNote(noteToMarkdown(JSON.stringify({ root }))))).toEqual(root);
  });

  test("shows titles and clips' words to the reader and leaves them out of the note again", () => {
    const blocks = [
      paragraph([
        { type: "notebook-link", version: 1, target: { kind: "note", id: "n" }, label: "" },
      ]),
      { type: "clip-quote", version: 1, clip: "c" },
    ];
    const shown = { titleOf: () => "Stone [1]", wordsOf: () => "Cut\nstone" };
    const markdown = noteToMarkdown(bodyOf(blocks), shown);
    expect(markdown).toBe(
      "[Stone \\[1\\]](<commonplace:note/n#title>)\n\n> Cut\\\n> stone [¶](<commonplace:quote/c>)\n",
    );
    expect(rootOf(markdownToNote(markdown))).toEqual(expected(blocks));
  });

  test("writes an embed as one types it, and reads one that names a note by its title", () => {
    const blocks = [
      { type: "note-embed", version: 1, note: "n", title: "Old", heading: "Drift", headingId: "h" },
    ];
    const shown = { titleOf: () => "Gauges", wordsOf: () => "" };
    const markdown = noteToMarkdown(bodyOf(blocks), shown);
    expect(markdown).toMatch(/^<!--commonplace-fields .*-->\n!\[\[Gauges#Drift\]\]\n$/);
    expect(rootOf(markdownToNote(markdown))).toEqual(expected(blocks));
    const { children } = rootOf(markdownToNote("Words\n![[Gauges#Drift|x]]\n![[pier.png]]"));
    expect(children).toEqual([
      paragraph([textNode("Words")]),
      { type: "note-embed", version: 1, note: "", title: "Gauges", heading: "Drift" },
      paragraph([textNode("![[pier.png]]")]),
    ]);
  });

  test("reads as people write it", () => {
    const root = rootOf(
      markdownToNote(
        "Title\r\n# One #\r\nA **b** _c_ <u>d</u> **e _f_** `g`\nand h.\n* x\n\n* y\n    1. z\n\na | b\n--|--\n1 | 2\n",
      ),
    );
    expect(noteToMarkdown(JSON.stringify({ root }))).toBe(
      "Title\n\n# One\n\nA **b** *c* <u>d</u> <strong>e </strong>***f*** `g` and h.\n\n- x\n- y\n  1. z\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    );
  });

  test.each([
    [
      "a formula before a figure",
      [paragraph([{ type: "math", version: 1, source: "x_1", display: false }, textNode("2) b")])],
      "$x_1$&#50;) b\n",
    ],
    [
      "links whose words begin as footnotes do",
      [
        paragraph([
          element("link", [textNode("^1")], { rel: null, target: null, title: null, url: "u" }),
        ]),
      ],
      "[\\^1](<u>)\n",
    ],
    [
      "a list in a list that begins at another number",
      [
        element(
          "list",
          [
            element("listitem", [textNode("a")], { value: 1 }),
            element(
              "listitem",
              [
                element("list", [element("listitem", [textNode("b")], { value: 9, indent: 1 })], {
                  listType: "number",
                  start: 9,
                  tag: "ol",
                }),
              ],
              { value: 2 },
            ),
          ],
          { listType: "bullet", start: 1, tag: "ul" },
        ),
      ],
      "- a\n\n  9. b\n",
    ],
    [
      "what means something to pandoc only",
      ["(2) b", "iv. b", ": b", "::: b", "@sea, {.b} a^b^c"].map((text) =>
        paragraph([textNode(text)]),
      ),
      "(2\\) b\n\niv\\. b\n\n\\: b\n\n\\::: b\n\n\\@sea, \\{.b} a\\^b\\^c\n",
    ],
  ])("writes %s so that all readers mean the same", (_name, blocks, markdown) => {
    expect(noteToMarkdown(bodyOf(blocks))).toBe(markdown);
    expect(roundTrip(blocks)).toEqual(expected(blocks));
  });

  test("says nothing of how the editor came by its blocks", () => {
    const marked = { ...paragraph([textNode("low", 128), textNode(" tide")]), textFormat: 0 };
    const item = { ...element("listitem", [], { value: 1 }), textFormat: 1, textStyle: "" };
    const list = element("list", [item], { listType: "bullet", start: 1, tag: "ul" });
    const blocks = [
      marked,
      { ...paragraph([]), textFormat: 2 },
      { ...list, $: { mdListMarker: "*" } },
      element("code", []),
    ];
    expect(noteToMarkdown(bodyOf(blocks))).toBe("==low== tide\n\n&nbsp;\n\n-\n\n```\n```\n");
    expect(roundTrip(blocks)).toEqual(expected(blocks));
  });

  const written = (markdown: string): string => noteToMarkdown(markdownToNote(markdown));

  test.each([
    ["One\n===\nTwo\n---\nwords", "# One\n\n## Two\n\nwords\n"],
    ["> a\n>\n> b", "> a\\\n> \\\n> b\n"],
    ["> [!Tip]+ Ebb\n> - a\n>   - b\n>\n> c", "> [!tip]+ Ebb\n>\n> - a\n>   - b\n>\n> c\n"],
    ["> said\n> - a\n>\n> > by all", "> [!quote]\n>\n> said\n>\n> - a\n>\n> > by all\n"],
    ["The chart shows\n14. The tide is low.", "The chart shows 14. The tide is low.\n"],
    ["> [!info]", "> [!info]\n"],
    ["a\n\n    let a;\n    let b;", "a\n\n```\nlet a;\nlet b;\n```\n"],
    ["![a gauge](https://a.b/c.png) x", "[a gauge](<https://a.b/c.png>) x\n"],
    ["![a gauge](data:image/png;base64,AAAA)", "a gauge\n"],
    ["a|b\n:-|-:\n1|2", "| a | b |\n| :-- | --: |\n| 1 | 2 |\n"],
    ["[^1]: one\n    two", "[^1]: one two\n"],
    ["see ==this== and <a@b.c>", "see ==this== and <a@b.c>\n"],
    ["<!-- for the editor -->\nwords", "words\n"],
    ["- one\n\n  still one\n- two", "- one<br>still one\n- two\n"],
    [
      'see [the log][1] and [keeper]\n\n[1]: https://a.b/c "Log"\n[Keeper]: <https://d.e>',
      'see [the log](<https://a.b/c> "Log") and [keeper](<https://d.e>)\n',
    ],
  ])("reads %j as others mean it", (markdown, ours) => {
    expect(written(markdown)).toBe(ours);
  });

  test.each([
    ["callouts within callouts", `${"> ".repeat(3000)}[!tip]\n`.repeat(30)],
    [
      "callouts, each with one",
      Array.from({ length: 400 }, (_, at) => `${"> ".repeat(at + 1)}[!tip] a`).join("\n"),
    ],
    ["references without an end", "[a][".repeat(50_000)],
    ["links in links", `${"[".repeat(3000)}${"](x)".repeat(3000)}`],
    ["fences", "~~~\n~~\n".repeat(30_000)],
    ["spaces", `x${" ".repeat(300_000)}y`],
    ["comments without an end", "[<!--commonplace-node ".repeat(20_000)],
    ["code without an end", `[${"`".repeat(100_000)}`],
  ])("reads a heap of %s in no time", { timeout: 3000 }, (_name, text) => {
    expect(rootOf(markdownToNote(text)).type).toBe("root");
  });

  test("refuses what is no note", () => {
    expect(() => noteToMarkdown("{}")).toThrow(RangeError);
  });
});
