/** What an RDF file of Zotero says of its items, with their notes, collections and files. */
import type { PersonName } from "../../entities.ts";
import { familyFirst, personName } from "../../text/person-name.ts";
import { decoded, plainPlaces } from "./attachment-places.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { withoutTags } from "./plain-markup.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { childOf, childrenOf, parseXml, textIn, xmlOf, type XmlElement } from "../xml-tree.ts";

const prefixes = new Map([
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://www.zotero.org/namespaces/export#", "z"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://purl.org/net/biblio#", "bib"],
  ["http://xmlns.com/foaf/0.1/", "foaf"],
  ["http://prismstandard.org/namespaces/1.2/basic/", "prism"],
  ["http://nwalsh.com/rdf/vCard#", "vcard"],
  ["http://purl.org/rss/1.0/modules/link/", "link"],
]);

/** What elements are called in a notebook; others keep their name without its prefix. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ["prism:volume", "volume"],
  ["prism:number", "issue"],
  ["bib:pages", "pages"],
  ["prism:edition", "edition"],
  ["dcterms:dateSubmitted", "accessed"],
  ["z:itemType", "type"],
  ["z:shortTitle", "short title"],
  ["dcterms:alternative", "short journal"],
  ["z:libraryCatalog", "library catalogue"],
  ["dc:coverage", "archive location"],
]);
const known = new Set(
  "dc:title dc:date dc:identifier dc:subject dc:publisher dcterms:abstract dcterms:isPartOf dcterms:isReferencedBy bib:authors bib:editors link:link z:language dc:language rdf:value".split(
    " ",
  ),
);
/** People who are neither authors nor editors, by what their element is called. */
const peopleElement = /^(?:bib|z):\w+s$/;

/** All that one file says, for looking things up. */
interface Graph {
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Names of the collections that an item is in, those around them included. */
  readonly collections: ReadonlyMap<string, readonly string[]>;
}

/** The items of a file. Throws `Refusal` when its XML does not hold together. */
export function* readZoteroRdf(bytes: Uint8Array): Generator<BibliographyPart> {
  const root = parseXml(withoutNamedCharacters(bytes), prefixes);
  const all = root.children.filter((child): child is XmlElement => typeof child !== "string");
  const byId = new Map(all.map((element) => [idOf(element), element] as const));
  const graph: Graph = { byId, collections: collectionsOf(all, byId) };
  const used = new Set(all.flatMap((element) => (isItem(element) ? referencesOf(element) : [])));
  for (const element of all) {
    const isLoose = /^(?:z:Attachment|bib:Memo)$/.test(element.name) && !used.has(idOf(element));
    if (isItem(element) || isLoose) yield { kind: "entry", entry: entryOf(element, graph) };
  }
}

function idOf(element: XmlElement): string {
  return element.attributes["rdf:about"] ?? `#${element.attributes["rdf:ID"] ?? ""}`;
}

function isItem(element: XmlElement): boolean {
  if (/^(?:z:Attachment|bib:Memo|z:Collection|z:UserItem)$/.test(element.name)) return false;
  const type = textIn(childOf(element, "z:itemType")).trim();
  if (type !== "") return type !== "attachment" && type !== "note";
  // Journals and series stand beside the items that appeared in them.
  const isSeries = /^bib:(?:Journal|Periodical|Series)$/.test(element.name);
  return element.name.startsWith("bib:") && !isSeries;
}

/** What an item's notes and files are called. */
function referencesOf(element: XmlElement): readonly string[] {
  return ["dcterms:isReferencedBy", "link:link"].flatMap((name) =>
    childrenOf(element, name).flatMap((child) => child.attributes["rdf:resource"] ?? []),
  );
}

