/** What single elements of a Word file say by themselves. */
import type { Relations } from "./file.ts";
import { childOf, childrenOf, textIn, type XmlElement } from "../xml-tree.ts";

/** Elements that hold settings and no text. */
export const settings = new Set(
  "w:pPr w:rPr w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:tblPrEx w:trPr w:tcPr w:sectPr w:rt w:ffData w:numbering".split(
    " ",
  ),
);

/** Where a `w:hyperlink` leads; null when it says nothing. */
export function linkOf(element: XmlElement, relations: Relations): string | null {
  const anchor = element.attributes["w:anchor"];
  const relation = relations.get(element.attributes["r:id"] ?? "");
  if (relation !== undefined) {
    const own = anchor === undefined || relation.target.includes("#");
    return own ? relation.target : `${relation.target}#${anchor}`;
  }
  return anchor === undefined ? null : `#${encodeURIComponent(anchor)}`;
}

/** Of alternatives for different Words, the first that holds anything. */
export function chosen(element: XmlElement): XmlElement {
  const choices = childrenOf(element, "mc:Choice");
  const fallback = childOf(element, "mc:Fallback");
  return choices.find((choice) => holdsContent(choice)) ?? fallback ?? element;
}

function holdsContent(element: XmlElement): boolean {
  return element.children.some(
    (child) =>
      typeof child !== "string" &&
      (/^(?:w:t|w:txbxContent|a:blip|m:t|c:chart|dgm:relIds|w:sym)$/.test(child.name) ||
        holdsContent(child)),
  );
}

/** The words of a paragraph or a part of one, without what was deleted. */
export function runText(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === "string" || settings.has(child.name) || child.name === "w:del")
        return "";
      return child.name === "w:t" ? textIn(child) : child.name === "w:tab" ? " " : runText(child);
    })
    .join("");
}
