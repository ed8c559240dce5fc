/** Formulas of web pages in one line: as the TeX that they carry, or else read from their parts. */
import { isElement, type DomElement } from "./dom.ts";
import { mathLine } from "../office/math.ts";
import type { XmlElement, XmlNode } from "../xml-tree.ts";

/** The text of a `math` element. */
export function mathText(element: DomElement): string {
  const tex =
    element.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
    element.querySelector('annotation[encoding="TeX"]')?.textContent ??
    element.getAttribute("alttext");
  if (tex !== null && tex.trim() !== "") return tex.replace(/\s+/g, " ").trim();
  return mathLine(partsOf(element));
}

/** The element as the tree that formulas of text documents are read from; parsing bounds its depth. */
function partsOf(element: DomElement): XmlElement {
  const children: XmlNode[] = [];
  for (const child of element.childNodes) {
    if (isElement(child)) children.push(partsOf(child));
    else if (child.nodeType === 3) children.push(child.textContent ?? "");
  }
  return { name: element.localName.toLowerCase(), attributes: {}, children };
}