function collectionsOf(
  all: readonly XmlElement[],
  byId: ReadonlyMap<string, XmlElement>,
): Graph["collections"] {
  const found = new Map<string, string[]>();
  const within = (collection: XmlElement, names: readonly string[], depth: number): void => {
    const own = [...names, textIn(childOf(collection, "dc:title")).trim()];
    for (const part of childrenOf(collection, "dcterms:hasPart")) {
      const id = part.attributes["rdf:resource"] ?? "";
      const member = byId.get(id);
      // A collection that holds itself has an end here too.
      if (member?.name === "z:Collection" && depth < 20) within(member, own, depth + 1);
      else if (member !== undefined)
        found.set(id, [...new Set([...(found.get(id) ?? []), ...own])]);
    }
  };
  const collections = all.filter(({ name }) => name === "z:Collection");
  const inner = new Set(
    collections.flatMap((each) =>
      childrenOf(each, "dcterms:hasPart").map((part) => part.attributes["rdf:resource"]),
    ),
  );
  const outer = collections.filter((each) => !inner.has(idOf(each)));
  for (const each of outer.length > 0 ? outer : collections) within(each, [], 0);
  return found;
}

function entryOf(item: XmlElement, graph: Graph): BibliographyEntry {
  const text = (...path: readonly string[]): string => textIn(childOf(item, ...path)).trim();
  const around = containerOf(item, graph);
  const linked = referencesOf(item).flatMap((id) => graph.byId.get(id) ?? []);
  const isMemo = item.name === "bib:Memo";
  const memos = isMemo ? [item] : linked.filter(({ name }) => name === "bib:Memo");
  const notes = memos
    .map((memo) => withoutTags(textIn(childOf(memo, "rdf:value"))))
    .filter(Boolean);
  const files = item.name === "z:Attachment" ? [item] : linked.filter(isAttachment);
  const sources = [item, ...(around === null ? [] : [around])];
  return {
    ...noEntry,
    key: text("z:citationKey"),
    title:
      withoutTags(text("dc:title")) || (isMemo ? (notes[0] ?? "").split("\n", 1)[0] : "") || "",
    authors: peopleIn(childOf(item, "bib:authors")),
    editors: peopleIn(childOf(item, "bib:editors") ?? childOf(around, "bib:editors")),
    site: textIn(childOf(around, "dc:title")).trim() || publisherOf(sources)["publisher"] || "",
    dates: [text("dc:date")].filter(Boolean),
    language: text("z:language") || text("dc:language"),
    url: addressOf(item),
    identifiers: identifiersOf(sources),
    abstract: withoutTags(text("dcterms:abstract")),
    // What a note on its own begins with is its title.
    notes: isMemo
      ? notes.map((note) => note.split("\n").slice(1).join("\n")).filter(Boolean)
      : notes,
    keywords: [...subjectsOf(item), ...(graph.collections.get(idOf(item)) ?? [])],
    attachments: plainPlaces(files.flatMap(placesOf)),
    fields: {
      ...furtherFields(around),
      ...furtherFields(item),
      ...publisherOf(sources),
      ...(around === null ? {} : { journal: textIn(childOf(around, "dc:title")).trim() }),
    },
    source: xmlOf([item, ...sources.slice(1), ...linked], "rdf:RDF", prefixes),
  };
}

function isAttachment(element: XmlElement): boolean {
  return element.name === "z:Attachment";
}

/** The journal, book or website that an item appeared in: written inside of it, or beside it. */
function containerOf(item: XmlElement, { byId }: Graph): XmlElement | null {
  for (const part of childrenOf(item, "dcterms:isPartOf")) {
    const inside = part.children.find((child): child is XmlElement => typeof child !== "string");
    const found = inside ?? byId.get(part.attributes["rdf:resource"] ?? "");
    if (found !== undefined) return found;
  }
  return null;
}

function peopleIn(list: XmlElement | null): readonly PersonName[] {
  const items = list === null ? [] : childrenOf(childOf(list, "rdf:Seq") ?? list, "rdf:li");
  return items.flatMap((item) => {
    const person = childOf(item, "foaf:Person") ?? childOf(item, "foaf:Organization");
    const part = (name: string): string => textIn(childOf(person, name)).trim();
    const family = part("foaf:surname");
    const given = part("foaf:givenName") || part("foaf:givenname");
    const name =
      family === "" || given !== ""
        ? familyFirst(family || part("foaf:name"), given)
        : { given: "", family };
    const shown = person === null ? textIn(item).trim() : "";
    return name.family !== "" ? [name] : shown === "" ? [] : [personName(shown)];
  });
}

