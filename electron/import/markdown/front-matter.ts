/**
 * The YAML block in front of a Markdown file. Split by hand and read with YAML's failsafe schema:
 * every value is text, nothing is converted and nothing can run. (A well-known library runs `---js`.)
 */
import { parseDocument } from "yaml";
import { noMetadata, type FoundMetadata } from "../assemble.ts";
import { readTopLines } from "./front-matter-lines.ts";
import { readToml } from "./front-matter-toml.ts";
import { readProgramNote } from "./programs.ts";
import { parseDate } from "../../text/dates.ts";
import { doiIn, namesIn } from "../names.ts";
import { languageTag } from "../language/language-tag.ts";

/** Front matter's values as text, by lower-case key. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export interface FrontMatter {
  /** The file without its front matter. */
  readonly body: string;
  readonly metadata: FoundMetadata;
  /** What it is filed under, without `#`. */
  readonly tags: readonly string[];
  readonly warnings: readonly string[];
  /** True when a program exported it with files beside it: its links lead there, not to its address. */
  readonly hasFiles: boolean;
}

/** Front matter longer than this is text that begins with a rule. */
const longest = 64 * 1024;
const opening = /^(---|\+\+\+|;;;)[ \t]*([\w-]*)[ \t]*\n/;
const where = "front matter";

/** `source` has plain line feeds. A file without front matter comes back whole. */
export function splitFrontMatter(source: string, fileName = ""): FrontMatter {
  const whole: FrontMatter = {
    body: source,
    metadata: noMetadata,
    tags: [],
    warnings: [],
    hasFiles: false,
  };
  const open = opening.exec(source);
  if (open === null) {
    const top = readTopLines(source);
    const note = top === null ? readProgramNote(source, fileName) : null;
    if (note !== null) {
      const { body, fields } = note;
      return { ...described(body, fields), hasFiles: true };
    }
    if (top === null) return whole;
    const { fields } = top;
    const body = source.slice(top.end).replace(/^\n+/, "");
    return described(body, fields);
  }
  const rest = source.slice(open[0].length, open[0].length + longest);
  const close = closingOf(open[1] ?? "").exec(rest);
  if (close === null) return whole;
  const body = source.slice(open[0].length + close.index + close[0].length).replace(/^\n+/, "");
  const isToml = open[1] === "+++" || /^toml$/i.test(open[2] ?? "");
  if (isToml) {
    const fields = readToml(rest.slice(0, close.index));
    return described(body, fields);
  }
  // Other languages open with "---js" or ";;;" (JSON). None of them is run or read.
  if (open[1] !== "---" || !/^(?:ya?ml)?$/i.test(open[2] ?? "")) {
    return {
      body,
      metadata: noMetadata,
      tags: [],
      warnings: [
        "The front matter is neither YAML nor TOML; title, author and date in it were not read.",
      ],
      hasFiles: false,
    };
  }
  const fields = readFields(rest.slice(0, close.index));
  if (fields === "broken") {
    return {
      body,
      metadata: noMetadata,
      tags: [],
      warnings: ["The front matter is not valid YAML; title, author and date in it were not read."],
      hasFiles: false,
    };
  }
  // Text between two rules, without a single "key: value", is text.
  return fields.size === 0 && rest.slice(0, close.index).trim() !== ""
    ? whole
    : described(body, fields);
}

function described(body: string, fields: Fields): FrontMatter {
  const [metadata, tags] = [metadataOf(fields), tagsOf(fields)];
  return { body, metadata, tags, warnings: [], hasFiles: false };
}

function closingOf(fence: string): RegExp {
  const ends: Readonly<Record<string, RegExp>> = {
    "+++": /^\+\+\+[ \t]*$/m,
    ";;;": /^;;;[ \t]*$/m,
  };
  return ends[fence] ?? /^(?:---|\.\.\.)[ \t]*$/m;
}

