/** What the items of CSL-JSON say. Every value may be of any kind: the file is a stranger's. */
import type { PersonName } from "../../entities.ts";
import { displayName, familyFirst, nameOfParts, personName } from "../../text/person-name.ts";
import { noEntry, type BibliographyEntry, type BibliographyPart } from "../bibliography.ts";
import { decode } from "../decode.ts";
import { brokenObjects } from "./json-objects.ts";
import { withoutTags } from "./plain-markup.ts";

type Item = ReadonlyMap<string, unknown>;

/** What fields are called in a notebook; names that are not here stay as they are. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ["container-title", "journal"],
  ["page", "pages"],
  ["publisher-place", "place"],
  ["collection-title", "series"],
  ["title-short", "short title"],
  ["call-number", "call number"],
  ["number-of-pages", "number of pages"],
]);
const known = new Set(
  "id title author editor issued DOI ISBN ISSN PMID PMCID URL abstract keyword note annote language".split(
    " ",
  ),
);

/** The items of a file: of an array, of an object that holds one, or of one item alone. */
export function* readCslJson(bytes: Uint8Array): Generator<BibliographyPart> {
  const { text, warnings } = decode(bytes);
  for (const warning of warnings) yield { kind: "remark", text: warning };
  const whole = parsed(text);
  if (whole === undefined) {
    yield* rescued(text);
    return;
  }
  for (const value of itemsIn(whole)) {
    if (isObject(value))
      yield { kind: "entry", entry: entryOf(new Map(Object.entries(value)), value) };
    else yield { kind: "broken", name: textOf(value).slice(0, 50), reason: "It is no reference." };
  }
}

/** What can be read of JSON that does not hold together: each object that does. */
function* rescued(text: string): Generator<BibliographyPart> {
  for (const source of brokenObjects(text)) {
    const value = parsed(source);
    if (isObject(value))
      yield { kind: "entry", entry: entryOf(new Map(Object.entries(value)), value) };
    else {
      const name = /"(?:id|title)"\s*:\s*"([^"\\]{1,100})/.exec(source)?.[1] ?? "";
      yield { kind: "broken", name, reason: "It is not valid JSON, or the file breaks off in it." };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    // Not JSON, or nested beyond the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function itemsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  if (typeof value["type"] === "string") return [value];
  const list = Object.values(value).find((each) => Array.isArray(each));
  return Array.isArray(list) ? list : Object.values(value);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entryOf(item: Item, value: unknown): BibliographyEntry {
  const text = (name: string): string => withoutTags(textOf(item.get(name)));
  const identifiers = ["DOI", "ISBN", "ISSN", "PMID", "PMCID"].flatMap((name) => {
    const id = textOf(item.get(name)).trim();
    return id === "" ? [] : [[name.toLowerCase(), id] as const];
  });
  const fields = [...item].flatMap(([name, raw]) => {
    const own = fieldNames.get(name) ?? name;
    const shown = known.has(name) ? "" : withoutTags(fieldText(raw));
    return shown === "" ? [] : [[own, shown] as const];
  });
  return {
    ...noEntry,
    key: textOf(item.get("id")),
    title: text("title"),
    authors: namesIn(item.get("author")),
    editors: namesIn(item.get("editor")),
    site: text("container-title") || text("publisher"),
    dates: datesIn(item.get("issued")),
    language: text("language"),
    url: textOf(item.get("URL")),
    identifiers: Object.fromEntries(identifiers),
    abstract: text("abstract"),
    notes: [text("note"), text("annote")].filter((note) => note !== ""),
    keywords: keywordsIn(item.get("keyword")),
    fields: Object.fromEntries(fields),
    source: `${JSON.stringify([value], null, 2)}\n`,
  };
}

/** A text or number; a list of them joined; empty for anything else. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) ? value.map(textOf).filter(Boolean).join("; ") : "";
}

/** Any value as a field shows it: dates and names as such, objects as JSON. */
function fieldText(value: unknown): string {
  if (isObject(value)) return datesIn(value)[0] ?? JSON.stringify(value);
  if (Array.isArray(value) && value.some(isObject))
    return namesIn(value).map(displayName).join("; ") || JSON.stringify(value);
  return typeof value === "boolean" ? String(value) : textOf(value);
}

function namesIn(value: unknown): readonly PersonName[] {
  if (!Array.isArray(value)) return [];
  return value.map(nameIn).filter((name) => name.family !== "");
}

function nameIn(value: unknown): PersonName {
  if (!isObject(value)) return personName(textOf(value));
  const part = (name: string): string => textOf(value[name]);
  const literal = part("literal");
  if (literal !== "") return { given: "", family: literal };
  const particle = [part("dropping-particle"), part("non-dropping-particle")]
    .filter(Boolean)
    .join(" ");
  const [given, family, suffix] = [part("given"), part("family"), part("suffix")];
  return particle === ""
    ? familyFirst(family, given, suffix)
    : nameOfParts({ given, family, particle, suffix });
}

/** `date-parts` as a date or two; otherwise what is written. */
function datesIn(value: unknown): readonly string[] {
  if (!isObject(value)) return [textOf(value)].filter((date) => date !== "");
  const parts = Array.isArray(value["date-parts"]) ? value["date-parts"] : [];
  const dates = parts.slice(0, 2).flatMap((each) => {
    const [year, month, day] = (Array.isArray(each) ? each : []).map(textOf);
    const two = [month, day].filter((part) => part !== undefined && /^\d{1,2}$/.test(part));
    return year === undefined || year === ""
      ? []
      : [[year, ...two.map((part) => String(part).padStart(2, "0"))].join("-")];
  });
  return [dates.join("/"), textOf(value["raw"]), textOf(value["literal"])].filter(
    (date) => date !== "",
  );
}

function keywordsIn(value: unknown): readonly string[] {
  const text = textOf(value);
  return text.split(text.includes(";") ? ";" : ",");
}
