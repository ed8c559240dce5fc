/** The parts of an OpenDocument text: its content, styles and properties, put together as an article. */
import type { ArticleDraft } from "../../entities.ts";
import { assemble, noMetadata } from "../assemble.ts";
import { Refusal, type Format, type SourceFile } from "../format.ts";
import { readOdtBody, type OdtObjects } from "./body.ts";
import { readOdtStyles } from "./styles.ts";
import { officeMetadata, titleParagraph } from "../office/metadata.ts";
import { SpareParts, unlessDamaged } from "../office/parts.ts";
import { resolve } from "../resolve.ts";
import { opensWith, zipMark } from "../signatures.ts";
import { allWithin, childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";
import { openZip } from "../zip.ts";

const oasis = "urn:oasis:names:tc:opendocument:xmlns:";
const prefixes: ReadonlyMap<string, string> = new Map([
  ...["office", "text", "table", "style", "meta", "manifest", "presentation"].map(
    (name) => [`${oasis}${name}:1.0`, name] as const,
  ),
  [`${oasis}drawing:1.0`, "draw"],
  [`${oasis}xsl-fo-compatible:1.0`, "fo"],
  [`${oasis}svg-compatible:1.0`, "svg"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://www.w3.org/1998/Math/MathML", "math"],
]);

/** Throws `Refusal` when the file has a password, is no text, is damaged or has no words. */
export async function readOdt(file: SourceFile, format: Format): Promise<ArticleDraft> {
  const parts = opensWith(file.bytes, zipMark) ? packed(file.bytes) : flat(file.bytes);
  const { content } = parts;
  const text = childOf(content, "office:body", "office:text");
  if (content === null || text === null) throw noText(content);
  const roots = [parts.styles, content].filter((root) => root !== null);
  const read = readOdtBody(text, readOdtStyles(roots), parts.object);
  const resolved = await resolve(read.blocks, {
    url: null,
    base: null,
    readBeside: async (name) => read.pictures.get(name) ?? parts.picture(name),
  });
  const value = (name: string): string => textIn(childOf(parts.meta, name));
  return assemble({
    format,
    fileName: file.name,
    metadata: officeMetadata(noMetadata, {
      shownTitle: titleParagraph(read.titles),
      title: value("dc:title"),
      creators: creators(parts.meta),
      created: value("meta:creation-date"),
      language: value("dc:language"),
      identifier: "",
      description: value("dc:description"),
    }),
    blocks: resolved.blocks,
    images: resolved.images,
    warnings: [...parts.warnings(), ...read.warnings, ...resolved.warnings],
  });
}

/** What a text consists of, whether it is packed or one file of XML. */
interface OdtParts {
  readonly content: XmlElement | null;
  /** The styles that stand apart from the content; null when they do not. */
  readonly styles: XmlElement | null;
  readonly meta: XmlElement | null;
  readonly object: OdtObjects;
  readonly picture: (name: string) => Uint8Array | null;
  /** What of it could not be read. */
  readonly warnings: () => readonly string[];
}

function packed(bytes: Uint8Array): OdtParts {
  const zip = openZip(bytes);
  const xml = (name: string): XmlElement | null => {
    const part = zip.read(name);
    return part === null ? null : parseXml(part, prefixes);
  };
  const spare = new SpareParts();
  const manifest = spare.read(() => xml("META-INF/manifest.xml"));
  if (manifest !== null && allWithin(manifest, "manifest:encryption-data").length > 0) {
    throw new Refusal(
      "It is protected by a password.",
      "Open it in LibreOffice and save it again without the password.",
    );
  }
  return {
    content: xml("content.xml"),
    styles: spare.read(() => xml("styles.xml")),
    meta: childOf(
      spare.read(() => xml("meta.xml")),
      "office:meta",
    ),
    object: (href) => {
      const folder = href.replace(/^\.\//, "").replace(/\/$/, "");
      return folder === "" ? null : unlessDamaged(() => xml(`${folder}/content.xml`));
    },
    picture: (name) => unlessDamaged(() => zip.read(name.replace(/^\.\//, ""))),
    warnings: () => spare.warnings(),
  };
}

/** One file of XML (.fodt), which holds its objects and pictures where they are shown. */
function flat(bytes: Uint8Array): OdtParts {
  const root = parseXml(bytes, prefixes);
  return {
    content: root,
    styles: null,
    meta: childOf(root, "office:meta"),
    object: () => null,
    picture: () => null,
    warnings: () => [],
  };
}

/** Who began it; else who saved it last. */
function creators(meta: XmlElement | null): readonly string[] {
  if (meta === null) return [];
  const first = childrenOf(meta, "meta:initial-creator").map(textIn);
  const names = first.some((name) => name.trim() !== "")
    ? first
    : childrenOf(meta, "dc:creator").map(textIn);
  return names.flatMap((name) => name.split(";"));
}

function noText(content: XmlElement | null): Refusal {
  const body = childOf(content, "office:body");
  if (body === null) {
    return new Refusal(
      "The file is damaged: the text of the document is missing from it.",
      "Open it in LibreOffice and save it again.",
    );
  }
  return new Refusal(
    "It is an OpenDocument file that is no text, such as a spreadsheet.",
    "Save it as text or as a web page in its own program.",
  );
}
