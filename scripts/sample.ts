/**
 * Builds the sample notebook from resources/sample with the product's own core: imports the articles,
 * clips them, writes the notes and checks the result. `node scripts/sample.ts [FOLDER]`.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  clipColors,
  type Article,
  type CheckResult,
  type ImportItem,
  type Target,
} from "../electron/entities.ts";
import { forkImporter } from "../electron/import/fork.ts";
import { createPool } from "../electron/import/pool.ts";
import { importPaths } from "../electron/importing.ts";
import { openNotebook, type Notebook } from "../electron/notebook/notebook.ts";
import { canonicalText } from "../electron/text/blocks.ts";
import { noteBody, splitTitle } from "./note-markdown.ts";

const source = join(import.meta.dirname, "../resources/sample");
const firstArticle = "a-pen-on-the-pier.html";
/** Those that a reader of the sample has already been through; the rest are unread. */
const read = ["a-pen-on-the-pier.html", "keepers-log.txt", "ness-pier-record.html"];

const clipSchema = z.array(
  z.strictObject({
    key: z.string(),
    article: z.string(),
    exact: z.string(),
    color: z.enum(clipColors),
    comment: z.string(),
  }),
);

export interface Sample {
  readonly items: readonly ImportItem[];
  readonly articles: number;
  readonly clips: number;
  readonly notes: number;
  readonly check: CheckResult;
}

/**
 * Makes the sample notebook at `folder`, in place of whatever is there. Throws when a file is refused,
 * a clip's words are not found exactly once, a link leads nowhere, or the check finds anything.
 */
export async function buildSample(folder: string): Promise<Sample> {
  rmSync(folder, { recursive: true, force: true });
  const notebook = openNotebook({ folder, mode: "create" });
  try {
    const items = await importArticles(notebook);
    const articles = articlesByFile(notebook);
    const clips = makeClips(notebook, articles);
    const notes = writeNotes(notebook, articles, clips);
    showFirst(notebook, articles, notes);
    const check = await notebook.check();
    if (!check.ok) throw new Error(check.findings.map((finding) => finding.message).join("\n"));
    return { items, articles: articles.size, clips: clips.size, notes: notes.size, check };
  } finally {
    notebook.close();
  }
}

async function importArticles(notebook: Notebook): Promise<readonly ImportItem[]> {
  const pool = createPool({ spawn: forkImporter });
  const items: ImportItem[] = [];
  try {
    await importPaths([join(source, "articles")], {
      notebook,
      pool,
      onItem: (item) => items.push(item),
    });
  } finally {
    pool.close();
  }
  const refused = items.filter((item) => item.status !== "imported");
  if (refused.length > 0)
    throw new Error(
      refused.map((item) => `${item.file}: ${item.status} ${item.reason}`).join("\n"),
    );
  return items;
}

function articlesByFile(notebook: Notebook): ReadonlyMap<string, Article> {
  const { rows } = notebook.articles.list({
    offset: 0,
    limit: 500,
    sort: "title",
    descending: false,
    filter: "all",
    words: "",
  });
  return new Map(
    rows.map(({ id }) => {
      const article = notebook.articles.get({ id });
      if (!article) throw new Error(`Expected article ${id} to be there`);
      return [article.fileName, article];
    }),
  );
}

/** The value of a key that must be there. */
function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`Nothing in the sample is called ${key}`);
  return value;
}

/** Ids of the clips by their keys. */
function makeClips(
  notebook: Notebook,
  articles: ReadonlyMap<string, Article>,
): ReadonlyMap<string, string> {
  const clips = clipSchema.parse(JSON.parse(readFileSync(join(source, "clips.json"), "utf8")));
  return new Map(
    clips.map(({ key, article, exact, color, comment }) => {
      const { version, blocks } = known(articles, article);
      const text = canonicalText(blocks);
      const start = text.indexOf(exact);
      if (start < 0 || text.includes(exact, start + 1))
        throw new RangeError(`Expected the words of ${key} exactly once in ${article}`);
      const end = start + exact.length;
      const clip = notebook.clips.create({ version, start, end, color, comment });
      if (clip.quote !== exact) throw new Error(`Clip ${key} became “${clip.quote}”`);
      return [key, clip.id];
    }),
  );
}

/** Ids of the notes by their titles. */
function writeNotes(
  notebook: Notebook,
  articles: ReadonlyMap<string, Article>,
  clips: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const texts = readdirSync(join(source, "notes"))
    .sort()
    // The first is written last, so that it stands first among the latest.
    .reverse()
    .map((file) => splitTitle(readFileSync(join(source, "notes", file), "utf8")));
  const notes = new Map(texts.map(({ title }) => [title, notebook.notes.create({ title }).id]));
  const titles = new Map<string, Target>([
    ...[...articles.values()].map(({ id, title }) => [title, { kind: "article", id }] as const),
    ...[...notes].map(([title, id]) => [title, { kind: "note", id }] as const),
  ]);
  const names = {
    target: (title: string) => known(titles, title),
    clip: (key: string) => known(clips, key),
  };
  for (const { title, markdown } of texts)
    notebook.notes.save({ id: known(notes, title), base: 0, body: noteBody(markdown, names) });
  return notes;
}

/** What the window shows when the sample is opened for the first time. */
function showFirst(
  notebook: Notebook,
  articles: ReadonlyMap<string, Article>,
  notes: ReadonlyMap<string, string>,
): void {
  for (const file of read)
    notebook.articles.setPosition({ id: known(articles, file).id, position: 0 });
  notebook.view.set({
    section: "articles",
    tag: null,
    article: known(articles, firstArticle).id,
    note: known(notes, "Start here"),
    sort: "title",
    descending: false,
  });
}

if (import.meta.main) {
  const folder = process.argv[2] ?? join(import.meta.dirname, "../out/sample");
  const { articles, clips, notes } = await buildSample(folder);
  console.log(`Sample notebook: ${articles} articles, ${clips} clips, ${notes} notes`);
}
