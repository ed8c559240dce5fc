/** The blocks of a note as Markdown. */
import {
  canonical,
  childrenOf,
  jsonFence,
  linesOf,
  lineBreak,
  normalised,
  textNode,
} from "./nodes.ts";
import type { Node } from "./nodes.ts";
import { writtenHead } from "../callouts.ts";
import { readBlocks } from "./read.ts";
import { escaped, writeInline, type Break, type Shown } from "./write-inline.ts";

/** All blocks, with an empty line between. Two lists in a row have a comment between that parts them. */
export function writeBlocks(blocks: readonly Node[], shown: Shown): string {
  const parts: string[] = [];
  blocks.forEach((block, index) => {
    if (index > 0 && block.type === "list" && blocks[index - 1]?.type === "list")
      parts.push("<!-- -->");
    parts.push(writeBlock(block, shown));
  });
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`;
}

/**
 * One block. Every writing is read again: only what comes back as the very same block counts. Fields
 * that Markdown cannot say go into a comment before it, and a block it cannot say into a fence of JSON.
 */
function writeBlock(block: Node, shown: Shown): string {
  const written = attempt(block, shown);
  if (written !== null) {
    const [read, ...more] = readBlocks(written);
    if (read && more.length === 0) {
      const wanted = normalised(block);
      const fields = differing(read, wanted);
      if (fields !== null && canonical({ ...read, ...fields }) === canonical(wanted))
        return Object.keys(fields).length === 0
          ? written
          : `<!--commonplace-fields ${commentJson(fields)}-->\n${written}`;
    }
  }
  return fenced(JSON.stringify(block, null, 1), jsonFence);
}

/** A comment ends at the first "-->", and some readers end a line at the rarer separators. */
const commentJson = (fields: Node): string =>
  JSON.stringify(fields).replaceAll(
    /[>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The fields of `wanted` that `read` has otherwise; null when that cannot make them the same. */
function differing(read: Node, wanted: Node): Node | null {
  if (read.type !== wanted.type) return null;
  const fields = Object.entries(wanted).filter(
    ([name, value]) => canonical([read[name]]) !== canonical([value]),
  );
  return fields.some(([name]) => name === "children") ? null : Object.fromEntries(fields);
}

/** Null for a block that Markdown has no words for; what it says may still be too little. */
function attempt(block: Node, shown: Shown): string | null {
  const children = childrenOf(block);
  switch (block.type) {
    case "paragraph":
      return lines(children, shown, "\\\n") || "&nbsp;";
    case "heading": {
      const level = Number(String(block.tag).slice(1)) || 1;
      const words = writeInline(children, shown, "<br>").replace(/(^| )(#+)$/, "$1\\$2");
      return `${"#".repeat(level)} ${edges(words)}`.replace(/ $/, "");
    }
    case "quote":
      return quote(lines(children, shown, "\\\n"));
    case "list":
      return list(block, "", shown).join("\n");
    case "code": {
      const text = linesOf(children);
      return text === null
        ? null
        : fenced(text, typeof block.language === "string" ? block.language : "");
    }
    case "table":
      return table(children, shown);
    case "horizontalrule":
      return "---";
    case "clip-quote":
      return clipQuote(block, shown);
    case "callout":
      return callout(block, shown);
    case "note-embed":
      return embed(block, shown);
    case "footnote":
      return `[^${String(block.footnote)}]: ${edges(writeInline(children, shown, "<br>"))}`;
    case "image": {
      const { alt, hash, width, height, scale } = block;
      const size = [width, height, scale].map(String);
      return `![${escaped(String(alt))}](<commonplace:image/${String(hash)}> "${size[0]}×${size[1]}, ${size[2]} %")`;
    }
    case "math":
      return block.display === true ? `$$\n${String(block.source)}\n$$` : null;
    default:
      return null;
  }
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text === "" ? "" : `${text}\n`}${fence}`;
}

const quote = (words: string): string =>
  words
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");

/** The words of a block, each line of them safe to begin a line with. */
function lines(children: readonly Node[], shown: Shown, lineEnd: Break): string {
  return writeInline(children, shown, lineEnd)
    .split("\n")
    .map((line) => edges(lineStart(line)))
    .join("\n");
}

/** Spaces at the edges of a line would be lost. */
const edges = (line: string): string => line.replace(/^ /, "&#32;").replace(/ $/, "&#32;");

