/** A book's package file: what the book is called, and which chapters it has in which order. */
import type { PersonName } from "../../entities.ts";
import { personName } from "../../text/person-name.ts";
import { noMetadata, type FoundMetadata } from "../assemble.ts";
import { parseDate } from "../../text/dates.ts";
import { bookFiles, placeIn, type BookFiles } from "./files.ts";
import { Refusal } from "../format.ts";
import { decodeEntities } from "../html/entities.ts";
import { textOfHtml } from "../html/scan.ts";
import { languageTag } from "../language/language-tag.ts";
import { doiIn } from "../names.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { allWithin, childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";
import type { Zip } from "../zip.ts";

export interface BookPackage {
  readonly files: BookFiles;
  readonly metadata: FoundMetadata;
  /** The chapters in reading order, each once. */
  readonly chapters: readonly BookChapter[];
  /** How many chapters the package names that are not in the book. */
  readonly missing: number;
  /** The files that list the contents, in the form of EPUB 3 and of EPUB 2; null without one. */
  readonly navigation: string | null;
  readonly ncx: string | null;
}

export interface BookChapter {
  /** Its name in the archive. */
  readonly path: string;
  /** Whether it stands beside the reading order, and is seen only by those whom a link leads there. */
  readonly isAside: boolean;
}

interface Item {
  readonly path: string;
  readonly mediaType: string;
  readonly properties: readonly string[];
  readonly fallback: string | null;
}

const prefixes: ReadonlyMap<string, string> = new Map([
  ["urn:oasis:names:tc:opendocument:xmlns:container", ""],
  ["http://www.idpf.org/2007/opf", ""],
  ["http://openebook.org/namespaces/oeb-package/1.0/", ""],
  ["http://www.daisy.org/z3986/2005/ncx/", ""],
  ["http://www.w3.org/2001/04/xmlenc#", "enc"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/elements/1.0/", "dc"],
]);
const noBook = new Refusal(
  "This is no book that can be read: its list of chapters is missing.",
  "Open it in a reading program and save or download it again.",
);

/** Throws `Refusal` when there is no list of chapters, or copy protection. */
export function openPackage(zip: Zip): BookPackage {
  const files = bookFiles(zip);
  const path = packagePath(zip, files);
  const bytes = path === null ? null : files.read(path);
  if (path === null || bytes === null) throw noBook;
  const root = xmlOf(bytes);
  const items = itemsOf(root, path);
  const spine = childOf(root, "spine");
  const places = new Map<string, boolean>();
  for (const { attributes } of childrenOf(spine ?? root, "itemref")) {
    const item = readable(items, attributes["idref"] ?? "");
    if (item === null || item.properties.includes("nav")) continue;
    const isAside = attributes["linear"] === "no";
    places.set(item.path, isAside && (places.get(item.path) ?? true));
  }
  const chapters = [...places].flatMap(([place, isAside]) => {
    const name = files.nameOf(place);
    return name === null ? [] : [{ path: name, isAside }];
  });
  checkProtection(
    files,
    chapters.map(({ path: name }) => name),
  );
  const all = [...items.values()];
  const navigation = all.find((item) => item.properties.includes("nav"));
  const ncx =
    items.get(spine?.attributes["toc"] ?? "") ??
    all.find((item) => item.mediaType === "application/x-dtbncx+xml");
  return {
    files,
    metadata: metadataOf(root),
    chapters,
    missing: places.size - chapters.length,
    navigation: navigation?.path ?? null,
    ncx: ncx?.path ?? null,
  };
}

/** The XML of a part of a book. Throws `Refusal` when it is damaged. */
export function xmlOf(bytes: Uint8Array): XmlElement {
  return parseXml(withoutNamedCharacters(bytes), prefixes);
}

function packagePath(zip: Zip, files: BookFiles): string | null {
  const container = files.read("META-INF/container.xml");
  const rootFiles = container === null ? [] : allWithin(xmlOf(container), "rootfile");
  const stated = rootFiles
    .map((each) => each.attributes["full-path"] ?? "")
    .find((each) => files.nameOf(each) !== null);
  return stated ?? zip.names.find((name) => /\.opf$/i.test(name)) ?? null;
}

function itemsOf(root: XmlElement, packageName: string): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const { attributes } of childrenOf(childOf(root, "manifest") ?? root, "item")) {
    const id = attributes["id"] ?? "";
    const place = placeIn(packageName, attributes["href"] ?? "");
    if (id === "" || place === null || items.has(id)) continue;
    items.set(id, {
      path: place.path,
      mediaType: (attributes["media-type"] ?? "").toLowerCase(),
      properties: (attributes["properties"] ?? "").split(/\s+/),
      fallback: attributes["fallback"] ?? null,
    });
  }
  return items;
}

