/** Which mark an element puts on its text, and which elements show none. */
import type { MarkKind } from "../../entities.ts";
import type { DomDocument, DomElement } from "./dom.ts";

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

const unseenClasses = [
  "sr-only",
  "visually-hidden",
  "visuallyhidden",
  "screen-reader-text",
  "screen-reader-only",
  "assistive-text",
  "sf-hidden",
];

/** What programs for manuals and encyclopedias put behind headings: "[edit]", "¶". */
const behindHeadings = "h1 a, h2 a, h3 a, h4 a, h5 a, h6 a, dt a";
const editLinks = ".mw-editsection, span.editsection";

/**
 * Takes out what only screen readers say ("opens in a new window"), what SingleFile saw hidden, and the
 * links to change or to point at a section. Readability takes the classes away by which they are known.
 */
export function removeUnseen(document: DomDocument): void {
  const selector = unseenClasses.map((name) => `body .${name}`).join(", ");
  for (const element of document.querySelectorAll(`${selector}, ${editLinks}`)) element.remove();
  for (const link of document.querySelectorAll(behindHeadings)) {
    const isMark = /^\s*(?:[¶#§]|\u{1f517}\ufe0f?)\s*$/u.test(link.textContent ?? "");
    if (isMark && link.getAttribute("href")?.includes("#") === true) link.remove();
  }
}

function isHidden(element: DomElement): boolean {
  if (element.hasAttribute("hidden")) return true;
  const style = element.getAttribute("style");
  return style !== null && /display\s*:\s*none/i.test(style);
}
