/** Lists in Markdown, one within the other as Lexical keeps them: in an item of their own. */
import { element, type Node } from "./nodes.ts";
import { readInline } from "./read-inline.ts";

const itemLine = /^( *)([-*+]|\d{1,9}[.)])(?:[ \t]+\[([ xX])\](?=[ \t]|$))?(?:[ \t]+(.*))?$/;

interface Item {
  readonly indent: number;
  readonly kind: "number" | "check" | "bullet";
  readonly number: number;
  readonly checked: boolean;
  readonly words: string;
}

function itemOf(line: string): Item | null {
  const found = itemLine.exec(line);
  if (!found) return null;
  const [, indent = "", marker = "", box, words = ""] = found;
  const number = Number.parseInt(marker, 10);
  const kind = !Number.isNaN(number) ? "number" : box === undefined ? "bullet" : "check";
  return {
    indent: indent.length,
    kind,
    number: Number.isNaN(number) ? 1 : number,
    checked: box !== undefined && box !== " ",
    words,
  };
}

/** Whether a line begins a list in the middle of a paragraph. A number other than 1 may be one of its words. */
export function startsItem(line: string): boolean {
  const item = itemOf(line);
  return item !== null && item.words !== "" && item.number === 1;
}

/** The list that begins at a line; null when none does. */
export function readList(
  lines: readonly string[],
  at: number,
): { readonly block: Node; readonly next: number } | null {
  const first = itemOf(lines[at] ?? "");
  return first ? readFrom(lines, at, first, 0) : null;
}

function readFrom(lines: readonly string[], at: number, first: Item, depth: number) {
  const items: Node[] = [];
  let next = at;
  let value = first.number;
  while (next < lines.length) {
    const here = skipBlank(lines, next);
    const item = itemOf(lines[here] ?? "");
    if (!item || item.indent < first.indent) break;
    if (item.indent >= first.indent + 2 && items.length > 0) {
      const nested = readFrom(lines, here, item, depth + 1);
      items.push(listItem([nested.block], depth, value, first.kind, false));
      next = nested.next;
      continue;
    }
    if (item.kind !== first.kind) break;
    let words = item.words;
    next = here + 1;
    // Lines that are set in without a mark of their own go on with the item.
    for (;;) {
      const after = skipBlank(lines, next);
      const line = lines[after] ?? "";
      if (!/^(?: {2,}|\t)\S/.test(line) || itemOf(line)) break;
      // Paragraphs of one item are lines of it.
      words += `${after > next ? "\\" : ""}\n${line}`;
      next = after + 1;
    }
    items.push(listItem(readInline(words), depth, value, first.kind, item.checked));
    value += 1;
  }
  const tag = first.kind === "number" ? "ol" : "ul";
  const block = element("list", items, { listType: first.kind, start: first.number, tag });
  return { block, next };
}

function skipBlank(lines: readonly string[], at: number): number {
  let next = at;
  while (next < lines.length && /^[ \t]*$/.test(lines[next] ?? "")) next += 1;
  return next;
}

function listItem(
  children: readonly Node[],
  indent: number,
  value: number,
  kind: Item["kind"],
  checked: boolean,
): Node {
  return element("listitem", children, { indent, value, ...(kind === "check" ? { checked } : {}) });
}
