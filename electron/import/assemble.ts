/** The last step of every importer: blocks and metadata in normal form, as one draft. */
import type {
  ArticleDraft,
  ArticleMetadata,
  Block,
  DraftImage,
  PersonName,
  TextRun,
} from "../entities.ts";
import { canonicalText } from "../text/blocks.ts";
import { normalIdentifiers } from "../text/identifiers.ts";
import {
  addChanges,
  describeChanges,
  noChanges,
  normaliseText,
  type TextChanges,
} from "../text/normalise.ts";
import { nameOfParts, personName } from "../text/person-name.ts";
import { mapRuns, runsOf } from "./draft-blocks.ts";
import { blockLimit, fieldLimit, Refusal, textLimit, type FileKind } from "./format.ts";
import { languageOf } from "./language/language.ts";
import { oneLine } from "./one-line.ts";
import { normaliseRun } from "./runs.ts";
import { titleOf } from "./title.ts";

export interface Parts {
  readonly format: FileKind;
  readonly fileName: string;
  /** What the file says of itself; a field that is empty or null is not known. */
  readonly metadata: FoundMetadata;
  readonly blocks: readonly Block[];
  readonly images: readonly DraftImage[];
  readonly warnings: readonly string[];
  /** Changes made to the text before it came in blocks. */
  readonly changes?: TextChanges;
}

/**
 * What a file says of itself. Most files write names as they are shown: those without `names` get them
 * here, for all formats alike.
 */
export type FoundMetadata = Omit<ArticleMetadata, "names" | "fields"> &
  Partial<Pick<ArticleMetadata, "names" | "fields">>;

/** Lengths that metadata is cut to, in UTF-16 units. */
export const longest = {
  title: 500,
  name: 200,
  abstract: 5_000,
  field: 10_000,
  fieldName: 60,
  alt: 1_000,
  warning: 500,
} as const;

/** Authors of one article; papers of large experiments have thousands. */
const authorLimit = 500;

/** Nothing known yet. */
export const noMetadata: FoundMetadata = {
  title: "",
  byline: [],
  site: null,
  published: null,
  url: null,
  language: null,
  identifiers: {},
  abstract: null,
  found: {},
};

/** Throws `Refusal` when there is no text, or more than a notebook keeps. */
export function assemble(parts: Parts): ArticleDraft {
  let changes: TextChanges = parts.changes ?? noChanges;
  const normal = (run: TextRun, oneLine: boolean): TextRun => {
    const done = normaliseRun(run);
    changes = addChanges(changes, done.changes);
    // One unit for one: the marks stay where they are.
    return oneLine ? { ...done.run, text: done.run.text.replace(/[\t\n]/g, " ") } : done.run;
  };
  const blocks = withTargets(
    parts.blocks.map((block) =>
      normalBlock(mapRuns(block, (run) => normal(run, block.kind === "table"))),
    ),
    (block) =>
      runsOf(block).length === 0
        ? block.kind !== "table"
        : runsOf(block).some(({ text }) => /\S/.test(text)),
  );
  if (blocks.length > blockLimit) {
    throw new Refusal("It has more paragraphs than an article can keep.", "Split it into parts.");
  }
  const text = canonicalText(blocks);
  if (text.trim() === "")
    throw new Refusal("There is no text in it.", "Only files with text can be imported.");
  if (text.length > textLimit) {
    throw new Refusal(
      "It has more text than an article can keep (64 million characters).",
      "Split it into parts.",
    );
  }
  const metadata = inItsLanguage(normalMetadata(parts.metadata), blocks);
  const title = metadata.title === "" ? titleOf(blocks, parts.fileName, metadata.language) : null;
  return {
    ...metadata,
    ...(title === null
      ? {}
      : { title: title.title, found: { ...metadata.found, title: title.found } }),
    mediaType: parts.format.mediaTypes[0] ?? "application/octet-stream",
    importer: parts.format.id,
    importerVersion: parts.format.importerVersion,
    blocks,
    images: parts.images,
    warnings: [...parts.warnings, ...describeChanges(changes)].map((each) =>
      oneLine(each, longest.warning),
    ),
  };
}

