/**
 * Notebooks for tests: real SQLite in real folders, which go when the test is over. An article is
 * written as its paragraphs, a note as its lines.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type {
  Article,
  ArticleDraft,
  Block,
  EntityKind,
  SerializedNotebookLink,
  Target,
} from "../api.ts";
import { personName } from "../text/person-name.ts";
import {
  openNotebook,
  type AddedVersion,
  type Notebook,
  type NotebookOptions,
} from "./notebook.ts";

/** An empty folder that is removed when the test is over. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "commonplace-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new notebook that is closed when the test is over, and what changed in it, commit by commit. */
export function newNotebook(options: Partial<NotebookOptions> = {}): Notebook & {
  readonly changes: EntityKind[][];
} {
  const changes: EntityKind[][] = [];
  const notebook = openNotebook({
    folder: join(newFolder(), "Notebook"),
    mode: "create",
    onChange: (kinds) => changes.push([...kinds]),
    ...options,
  });
  onTestFinished(() => notebook.close());
  return { ...notebook, changes };
}

/** A clock that stands still until it is moved. */
export function newClock(start = Date.UTC(2026, 0, 1)): {
  now: () => number;
  pass: (ms: number) => void;
} {
  let time = start;
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}

/** What an importer would make of these paragraphs. */
export function draftOf(
  paragraphs: readonly (string | Block)[],
  fields: Partial<ArticleDraft> = {},
): ArticleDraft {
  return {
    title: "An article",
    byline: [],
    names: (fields.byline ?? []).map(personName),
    site: null,
    published: null,
    url: null,
    language: "en",
    identifiers: {},
    abstract: null,
    fields: {},
    found: {},
    mediaType: "text/plain",
    importer: "text",
    importerVersion: 1,
    blocks: paragraphs.map((part) =>
      typeof part === "string" ? { kind: "paragraph", text: part, marks: [] } : part,
    ),
    images: [],
    warnings: [],
    ...fields,
  };
}

let imported = 0;

/** A new file that is kept in the notebook, none like another. */
async function newOriginal(notebook: Notebook) {
  imported += 1;
  const fileName = `article ${imported}.txt`;
  const path = join(newFolder(), fileName);
  writeFileSync(path, `${imported}`);
  const kept = await notebook.files.keep(await notebook.files.stage(path, 1_000_000), "txt");
  return { ...kept, fileName };
}

/** Imports another version of an article; what became of it. */
export async function addVersion(
  notebook: Notebook,
  article: string,
  paragraphs: readonly (string | Block)[],
  fields: Partial<ArticleDraft> & { readonly job?: string } = {},
): Promise<AddedVersion> {
  const { job = null, ...metadata } = fields;
  const origin = { ...(await newOriginal(notebook)), job };
  return notebook.articles.addVersion(article, draftOf(paragraphs, metadata), origin);
}

/** Imports an article from a file of its own, as the service does. */
export async function addArticle(
  notebook: Notebook,
  paragraphs: readonly (string | Block)[],
  fields: Partial<ArticleDraft> & { readonly job?: string } = {},
): Promise<Article> {
  const { job = null, ...metadata } = fields;
  const origin = { ...(await newOriginal(notebook)), job };
  const { article } = await notebook.articles.add(draftOf(paragraphs, metadata), origin);
  const added = notebook.articles.get({ id: article });
  if (added === null) throw new RangeError("Expected the article that was added.");
  return added;
}

/** A part of a note's line: words, a link, or a quote. */
export type Part =
  | string
  | ({ readonly link: Target } & Partial<Omit<SerializedNotebookLink, "type" | "target">>)
  | { readonly quote: string; readonly words?: string; readonly kept?: "altered" };

/** A block of a note that is no paragraph: a heading, or a note shown inside it. */
export type NoteBlock =
  | { readonly heading: string; readonly level?: number }
  | { readonly embed: string; readonly title?: string };

/** A note's body as the editor would save it, a paragraph a line. */
export function noteBody(...lines: readonly (string | readonly Part[] | NoteBlock)[]): string {
  const node = (part: Part) => {
    if (typeof part === "string") return { type: "text", version: 1, text: part };
    if ("quote" in part) {
      const { quote: clip, ...own } = part;
      return { type: "clip-quote", version: 1, clip, ...own };
    }
    const { link: target, label = "", ...own } = part;
    return { type: "notebook-link", version: 1, target, label, ...own };
  };
  const block = (line: string | readonly Part[] | NoteBlock) => {
    if (typeof line === "object" && "heading" in line) {
      const children = line.heading === "" ? [] : [node(line.heading)];
      return { type: "heading", version: 1, tag: `h${line.level ?? 1}`, children };
    }
    if (typeof line === "object" && "embed" in line)
      return { type: "note-embed", version: 1, note: line.embed, title: line.title ?? "" };
    const parts = typeof line === "string" ? [line] : line;
    const children = parts.filter((part) => part !== "").map(node);
    return { type: "paragraph", version: 1, children };
  };
  const children = lines.map(block);
  return JSON.stringify({ root: { type: "root", version: 1, children } });
}

/** Makes a note with a body; its id. */
export function addNote(
  notebook: Notebook,
  title: string,
  ...lines: readonly (string | readonly Part[] | NoteBlock)[]
): string {
  const { id } = notebook.notes.create({ title });
  if (lines.length > 0) notebook.notes.save({ id, base: 0, body: noteBody(...lines) });
  return id;
}

/** Clips the words where they first stand in an article. */
export function clipWords(notebook: Notebook, article: Article, words: string, comment = "") {
  const text = article.blocks.map((block) => ("text" in block ? block.text : "")).join("\n");
  const start = text.indexOf(words);
  return notebook.clips.create({
    version: article.version,
    start,
    end: start + words.length,
    color: "plain",
    comment,
  });
}

/** The code of the {@link NotebookError} that something throws; "nothing" when it does not. */
export async function codeFrom(run: () => unknown): Promise<string> {
  try {
    await run();
    return "nothing";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
