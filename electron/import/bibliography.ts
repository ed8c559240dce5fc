/**
 * What all formats of bibliographies have in common: their entries become articles that hold what is
 * known of a work. Each reader gives entries one by one, so that one broken entry never ends the others.
 */
import { setImmediate } from "node:timers/promises";
import type { ArticleDraft, ArticleMetadata, PersonName } from "../entities.ts";
import { normalIdentifiers } from "../text/identifiers.ts";
import { displayName } from "../text/person-name.ts";
import { sameWords } from "../text/fold.ts";
import { assemble, longest } from "./assemble.ts";
import { publishedIn } from "./bibliography/dates.ts";
import { recordBlocks } from "./bibliography/text.ts";
import {
  fieldLimit,
  Refusal,
  type FileKind,
  type Harvest,
  type HarvestedArticle,
  type RefusedPart,
  type SourceFile,
} from "./format.ts";
import { languageNamed } from "./bibliography/language-names.ts";
import { leftOut, namesOf } from "./losses.ts";
import { oneLine } from "./one-line.ts";

/** A work as a bibliography describes it: plain text, markup resolved. Empty where it says nothing. */
export interface BibliographyEntry {
  /** What the file calls it; a citation key or a number. Empty when it has no name. */
  readonly key: string;
  readonly title: string;
  readonly authors: readonly PersonName[];
  /** Stand for authors where there are none. */
  readonly editors: readonly PersonName[];
  /** The journal, book, website or publisher in which it appeared. */
  readonly site: string;
  /** Dates of publication as they are written, the most precise first. */
  readonly dates: readonly string[];
  readonly language: string;
  readonly url: string;
  /** As they are written, by scheme. */
  readonly identifiers: { readonly [scheme: string]: string };
  /** Its paragraphs are parted by line feeds. */
  readonly abstract: string;
  readonly notes: readonly string[];
  readonly keywords: readonly string[];
  /** Places of its files, relative to the bibliography or from the root. */
  readonly attachments: readonly string[];
  /** Everything else, by name. */
  readonly fields: { readonly [name: string]: string };
  /** Its own text in the file: what is kept as its original. */
  readonly source: string;
  /** What of it could not be read, a sentence each. */
  readonly warnings: readonly string[];
}

/** One thing that a reader finds in a bibliography. */
export type BibliographyPart =
  | { readonly kind: "entry"; readonly entry: BibliographyEntry }
  /** An entry that cannot be read: its name, and why. */
  | { readonly kind: "broken"; readonly name: string; readonly reason: string }
  /** Something about the file as a whole. */
  | { readonly kind: "remark"; readonly text: string };

/** An entry of which nothing is known. */
export const noEntry: BibliographyEntry = {
  key: "",
  title: "",
  authors: [],
  editors: [],
  site: "",
  dates: [],
  language: "",
  url: "",
  identifiers: {},
  abstract: "",
  notes: [],
  keywords: [],
  attachments: [],
  fields: {},
  source: "",
  warnings: [],
};

export interface Shelf {
  readonly kind: FileKind;
  /** How metadata says where it was found, before the entry's name: `BibTeX entry`. */
  readonly noun: string;
  /** The ending of an entry's original. */
  readonly extension: string;
}

/** Entries and broken entries of one file. */
const entryLimit = 100_000;
const brokenLimit = 2_000;
/** Work of the processor for the reading of one file: on a busy computer it may take any time. */
const readingCpuMs = 45_000;
/** Between two signs of life. */
const signEveryMs = 250;
const longestKeyword = 100;

/**
 * The articles of a bibliography. Entries with the same identifiers become one. What takes too long is
 * left out and named. Rejects with a `Refusal` when there is no entry at all.
 */
export async function harvestOf(
  parts: Iterable<BibliographyPart>,
  shelf: Shelf,
  file: Pick<SourceFile, "goesOn">,
): Promise<Harvest> {
  const work = workOf(file);
  const entries: BibliographyEntry[] = [];
  const articles: HarvestedArticle[] = [];
  const refused: RefusedPart[] = [];
  const remarks: string[] = [];
  let broken = 0;
  let late: string | null = null;
  for (const part of parts) {
    if ((await work.isOver()) || entries.length >= entryLimit) {
      late = part.kind === "entry" ? nameOf(part.entry) : "the rest of it";
      break;
    }
    if (part.kind === "entry") entries.push(part.entry);
    else if (part.kind === "remark") remarks.push(part.text);
    else if (++broken <= brokenLimit) refused.push(brokenPart(part.name, part.reason));
  }
  const merged = mergeSame(entries);
  for (const [at, entry] of merged.entries()) {
    if (await work.isOver()) {
      late ??= nameOf(entry);
      break;
    }
    const made = articleOf(entry, shelf, at === 0 ? remarks : []);
    if ("draft" in made) articles.push(made);
    else refused.push(made);
  }
  if (broken > brokenLimit)
    refused.push(brokenPart(`${broken - brokenLimit} further entries`, "They cannot be read."));
  if (late !== null) {
    refused.push({
      name: `From ${oneLine(late, 100)} on`,
      reason: "There was no time left to read these entries.",
      advice: "Split the file into smaller ones.",
    });
  }
  if (articles.length + refused.length === 0)
    throw new Refusal("There is no entry in it.", "Export the references again.");
  return { articles, refused };
}