/** What begins a list for one reader or another: `1.`, and for pandoc `a)`, `iv.`, `#.`, `(2)` and `(@)`. */
const numbered = /^(\(?(?:\d{1,9}|[a-z]|[ivxlcdm]{1,9}|#|@[\w-]*))([.)])(?=[ \t]|$)/i;

function lineStart(line: string): string {
  return line
    .replace(/^(?:#{1,6}(?=[ \t]|$)|[-+>|]|:(?=[ \t:-]))/, "\\$&")
    .replace(numbered, "$1\\$2")
    .replace(/^(\[\^[^\]]*\]):/, "$1\\:");
}

function clipQuote(block: Node, { wordsOf, titleOf }: Shown): string | null {
  const { clip, words, kept } = block;
  if (typeof clip !== "string") return null;
  const own = typeof words === "string";
  const said = (own ? words : wordsOf(clip))
    .split("\n")
    .flatMap((line, index) => [...(index > 0 ? [lineBreak] : []), textNode(line)]);
  const flags = [...(own ? ["own"] : []), ...(kept === "altered" ? ["altered"] : [])].join("-");
  const address = `commonplace:quote/${encodeURIComponent(clip.toWellFormed())}${flags && `#${flags}`}`;
  const text = lines([...said, textNode(" ")], { wordsOf, titleOf }, "\\\n");
  return quote(`${text.replace(/&#32;$/, " ")}[¶](<${address}>)`);
}

/** A quotation whose first line says what it is; blocks of any kind follow. */
function callout(block: Node, shown: Shown): string | null {
  const { kind, fold } = block;
  const [title, ...blocks] = childrenOf(block);
  if (title?.type !== "callout-title" || typeof kind !== "string") return null;
  if (fold !== "" && fold !== "open" && fold !== "folded") return null;
  const words = edges(writeInline(childrenOf(title), shown, "<br>"));
  const head = `${writtenHead(kind, fold)} ${words}`.replace(/ $/, "");
  // Apart from its head: to readers who know no callouts, one paragraph and the next.
  return quote(`${head}\n\n${writeBlocks(blocks, shown)}`.replace(/\n+$/, ""));
}

/** As one types it. What it means is in the fields beside it; its title is the note's of today. */
function embed({ note, title, heading }: Node, { titleOf }: Shown): string {
  const known = typeof note === "string" ? titleOf("note", note) : "";
  const name = known || (typeof title === "string" ? title : "");
  return `![[${typeof heading === "string" && heading !== "" ? `${name}#${heading}` : name}]]`;
}

function list(block: Node, indent: string, shown: Shown): readonly string[] {
  let inner = `${indent}  `;
  return childrenOf(block).flatMap((item) => {
    const children = childrenOf(item);
    const [nested] = children;
    if (children.length === 1 && nested?.type === "list") {
      const written = list(nested, inner, shown);
      // Only a list that begins at 1 may follow upon words without a line between.
      return nested.listType === "number" && nested.start !== 1 ? ["", ...written] : written;
    }
    const marker = block.listType === "number" ? `${Number(item.value)}.` : "-";
    const box = block.listType === "check" ? (item.checked === true ? "[x] " : "[ ] ") : "";
    inner = `${indent}${" ".repeat(marker.length + 1)}`;
    const words = edges(lineStart(writeInline(children, shown, "<br>")));
    return [`${indent}${marker} ${box}${words}`.replace(/ +$/, "")];
  });
}

const rules: Readonly<Record<string, string>> = { left: ":--", center: ":-:", right: "--:" };

/** A table without a row of headings has an empty one. */
function table(rows: readonly Node[], shown: Shown): string | null {
  const cells = rows.map(childrenOf);
  const [first] = cells;
  if (!first || first.length === 0) return null;
  const rule = rowOf(first.map((cell) => rules[String(childrenOf(cell)[0]?.format)] ?? "---"));
  const [head = [], ...rest] = cells.map((row) => row.map((cell) => cellWords(cell, shown)));
  if (first[0]?.headerState !== 1)
    return [rowOf(head.map(() => "")), rule, rowOf(head), ...rest.map(rowOf)].join("\n");
  const isEmpty = head.every((words) => words === "");
  return [
    isEmpty ? rowOf(["&nbsp;", ...head.slice(1)]) : rowOf(head),
    rule,
    ...rest.map(rowOf),
  ].join("\n");
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const cellWords = (cell: Node, shown: Shown): string =>
  childrenOf(cell)
    .map((paragraph) => edges(writeInline(childrenOf(paragraph), shown, "<br>")))
    .join("<p>")
    .replaceAll("|", "\\|");