function readFields(yaml: string): Fields | "broken" {
  const document = parseDocument(yaml, {
    schema: "failsafe",
    uniqueKeys: false,
    logLevel: "silent",
    strict: false,
  });
  if (document.errors.length > 0) return "broken";
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    // Aliases that multiply: yaml stops them with this error.
    if (error instanceof ReferenceError) return "broken";
    throw error;
  }
  const fields = new Map<string, readonly string[]>();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return fields;
  for (const [key, field] of Object.entries(value)) {
    const texts = (Array.isArray(field) ? field : [field])
      .map(textOf)
      .filter((text) => text !== "");
    fields.set(key.toLowerCase(), texts);
  }
  return fields;
}

/** A value as text: an author may be an object with a name; Obsidian writes names as [[links]]. */
function textOf(value: unknown): string {
  if (typeof value === "object" && value !== null && "name" in value) return textOf(value.name);
  if (typeof value !== "string") return "";
  return value.replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1").trim();
}

function metadataOf(fields: Fields): FoundMetadata {
  const text = (...keys: readonly string[]): string | null =>
    keys.map((key) => fields.get(key)?.[0]).find((value) => value !== undefined) ?? null;
  const title = text("title", "headline");
  const byline = ["author", "authors", "by", "byline", "creator"]
    .map((key) => (fields.get(key) ?? []).flatMap(namesIn))
    .find((names) => names.length > 0);
  // "created" is the day of clipping in Obsidian's files, not that of publication.
  const published = [
    "published",
    "date",
    "publishdate",
    "pubdate",
    "datepublished",
    "published_time",
  ]
    .map((key) => parseDate(fields.get(key)?.[0] ?? ""))
    .find((date) => date !== null);
  const url = ["source", "url", "link", "canonical", "canonical_url", "permalink", "original"]
    .map((key) => webAddress(fields.get(key)?.[0] ?? ""))
    .find((address) => address !== null);
  const identifiers = identifiersOf(text("doi"), text("isbn"), text("pmid"));
  const metadata = {
    title: title ?? "",
    byline: byline ?? [],
    site: text("site", "publication", "publisher", "website", "site_name", "journal"),
    published: published ?? null,
    url: url ?? null,
    language: languageTag(text("language", "lang", "locale") ?? ""),
    identifiers,
    abstract: text("description", "abstract", "summary", "excerpt"),
  };
  const found = Object.fromEntries(Object.keys(metadata).map((field) => [field, where]));
  return { ...metadata, fields: furtherFields(fields), found };
}

/** What has a place of its own in an article, and what only says how a page is made of it. */
const known = new Set(
  (
    "title headline author authors by byline creator published date publishdate pubdate datepublished " +
    "published_time source url link canonical canonical_url permalink original doi isbn pmid site " +
    "publication publisher website site_name journal language lang locale description abstract summary " +
    "excerpt tags tag keywords categories layout format css cssclass cssclasses draft slug execute output"
  ).split(" "),
);

function furtherFields(fields: Fields): { readonly [name: string]: string } {
  return Object.fromEntries(
    [...fields]
      .map(([name, values]) => [name, values.join("; ")] as const)
      .filter(([name, value]) => !known.has(name) && value !== ""),
  );
}

function tagsOf(fields: Fields): readonly string[] {
  const written = ["tags", "tag", "keywords", "categories"].flatMap((key) => {
    const values = fields.get(key) ?? [];
    // One text is a list by commas, or by spaces as Obsidian allows for tags without spaces in them.
    const [only] = values;
    if (values.length !== 1 || only === undefined) return values;
    return only.includes(",") ? only.split(",") : only.includes("#") ? only.split(/\s+/) : [only];
  });
  const tags = written.map((tag) => tag.trim().replace(/^#/, "").slice(0, 100)).filter(Boolean);
  return [...new Set(tags)].slice(0, 200);
}

function identifiersOf(
  doi: string | null,
  isbn: string | null,
  pmid: string | null,
): { readonly [scheme: string]: string } {
  const known = { doi: doi === null ? null : doiIn(doi), isbn, pmid };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function webAddress(text: string): string | null {
  const url = URL.parse(text.replace(/^<|>$/g, ""));
  return url !== null && /^https?:$/.test(url.protocol) && url.href.length <= 4_000
    ? url.href
    : null;
}