/** The work on one file: it says now and then that it goes on, and when it has gone on for too long. */
function workOf({ goesOn }: Pick<SourceFile, "goesOn">): {
  readonly isOver: () => Promise<boolean>;
} {
  const before = process.cpuUsage();
  let lastMs = performance.now();
  let isOver = false;
  return {
    isOver: async () => {
      if (performance.now() - lastMs < signEveryMs) return isOver;
      goesOn?.();
      // Nothing is sent before the process has had a moment for it.
      await setImmediate();
      lastMs = performance.now();
      const { user, system } = process.cpuUsage(before);
      isOver = (user + system) / 1_000 > readingCpuMs;
      return isOver;
    },
  };
}

function brokenPart(name: string, reason: string): RefusedPart {
  return {
    name: oneLine(name, 200) || "An entry without a name",
    reason: oneLine(reason, 400),
    advice: "Mend it in the program it came from, or in a text editor.",
  };
}

function nameOf(entry: BibliographyEntry): string {
  return entry.key || entry.title || "an entry without a name";
}

function articleOf(
  entry: BibliographyEntry,
  shelf: Shelf,
  remarks: readonly string[],
): HarvestedArticle | RefusedPart {
  const name = oneLine(nameOf(entry), 200);
  const { keywords, notes } = entry;
  const isEmpty =
    [entry.title, entry.abstract, entry.url, ...notes, ...entry.attachments].every(
      (text) => text.trim() === "",
    ) && Object.keys(entry.identifiers).length === 0;
  if (isEmpty) return brokenPart(name, "It has neither a title nor any text.");
  const bytes = Buffer.from(entry.source);
  const tags = [...new Set(keywords.map((tag) => oneLine(tag, 1_000)))].filter((tag) => tag !== "");
  const usable = tags.filter((tag) => tag.length <= longestKeyword).slice(0, 500);
  const lost = leftOut(tags.length - usable.length, "keyword", { why: "too long for a tag" });
  return {
    name,
    draft: draftOf(entry, shelf, [...remarks, ...lost]),
    original: { name: `${fileNameOf(name)}.${shelf.extension}`, bytes },
    attachments: [...new Set(entry.attachments)]
      .filter((place) => place.length < 4_000)
      .slice(0, 100),
    tags: usable,
    record: true,
  };
}

function draftOf(
  entry: BibliographyEntry,
  { kind, noun }: Shelf,
  remarks: readonly string[],
): ArticleDraft {
  const where = oneLine(`${noun} ${entry.key}`, 100);
  const people = entry.authors.length > 0 ? entry.authors : entry.editors;
  const byEditors = people !== entry.authors;
  const published = publishedIn(entry.dates);
  const date = entry.dates[0] ?? "";
  const url = webAddress(entry.url);
  const title = entry.title === "" ? nameOf(entry) : entry.title;
  const keywords = entry.keywords.map((word) => word.trim()).filter((word) => word !== "");
  const pages = entry.fields["pages"]?.replace(/(\d)\s*-+\s*(?=\d)/g, "$1–");
  const fields = {
    ...entry.fields,
    ...(pages === undefined ? {} : { pages }),
    ...(isSameDate(date, published) ? {} : { date }),
    ...(entry.editors.length === 0 ? {} : { editor: entry.editors.map(displayName).join("; ") }),
    ...(url === null && entry.url !== "" ? { url: entry.url } : {}),
    ...(keywords.length === 0 ? {} : { keywords: keywords.join("; ") }),
    ...(entry.notes.length === 0 ? {} : { note: entry.notes.join("\n\n") }),
    ...(entry.key === "" ? {} : { "citation key": entry.key }),
  };
  const metadata: Omit<ArticleMetadata, "found"> = {
    title,
    byline: people.map(displayName),
    names: people,
    site: entry.site || null,
    published,
    url,
    language: languageNamed(entry.language),
    identifiers: normalIdentifiers(entry.identifiers),
    abstract: entry.abstract || null,
    fields,
  };
  return assemble({
    format: kind,
    fileName: entry.key,
    metadata: {
      ...metadata,
      found: {
        title: entry.title === "" ? "derived" : where,
        byline: byEditors ? `editors of ${where}` : where,
        site: where,
        published: where,
        url: where,
        language: where,
        identifiers: where,
        abstract: where,
      },
    },
    blocks: recordBlocks(entry, metadata),
    images: [],
    warnings: [...remarks, ...entry.warnings.slice(0, 100), ...cutFields(fields)],
  });
}

