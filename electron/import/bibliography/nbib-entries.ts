/** MEDLINE: a tag of up to four letters and a dash; further lines of a value are indented. */
import type { PersonName } from "../../entities.ts";
import { familyFirst, personName } from "../../text/person-name.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { decode } from "../decode.ts";
import { taggedEntry, type TaggedEntry } from "./tagged-entry.ts";

const line = /^([A-Z]{1,4}) {0,3}- ?(.*)$/;
const noParagraphs: ReadonlySet<string> = new Set();
/** What fields are called in a notebook; others stay under their tag. */
const fieldNames: { readonly [tag: string]: string } = {
  JT: "journal",
  TA: "short journal",
  VI: "volume",
  IP: "issue",
  PG: "pages",
  PL: "place",
  PT: "type",
  PB: "publisher",
  AD: "address",
  TT: "original title",
  BTI: "book",
  EN: "edition",
  GR: "grant",
  COIS: "conflict of interest",
};
const known = new Set(
  "PMID TI AU FAU CN ED FED DP DEP AB LA LID AID DOI PMC IS ISBN MH OT".split(" "),
);

/** The entries of a file; each begins with its number. */
export function* readNbib(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  let tagged: TaggedEntry | null = null;
  for (const raw of text.split(/\r\n|[\n\r]/)) {
    const written = raw.replace(/^\ufeff/, "");
    const [, tag = "", value = ""] = line.exec(written) ?? [];
    const isNew = tag === "PMID" || (tag !== "" && tagged === null);
    if (isNew && tagged !== null) yield { kind: "entry", entry: entryOf(tagged) };
    if (isNew) tagged = taggedEntry(noParagraphs);
    tagged?.add(tag, tag === "" ? written : value, written);
  }
  if (tagged !== null) yield { kind: "entry", entry: entryOf(tagged) };
}

function entryOf(tagged: TaggedEntry): BibliographyEntry {
  const { first, all } = tagged;
  const full = all("FAU");
  const title = first("TI") || first("BTI");
  return {
    ...noEntry,
    key: first("PMID"),
    // A title in brackets was translated; a full stop ends every title.
    title: title.replace(/^\[(.*)\]\.?$/, "$1").replace(/(?<!\.)\.$/, ""),
    authors: [...(full.length > 0 ? full : all("AU")).map(nameIn), ...all("CN").map(organisation)],
    editors: (all("FED").length > 0 ? all("FED") : all("ED")).map(nameIn),
    site: first("JT", "TA", "BTI", "PB"),
    dates: [...all("DP"), ...all("DEP")].sort((a, b) => Number(isWhole(b)) - Number(isWhole(a))),
    language: first("LA"),
    identifiers: identifiersOf(tagged),
    abstract: first("AB"),
    keywords: [...all("OT"), ...all("MH").map(heading)],
    fields: tagged.rest(known, fieldNames),
    source: tagged.source(),
    warnings: tagged.warnings,
  };
}

/** "Quist, Per" in full, "Quist P" in short. */
function nameIn(text: string): PersonName {
  const [family = "", given = "", suffix = ""] = text.split(/\s*,\s*/);
  if (given !== "") return familyFirst(family, given, suffix);
  const short = /^(.+?) (\p{Lu}{1,3})(?: (Jr|Sr|[2-4](?:nd|rd|th)|I{2,3}|IV))?$/u.exec(text);
  return short === null
    ? personName(text)
    : familyFirst(short[1] ?? "", short[2] ?? "", short[3] ?? "");
}

function organisation(text: string): PersonName {
  return { given: "", family: text };
}

/** "2019 Mar 12" and "20190312" name a day. */
function isWhole(date: string): boolean {
  return /^\d{8}$|^\d{4} \w{3} \d{1,2}$/.test(date);
}

/** "*Moss/growth & development" is about moss. */
function heading(text: string): string {
  return text.replace(/^\*/, "").replace(/\/.*$/, "");
}

function identifiersOf({ first, all }: TaggedEntry): BibliographyEntry["identifiers"] {
  const located = [...all("LID", "AID"), ...all("DOI").map((doi) => `${doi} [doi]`)];
  const found = {
    pmid: first("PMID"),
    pmcid: first("PMC"),
    doi: located.find((id) => id.endsWith("[doi]"))?.replace(/\s*\[doi\]$/, "") ?? "",
    issn: all("IS").join(" "),
    isbn: all("ISBN").join(" "),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}
