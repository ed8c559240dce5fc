/** The words in JATS elements, and which elements have none. */
import type { XmlElement, XmlNode } from "../xml-tree.ts";

/** Elements that stand on lines of their own. */
const blocks = new Set(
  (
    "ack app app-group back body boxed-text caption disp-formula fig fig-group floats-group fn fn-group " +
    "glossary label list-item notes sec sig-block speaker speech statement sub-article response " +
    "supplementary-material table-wrap table-wrap-foot table-wrap-group abstract trans-abstract attrib"
  ).split(" "),
);
/** Elements that say something about the file and nothing to a reader. */
const unread = new Set(
  "tex-math object-id permissions front front-stub article-meta journal-meta processing-meta alt-text long-desc index-term x".split(
    " ",
  ),
);

/** Whether an element starts on a line of its own. */
export function standsAlone(name: string): boolean {
  return blocks.has(name);
}

/** Whether what is in an element is not for readers. */
export function isUnread(name: string): boolean {
  return unread.has(name);
}

/** The words of an element on one line, without its notes and formulas in TeX. */
export function jatsText(element: XmlElement | null): string {
  const text = (node: XmlNode): string => {
    if (typeof node === "string") return node;
    if (node.name === "xref" || node.name === "fn" || unread.has(node.name)) return "";
    const inner = node.children.map(text).join("");
    return blocks.has(node.name) || /^(?:p|title|break)$/.test(node.name) ? ` ${inner} ` : inner;
  };
  return element === null ? "" : element.children.map(text).join("").replace(/\s+/g, " ").trim();
}
