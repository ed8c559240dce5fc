/** Apple's property lists in XML, in the shape of the binary ones: some programs write web archives so. */
import type { Plist, PlistArray, PlistDictionary } from "./binary-plist.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { parseXml, textIn, type XmlElement } from "../xml-tree.ts";

/** The top value of a list. Throws `Refusal` when the XML is damaged. */
export function openXmlPlist(bytes: Uint8Array): Plist {
  const root = parseXml(withoutNamedCharacters(bytes), new Map());
  const [first] = elementsOf(root);
  return root.name !== "plist" || first === undefined ? null : valueOf(first);
}

function valueOf(element: XmlElement): Plist {
  switch (element.name) {
    case "string":
      return textIn(element);
    case "data":
      return new Uint8Array(Buffer.from(textIn(element), "base64"));
    case "array":
      return arrayOf(elementsOf(element));
    case "dict":
      return dictionaryOf(elementsOf(element));
    default:
      return null;
  }
}

function arrayOf(items: readonly XmlElement[]): PlistArray {
  const at = (index: number): Plist => {
    const item = items[index];
    return item === undefined ? null : valueOf(item);
  };
  return { kind: "array", length: items.length, at };
}

/** Keys and values take turns. */
function dictionaryOf(children: readonly XmlElement[]): PlistDictionary {
  const get = (key: string): Plist => {
    const at = children.findIndex((each) => each.name === "key" && textIn(each) === key);
    const value = at === -1 ? undefined : children[at + 1];
    return value === undefined ? null : valueOf(value);
  };
  return { kind: "dictionary", get };
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== "string");
}
