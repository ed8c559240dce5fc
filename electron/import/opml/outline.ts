/** An outline as a list within lists, with the notes and addresses of its lines. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata, type FoundMetadata } from "../assemble.ts";
import { Refusal, type FileKind, type SourceFile } from "../format.ts";
import { readWhole, simplifiedWarning } from "../html/whole.ts";
import { mailDate } from "../mail/mime-header.ts";
import { resolve } from "../resolve.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";

/** Throws `Refusal` when the XML is damaged, or when there is no line in it. */
export async function readOutline(file: SourceFile, format: FileKind): Promise<ArticleDraft> {
  const root = parseXml(withoutNamedCharacters(file.bytes), new Map());
  const lines = childrenOf(childOf(root, "body") ?? root, "outline");
  if (lines.length === 0)
    throw new Refusal("There is no line in this outline.", "Export it again from its program.");
  const page = readWhole(listOf(lines));
  const metadata = metadataOf(childOf(root, "head"));
  const resolved = await resolve(page.blocks, {
    url: null,
    base: null,
    readBeside: file.readBeside,
  });
  return assemble({
    format,
    fileName: file.name,
    metadata,
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [...resolved.warnings, ...(page.simplified ? [simplifiedWarning] : [])],
  });
}

/** The depth of the recursion is bounded by `parseXml`. */
function listOf(lines: readonly XmlElement[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map(itemOf).join("")}</ul>`;
}

function itemOf(line: XmlElement): string {
  const { attributes } = line;
  const text = written(attributes["text"] || attributes["title"] || "");
  const address = attributes["htmlUrl"] || attributes["xmlUrl"] || attributes["url"] || "";
  const shown =
    address === "" ? text : `<a href="${escaped(address)}">${text || escaped(address)}</a>`;
  const note = (attributes["_note"] ?? "")
    .split(/\n/)
    .map((each) => (each.trim() === "" ? "" : `<p>${written(each)}</p>`))
    .join("");
  return `<li>${boxOf(attributes)}${shown}${note}${listOf(childrenOf(line, "outline"))}</li>`;
}

/** What is to be done has a box, by the words of different programs. */
function boxOf(attributes: XmlElement["attributes"]): string {
  const state = attributes["_complete"] ?? attributes["complete"] ?? attributes["_status"];
  if (/^(?:true|checked)$/i.test(state ?? "")) return "☑ ";
  const isTask = state !== undefined || attributes["checkbox"] === "true";
  return isTask ? "☐ " : "";
}

/** Text that programs write as HTML stays so: it is read like that of any page. */
function written(text: string): string {
  const isHtml = /<\/?(?:a|b|i|u|em|strong|code|span|br|mark|time)(?:\s[^<>]*)?\/?>/i.test(text);
  return isHtml || /&(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|nbsp);/i.test(text) ? text : escaped(text);
}

function metadataOf(head: XmlElement | null): FoundMetadata {
  const text = (name: string): string => textIn(childOf(head, name)).trim();
  const owner = text("ownerName");
  return {
    ...noMetadata,
    title: text("title"),
    byline: owner === "" ? [] : [owner],
    published: mailDate(text("dateCreated")) ?? mailDate(text("dateModified")),
    found: { title: "head", byline: "ownerName", published: "dateCreated" },
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
