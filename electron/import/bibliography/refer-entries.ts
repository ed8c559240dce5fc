/** Refer: a line for each fact, `%A Author`; an entry ends before an empty line or the next kind, `%0`. */
import type { PersonName } from "../../entities.ts";
import { personName } from "../../text/person-name.ts";
import { plainPlaces } from "./attachment-places.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { decode } from "../decode.ts";
import { taggedEntry, type TaggedEntry } from "./tagged-entry.ts";

const line = /^%([0-9A-Za-z@!#$&(*+<>=?[~^\]]) ?(.*)$/;
/** What fields are called in a notebook; others stay under their sign. */
const fieldNames: { readonly [tag: string]: string } = {
  "0": "type",
  "6": "number of volumes",
  "7": "edition",
  "9": "type of work",
  "(": "original publication",
  "!": "short title",
  "&": "section",
  "<": "research notes",
  "+": "address",
  "[": "accessed",
  B: "book",
  C: "place",
  F: "label",
  H: "translator",
  I: "publisher",
  J: "journal",
  L: "call number",
  M: "accession number",
  N: "issue",
  P: "pages",
  Q: "translated title",
  S: "series",
  V: "volume",
  Y: "series editor",
  "?": "subsidiary author",
  "~": "database",
  W: "database provider",
};
const paragraphs = new Set(["X", "Z", "<"]);
const known = new Set("A D 8 E G K O R T U X Z @ > F".split(" "));

/** The entries of a file. */
export function* readRefer(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  let tagged: TaggedEntry | null = null;
  let isAfterGap = false;
  let tag = "";
  for (const raw of text.split(/\r\n|[\n\r]/)) {
    const written = raw.replace(/^\ufeff/, "");
    const found = line.exec(written);
    // Behind an abstract an empty line may be its last: only what an entry begins with ends it there.
    const parts = isAfterGap && (!paragraphs.has(tag) || /^[ATEB]$/.test(found?.[1] ?? ""));
    const begins = found !== null && (found[1] === "0" || parts);
    if (begins && tagged !== null && tagged.source().trim() !== "") {
      yield { kind: "entry", entry: entryOf(tagged) };
      tagged = null;
    }
    isAfterGap = written.trim() === "";
    if (found === null && tagged === null) continue;
    tagged ??= taggedEntry(paragraphs);
    tag = found?.[1] ?? tag;
    // Keywords are a line each.
    const goesOn = found === null && tag === "K" ? "K" : "";
    tagged.add(found?.[1] ?? goesOn, found?.[2] ?? written.trim(), written);
  }
  if (tagged !== null) yield { kind: "entry", entry: entryOf(tagged) };
}

function entryOf(tagged: TaggedEntry): BibliographyEntry {
  const { first, all } = tagged;
  const title = first("T") || first("B");
  const web = all("U");
  const around = first("J", "B");
  return {
    ...noEntry,
    key: first("F"),
    title,
    authors: all("A").map(nameIn),
    editors: all("E").map(nameIn),
    site: around !== title && around !== "" ? around : first("I"),
    dates: [withYear(first("8"), first("D")), first("D")].filter((date) => date !== ""),
    language: first("G"),
    url: web.find((each) => /^https?:/i.test(each)) ?? "",
    identifiers: identifiersOf(tagged),
    abstract: first("X"),
    notes: [...all("Z"), ...all("O"), ...all("X").slice(1)],
    keywords: all("K").flatMap((each) => each.split(/\s*[;\n]\s*/)),
    attachments: plainPlaces([...all(">"), ...web.filter((each) => /^file:/i.test(each))]),
    fields: tagged.rest(known, fieldNames),
    source: tagged.source(),
    warnings: tagged.warnings,
  };
}

/** "June 3" of a year. */
function withYear(day: string, year: string): string {
  return day === "" || day.includes(year) ? day : `${day} ${year}`;
}

/** "Family, Given"; a comma at the end says that it is one name, as of an organisation. */
function nameIn(text: string): PersonName {
  return text.endsWith(",") ? { given: "", family: text.replace(/,+$/, "") } : personName(text);
}

function identifiersOf({ first, all }: TaggedEntry): BibliographyEntry["identifiers"] {
  const found: Record<string, string> = {};
  const doi = first("R") || (/\bdoi\.org\/(10\.\S+)/i.exec(all("U").join(" "))?.[1] ?? "");
  const number = first("@");
  if (/10\.\d{4,}/.test(doi)) found["doi"] = doi;
  if (number !== "") found[isIssn(number) ? "issn" : "isbn"] = number;
  return found;
}

function isIssn(number: string): boolean {
  return /^(?:ISSN\s*)?\d{4}-?\d{3}[\dXx]\b/.test(number) && number.replace(/\D/g, "").length < 9;
}
