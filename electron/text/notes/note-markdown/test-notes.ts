/** Notes of all that a note can hold, and of much that it cannot, for the tests of their Markdown. */
import fc from "fast-check";
import { element, isNode, lineBreak, paragraph, tab, textNode, type Node } from "./nodes.ts";

/** Texts that mean something in Markdown. */
export const nasty = [
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
  "[!note]",
  "[!tip]- a",
  "==",
  "=a=",
  "<p>",
  "!",
  "a@b.c",
];
/** Any words. */
export const words = fc.oneof(
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
  fc.tuple(id, words).map(([to, heading]) => ({
    type: "notebook-link",
    version: 1,
    target: { kind: "note", id: to },
    label: "",
    heading,
  })),
  fc
    .constantFrom(
      ["https://a.b/c?d=e&f", "https://a.b/c?d=e&f"],
      ["mailto:a@b.c", "a@b.c"],
      ["https://www.a.b", "www.a.b"],
    )
    .map(([url, said = ""]) =>
      element("autolink", [textNode(said)], {
        isUnlinked: false,
        rel: null,
        target: null,
        title: null,
        url,
      }),
    ),
  fc
    .tuple(
      id,
      fc.option(words),
      fc.option(words),
      fc.option(id),
      fc.boolean(),
      fc.boolean(),
      fc.option(words),
      fc.option(words),
    )
    .map(([to, locator, heading, headingId, cited, authorless, prefix, suffix]) => ({
      type: "notebook-link",
      version: 1,
      target: { kind: cited ? "article" : "note", id: to },
      label: "",
      ...(cited ? { cite: true, ...(locator === null ? {} : { locator }) } : {}),
      ...(cited && authorless ? { authorless: true } : {}),
      ...(cited && prefix !== null ? { prefix } : {}),
      ...(cited && suffix !== null ? { suffix } : {}),
      ...(cited || heading === null ? {} : { heading }),
      ...(cited || heading === null || headingId === null ? {} : { headingId }),
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
/** A table's cell. */
export const cell = (children: readonly Node[], headerState: number, format = ""): Node =>
  element("tablecell", cellParagraphs(children, format), {
    backgroundColor: null,
    colSpan: 1,
    headerState,
    rowSpan: 1,
  });
/** A cell has a paragraph for each stretch between tabs. */
function cellParagraphs(children: readonly Node[], format: string): readonly Node[] {
  const parts: Node[][] = [[]];
  for (const child of children) {
    if (child.type === "tab") parts.push([]);
    else parts.at(-1)?.push(child);
  }
  return parts.map((part) => ({ ...paragraph(part), format }));
}
const table = fc
  .tuple(
    fc.array(fc.tuple(inline, inline), { minLength: 1, maxLength: 3 }),
    fc.boolean(),
    fc.boolean(),
    fc.constantFrom("", "left", "center", "right", "justify"),
  )
  .map(([rows, head, sized, format]) =>
    element(
      "table",
      rows.map((row, at) =>
        element(
          "tablerow",
          row.map((each, column) =>
            cell(each, head && at === 0 ? 1 : 0, column === 1 ? format : ""),
          ),
        ),
      ),
      sized ? { colWidths: [120, 80] } : {},
    ),
  );
const plainBlock: fc.Arbitrary<Node> = fc.oneof(
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
  fc
    .tuple(fc.oneof(id, fc.constant("")), words, fc.option(words), fc.option(id))
    .map(([note, title, heading, headingId]) => ({
      type: "note-embed",
      version: 1,
      note,
      title,
      ...(heading === null ? {} : { heading }),
      ...(headingId === null ? {} : { headingId }),
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

/** A block of any kind. */
export const { block } = fc.letrec<{ block: Node; callout: Node }>((tie) => ({
  block: fc.oneof({ maxDepth: 3 }, { weight: 12, arbitrary: plainBlock }, tie("callout")),
  callout: fc
    .tuple(
      fc.constantFrom("note", "tip", "faq", "Odd"),
      fc.constantFrom("", "open", "folded"),
      inline,
      fc.array(tie("block"), { maxLength: 3 }),
    )
    .map(([kind, fold, title, blocks]) =>
      element("callout", [element("callout-title", title), ...blocks], { kind, fold }),
    ),
}));
