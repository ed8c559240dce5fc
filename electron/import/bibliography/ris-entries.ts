/** RIS: a line for each fact, `TY  - JOUR` first and `ER  -` last. */
import type { PersonName } from "../../entities.ts";
import { nameOfParts, personName } from "../../text/person-name.ts";
import { plainPlaces } from "./attachment-places.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { decode } from "../decode.ts";
import { taggedEntry, type TaggedEntry } from "./tagged-entry.ts";

const line = /^\s{0,3}([A-Z][A-Z0-9]) {0,2}- ?(.*)$/;

/** The names of fields that have no place of their own in an article. Others stay under their tag. */
const fieldNames: { readonly [tag: string]: string } = {
  VL: "volume",
  IS: "issue",
  PB: "publisher",
  CY: "place",
  PP: "place",
  ET: "edition",
  Y2: "accessed",
  RD: "accessed",
  ST: "short title",
  TT: "translated title",
  OP: "original publication",
  SE: "section",
  CN: "call number",
  AN: "accession number",
  DB: "database",
  DP: "database provider",
  T3: "series",
  NV: "number of volumes",
  RI: "reviewed item",
  AD: "address",
};
const paragraphs = new Set(["AB", "N1", "N2", "NO", "RN"]);
const known = new Set(
  "TY ER TI T1 CT BT T2 JO JF J1 J2 JA AU A1 A2 ED A3 A4 PY Y1 DA AB N2 N1 RN NO KW SP EP SN DO UR LK LA ID L1 L2 L3 L4 M3".split(
    " ",
  ),
);

/** The entries of a file. What is between entries is not theirs and is left out. */
export function* readRis(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  let tagged: TaggedEntry | null = null;
  for (const raw of text.split(/\r\n|[\n\r\u2028]/)) {
    const written = raw.replace(/^\ufeff/, "");
    const [, tag = "", value = ""] = line.exec(written) ?? [];
    if (tag === "TY") {
      // A new one begins though the last has no end.
      if (tagged !== null) yield entryOf(tagged);
      tagged = taggedEntry(paragraphs);
    }
    if (tagged === null) {
      if (tag !== "" && tag !== "ER")
        yield {
          kind: "broken",
          name: `${tag} - ${value}`,
          reason: "It stands outside of any entry.",
        };
      continue;
    }
    tagged.add(tag, tag === "" ? written : value, written);
    if (tag === "ER") {
      yield entryOf(tagged);
      tagged = null;
    }
  }
  if (tagged !== null) {
    tagged.warn("The file breaks off in this entry: what follows is missing.");
    yield entryOf(tagged);
  }
}

function entryOf(tagged: TaggedEntry): BibliographyPart {
  const { first, all } = tagged;
  const type = first("TY").trim();
  const isBook = /^(?:BOOK|WHOLE|EDBOOK|EBOOK|CLASSIC)$/.test(type);
  const title = first("TI", "T1", "CT") || (isBook ? first("BT", "T2") : first("BT"));
  const journal = first("JF", "T2", "JO", "JA", "J2", "J1", "BT");
  const pages = [first("SP"), first("EP")].filter((page) => page !== "");
  const web = all("UR", "LK").flatMap((each) => each.split(/\s*;\s*(?=https?:)/));
  const entry: BibliographyEntry = {
    ...noEntry,
    key: first("ID"),
    title,
    authors: all("AU", "A1").map(nameIn),
    editors: all("A2", "ED").map(nameIn),
    site: journal !== "" && journal !== title ? journal : first("PB", "DB"),
    dates: [...all("DA"), ...all("PY", "Y1")].sort((a, b) => precision(b) - precision(a)),
    language: first("LA"),
    url: web.find((each) => /^https?:/i.test(each)) ?? first("UR"),
    identifiers: identifiersOf(tagged, type),
    abstract: first("AB", "N2"),
    notes: [...all("N1", "RN", "NO"), ...all("AB", "N2").slice(1)],
    keywords: all("KW").flatMap((each) => each.split(/\s*[;\n]\s*/)),
    attachments: plainPlaces(
      [...all("L1", "L2"), ...web.filter((each) => /^file:/i.test(each))].flatMap((each) =>
        each.split(/\s*;\s*(?=file:|\S*\/)/),
      ),
    ),
    fields: {
      ...tagged.rest(known, fieldNames),
      type,
      journal,
      pages: pages.join("–"),
      ...(first("M3") === "" ? {} : { "type of work": first("M3") }),
    },
    source: tagged.source(),
    warnings: tagged.warnings,
  };
  return { kind: "entry", entry };
}

function precision(date: string): number {
  return (date.match(/\d+/g) ?? []).length;
}

/** "Family, Given, Suffix", or as it is shown. */
function nameIn(text: string): PersonName {
  const parts = text.split(",").map((part) => part.trim());
  const [family, given, suffix] = parts;
  if (parts.length === 1 || parts.length > 3) return personName(text);
  return suffix === undefined ? personName(text) : nameOfParts({ family, given, suffix });
}

function identifiersOf(
  { first, all }: TaggedEntry,
  type: string,
): BibliographyEntry["identifiers"] {
  const numbers = all("SN").join(" ");
  const isBook = /BOOK|CHAP|WHOLE|EDB|CONF|THES|RPRT/.test(type);
  const found: Record<string, string> = {};
  const doi = first("DO") || (/\bdoi\.org\/(10\.\S+)/i.exec(all("UR", "LK").join(" "))?.[1] ?? "");
  if (doi !== "") found["doi"] = doi;
  if (numbers !== "") found[isBook ? "isbn" : "issn"] = numbers;
  const pmc = /\bPMC\d+\b/.exec(first("C2"))?.[0];
  if (pmc !== undefined) found["pmcid"] = pmc;
  return found;
}
