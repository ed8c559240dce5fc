/** What stands within a line of a note, as Markdown. */
import {
  canonical,
  childrenOf,
  codeFormat,
  formatTags,
  isNode,
  normalised,
  type Node,
} from "./nodes.ts";
import { linkTitle } from "../link-words.ts";
import type { Works } from "../note-citations.ts";
import { autoMark, readInline } from "./read-inline.ts";

/** Finds the words that a link or quote shows without having any of its own. */
export interface Shown {
  readonly titleOf: (kind: string, id: string) => string;
  readonly wordsOf: (clip: string) => string;
  /** What is cited; left out, citations show titles. */
  readonly works?: Works;
  /** The note itself, where it is known: a link to a heading of its own shows the heading alone. */
  readonly own?: string;
  /** The words of the citations at hand, which are made from `works`. */
  readonly cited?: ReadonlyMap<unknown, string>;
}

/** How a line ends within a paragraph: with a backslash where lines may, with a tag where they may not. */
export type Break = "\\\n" | "<br>";

/** The children of a block. Whatever Markdown cannot say stands there as a comment. */
export function writeInline(children: readonly Node[], shown: Shown, lineEnd: Break): string {
  let written = "";
  children.forEach((node, index) => {
    if (isPlainText(node)) {
      const words = writeText(String(node.text), Number(node.format), written.at(-1) ?? "");
      // A sum of money follows upon no formula: beside a figure, its sign is read as a word.
      const isAfterFormula = children[index - 1]?.type === "math";
      written += isAfterFormula
        ? words.replace(/^\d/, (figure) => `&#${figure.charCodeAt(0)};`)
        : words;
      return;
    }
    const last = index === children.length - 1;
    if (node.type === "linebreak" && canonical(node) === plainBreak) {
      written += last ? "<br>" : lineEnd;
      return;
    }
    const piece = writePiece(node, shown);
    written += piece !== null && says(piece, node) ? piece : comment(node);
  });
  return written;
}

const plainBreak = canonical({ type: "linebreak", version: 1 });

/** Whether the Markdown is read as exactly this node. */
function says(markdown: string, node: Node): boolean {
  const read = readInline(markdown);
  return read.length === 1 && canonical(read[0]) === canonical(normalised(node));
}

const knownFormats = formatTags.reduce((bits, [bit]) => bits | bit, codeFormat);
const isPlainText = (node: Node): boolean =>
  node.type === "text" &&
  typeof node.text === "string" &&
  typeof node.format === "number" &&
  (node.format & ~knownFormats) === 0 &&
  node.style === "" &&
  node.mode === "normal" &&
  node.detail === 0 &&
  node.version === 1 &&
  Object.keys(node).length === 7 &&
  !((node.format & codeFormat) !== 0 && /[\n\r]/.test(node.text));

/** A comment ends at the first "-->", and a table's cell at a "|": neither may stand in it. */
function comment(node: Node): string {
  const json = JSON.stringify(node).replaceAll(">", "\\u003e").replaceAll("|", "\\u007c");
  return `<!--commonplace-node ${json}-->`;
}

const delimiters: Readonly<Record<number, string>> = {
  1: "**",
  2: "*",
  3: "***",
  4: "~~",
  128: "==",
};