function normalBlock(block: Block): Block {
  if (block.kind === "image") return { ...block, alt: oneLine(block.alt, longest.alt) };
  if (block.kind === "pageBreak") return { ...block, label: oneLine(block.label, 50) };
  return block;
}

/** The blocks that pass; links to blocks are counted anew, those to dropped ones go to the next. */
function withTargets(
  blocks: readonly Block[],
  passes: (block: Block) => boolean,
): readonly Block[] {
  const kept = blocks.filter(passes);
  if (kept.length === blocks.length) return blocks;
  const moved: number[] = [];
  let n = 0;
  for (const block of blocks) {
    moved.push(n);
    if (passes(block)) n += 1;
  }
  const move = (run: TextRun): TextRun => ({
    text: run.text,
    marks: run.marks.flatMap((mark) => {
      const target = /^block:(\d+)$/.exec(mark[3] ?? "")?.[1];
      if (target === undefined) return [mark];
      const at = Math.min(moved[Number(target)] ?? n, n - 1);
      return at < 0 ? [] : [[mark[0], mark[1], mark[2], `block:${at}`] as const];
    }),
  });
  return kept.map((block) => mapRuns(block, move));
}

function normalMetadata(metadata: FoundMetadata): ArticleMetadata {
  const short = (text: string | null): string | null => {
    const line = text === null ? "" : oneLine(text, longest.name);
    return line === "" ? null : line;
  };
  const abstract = metadata.abstract === null ? "" : oneLine(metadata.abstract, longest.abstract);
  const identifiers = Object.fromEntries(
    Object.entries(normalIdentifiers(metadata.identifiers)).map(([scheme, value]) => [
      scheme,
      oneLine(value, longest.name),
    ]),
  );
  const normal: ArticleMetadata = {
    ...metadata,
    title: oneLine(metadata.title, longest.title),
    ...normalAuthors(metadata),
    site: short(metadata.site),
    language: short(metadata.language),
    identifiers,
    abstract: abstract === "" ? null : abstract,
    fields: normalFields(metadata.fields ?? {}),
  };
  const known = Object.entries(metadata.found).filter(
    ([field, where]) =>
      where !== undefined && isKnown(normal[field as keyof typeof metadata.found]),
  );
  return { ...normal, found: Object.fromEntries(known) };
}

/** With the language of the text where the file names none, or plainly a wrong one. */
function inItsLanguage(metadata: ArticleMetadata, blocks: readonly Block[]): ArticleMetadata {
  const told = languageOf(blocks);
  if (told === null || (metadata.language !== null && !told.excludes(metadata.language)))
    return metadata;
  return {
    ...metadata,
    language: told.language,
    found: { ...metadata.found, language: "derived" },
  };
}

/** Each author once, as shown and in parts. */
function normalAuthors({
  byline,
  names,
}: FoundMetadata): Pick<ArticleMetadata, "byline" | "names"> {
  const authors = new Map<string, PersonName>();
  byline.forEach((raw, at) => {
    const shown = oneLine(raw, longest.name);
    if (shown === "" || authors.has(shown) || authors.size >= authorLimit) return;
    const known = names?.[at];
    authors.set(shown, known === undefined ? personName(shown) : normalName(known));
  });
  return { byline: [...authors.keys()], names: [...authors.values()] };
}

function normalName(name: PersonName): PersonName {
  const part = (text: string | undefined): string => oneLine(text ?? "", longest.name);
  return nameOfParts({
    given: part(name.given),
    family: part(name.family),
    particle: part(name.particle),
    suffix: part(name.suffix),
  });
}

function normalFields(fields: ArticleMetadata["fields"]): ArticleMetadata["fields"] {
  const normal = Object.entries(fields).flatMap(([name, value]) => {
    const key = oneLine(name, longest.fieldName);
    // Cut before it is normalised, so that a field of many megabytes costs nothing.
    const text = normaliseText(value.slice(0, longest.field)).text.trim();
    return key === "" || text === "" ? [] : [[key, text] as const];
  });
  return Object.fromEntries(normal.slice(0, fieldLimit));
}

function isKnown(value: ArticleMetadata[keyof ArticleMetadata["found"]]): boolean {
  return typeof value === "object" && value !== null
    ? Object.keys(value).length > 0
    : value !== null && value !== "";
}
