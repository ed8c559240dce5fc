/**
 * A note's body as Markdown and back, with nothing lost. Beside CommonMark, tables, task lists and
 * footnotes: `> [!tip] Title` is a callout, `==…==` marks words, `$…$` and `$$` hold formulas, `<u>`, `<sub>`, `<sup>` and `<mark>` their formats, and
 * addresses of our own (`commonplace:note/…`, `article`, `clip`, `quote`, `image`) what a note points to.
 * Fields and nodes without words in Markdown stand in comments and in fences named `commonplace-json`.
 * The form is a file format: what it writes today is read as the same note for ever.
 */
import { noteCitations, noWorks } from "../note-citations.ts";
import {
  canonical,
  childrenOf,
  element,
  isNode,
  jsonFence,
  normalised,
  type Node,
} from "./nodes.ts";
import { blocksOf, isRoot } from "./read.ts";
import { withAddresses } from "./references.ts";
import { writeBlocks } from "./write.ts";
import type { Shown } from "./write-inline.ts";

const nothingShown: Shown = { titleOf: () => "", wordsOf: () => "" };

/**
 * The Markdown of an editor state's JSON text. `shown` gives the words that links and quotes show
 * without having any of their own; on reading they are left out again. Throws a `RangeError` for text
 * that is no editor state.
 */
export function noteToMarkdown(body: string, shown: Shown = nothingShown): string {
  const state: unknown = JSON.parse(body);
  const given = isNode(state) ? state.root : null;
  if (!isNode(given) || given.type !== "root" || !Array.isArray(given.children))
    throw new RangeError("Expected the JSON of an editor state");
  const root = normalised(given);
  const { children: _children, ...fields } = root;
  const { children: _none, ...plain } = element("root", []);
  const own =
    canonical(fields) === canonical(plain)
      ? ""
      : `\`\`\`${jsonFence}\n${JSON.stringify(fields)}\n\`\`\`\n\n`;
  const cited = noteCitations(root, shown.works ?? noWorks);
  return own + writeBlocks(childrenOf(root), { ...shown, cited });
}

/** The blocks of the note that a Markdown text is, each read when it is asked for. */
export function* markdownBlocks(markdown: string): Generator<Node, void> {
  for (const block of blocksOf(linesOf(markdown), 0)) if (!isRoot(block)) yield block;
}

const linesOf = (markdown: string): readonly string[] =>
  withAddresses(markdown.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n")).split("\n");

/** The JSON text of the editor state that a Markdown text is. Any text is read; none is refused. */
export function markdownToNote(markdown: string): string {
  const [first, ...rest] = blocksOf(linesOf(markdown), 0);
  const fields: Node | null = first && isRoot(first) ? first : null;
  const blocks = fields ? rest : [...(first ? [first] : []), ...rest];
  return JSON.stringify({ root: { ...(fields ?? element("root", [])), children: blocks } });
}