/** Whether a date says no more as it is written than as it is kept. */
function isSameDate(written: string, published: string | null): boolean {
  return (
    written
      .split(/[^\p{L}\p{N}~?%]+/u)
      .filter(Boolean)
      .join("-") === (published ?? "")
  );
}

/** What of the fields is too long or too much to be kept with the article; its original has all of it. */
function cutFields(fields: { readonly [name: string]: string }): readonly string[] {
  const long = Object.keys(fields).filter((name) => (fields[name] ?? "").length > longest.field);
  return [
    ...long.slice(0, 20).map((name) => `The field ${name} is very long and was cut.`),
    ...leftOut(Math.max(0, Object.keys(fields).length - fieldLimit), "field", {
      why: "there are too many",
    }),
  ];
}

function webAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  return url !== null && /^https?:$/.test(url.protocol) && url.href.length <= 4_000
    ? url.href
    : null;
}

/** A name for the original of an entry, on every system. */
function fileNameOf(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{M}\p{N}._ -]/gu, "_")
      .slice(0, 80)
      .trim() || "entry"
  );
}

/** The entries; those with an identifier of an earlier one are added to it. */
function mergeSame(entries: readonly BibliographyEntry[]): readonly BibliographyEntry[] {
  const known = new Map<string, number>();
  const merged: BibliographyEntry[] = [];
  const added = new Map<number, string[]>();
  for (const entry of entries) {
    const ids = comparable(entry);
    const at = ids.map((id) => known.get(id)).find((found) => found !== undefined);
    const first = at === undefined ? undefined : merged[at];
    if (at === undefined || first === undefined) {
      for (const id of ids) known.set(id, merged.length);
      merged.push(entry);
    } else {
      merged[at] = completed(first, entry);
      added.set(at, [...(added.get(at) ?? []), nameOf(entry)]);
      for (const id of ids) if (!known.has(id)) known.set(id, at);
    }
  }
  return merged.map((entry, at) => {
    const others = added.get(at);
    if (others === undefined) return entry;
    const note = `The file has this work more than once: ${namesOf(others, 5)} was joined with it.`;
    return { ...entry, warnings: [...entry.warnings, note] };
  });
}

/** What makes two entries the same work. Chapters share the ISBN of their book: that needs the title too. */
function comparable(entry: BibliographyEntry): readonly string[] {
  const { doi, pmid, pmcid, arxiv, isbn } = normalIdentifiers(entry.identifiers);
  const own = Object.entries({ doi, pmid, pmcid, arxiv }).flatMap(([scheme, id]) =>
    id === undefined ? [] : [`${scheme}:${id}`],
  );
  const title = entry.title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return isbn === undefined || title === "" ? own : [...own, `isbn:${isbn}:${title}`];
}

/** The first of two entries of a work, with what only the second says. */
function completed(first: BibliographyEntry, second: BibliographyEntry): BibliographyEntry {
  const isNew = (note: string): boolean => !first.notes.some((known) => sameWords(known, note));
  return {
    ...first,
    title: first.title || second.title,
    authors: first.authors.length > 0 ? first.authors : second.authors,
    editors: first.editors.length > 0 ? first.editors : second.editors,
    site: first.site || second.site,
    dates: first.dates.length > 0 ? first.dates : second.dates,
    language: first.language || second.language,
    url: first.url || second.url,
    identifiers: { ...second.identifiers, ...first.identifiers },
    abstract: first.abstract || second.abstract,
    notes: [...first.notes, ...second.notes.filter(isNew)],
    keywords: [...first.keywords, ...second.keywords],
    attachments: [...first.attachments, ...second.attachments],
    fields: { ...second.fields, ...first.fields },
    source: `${first.source}\n\n${second.source}`,
    warnings: [...first.warnings, ...second.warnings],
  };
}
