/** Which mark an element puts on its text, and which elements show none. */
import type { MarkKind } from "../entities.ts";
import type { DomElement } from "./html-dom.ts";

const skipped = new Set(
  (
    "script style template head noscript iframe object embed applet canvas svg audio video map textarea " +
    "select option button input datalist dialog progress meter noembed noframes link meta title base"
  ).split(" "),
);
const kinds: ReadonlyMap<string, MarkKind> = new Map([
  ["b", "strong"],
  ["strong", "strong"],
  ["dt", "strong"],
  ["i", "emphasis"],
  ["em", "emphasis"],
  ["cite", "emphasis"],
  ["dfn", "emphasis"],
  ["var", "emphasis"],
  ["code", "code"],
  ["kbd", "code"],
  ["samp", "code"],
  ["tt", "code"],
  ["sup", "superscript"],
  ["sub", "subscript"],
  ["s", "strikethrough"],
  ["strike", "strikethrough"],
  ["del", "strikethrough"],
]);

/** The mark for an element's text, null for none, `skip` when the element shows no text of its own. */
export function inlineMark(
  element: DomElement,
): { readonly kind: MarkKind; readonly value?: string } | null | "skip" {
  const name = element.localName.toLowerCase();
  if (skipped.has(name) || isHidden(element)) return "skip";
  const href = name === "a" ? element.getAttribute("href") : null;
  if (href !== null) return { kind: "link", value: href };
  const kind = kinds.get(name);
  return kind === undefined ? null : { kind };
}

function isHidden(element: DomElement): boolean {
  if (element.hasAttribute("hidden")) return true;
  const style = element.getAttribute("style");
  return style !== null && /display\s*:\s*none/i.test(style);
}
