/** The articles and chapters of PubMed's XML. */
import type { PersonName } from "../../entities.ts";
import { familyFirst } from "../../text/person-name.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { Refusal } from "../format.ts";
import { xmlPieces, xmlText } from "../xml-pieces.ts";
import { withoutNamedCharacters } from "../xml-text.ts";
import { allWithin, childOf, childrenOf, parseXml, textIn, type XmlElement } from "../xml-tree.ts";

const noPrefixes: ReadonlyMap<string, string> = new Map();
const records = "PubmedArticle|PubmedBookArticle|MedlineCitation";

/** The entries of a file; one that is damaged does not touch the others. */
export function* readPubmed(bytes: Uint8Array): Generator<BibliographyPart> {
  let number = 0;
  for (const piece of xmlPieces(xmlText(bytes), records)) {
    number += 1;
    const id = /<PMID[^>]*>\s*(\d+)/.exec(piece.text)?.[1] ?? `entry ${number}`;
    if (!piece.whole) {
      yield { kind: "broken", name: id, reason: "The file breaks off in this entry." };
      continue;
    }
    try {
      const record = parseXml(withoutNamedCharacters(Buffer.from(piece.text)), noPrefixes);
      yield { kind: "entry", entry: entryOf(record, piece.text) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      yield { kind: "broken", name: id, reason: error.reason };
    }
  }
}

function entryOf(record: XmlElement, source: string): BibliographyEntry {
  const citation = childOf(record, "MedlineCitation") ?? childOf(record, "BookDocument") ?? record;
  const article = childOf(citation, "Article") ?? citation;
  const journal = childOf(article, "Journal");
  const issue = childOf(journal, "JournalIssue");
  const book = childOf(citation, "Book");
  const authors = childrenOf(article, "AuthorList").filter(
    (list) => list.attributes["Type"] !== "editors",
  );
  const editors = allWithin(citation, "AuthorList").filter(
    (list) => list.attributes["Type"] === "editors",
  );
  const title = textOf(childOf(article, "ArticleTitle"));
  const bookTitle = textOf(childOf(book, "BookTitle"));
  const fields = {
    journal: textOf(childOf(journal, "Title")),
    "short journal": textOf(childOf(journal, "ISOAbbreviation")),
    book: title === "" ? "" : bookTitle,
    volume: textOf(childOf(issue, "Volume")),
    issue: textOf(childOf(issue, "Issue")),
    pages: textOf(childOf(article, "Pagination", "MedlinePgn")),
    type: allWithin(article, "PublicationType").map(textOf).join("; "),
    publisher: textOf(childOf(book, "Publisher", "PublisherName")),
    place: textOf(childOf(book, "Publisher", "PublisherLocation")),
    "original title": textOf(childOf(article, "VernacularTitle")),
    address: [...new Set(allWithin(article, "Affiliation").map(textOf))].join("; "),
  };
  return {
    ...noEntry,
    key: textOf(childOf(citation, "PMID")),
    // A title in brackets was translated; a full stop ends every title.
    title: (title || bookTitle).replace(/^\[(.*)\]\.?$/, "$1").replace(/(?<!\.)\.$/, ""),
    authors: (authors.length > 0 ? authors : childrenOf(book ?? noElement, "AuthorList")).flatMap(
      peopleIn,
    ),
    editors: editors.flatMap(peopleIn),
    site: fields.journal || fields["short journal"] || fields.book || fields.publisher,
    dates: [
      dateOf(childOf(issue, "PubDate") ?? childOf(book, "PubDate")),
      dateOf(childOf(article, "ArticleDate")),
    ]
      .filter((date) => date !== "")
      .sort((a, b) => b.split("-").length - a.split("-").length),
    language: textOf(childOf(article, "Language")),
    identifiers: identifiersOf(record, journal, book),
    abstract: allWithin(childOf(article, "Abstract") ?? noElement, "AbstractText")
      .map(sectionOf)
      .filter((text) => text !== "")
      .join("\n"),
    keywords: [...allWithin(citation, "Keyword"), ...allWithin(citation, "DescriptorName")].map(
      textOf,
    ),
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")),
    source,
  };
}

const noElement: XmlElement = { name: "", attributes: {}, children: [] };

function textOf(element: XmlElement | null): string {
  return textIn(element).replace(/\s+/g, " ").trim();
}

/** "METHODS: We counted the moss." */
function sectionOf(part: XmlElement): string {
  const label = part.attributes["Label"] ?? "";
  const text = textOf(part);
  return label === "" || /^unlabelled$/i.test(label) || text === "" ? text : `${label}: ${text}`;
}

function peopleIn(list: XmlElement): readonly PersonName[] {
  return childrenOf(list, "Author").flatMap((author) => {
    const group = textOf(childOf(author, "CollectiveName"));
    if (group !== "") return [{ given: "", family: group }];
    const family = textOf(childOf(author, "LastName"));
    const given = textOf(childOf(author, "ForeName")) || textOf(childOf(author, "Initials"));
    const suffix = textOf(childOf(author, "Suffix"));
    return family === "" ? [] : [familyFirst(family, given, suffix)];
  });
}

/** "2013-Sep-04" with as much of it as is known, or what PubMed says instead. */
function dateOf(date: XmlElement | null): string {
  const parts = ["Year", "Month", "Day"].map((name) => textOf(childOf(date, name)));
  const [year = "", month = "", day = ""] = parts;
  if (year === "") return textOf(childOf(date, "MedlineDate"));
  if (/^\d+$/.test(month))
    return [year, month.padStart(2, "0"), ...(day === "" ? [] : [day.padStart(2, "0")])].join("-");
  return [year, month, day].filter((part) => part !== "").join(" ");
}

function identifiersOf(
  record: XmlElement,
  journal: XmlElement | null,
  book: XmlElement | null,
): BibliographyEntry["identifiers"] {
  const found: Record<string, string> = {};
  const put = (scheme: string, value: string): void => {
    if (value !== "") found[scheme] ??= value;
  };
  // Not those of the works that it cites.
  const data = childOf(record, "PubmedData") ?? childOf(record, "PubmedBookData");
  const lists = [childOf(data, "ArticleIdList"), childOf(record, "BookDocument", "ArticleIdList")];
  for (const id of lists.flatMap((list) => childrenOf(list ?? noElement, "ArticleId"))) {
    const scheme = { doi: "doi", pmc: "pmcid", pubmed: "pmid" }[id.attributes["IdType"] ?? ""];
    if (scheme !== undefined) put(scheme, textOf(id));
  }
  for (const id of allWithin(record, "ELocationID"))
    if (id.attributes["EIdType"] === "doi") put("doi", textOf(id));
  put("pmid", textOf(allWithin(record, "PMID")[0] ?? null));
  put("issn", textOf(childOf(journal, "ISSN")));
  put("isbn", textOf(childOf(book, "Isbn")));
  return found;
}
