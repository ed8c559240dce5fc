/** What the fields of BibTeX and BibLaTeX entries say. */
import { displayName } from "../../text/person-name.ts";
import { placesIn } from "./attachment-places.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { monthOf } from "./dates.ts";
import { inherited } from "./bibtex-crossref.ts";
import { plainText, verbatim } from "./bibtex-latex.ts";
import { bibtexList, bibtexNames } from "./bibtex-names.ts";
import { scanBibtex, type BibtexEntry } from "./bibtex-scan.ts";
import { decode } from "../decode.ts";

/** What fields are called in a notebook; those that have a place of their own in an article are left out. */
const fieldNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    address: "place",
    location: "place",
    urldate: "accessed",
    lastchecked: "accessed",
    booktitle: "book",
    journaltitle: "journal",
    school: "institution",
  }),
);
const known = new Set(
  "title subtitle titleaddon author editor date year month day doi isbn issn pmid pmcid eprint url abstract annote annotation note keywords keyword mendeley-tags groups file pdf language langid hyphenation".split(
    " ",
  ),
);
const verbatimFields =
  /^(?:url|doi|isbn|issn|pmid|pmcid|eprint|file|pdf|urldate|date|lastchecked)$/;
const nameFields =
  /^(?:translator|bookauthor|editor[abc]|annotator|commentator|introduction|holder)$/;
const listFields = /^(?:publisher|address|location|institution|school|organization)$/;

/** The works of a file. Fields of what an entry refers to by `crossref` or `xdata` are its own. */
export function* readBibtex(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  const pieces = [...scanBibtex(text)];
  const byKey = new Map<string, BibtexEntry>();
  for (const piece of pieces) {
    if (piece.kind === "entry" && piece.key !== "" && !byKey.has(piece.key.toLowerCase()))
      byKey.set(piece.key.toLowerCase(), piece);
  }
  for (const piece of pieces) {
    if (piece.kind === "broken") yield piece;
    // Those only lend their fields to others.
    else if (piece.kind === "entry" && piece.type !== "xdata" && piece.type !== "set")
      yield { kind: "entry", entry: entryOf(piece, byKey) };
  }
}

function entryOf(written: BibtexEntry, byKey: ReadonlyMap<string, BibtexEntry>): BibliographyEntry {
  const { fields, warnings } = inherited(written, byKey);
  const first = (...names: readonly string[]): string =>
    names.map((name) => fields.get(name)?.trim() ?? "").find((value) => value !== "") ?? "";
  const text = (...names: readonly string[]): string => plainText(first(...names));
  const isPeriodical = /^(?:article|periodical|suppperiodical)$/.test(written.type);
  const site =
    text("journaltitle", "journal", "shortjournal", "booktitle") ||
    bibtexList(first("publisher", "institution", "school", "organization")) ||
    text("howpublished").replace(/^https?:\S*$/, "");
  return {
    ...noEntry,
    key: written.key,
    title: titleOf(text),
    authors: bibtexNames(first("author")),
    editors: bibtexNames(first("editor")),
    site,
    dates: datesOf(first),
    language: text("langid", "language", "hyphenation"),
    url: verbatim(first("url")) || addressIn(first("howpublished")),
    identifiers: identifiersOf(first),
    abstract: text("abstract"),
    notes: ["note", "annote", "annotation"].map((name) => text(name)).filter(Boolean),
    keywords: ["keywords", "keyword", "mendeley-tags", "groups"].flatMap((name) =>
      keywordsIn(text(name)),
    ),
    attachments: [...placesIn(first("file")), ...placesIn(first("pdf"))],
    fields: { ...furtherFields(fields, isPeriodical), type: written.type },
    source: `${written.source}\n`,
    warnings:
      written.brokenAfter === null
        ? warnings
        : [
            ...warnings,
            `The entry breaks off after its field ${written.brokenAfter}: what follows could not be read.`,
          ],
  };
}

function titleOf(text: (...names: readonly string[]) => string): string {
  const [title, subtitle, addition] = [text("title"), text("subtitle"), text("titleaddon")];
  const whole = subtitle === "" ? title : `${title}${/[.:?!]$/.test(title) ? "" : ":"} ${subtitle}`;
  return addition === "" ? whole : `${whole}. ${addition}`;
}

/** BibLaTeX has one date, BibTeX a year, a month, and sometimes a day in the month: `03~12`. */
function datesOf(first: (...names: readonly string[]) => string): readonly string[] {
  const date = verbatim(first("date"));
  const year = plainText(first("year"));
  const [, monthName = "", dayInMonth] =
    /^(\d{1,2}|\p{L}+)\.?(?:\s+(\d{1,2})\b)?/u.exec(plainText(first("month"))) ?? [];
  const month = monthOf(monthName);
  const day = /^\d{1,2}$/.exec(first("day"))?.[0] ?? dayInMonth;
  const whole =
    /^\d{4}$/.test(year) && month !== null
      ? `${year}-${month}${day === undefined ? "" : `-${day.padStart(2, "0")}`}`
      : "";
  return [date, whole, year].filter((each) => each !== "");
}

function addressIn(text: string): string {
  return /https?:\/\/[^\s{}]+/.exec(text)?.[0].replaceAll("\\", "") ?? "";
}

function identifiersOf(
  first: (...names: readonly string[]) => string,
): BibliographyEntry["identifiers"] {
  const archive = first("eprinttype", "archiveprefix").toLowerCase();
  const eprint = verbatim(first("eprint"));
  const isArxiv = archive === "arxiv" || /^(?:arxiv:)?\d{4}\.\d{4,5}/i.test(eprint);
  const inUrl = /\bdoi\.org\/(10\..+)$/i.exec(verbatim(first("url")))?.[1] ?? "";
  const found = {
    doi: verbatim(first("doi")) || inUrl,
    isbn: verbatim(first("isbn")),
    issn: verbatim(first("issn")),
    pmid: verbatim(first("pmid")) || (/^pub?med$/.test(archive) ? eprint : ""),
    pmcid: verbatim(first("pmcid", "pmc")),
    arxiv: isArxiv ? eprint : "",
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}

function keywordsIn(text: string): readonly string[] {
  return text
    .split(text.includes(";") ? /\s*[;\n]\s*/ : /\s*[,\n]\s*/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function furtherFields(
  fields: ReadonlyMap<string, string>,
  isPeriodical: boolean,
): BibliographyEntry["fields"] {
  const further = new Map<string, string>();
  for (const [name, raw] of fields) {
    if (known.has(name)) continue;
    const own = name === "number" && isPeriodical ? "issue" : (fieldNames.get(name) ?? name);
    const value = valueOf(name, raw);
    if (value !== "" && !further.has(own)) further.set(own, value);
  }
  return Object.fromEntries(further);
}

function valueOf(name: string, raw: string): string {
  if (verbatimFields.test(name)) return verbatim(raw);
  if (nameFields.test(name)) return bibtexNames(raw).map(displayName).join("; ");
  return listFields.test(name) ? bibtexList(raw) : plainText(raw);
}