function publisherOf(sources: readonly XmlElement[]): { readonly [name: string]: string } {
  for (const source of sources) {
    const organisation = childOf(source, "dc:publisher", "foaf:Organization");
    const name = textIn(childOf(organisation, "foaf:name")).trim();
    const address = childOf(organisation, "vcard:adr", "vcard:Address") ?? organisation;
    const place = textIn(childOf(address, "vcard:locality")).trim();
    if (name !== "" || place !== "")
      return { ...(name === "" ? {} : { publisher: name }), ...(place === "" ? {} : { place }) };
  }
  return {};
}

function addressOf(item: XmlElement): string {
  const stated = childrenOf(item, "dc:identifier")
    .map((each) => textIn(childOf(each, "dcterms:URI", "rdf:value") ?? each).trim())
    .find((text) => /^https?:/i.test(text));
  const about = item.attributes["rdf:about"] ?? "";
  return stated ?? (/^https?:/i.test(about) ? about : "");
}

/** "ISBN 978…", "DOI 10.…", "ISSN …": on the item, or on what it appeared in. */
function identifiersOf(sources: readonly XmlElement[]): BibliographyEntry["identifiers"] {
  const found = new Map<string, string>();
  for (const source of sources) {
    for (const element of childrenOf(source, "dc:identifier")) {
      const match = /^(ISBN|ISSN|DOI|PMID|PMCID)[:\s]\s*(.+)$/is.exec(textIn(element).trim());
      const scheme = match?.[1]?.toLowerCase() ?? "";
      // A chapter has a DOI of its own; that of its book is another's.
      if (scheme === "doi" && source !== sources[0] && !source.name.includes("Journal")) continue;
      if (match !== null && !found.has(scheme)) found.set(scheme, match[2]?.trim() ?? "");
    }
  }
  // Zotero has more of them in a field for anything: "PMID: 123".
  const extra = sources.map((source) => textIn(childOf(source, "dc:description"))).join("\n");
  for (const [, scheme = "", id = ""] of extra.matchAll(/^(PMID|PMCID|DOI|arXiv):\s*(\S+)/gim))
    if (!found.has(scheme.toLowerCase())) found.set(scheme.toLowerCase(), id);
  return Object.fromEntries(found);
}

function subjectsOf(item: XmlElement): readonly string[] {
  return childrenOf(item, "dc:subject").map((subject) =>
    textIn(childOf(subject, "z:AutomaticTag", "rdf:value") ?? subject).trim(),
  );
}

/** Where the file of an attachment lies: paths may be written as addresses are, with `%20`. */
function placesOf(attachment: XmlElement): readonly string[] {
  const place =
    childOf(attachment, "rdf:resource")?.attributes["rdf:resource"] ??
    childOf(attachment, "z:path")?.attributes["rdf:resource"] ??
    textIn(childOf(attachment, "z:path")).trim();
  return [decoded(place.replace(/^attachments:/, ""))];
}

function furtherFields(element: XmlElement | null): { readonly [name: string]: string } {
  const fields = new Map<string, string>();
  for (const child of element?.children ?? []) {
    if (typeof child === "string" || known.has(child.name)) continue;
    const isPeople = peopleElement.test(child.name) && childOf(child, "rdf:Seq") !== null;
    const people = isPeople ? peopleIn(child) : [];
    const value = isPeople
      ? people.map(({ given, family }) => `${given} ${family}`.trim()).join("; ")
      : textIn(child).replace(/\s+/g, " ").trim();
    const name = fieldNames.get(child.name) ?? child.name.replace(/^\w+:/, "");
    if (value !== "" && !fields.has(name)) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
