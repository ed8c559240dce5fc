import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { element, isNode, lineBreak, normalised, paragraph, tab, textNode } from "./nodes.ts";
import type { Node } from "./nodes.ts";
import { markdownToNote, noteToMarkdown } from "./note-markdown.ts";

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

const nasty = [
  "\\",
  "\\\\",
  "|",
  "a|b",
  "\\|",
  "[",
  "]",
  "[x] ",
  "[[a]]",
  "](b)",
  "#",
  "# a",
  "a #",
  "1. one",
  "12) b",
  "- a",
  "+",
  "> q",
  "=",
  "===",
  "---",
  "***",
  "*a*",
  "_",
  "__b__",
  "`",
  "``",
  "` a `",
  "~~",
  "$",
  "$a$",
  "$$",
  "<br>",
  "<u>",
  "-->",
  "<!-- -->",
  "&amp;",
  "&#9;",
  "&nbsp;",
  "!",
  "![",
  "[^a]:",
  "^",
  "  ",
  " a",
  "a ",
  "\u00A0",
  "😀",
  "👩‍👩‍👧",
  "שלום",
  "مرحبا 12",
  "e\u0301",
  "\u200F",
  "\u2028",
  "http://a.b/?c=d&e",
  "snake_case",
  "```",
  "~~~",
  "|---|",
];
const words = fc.oneof(
  fc.constantFrom("word", "Two words", "a"),
  fc.constantFrom(...nasty),
  fc.array(fc.constantFrom(...nasty, "x", " "), { maxLength: 5 }).map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const id = fc.constantFrom("0190-a", "b c", "é/#");
const formatted = fc
  .tuple(words, fc.oneof(fc.constant(0), fc.constantFrom(1, 2, 3, 4, 16, 17), fc.nat(2047)))
  .map(([text, format]) => textNode(text, format));
const leaf: fc.Arbitrary<Node> = fc.oneof(
  { weight: 6, arbitrary: formatted },
  fc.constant(lineBreak),
  fc.constant(tab),
  words.map((source) => ({ type: "math", version: 1, source, display: false })),
  fc
    .constantFrom("a", "f-1")
    .map((footnote) => ({ type: "footnote-reference", version: 1, footnote })),
  fc
    .tuple(fc.constantFrom("note", "article", "clip"), id, fc.oneof(fc.constant(""), words))
    .map(([kind, to, label]) => ({
      type: "notebook-link",
      version: 1,
      target: { kind, id: to },
      label,
    })),
  fc.tuple(id, words).map(([to, title]) => ({
    type: "notebook-link",
    version: 1,
    target: { kind: "note", id: to },
    label: "",
    title,
  })),
  fc.record({ type: fc.constant("unheard-of"), version: fc.constant(1), words }),
);
const link = fc
  .tuple(fc.array(leaf, { maxLength: 3 }), words, fc.option(words))
  .map(([children, url, title]) =>
    element("link", children, { rel: null, target: null, title, url }),
  );
const inline = fc.array(fc.oneof({ weight: 8, arbitrary: leaf }, link), { maxLength: 6 });

const { list } = fc.letrec<{ list: Node; nested: Node }>((tie) => ({
  nested: fc.oneof({ maxDepth: 3 }, fc.constant(element("nothing", [])), tie("list")),
  list: fc
    .tuple(
      fc.constantFrom("bullet", "number", "check"),
      fc.array(fc.tuple(inline, fc.boolean(), tie("nested")), { minLength: 1, maxLength: 3 }),
      fc.nat(12),
    )
    .map(([listType, items, from]) => {
      const start = listType === "number" ? from : 1;
      const checks = (checked: boolean) => (listType === "check" ? { checked } : {});
      const children = items.flatMap(([own, checked, nested], at) => [
        element("listitem", own, { value: start + at, ...checks(checked) }),
        ...(nested.type === "list"
          ? [element("listitem", [nested], { value: start + at + 1, ...checks(false) })]
          : []),
      ]);
      return element("list", children, {
        listType,
        start,
        tag: listType === "number" ? "ol" : "ul",
      });
    }),
}));
/** Lexical says in each item how deep it lies. */
function deep(node: Node, depth = 0): Node {
  const children = Array.isArray(node.children) ? node.children.filter(isNode) : null;
  if (!children) return node;
  const isItem = node.type === "listitem";
  return {
    ...node,
    ...(isItem ? { indent: depth } : {}),
    children: children.map((child) => deep(child, isItem ? depth + 1 : depth)),
  };
}
const cell = (children: readonly Node[], headerState: number): Node =>
  element("tablecell", [paragraph(children)], {
    backgroundColor: null,
    colSpan: 1,
    headerState,
    rowSpan: 1,
  });
const table = fc
  .tuple(
    fc.array(fc.tuple(inline, inline), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([rows, head, sized]) =>
    element(
      "table",
      rows.map((row, at) =>
        element(
          "tablerow",
          row.map((each) => cell(each, head && at === 0 ? 1 : 0)),
        ),
      ),
      sized ? { colWidths: [120, 80] } : {},
    ),
  );
const block: fc.Arbitrary<Node> = fc.oneof(
  { weight: 4, arbitrary: inline.map(paragraph) },
  inline.map((children) => ({ ...paragraph(children), format: "center", textFormat: 1 })),
  fc
    .tuple(inline, fc.integer({ min: 1, max: 6 }))
    .map(([children, level]) => element("heading", children, { tag: `h${level}` })),
  inline.map((children) => element("quote", children)),
  list.map((each) => deep(each)),
  table,
  fc
    .tuple(
      fc.array(words, { maxLength: 4 }),
      fc.constantFrom(null, "js", "commonplace-json", "a b"),
    )
    .map(([lines, language]) => element("code", [textNode(lines.join("\n"))], { language })),
  fc.constant({ type: "horizontalrule", version: 1 }),
  fc
    .tuple(id, fc.option(fc.array(words, { maxLength: 3 })), fc.boolean())
    .map(([clip, own, kept]) => ({
      type: "clip-quote",
      version: 1,
      clip,
      ...(own ? { words: own.join("\n") } : {}),
      ...(kept ? { kept: "altered" } : {}),
    })),
  inline.map((children) => element("footnote", children, { footnote: "f-1" })),
  fc.tuple(words, fc.nat(100)).map(([alt, scale]) => ({
    type: "image",
    version: 1,
    hash: "0a1b",
    alt,
    width: 640,
    height: 480,
    scale,
  })),
  fc.array(words, { maxLength: 3 }).map((source) => ({
    type: "math",
    version: 1,
    source: source.join("\n"),
    display: true,
  })),
  inline.map((children) => element("unheard-of", children, { odd: { deep: [1, null] } })),
);

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
