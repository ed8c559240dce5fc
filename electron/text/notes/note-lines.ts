/**
 * A note as lines with what each is, read from its Lexical JSON without Lexical: for comparing how it was
 * with how it is. Node types that are not known here give their words as a paragraph.
 */
import type { LineKind } from "../../entities.ts";
import { noteCitations, type Works } from "./note-citations.ts";
import { linkWords, type TitleOf } from "./link-words.ts";
import { parseJson } from "../json.ts";

export interface NoteLine {
  readonly kind: LineKind;
  /** The level of a heading, the depth of a list item; 0 elsewhere. */
  readonly level: number;
  /** What stands before an item: `•`, `3.`, `☐`, `☑`; empty elsewhere. */
  readonly sign: string;
  readonly text: string;
}

/** What a note shows of other things. */
export interface Shown {
  readonly titleOf: TitleOf;
  readonly wordsOf: (clip: string) => string;
  /** Left out where nothing is cited. */
  readonly works?: Works;
  /** The note itself, where it is known: a link to a heading of its own shows the heading alone. */
  readonly own?: string;
}

/** The same, and the words of the note's citations. */
interface Showing extends Shown {
  readonly cited: ReadonlyMap<unknown, string>;
}

type Node = { readonly [field: string]: unknown };

/** Deeper than anybody writes; what lies below is left out. */
const deepest = 200;
const blocks = new Set(["paragraph", "heading", "list", "listitem", "quote", "code", "table"]);
const inline = new Set(["link", "autolink", "notebook-link", "overflow", "mark"]);

/** The lines of a note's body; none for what is no editor state. */
export function noteLines(json: string, shown: Shown): readonly NoteLine[] {
  const state = parseJson(json);
  const lines: NoteLine[] = [];
  if (!isNode(state) || !isNode(state["root"])) return lines;
  const { root } = state;
  const cited = shown.works === undefined ? new Map() : noteCitations(root, shown.works);
  addBlocks(root, { ...shown, cited }, lines, 0);
  return lines;
}

function addBlocks(parent: Node, shown: Showing, lines: NoteLine[], depth: number): void {
  if (depth > deepest) return;
  for (const node of childrenOf(parent)) addBlock(node, shown, lines, depth);
}

function addBlock(node: Node, shown: Showing, lines: NoteLine[], depth: number): void {
  const add = (kind: LineKind, level = 0, sign = "") => {
    const text = wordsIn(node, shown, depth);
    if (text.trim() !== "" || kind === "rule") lines.push({ kind, level, sign, text });
  };
  switch (node["type"]) {
    case "heading":
      return add("heading", Number(/\d/.exec(String(node["tag"]))?.[0] ?? 1));
    case "code":
      return add("code");
    case "quote":
    case "clip-quote":
      return add("quote");
    case "horizontalrule":
      return add("rule");
    case "note-embed":
      lines.push({ kind: "paragraph", level: 0, sign: "", text: embedWords(node, shown) });
      return;
    case "list":
      return addItems(node, shown, lines, depth, 1);
    case "table":
      for (const row of childrenOf(node)) {
        const cells = childrenOf(row).map((cell) => wordsIn(cell, shown, depth + 2).trim());
        lines.push({ kind: "row", level: 0, sign: "", text: cells.join(" | ") });
      }
      return;
    default:
      if (hasBlocks(node)) return addBlocks(node, shown, lines, depth + 1);
      return add("paragraph");
  }
}

function addItems(
  list: Node,
  shown: Showing,
  lines: NoteLine[],
  depth: number,
  level: number,
): void {
  if (depth > deepest) return;
  for (const item of childrenOf(list)) {
    const own = childrenOf(item).filter(({ type }) => type !== "list");
    const text = wordsIn({ children: own }, shown, depth);
    if (text.trim() !== "") lines.push({ kind: "item", level, sign: signOf(list, item), text });
    for (const inner of childrenOf(item))
      if (inner["type"] === "list") addItems(inner, shown, lines, depth + 1, level + 1);
  }
}

function signOf(list: Node, item: Node): string {
  if (list["listType"] === "number") return `${Number(item["value"] ?? 1)}.`;
  if (list["listType"] === "check") return item["checked"] === true ? "☑" : "☐";
  return "•";
}

/** The words of a node and all that is in it, blocks inside it a line each. */
function wordsIn(node: Node, shown: Showing, depth: number): string {
  if (depth > deepest) return "";
  if (node["type"] === "linebreak") return "\n";
  if (node["type"] === "tab") return "\t";
  if (node["type"] === "clip-quote")
    return typeof node["clip"] === "string" ? shown.wordsOf(node["clip"]) : "";
  if (node["type"] === "notebook-link") return wordsOfLink(node, shown);
  if (typeof node["text"] === "string") return node["text"];
  return childrenOf(node)
    .map((child, index) => {
      const apart = index > 0 && blocks.has(String(child["type"]));
      return (apart ? "\n" : "") + wordsIn(child, shown, depth + 1);
    })
    .join("");
}

function wordsOfLink(node: Node, shown: Showing): string {
  const { label, target } = node;
  if (typeof label === "string" && label !== "") return label;
  if (!isNode(target)) return "";
  const { kind, id } = target;
  const known = kind === "note" || kind === "article" || kind === "clip";
  if (!known || typeof id !== "string") return "";
  return linkWords(node, { kind, id }, shown);
}

/** An embed as one writes it: what it shows is not this note's. */
function embedWords({ note, title, heading }: Node, { titleOf }: Shown): string {
  const known = typeof note === "string" && note !== "" ? titleOf({ kind: "note", id: note }) : "";
  const name = known || (typeof title === "string" ? title : "");
  return `![[${typeof heading === "string" && heading !== "" ? `${name}#${heading}` : name}]]`;
}

function hasBlocks(node: Node): boolean {
  return (
    !inline.has(String(node["type"])) &&
    childrenOf(node).some(({ type }) => blocks.has(String(type)))
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function childrenOf(node: Node): readonly Node[] {
  const { children } = node;
  return Array.isArray(children) ? children.filter(isNode) : [];
}
