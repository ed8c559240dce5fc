/** What the records of an EndNote library say. */
import type { PersonName } from "../../entities.ts";
import { personName } from "../../text/person-name.ts";
import { plainPlaces } from "./attachment-places.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import {
  allWithin,
  childOf,
  childrenOf,
  parseXml,
  textIn,
  xmlOf,
  type XmlElement,
} from "../xml-tree.ts";

const noPrefixes: ReadonlyMap<string, string> = new Map();
/** What elements are called in a notebook; others keep their name. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ["number", "issue"],
  ["pub-location", "place"],
  ["access-date", "accessed"],
  ["accession-num", "accession number"],
  ["call-num", "call number"],
  ["remote-database-name", "database"],
  ["work-type", "type of work"],
  ["auth-address", "address"],
]);
const known = new Set(
  "database source-app rec-number foreign-keys ref-type contributors titles periodical dates urls keywords abstract notes research-notes isbn electronic-resource-num language".split(
    " ",
  ),
);

/** The records of a file; `name` is the file's, whose attachments lie in a folder named after it. */
export function* readEndnote(bytes: Uint8Array, name: string): Generator<BibliographyPart> {
  const root = parseXml(withoutNamedCharacters(bytes), noPrefixes);
  const data = `${name.replace(/\.xml$/i, "")}.Data/PDF/`;
  for (const records of childrenOf(root, "records"))
    for (const record of childrenOf(records, "record"))
      yield { kind: "entry", entry: entryOf(record, data) };
}

function entryOf(record: XmlElement, data: string): BibliographyEntry {
  const text = (...path: readonly string[]): string => textIn(childOf(record, ...path)).trim();
  const urls = childOf(record, "urls");
  const within = (list: string): readonly string[] =>
    childrenOf(childOf(urls, list) ?? noElement, "url").map((url) => textIn(url).trim());
  const web = ["web-urls", "related-urls"].flatMap(within);
  const type = childOf(record, "ref-type")?.attributes["name"] ?? "";
  const book = /book|conference|thesis|report/i.test(type);
  return {
    ...noEntry,
    key: text("label") || text("rec-number"),
    title: text("titles", "title"),
    authors: peopleIn(record, "authors"),
    editors: peopleIn(record, "secondary-authors"),
    site:
      text("periodical", "full-title") || text("titles", "secondary-title") || text("publisher"),
    dates: datesOf(text),
    language: text("language"),
    url: web.find((url) => /^https?:/i.test(url)) ?? "",
    identifiers: identifiersOf(text, book),
    abstract: text("abstract"),
    notes: [text("notes"), text("research-notes")].filter((note) => note !== ""),
    keywords: allWithin(childOf(record, "keywords") ?? noElement, "keyword").map((word) =>
      textIn(word).trim(),
    ),
    attachments: plainPlaces(
      [...within("pdf-urls"), ...web]
        .filter((url) => !/^https?:/i.test(url))
        .map((url) => url.replace(/^internal-pdf:\/\//i, data)),
    ),
    fields: { ...furtherFields(record), ...(type === "" ? {} : { type }) },
    source: xmlOf([record], "records", noPrefixes).replace(
      /<records>([\s\S]*)<\/records>/,
      "<xml><records>$1</records></xml>",
    ),
  };
}

const noElement: XmlElement = { name: "", attributes: {}, children: [] };

function peopleIn(record: XmlElement, list: string): readonly PersonName[] {
  const people = childOf(record, "contributors", list) ?? noElement;
  return people.children.flatMap((person) => {
    const shown = typeof person === "string" ? "" : textIn(person).trim();
    if (shown === "") return [];
    // A comma at the end says that it is one name, as of an organisation.
    return [
      shown.endsWith(",") ? { given: "", family: shown.replace(/,+$/, "") } : personName(shown),
    ];
  });
}

function datesOf(text: (...path: readonly string[]) => string): readonly string[] {
  const year = text("dates", "year");
  const day = text("dates", "pub-dates", "date");
  const whole = day === "" || day.includes(year) ? day : `${day} ${year}`;
  return [whole, year].filter((date) => date !== "");
}

function identifiersOf(
  text: (...path: readonly string[]) => string,
  isBook: boolean,
): BibliographyEntry["identifiers"] {
  const number = text("isbn");
  const found = {
    doi: text("electronic-resource-num"),
    isbn: isBook ? number : "",
    issn: isBook ? "" : number,
    pmcid: /^PMC\d+$/.exec(text("custom2"))?.[0] ?? "",
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}

function furtherFields(record: XmlElement): { readonly [name: string]: string } {
  const fields = new Map<string, string>();
  for (const child of record.children) {
    if (typeof child === "string" || known.has(child.name)) continue;
    const value = textIn(child).replace(/\s+/g, " ").trim();
    const name = fieldNames.get(child.name) ?? child.name;
    if (value !== "" && !fields.has(name)) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
