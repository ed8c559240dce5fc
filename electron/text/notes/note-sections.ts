/** Parts of a note's Lexical JSON: the blocks from a heading to the next of its level, or a beginning. */
import { parseJson } from "../json.ts";

type Node = { readonly [field: string]: unknown };

export interface NotePart {
  /** An editor state as JSON text; empty when there are no blocks. */
  readonly body: string;
  /** Blocks at its end were left out. */
  readonly cut: boolean;
}

/** More blocks, or more units of JSON, are not shown inside another note. */
const mostBlocks = 200;
const mostUnits = 400_000;
/** Deeper than anybody writes. */
const deepest = 200;

/**
 * The section of the heading before which so many others stand, without the heading itself; all of the
 * note for null. Null for what is no editor state, and when there are not so many headings. Footnotes
 * that end the note come along when the section refers to them.
 */
export function notePart(json: string, ordinal: number | null): NotePart | null {
  const root = rootOf(json);
  if (root === null) return null;
  const blocks = ordinal === null ? childrenOf(root) : sectionOf(root, ordinal);
  if (blocks === null) return null;
  const kept: string[] = [];
  let units = 0;
  for (const block of blocks) {
    const text = JSON.stringify(block);
    units += text.length;
    if (kept.length >= mostBlocks || (units > mostUnits && kept.length > 0)) break;
    kept.push(text);
  }
  const words = kept.join();
  const notes =
    ordinal === null ? [] : footnotesOf(root).filter(([id]) => words.includes(reference(id)));
  const children = [...kept, ...notes.map(([, note]) => JSON.stringify(note))].join();
  if (children === "") return { body: "", cut: false };
  const { children: _children, ...fields } = root;
  const state = JSON.stringify({ root: { ...fields, children: [] } });
  return {
    body: state.replace(/"children":\[\]\}\}$/, () => `"children":[${children}]}}`),
    cut: kept.length < blocks.length,
  };
}

function sectionOf(root: Node, ordinal: number): readonly Node[] | null {
  let left = ordinal;
  const search = (parent: Node, depth: number): readonly Node[] | null => {
    if (depth > deepest) return null;
    const siblings = childrenOf(parent);
    for (const [at, node] of siblings.entries()) {
      if (node["type"] === "heading") {
        if (left === 0) return afterHeading(siblings, at);
        left -= 1;
        continue;
      }
      const found = search(node, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return search(root, 0);
}

function afterHeading(siblings: readonly Node[], at: number): readonly Node[] {
  const level = levelOf(siblings[at]);
  const rest = siblings.slice(at + 1);
  const end = rest.findIndex(
    (node) => node["type"] === "footnote" || (node["type"] === "heading" && levelOf(node) <= level),
  );
  return end < 0 ? rest : rest.slice(0, end);
}

function levelOf(heading: Node | undefined): number {
  return Number(/[1-6]/.exec(String(heading?.["tag"]))?.[0] ?? 1);
}

function footnotesOf(root: Node): readonly (readonly [id: string, footnote: Node])[] {
  return childrenOf(root)
    .filter((node) => node["type"] === "footnote")
    .map((node) => [String(node["footnote"]), node] as const);
}

const reference = (id: string) => `"footnote":${JSON.stringify(id)}`;

function rootOf(json: string): Node | null {
  const state = parseJson(json);
  const root = isNode(state) ? state["root"] : null;
  return isNode(root) && Array.isArray(root["children"]) ? root : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function childrenOf(node: Node): readonly Node[] {
  const { children } = node;
  return Array.isArray(children) ? children.filter(isNode) : [];
}
