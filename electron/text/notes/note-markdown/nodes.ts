/** The nodes of a note's body as its Markdown knows them: how they are made and when two are the same. */

export type Node = { readonly [field: string]: unknown };

/** The bits of a text node's format that have a tag of their own, the outermost first. */
export const formatTags: readonly (readonly [bit: number, tag: string])[] = [
  [1, "strong"],
  [2, "em"],
  [4, "s"],
  [8, "u"],
  [32, "sub"],
  [64, "sup"],
  [128, "mark"],
];
export const codeFormat = 16;

/** The fence that holds what Markdown has no words for. */
export const jsonFence = "commonplace-json";

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Those of its children that are nodes; none for a leaf. */
export function childrenOf(node: Node): readonly Node[] {
  return Array.isArray(node.children) ? node.children.filter(isNode) : [];
}

/** An element as Lexical writes a fresh one. */
export const element = (type: string, children: readonly Node[], fields: Node = {}): Node => ({
  children,
  direction: null,
  format: "",
  indent: 0,
  type,
  version: 1,
  ...fields,
});

export const textNode = (text: string, format = 0): Node => ({
  detail: 0,
  format,
  mode: "normal",
  style: "",
  text,
  type: "text",
  version: 1,
});

export const lineBreak: Node = { type: "linebreak", version: 1 };
export const tab: Node = {
  detail: 2,
  format: 0,
  mode: "normal",
  style: "",
  text: "\t",
  type: "tab",
  version: 1,
};

/** A paragraph; Lexical keeps the format of its first text with it. */
export function paragraph(children: readonly Node[]): Node {
  const first = children.flatMap(leavesOf).find(({ type }) => type === "text" || type === "tab");
  return element("paragraph", children, { textFormat: first?.format ?? 0, textStyle: "" });
}

const leavesOf = (node: Node): readonly Node[] => {
  const children = childrenOf(node);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
};

/** Plain lines as the children of a block. */
export function nodesOfLines(text: string, format = 0): readonly Node[] {
  return text.split("\n").flatMap((line, index) => {
    const words = line
      .split("\t")
      .flatMap((part, at) => [...(at > 0 ? [tab] : []), ...(part ? [textNode(part, format)] : [])]);
    return index > 0 ? [lineBreak, ...words] : words;
  });
}

/** The words of nodes that are nothing but lines of plain text; null when there is more to them. */
export function linesOf(nodes: readonly Node[]): string | null {
  let text = "";
  for (const node of nodes) {
    const plain = (node.format ?? 0) === 0 && (node.style ?? "") === "";
    if (node.type === "linebreak") text += "\n";
    else if (node.type === "tab" && plain) text += "\t";
    else if (
      (node.type === "text" || node.type === "code-highlight") &&
      plain &&
      typeof node.text === "string"
    )
      text += node.text;
    else return null;
  }
  return text;
}

const mergeable = ["format", "style", "mode", "detail"] as const;
const joins = (before: Node | undefined, node: Node): before is Node =>
  before?.type === "text" &&
  node.type === "text" &&
  mergeable.every((field) => before[field] === node[field]);

const elementFields = { direction: null, format: "", indent: 0, version: 1 };
const linkFields = { ...elementFields, rel: null, target: null, title: null };
const fieldsOf: Readonly<Record<string, Node>> = {
  ...Object.fromEntries(
    [
      ..."root heading quote list listitem code table tablerow tablecell footnote".split(" "),
      ..."callout callout-title".split(" "),
    ].map((type) => [type, elementFields]),
  ),
  paragraph: { ...elementFields, textFormat: 0, textStyle: "" },
  code: { ...elementFields, language: null },
  link: linkFields,
  autolink: { ...linkFields, isUnlinked: false },
  text: { detail: 0, format: 0, mode: "normal", style: "", version: 1 },
};

/**
 * The node with the fields that a terse body leaves out, neighbouring texts of one format joined, empty
 * ones left out, and code as plain lines: what the editor itself makes of it. Nothing that is shown or
 * pointed to changes.
 */
export function normalised(given: Node): Node {
  const node = withoutTraces({ ...fieldsOf[String(given.type)], ...given });
  if (!Array.isArray(node.children)) return node;
  if (node.type === "paragraph" && node.textStyle === "")
    return { ...paragraph(joined(node.children).filter(isNode)), ...ownFields(node) };
  if (node.type === "code") {
    const lines = linesOf(childrenOf(node));
    if (lines !== null) return { ...node, children: nodesOfLines(lines) };
  }
  return { ...node, children: joined(node.children) };
}

/** What the editor notes of how a block came about, and shows nowhere: the sign that a list was typed with. */
const traces: ReadonlySet<string> = new Set(["mdListMarker", "mdCodeFence"]);

function withoutTraces(node: Node): Node {
  const { $: state, textFormat, textStyle, ...rest } = node;
  // The format that letters typed into an empty block would have is a paragraph's own field, and follows there.
  const kept: Node =
    node.type === "paragraph" || !Array.isArray(node.children)
      ? { ...rest, ...defined({ textFormat, textStyle }) }
      : { ...rest, ...(textStyle ? { textFormat, textStyle } : {}) };
  if (!isNode(state)) return state === undefined ? kept : { ...kept, $: state };
  const others = Object.entries(state).filter(([name]) => !traces.has(name));
  return others.length === 0 ? kept : { ...kept, $: Object.fromEntries(others) };
}

const defined = (fields: Node): Node =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A paragraph's fields but for its children and what follows from them. */
function ownFields({ children: _children, textFormat: _format, ...fields }: Node): Node {
  return fields;
}

function joined(children: readonly unknown[]): readonly unknown[] {
  const made: unknown[] = [];
  for (const child of children) {
    if (!isNode(child)) {
      made.push(child);
      continue;
    }
    const before = made.at(-1);
    if (child.type === "text" && child.text === "") continue;
    const own = normalised(child);
    if (isNode(before) && joins(before, own))
      made[made.length - 1] = { ...before, text: `${String(before.text)}${String(own.text)}` };
    else made.push(own);
  }
  return made;
}

/** A JSON value with its fields in one order, to compare by. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isNode(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
