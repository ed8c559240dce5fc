/**
 * An XML document as the plainest HTML that says the same. What its elements mean is not known, but for
 * names that most kinds of documents share: an element with text of its own is a paragraph, one within
 * such text is part of it, and one of elements alone is a box around them.
 */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata, type FoundMetadata } from "../assemble.ts";
import { Refusal, type FileKind, type SourceFile } from "../format.ts";
import { readWhole, simplifiedWarning } from "../html/whole.ts";
import { leftOut } from "../losses.ts";
import { resolve } from "../resolve.ts";
import { readText } from "../text/lines.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import {
  allWithin,
  childrenOf,
  parseXml,
  textIn,
  type XmlElement,
  type XmlNode,
} from "../xml-tree.ts";

/** Elements by what they are in TEI, DocBook, FictionBook and their kin; in lower case, without prefixes. */
const tags: ReadonlyMap<string, string> = new Map(
  (
    "title:h head:h subtitle:h p:p para:p simpara:p v:p l:p emphasis:em emph:em em:em hi:em i:em foreign:em " +
    "strong:strong b:strong bold:strong code:code literal:code programlisting:pre screen:pre " +
    "literallayout:pre eg:pre quote:blockquote blockquote:blockquote cite:blockquote epigraph:blockquote " +
    "list:ul itemizedlist:ul ul:ul orderedlist:ol ol:ol item:li listitem:li li:li table:table " +
    "informaltable:table row:tr tr:tr cell:td entry:td td:td th:th lb:br br:br sub:sub sup:sup " +
    "subscript:sub superscript:sup strikethrough:s"
  )
    .split(" ")
    .map((pair) => {
      const [name = "", tag = ""] = pair.split(":");
      return [name, tag] as const;
    }),
);
/** What describes a document, and bytes in letters. */
const unread =
  /^(?:teiheader|info|bookinfo|articleinfo|description|binary|style|script|stylesheet)$/;
const inline = /^(?:em|strong|code|br|sub|sup|s)$/;

/** XML that does not hold together is read as the text that it is. Throws `Refusal` without any text. */
export async function readXml(file: SourceFile, format: FileKind): Promise<ArticleDraft> {
  const root = parsed(file.bytes);
  if (root === null) return readText(file, format);
  const page = readWhole(`<html><body>${boxOf(root, 1)}</body></html>`);
  const resolved = await resolve(page.blocks, {
    url: null,
    base: null,
    readBeside: file.readBeside,
  });
  return assemble({
    format,
    fileName: file.name,
    metadata: metadataOf(root),
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [
      "It is XML of a kind that is not known: its text was read by what most kinds have in common.",
      ...leftOut(allWithin(root, "binary").length, "file within it", { many: "files within it" }),
      ...resolved.warnings,
      ...(page.simplified ? [simplifiedWarning] : []),
    ],
  });
}

/** Null when it is damaged, or declares entities of its own. */
function parsed(bytes: Uint8Array): XmlElement | null {
  try {
    return parseXml(withoutNamedCharacters(bytes), new Map());
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

function hasText({ children }: XmlElement): boolean {
  return children.some((child) => typeof child === "string" && /\S/.test(child));
}

/** An element among others. The depth of the recursion is bounded by `parseXml`. */
function boxOf(element: XmlElement, depth: number): string {
  const name = localName(element);
  if (unread.test(name)) return "";
  const tag = tags.get(name);
  const inside = hasText(element) || (tag !== undefined && /^[hp]$/.test(tag));
  if (inside && (tag === undefined || tag === "h" || tag === "p")) {
    const written = element.children.map(lineOf).join("");
    return tag === "h"
      ? `<h${Math.min(depth, 6)}>${written}</h${Math.min(depth, 6)}>`
      : `<p>${written}</p>`;
  }
  // Sections within sections have smaller headings.
  const isSection = childrenOf(element, "title").length + childrenOf(element, "head").length > 0;
  const content = element.children
    .map((child) =>
      typeof child === "string" ? escaped(child) : boxOf(child, isSection ? depth + 1 : depth),
    )
    .join("");
  const shown = tag ?? "div";
  return shown === "br" ? "<br>" : `<${shown}>${content}</${shown}>`;
}

/** A node within text. */
function lineOf(node: XmlNode): string {
  if (typeof node === "string") return escaped(node);
  const name = localName(node);
  if (unread.test(name)) return "";
  const tag = tags.get(name);
  const href =
    node.attributes["xlink:href"] ??
    node.attributes["l:href"] ??
    node.attributes["url"] ??
    node.attributes["target"] ??
    node.attributes["href"] ??
    "";
  if (tag === "br") return "<br>";
  const inside = node.children.map(lineOf).join("");
  if (/^https?:/i.test(href)) return `<a href="${escaped(href)}">${inside || escaped(href)}</a>`;
  if (tag !== undefined && inline.test(tag)) return `<${tag}>${inside}</${tag}>`;
  // A paragraph or list within text stands for itself.
  return tag === undefined ? inside : boxOf(node, 6);
}

function metadataOf(root: XmlElement): FoundMetadata {
  const first = (...names: readonly string[]): XmlElement | undefined =>
    names.map((name) => allWithin(root, name)[0]).find((element) => element !== undefined);
  const title = textIn(first("book-title", "title") ?? null)
    .replace(/\s+/g, " ")
    .trim();
  const author = first("author", "dc:creator");
  const name = author === undefined ? "" : nameIn(author);
  return {
    ...noMetadata,
    title,
    byline: name === "" ? [] : [name],
    found: { title: "title", byline: "author" },
  };
}

/** The parts of a name, or the name as it is written. */
function nameIn(author: XmlElement): string {
  const part = (pattern: RegExp): string =>
    author.children
      .flatMap((child) =>
        typeof child !== "string" && pattern.test(localName(child)) ? [child] : [],
      )
      .map((child) => textIn(child).trim())
      .join(" ");
  const parts = [
    part(/^(?:first-?name|forename)$/),
    part(/^middle-name$/),
    part(/^(?:last-name|surname)$/),
  ];
  const joined = parts.filter((each) => each !== "").join(" ");
  return joined || textIn(author).replace(/\s+/g, " ").trim().slice(0, 200);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