function writeText(text: string, format: number, before: string): string {
  if (text === "") return "";
  const code = (format & codeFormat) !== 0;
  const words = code ? codeSpan(text) : escaped(text);
  const rest = format & ~codeFormat;
  const delimiter = code ? undefined : delimiters[rest];
  // Stars beside stars, spaces or signs are read differently by different readers; tags never are.
  const fits = !/[*~_=]/.test(before) && /^[\p{L}\p{N}]/u.test(text) && /[\p{L}\p{N}]$/u.test(text);
  if (delimiter !== undefined && fits) return `${delimiter}${words}${delimiter}`;
  const tags = formatTags.filter(([bit]) => (rest & bit) !== 0).map(([, tag]) => tag);
  return `${tags.map((tag) => `<${tag}>`).join("")}${words}${tags
    .toReversed()
    .map((tag) => `</${tag}>`)
    .join("")}`;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const spaced = /^ .* $/.test(text) && /[^ ]/.test(text);
  const pad = spaced || text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Raised words, citations and attributes of pandoc; in other Markdown these are words. */
const pandocs = /\^(?=[^\s^]+\^)|(?<=\^[^\s^]+)\^|(?<![\p{L}\p{N}])@(?=[\p{L}\p{N}{])|(?<!\S)\{/gu;

/** Plain words, with a backslash before whatever would mean something. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_~[\]<$]/g, "\\$&")
    .replaceAll(pandocs, "\\$&")
    .replaceAll(/&(?=[#A-Za-z])/g, "\\&")
    .replaceAll(/=(?==)|(?<==)=|^=|=$/g, "\\$&")
    .replace(/!$/, "\\!")
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`);
}

/** An address between angle brackets. */
const address = (url: string): string =>
  url
    .replaceAll(/[\\<>]/g, "\\$&")
    .replaceAll(/&(?=#?\w+;)/g, "\\&")
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`);

const quoted = (title: string): string => ` "${escaped(title).replaceAll('"', '\\"')}"`;

/** Null for a node that Markdown has no words for. */
function writePiece(node: Node, shown: Shown): string | null {
  switch (node.type) {
    case "tab":
      return "&#9;";
    case "link": {
      const title = typeof node.title === "string" ? quoted(node.title) : "";
      return `[${linkWords(node, shown)}](<${address(String(node.url))}>${title})`;
    }
    case "autolink":
      return autolink(node, shown);
    case "notebook-link":
      return notebookLink(node, shown);
    case "footnote-reference":
      return `[^${String(node.footnote)}]`;
    case "math":
      return `$${String(node.source)}$`;
    default:
      return null;
  }
}

/** Words that begin with this sign would be read as the number of a footnote. */
const notFootnote = (words: string): string => words.replace(/^\^/, "\\^");

const linkWords = (link: Node, shown: Shown): string =>
  notFootnote(writeInline(childrenOf(link), shown, "<br>"));

/** An address that became a link as it was typed. */
function autolink(node: Node, shown: Shown): string {
  const url = String(node.url);
  const [only, ...more] = childrenOf(node);
  const words = more.length === 0 && isNode(only) && only.format === 0 ? String(only.text) : "";
  if (words === url || `mailto:${words}` === url) return `<${words}>`;
  return `[${linkWords(node, shown)}](<${address(url)}>)${autoMark}`;
}

function notebookLink(node: Node, shown: Shown): string | null {
  const { target, label, title } = node;
  if (typeof target !== "object" || target === null) return null;
  if (!("kind" in target && "id" in target) || typeof label !== "string") return null;
  const kind = String(target.kind);
  const id = String(target.id);
  const words = label || wordsOfLink(node, kind, id, shown);
  const mark = label === "" ? "#title" : "";
  const named = typeof title === "string" ? quoted(title) : "";
  return `[${notFootnote(escaped(words))}](<commonplace:${kind}/${encoded(id)}${detailsOf(node)}${mark}>${named})`;
}

/** What a link without a label shows. */
function wordsOfLink(node: Node, kind: string, id: string, shown: Shown): string {
  const cited = shown.cited?.get(node);
  if (cited !== undefined) return cited;
  const { title, heading } = node;
  const name = shown.titleOf(kind, id) || (typeof title === "string" ? title : "");
  return linkTitle(name, heading, kind === "note" && id === shown.own);
}

/** What a link means of its target, as part of its address. */
function detailsOf(node: Node): string {
  const { heading, headingId, cite, locator, authorless } = node;
  const id = typeof headingId === "string" ? `&id=${encoded(headingId)}` : "";
  if (typeof heading === "string") return `?heading=${encoded(heading)}${id}`;
  if (cite !== true) return "";
  const place = typeof locator === "string" ? `=${encoded(locator)}` : "";
  const said = (["prefix", "suffix"] as const)
    .map((field) => (typeof node[field] === "string" ? `&${field}=${encoded(node[field])}` : ""))
    .join("");
  return `?cite${place}${authorless === true ? "&authorless" : ""}${said}`;
}

const encoded = (part: string): string => encodeURIComponent(part.toWellFormed());