/** The item, or what stands in for it where it is no text; null when nothing does. */
function readable(items: ReadonlyMap<string, Item>, id: string): Item | null {
  let item = items.get(id);
  for (let n = 0; n < 5 && item !== undefined; n += 1) {
    if (/html|oeb1-document/.test(item.mediaType) || /\.x?html?$/i.test(item.path)) return item;
    item = item.fallback === null ? undefined : items.get(item.fallback);
  }
  return null;
}

/** Throws `Refusal` when a chapter is encrypted. Garbled fonts, which are listed too, do not matter. */
function checkProtection(files: BookFiles, chapters: readonly string[]): void {
  const bytes = files.read("META-INF/encryption.xml");
  if (bytes === null) return;
  const locked = allWithin(xmlOf(bytes), "enc:CipherReference").map(
    ({ attributes }) => placeIn("", attributes["URI"] ?? "")?.path ?? "",
  );
  const names = new Set(chapters);
  if (locked.some((path) => names.has(files.nameOf(path) ?? ""))) {
    throw new Refusal(
      "This book is copy-protected (DRM): its text is encrypted, and only the shop's own program can open it.",
      "Ask the shop or the publisher for a copy without protection.",
    );
  }
}

function metadataOf(root: XmlElement): FoundMetadata {
  const place = childOf(root, "metadata");
  if (place === null) return noMetadata;
  const about = childOf(place, "dc-metadata") ?? place;
  const all = (name: string): readonly XmlElement[] => [
    ...childrenOf(about, `dc:${name}`),
    ...childrenOf(about, `dc:${name[0]?.toUpperCase()}${name.slice(1)}`),
  ];
  const refined = refinements(place);
  const identifiers = all("identifier").map((each) => identifierOf(each));
  const isbn = identifiers.find(({ scheme }) => scheme === "isbn")?.value;
  const doi = identifiers.find(({ scheme }) => scheme === "doi")?.value;
  const url = identifiers.find(({ scheme }) => scheme === "url")?.value ?? null;
  const main =
    all("title").find((each) => refined(each, "title-type") === "main") ?? all("title")[0];
  return {
    title: lineOf(main),
    ...creators(all("creator"), refined),
    fields: fieldsOf(place, all, refined),
    site: lineOf(all("publisher")[0]) || null,
    published: publishedOf(all("date")),
    url,
    language: languageTag(lineOf(all("language")[0])),
    identifiers: {
      ...(isbn === undefined ? {} : { isbn }),
      ...(doi === undefined ? {} : { doi }),
    },
    abstract: decodeEntities(textOfHtml(lineOf(all("description")[0]))) || null,
    found: {
      title: "dc:title",
      byline: "dc:creator",
      site: "dc:publisher",
      published: "dc:date",
      url: "dc:identifier",
      language: "dc:language",
      identifiers: "dc:identifier",
      abstract: "dc:description",
    },
  };
}

function lineOf(element: XmlElement | undefined): string {
  return element === undefined ? "" : textIn(element).replace(/\s+/g, " ").trim();
}

type Refinements = (element: XmlElement, property: string) => string | null;

