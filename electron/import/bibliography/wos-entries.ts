/** Web of Science: a tag of two letters and a value, further lines of it indented; `PT` first, `ER` last. */
import type { PersonName } from "../../entities.ts";
import { familyFirst, personName } from "../../text/person-name.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { decode } from "../decode.ts";
import { taggedEntry, type TaggedEntry } from "./tagged-entry.ts";

const line = /^([A-Z][A-Z0-9])(?: (.*))?$/;
/** Tags whose lines are a value each. */
const listed = new Set(["AU", "AF", "BA", "BF", "BE", "ED", "GP", "CR", "C1"]);
const noParagraphs: ReadonlySet<string> = new Set();
/** What fields are called in a notebook; others stay under their tag. */
const fieldNames: { readonly [tag: string]: string } = {
  SO: "journal",
  SE: "series",
  DT: "type",
  CT: "conference",
  CY: "conference date",
  CL: "conference place",
  C1: "address",
  RP: "corresponding author",
  EM: "mail address",
  CR: "references",
  PU: "publisher",
  PI: "place",
  JI: "short journal",
  VL: "volume",
  IS: "issue",
  AR: "article number",
  UT: "accession number",
  FU: "funding",
  SC: "subjects",
};
/** Facts about the database, and about itself, rather than the work. */
const unsaid = "PT FN VR EF ER NR TC Z9 U1 U2 PG GA PA J9 WC WE OA HC HP DA OI RI FX EA".split(" ");
const known = new Set([
  ...unsaid,
  ..."AU AF BA BF BE ED GP TI LA DE ID AB SN EI BN DI D2 PM PD PY BP EP".split(" "),
]);

/** The entries of a file. */
export function* readWos(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  let tagged: TaggedEntry | null = null;
  let last = "";
  for (const raw of text.split(/\r\n|[\n\r]/)) {
    const written = raw.replace(/^\ufeff/, "");
    const [, tag = "", value = ""] = line.exec(written) ?? [];
    if (tag === "PT") {
      if (tagged !== null) yield { kind: "entry", entry: entryOf(tagged) };
      tagged = taggedEntry(noParagraphs);
    }
    if (tagged === null) continue;
    last = tag === "" ? last : tag;
    const goesOn = tag === "" && listed.has(last) && written.trim() !== "";
    if (goesOn) tagged.add(last, written.trim(), written);
    else tagged.add(tag, tag === "" ? written : value, written);
    if (tag !== "ER") continue;
    yield { kind: "entry", entry: entryOf(tagged) };
    tagged = null;
  }
  if (tagged !== null) {
    tagged.warn("The file breaks off in this entry: what follows is missing.");
    yield { kind: "entry", entry: entryOf(tagged) };
  }
}

function entryOf(tagged: TaggedEntry): BibliographyEntry {
  const { first, all } = tagged;
  const either = (full: string, short: string): readonly PersonName[] =>
    (all(full).length > 0 ? all(full) : all(short)).flatMap((line) =>
      line
        .split(/\s*;\s*/)
        .filter(Boolean)
        .map(nameIn),
    );
  const pages = [first("BP"), first("EP")].filter((page) => page !== "");
  const year = first("PY");
  return {
    ...noEntry,
    title: first("TI"),
    authors: [...either("AF", "AU"), ...all("GP").map(organisation)],
    editors: [...either("BF", "BA"), ...(all("BE").length > 0 ? all("BE") : all("ED")).map(nameIn)],
    site: first("SO", "SE", "PU"),
    dates: [`${first("PD")} ${year}`.trim(), year].filter((date) => date !== ""),
    language: first("LA"),
    identifiers: identifiersOf(tagged),
    abstract: first("AB"),
    keywords: all("DE", "ID").flatMap((words) => words.split(/\s*;\s*/)),
    fields: {
      ...tagged.rest(known, fieldNames),
      ...(pages.length === 0 ? {} : { pages: pages.join("–") }),
    },
    source: tagged.source(),
    warnings: tagged.warnings,
  };
}

/** "Gatenby, RV" in short. */
function nameIn(text: string): PersonName {
  const [family = "", given = "", suffix = ""] = text.split(/\s*,\s*/);
  return given === "" ? personName(text) : familyFirst(family, given, suffix);
}

function organisation(text: string): PersonName {
  return { given: "", family: text };
}

function identifiersOf({ first, all }: TaggedEntry): BibliographyEntry["identifiers"] {
  const found = {
    doi: first("DI", "D2"),
    pmid: first("PM"),
    issn: all("SN", "EI").join(" "),
    isbn: all("BN").join(" "),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}
