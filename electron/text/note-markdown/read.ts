/** Markdown as the blocks of a note: all that write.ts makes, and what else is common. */
import {
  childrenOf,
  element,
  isNode,
  jsonFence,
  nodesOfLines,
  paragraph,
  type Node,
} from "./nodes.ts";
import { decoded, nodeOf, readInline, trimmed, unescaped } from "./read-inline.ts";
import { readList, startsItem } from "./read-list.ts";
import { readTable } from "./read-table.ts";

/** A stretch of lines that was read, and where the next one begins. */
interface Found {
  readonly block: Node;
  readonly next: number;
}

/** The blocks of a text whose lines end in line feeds. */
export function readBlocks(markdown: string): readonly Node[] {
  const lines = markdown.split("\n");
  const blocks: Node[] = [];
  let fields: Node = {};
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (isBlank(line) || line === "<!-- -->") {
      at += 1;
      continue;
    }
    const given = fieldsOf(line);
    if (given) {
      fields = given;
      at += 1;
      continue;
    }
    const { block, next } = readBlock(lines, at);
    blocks.push({ ...block, ...fields });
    fields = {};
    at = next;
  }
  return blocks;
}

const isBlank = (line: string): boolean => /^[ \t]*$/.test(line);

function fieldsOf(line: string): Node | null {
  const found = /^<!--commonplace-fields (.*)-->$/.exec(line);
  if (!found) return null;
  // A node only to the eye: fields are read by the same careful parser.
  const node = nodeOf(`{"type":"fields","fields":${found[1] ?? ""}}`);
  return node && isNode(node.fields) ? node.fields : null;
}

const readers: readonly ((lines: readonly string[], at: number) => Found | null)[] = [
  readFence,
  readFormula,
  readHeading,
  readRule,
  readQuote,
  readList,
  readTable,
  readFootnote,
  readImage,
];

function readBlock(lines: readonly string[], at: number): Found {
  for (const read of readers) {
    const found = read(lines, at);
    if (found) return found;
  }
  return readParagraph(lines, at);
}

const fence = /^(`{3,}|~{3,})([^`]*)$/;

function readFence(lines: readonly string[], at: number): Found | null {
  const found = fence.exec(lines[at] ?? "");
  if (!found) return null;
  const [, ticks = "", language = ""] = found;
  const close = new RegExp(`^${ticks[0]}{${ticks.length},}[ \\t]*$`);
  let end = at + 1;
  while (end < lines.length && !close.test(lines[end] ?? "")) end += 1;
  const text = lines.slice(at + 1, end).join("\n");
  const next = Math.min(end + 1, lines.length);
  const kept = language === jsonFence ? nodeOf(text) : null;
  const fields = { language: language === "" ? null : language };
  return { block: kept ?? element("code", nodesOfLines(text), fields), next };
}

function readFormula(lines: readonly string[], at: number): Found | null {
  if (lines[at] !== "$$") return null;
  const end = lines.indexOf("$$", at + 1);
  if (end < 0) return null;
  const source = lines.slice(at + 1, end).join("\n");
  return { block: { type: "math", version: 1, source, display: true }, next: end + 1 };
}

const heading = /^(#{1,6})(?:[ \t]+(.*))?$/;

function readHeading(lines: readonly string[], at: number): Found | null {
  const found = heading.exec(lines[at] ?? "");
  if (!found) return null;
  const words = trimmed(trimmed(found[2] ?? "").replace(/(?<![^ \t])#+$/, ""));
  const tag = `h${found[1]?.length ?? 1}`;
  return { block: element("heading", readInline(words), { tag }), next: at + 1 };
}

const rule = /^(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;

function readRule(lines: readonly string[], at: number): Found | null {
  if (!rule.test(lines[at] ?? "")) return null;
  return { block: { type: "horizontalrule", version: 1 }, next: at + 1 };
}

function readQuote(lines: readonly string[], at: number): Found | null {
  let next = at;
  while (lines[next]?.startsWith(">")) next += 1;
  if (next === at) return null;
  const inside = lines.slice(at, next).map((line) => line.replace(/^> ?/, ""));
  const children = readInline(inside.join("\n"));
  return { block: clipQuoteOf(children) ?? element("quote", children), next };
}

/** A quote whose last words are the sign that leads to its clip. */
function clipQuoteOf(children: readonly Node[]): Node | null {
  const last = children.at(-1);
  const found = /^commonplace:quote\/([^#]+)(?:#(own)?-?(altered)?)?$/.exec(
    last?.type === "link" ? String(last.url) : "",
  );
  const clip = found && decoded(found[1] ?? "");
  if (!found || clip === null) return null;
  const [, , own, altered] = found;
  const words = children
    .slice(0, -1)
    .map((node) =>
      node.type === "linebreak" ? "\n" : typeof node.text === "string" ? node.text : "",
    )
    .join("")
    .replace(/ $/, "");
  return {
    type: "clip-quote",
    version: 1,
    clip,
    ...(own ? { words } : {}),
    ...(altered ? { kept: "altered" } : {}),
  };
}

const footnote = /^\[\^([^\]\s]+)\]:[ \t]?(.*)$/;

function readFootnote(lines: readonly string[], at: number): Found | null {
  const found = footnote.exec(lines[at] ?? "");
  if (!found) return null;
  const fields = { footnote: found[1] ?? "" };
  return { block: element("footnote", readInline(found[2] ?? ""), fields), next: at + 1 };
}

const image =
  /^!\[((?:\\.|[^\]\\])*)\]\(<commonplace:image\/([\da-f]*)> "([\d.]+)×([\d.]+), ([\d.]+) %"\)$/;

function readImage(lines: readonly string[], at: number): Found | null {
  const found = image.exec(lines[at] ?? "");
  if (!found) return null;
  const [, alt = "", hash = "", width, height, scale] = found;
  const size = { width: Number(width), height: Number(height), scale: Number(scale) };
  const block = { type: "image", version: 1, hash, alt: unescaped(alt), ...size };
  return { block, next: at + 1 };
}

function readParagraph(lines: readonly string[], at: number): Found {
  let next = at + 1;
  while (next < lines.length && !endsParagraph(lines[next] ?? "")) next += 1;
  const words = trimmed(lines.slice(at, next).join("\n"));
  return { block: paragraph(words === "&nbsp;" ? [] : readInline(words)), next };
}

const endsParagraph = (line: string): boolean =>
  isBlank(line) ||
  line.startsWith(">") ||
  fence.test(line) ||
  heading.test(line) ||
  rule.test(line) ||
  startsItem(line);

/** Whether a fence of JSON holds the fields of the note's root, which has no children there. */
export const isRoot = (block: Node): boolean =>
  block.type === "root" && childrenOf(block).length === 0;