/** What EPUB 3 says of an element elsewhere, by its id. */
function refinements(metadata: XmlElement): Refinements {
  const said = new Map<string, string>();
  for (const meta of childrenOf(metadata, "meta")) {
    const { refines, property } = meta.attributes;
    if (refines !== undefined && property !== undefined)
      said.set(`${refines} ${property}`, lineOf(meta));
  }
  return (element, property) => said.get(`#${element.attributes["id"] ?? ""} ${property}`) ?? null;
}

/** The authors; when nobody is called one, all who made it. */
function creators(
  elements: readonly XmlElement[],
  refined: Refinements,
): Required<Pick<FoundMetadata, "byline" | "names">> {
  const authors = elements.filter((element) => roleOf(element, refined) === "aut");
  const people = (authors.length > 0 ? authors : elements).flatMap((element) => {
    const shown = lineOf(element);
    return shown === "" ? [] : [{ shown, name: nameIn(element, shown, refined) }];
  });
  return { byline: people.map(({ shown }) => shown), names: people.map(({ name }) => name) };
}

function roleOf(element: XmlElement, refined: Refinements): string {
  return (
    element.attributes["opf:role"] ??
    element.attributes["role"] ??
    refined(element, "role") ??
    "aut"
  );
}

/** In the parts by which it is filed, where that form has the words of the name that is shown. */
function nameIn(element: XmlElement, shown: string, refined: Refinements): PersonName {
  const filed =
    element.attributes["opf:file-as"] ??
    element.attributes["file-as"] ??
    refined(element, "file-as") ??
    "";
  const words = (text: string): string =>
    (text.toLowerCase().match(/\p{L}+/gu) ?? []).toSorted().join(" ");
  return personName(filed.includes(",") && words(filed) === words(shown) ? filed : shown);
}

/** Who else made it, what series it is in, and what it is about. */
function fieldsOf(
  metadata: XmlElement,
  all: (name: string) => readonly XmlElement[],
  refined: Refinements,
): { readonly [name: string]: string } {
  const makers = [...all("contributor"), ...all("creator")];
  const called = (role: string): string =>
    makers
      .filter((each) => roleOf(each, refined) === role)
      .map(lineOf)
      .join("; ");
  const metas = childrenOf(metadata, "meta");
  const named = (name: string): string =>
    metas.find((meta) => meta.attributes["name"] === name)?.attributes["content"]?.trim() ?? "";
  const collection = metas.find((meta) => meta.attributes["property"] === "belongs-to-collection");
  const position = collection === undefined ? null : refined(collection, "group-position");
  const fields = {
    translator: called("trl"),
    editor: called("edt"),
    illustrator: called("ill"),
    series: collection === undefined ? named("calibre:series") : lineOf(collection),
    "series number": position ?? named("calibre:series_index"),
    subjects: all("subject").map(lineOf).join("; "),
    rights: lineOf(all("rights")[0]),
    source: lineOf(all("source")[0]),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function publishedOf(dates: readonly XmlElement[]): string | null {
  const event = (element: XmlElement): string =>
    element.attributes["opf:event"] ?? element.attributes["event"] ?? "";
  const published =
    dates.find((each) => /publication/.test(event(each))) ??
    dates.find((each) => event(each) === "");
  return published === undefined ? null : parseDate(lineOf(published));
}

function identifierOf(element: XmlElement): {
  readonly scheme: "isbn" | "doi" | "url" | "other";
  readonly value: string;
} {
  const text = lineOf(element);
  const bare = text.replace(/^(?:urn:)?isbn:?\s*/i, "").replace(/[\s-]/g, "");
  const stated = /isbn/i.test(
    element.attributes["opf:scheme"] ?? element.attributes["scheme"] ?? text,
  );
  if (/^97[89]\d{10}$/.test(bare) || (stated && /^\d{9}[\dX]$/i.test(bare))) {
    return { scheme: "isbn", value: bare.toUpperCase() };
  }
  const doi = doiIn(text);
  if (doi !== null) return { scheme: "doi", value: doi };
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.href.length < 2_000)
    return { scheme: "url", value: url.href };
  return { scheme: "other", value: text };
}
