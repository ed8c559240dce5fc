/** Markdown as the blocks of a note: all that write.ts makes, and what else is common. */
import {
  childrenOf,
  element,
  isNode,
  jsonFence,
  lineBreak,
  nodesOfLines,
  paragraph,
  type Node,
} from "./nodes.ts";
import { decoded, nodeOf, readInline, trimmed, unescaped } from "./read-inline.ts";
import { readList, startsItem } from "./read-list.ts";
import { calloutHeadOf, type CalloutHead } from "../callouts.ts";
import { readTable } from "./read-table.ts";

/** A stretch of lines that was read, and where the next one begins. */
interface Found {
  readonly block: Node;
  readonly next: number;
}

/** Deeper than anybody writes; what lies below is read as words. */
const deepest = 20;

/** The blocks of a text whose lines end in line feeds. */
export function readBlocks(markdown: string): readonly Node[] {
  return [...blocksOf(markdown.split("\n"), 0)];
}

/** One block after the other, each read when it is asked for. */
export function* blocksOf(lines: readonly string[], depth: number): Generator<Node, void> {
  let fields: Node = {};
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (isBlank(line) || remark.test(line)) {
      at += 1;
      continue;
    }
    const given = fieldsOf(line);
    if (given) {
      fields = given;
      at += 1;
      continue;
    }
    const { block, next } = readBlock(lines, at, depth);
    yield { ...block, ...fields };
    fields = {};
    at = next;
  }
}

/** Comments of others, and what parts two lists of ours. */
const remark = /^<!--(?!commonplace-)(?:[^-]|-(?!->))*-->$/;

const isBlank = (line: string): boolean => /^[ \t]*$/.test(line);

function fieldsOf(line: string): Node | null {
  const found = /^<!--commonplace-fields (.*)-->$/s.exec(line);
  if (!found) return null;
  // A node only to the eye: fields are read by the same careful parser.
  const node = nodeOf(`{"type":"fields","fields":${found[1] ?? ""}}`);
  return node && isNode(node.fields) ? node.fields : null;
}

type Reader = (lines: readonly string[], at: number, depth: number) => Found | null;

const readers: readonly Reader[] = [
  readFence,
  readFormula,
  readHeading,
  readRule,
  readQuote,
  readList,
  readTable,
  readFootnote,
  readImage,
  readIndented,
  readEmbed,
];

function readBlock(lines: readonly string[], at: number, depth: number): Found {
  for (const read of readers) {
    const found = read(lines, at, depth);
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

function readQuote(lines: readonly string[], at: number, depth: number): Found | null {
  let next = at;
  while (lines[next]?.startsWith(">")) next += 1;
  if (next === at) return null;
  const inside = lines.slice(at, next).map((line) => line.replace(/^> ?/, ""));
  const head = calloutHeadOf(inside[0] ?? "");
  if (head && depth < deepest)
    return { block: boxOf(head, blocksOf(inside.slice(1), depth + 1)), next };
  const quoted = inside.some((line) => line.includes("commonplace:quote/"))
    ? clipQuoteOf(linesOfQuote(inside))
    : null;
  if (quoted) return { block: quoted, next };
  const blocks = depth < deepest ? [...blocksOf(inside, depth + 1)] : [];
  // A quotation has lines only; one of lists or headings is kept as what holds blocks of any kind.
  return blocks.every(({ type }) => type === "paragraph")
    ? { block: element("quote", linesOfQuote(inside)), next }
    : { block: boxOf({ kind: "quote", fold: "", title: "" }, blocks), next };
}

/** Paragraphs of a quotation are parted by an empty line. */
const linesOfQuote = (lines: readonly string[]): readonly Node[] =>
  lines
    .join("\n")
    .split(/\n(?:[ \t]*\n)+/)
    .flatMap((part, index) => [...(index > 0 ? [lineBreak, lineBreak] : []), ...readInline(part)]);

function boxOf({ kind, fold, title }: CalloutHead, blocks: Iterable<Node>): Node {
  const titled = element("callout-title", readInline(trimmed(title)));
  return element("callout", [titled, ...blocks], { kind, fold });
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
  let next = at + 1;
  while (/^[ \t]+[^ \t]/.test(lines[next] ?? "")) next += 1;
  const words = [found[2] ?? "", ...lines.slice(at + 1, next)].join("\n");
  return { block: element("footnote", readInline(words), fields), next };
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

/** Code as it was written before there were fences. */
function readIndented(lines: readonly string[], at: number): Found | null {
  const indent = /^(?: {4}|\t)/;
  let next = at;
  while (indent.test(lines[next] ?? "")) next += 1;
  if (next === at) return null;
  const text = lines.slice(at, next).map((line) => line.replace(indent, ""));
  return { block: element("code", nodesOfLines(text.join("\n")), { language: null }), next };
}

const embed = /^!\[\[([^[\]|#]+)(?:#([^[\]|]+))?(?:\|[^[\]]*)?\]\][ \t]*$/;
const picture = /\.(?:png|jpe?g|gif|webp|avif|svg|pdf|mp[34]|webm|wav|m4a|ogg)$/i;

/** A note shown inside this one, named by its title. Other programs write files the same way. */
function readEmbed(lines: readonly string[], at: number): Found | null {
  const found = embed.exec(lines[at] ?? "");
  const title = found?.[1]?.trim() ?? "";
  if (!found || title === "" || picture.test(title)) return null;
  const heading = found[2] === undefined ? {} : { heading: found[2].trim() };
  const block = { type: "note-embed", version: 1, note: "", title, ...heading };
  return { block, next: at + 1 };
}

function readParagraph(lines: readonly string[], at: number): Found {
  let next = at + 1;
  while (next < lines.length && !endsParagraph(lines[next] ?? "")) next += 1;
  const words = trimmed(lines.slice(at, next).join("\n"));
  const line = underline.exec(lines[next] ?? "");
  if (line) {
    const tag = line[0].startsWith("=") ? "h1" : "h2";
    return { block: element("heading", readInline(words), { tag }), next: next + 1 };
  }
  return { block: paragraph(words === "&nbsp;" ? [] : readInline(words)), next };
}

/** What makes a heading of the lines before it. */
const underline = /^(?:={2,}|-{2,})[ \t]*$/;

const endsParagraph = (line: string): boolean =>
  isBlank(line) ||
  underline.test(line) ||
  line.startsWith(">") ||
  fence.test(line) ||
  heading.test(line) ||
  rule.test(line) ||
  startsItem(line) ||
  embed.test(line);

/** Whether a fence of JSON holds the fields of the note's root, which has no children there. */
export const isRoot = (block: Node): boolean =>
  block.type === "root" && childrenOf(block).length === 0;
