/** Takes one file into the notebook, with all that is in it, and says what became of each part. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { NotebookError } from "../api.ts";
import type { ImportItem } from "../entities.ts";
import { extensionOf, fileLimit, type HarvestedArticle } from "../import/format.ts";
import { checkHarvest, type FileHarvest } from "../import/harvest.ts";
import type { Pool } from "../import/pool.ts";
import type { KeptFile, KnownFile, Notebook, Staged } from "../notebook/notebook.ts";
import { overlaid } from "./overlay.ts";
import type { Found } from "./walk.ts";

/** What the taking of files needs of the import that they belong to. */
export interface Taking {
  readonly notebook: Notebook;
  readonly pool: Pool;
  readonly job: string;
  readonly signal: AbortSignal | undefined;
  /** A new place for the private folder of a container; nothing is there yet. */
  readonly room: () => string;
  /** Says that there are so many more files than was known. */
  readonly grow: (by: number) => void;
  /** Writes a line of the report. */
  readonly report: (item: ImportItem) => Promise<void>;
  /** Articles that this import added before it was cut short, and has not reported. */
  readonly unreported: Set<string>;
}

/** A piece of work: a file, or an entry of a bibliography whose text is in files of its own. */
export type Work =
  | { readonly kind: "file"; readonly found: Found }
  | { readonly kind: "entry"; readonly found: Found; readonly article: HarvestedArticle };

type Reading =
  | { readonly ok: true; readonly harvest: FileHarvest }
  | { readonly ok: false; readonly reason: string };

/** The work that a file turned out to hold, and the private folder to remove when it is done. */
export interface Inner {
  readonly works: readonly Work[];
  readonly room: string | null;
}

const nothing: Inner = { works: [], room: null };

/** Does a piece of work; the further work that is in it. Never rejects: what fails is reported. */
export async function take(work: Work, taking: Taking): Promise<Inner> {
  try {
    if (work.kind === "file") return await takeFile(work.found, taking);
    await takeEntry(work.found, work.article, taking);
    return nothing;
  } catch (error) {
    await taking.report(refused(work.found.file, reasonOf(error)));
    return nothing;
  }
}

async function takeFile(found: Found, taking: Taking): Promise<Inner> {
  const { notebook } = taking;
  if (await isLarge(found.path)) return takeLarge(found, taking);
  const staged = await notebook.files.stage(found.path, fileLimit);
  try {
    const here = notebook.articles.findByHash(staged.sha256);
    if (here !== null && !mayHoldMore(found)) {
      await taking.report(foundAgain(found.file, here, taking));
      return nothing;
    }
    const room = taking.room();
    const reading = await read(found, staged.path, room, taking);
    if (!reading.ok) {
      await taking.report(refused(found.file, reading.reason));
      return { works: [], room };
    }
    return { works: await takeHarvest(found, staged, reading.harvest, room, taking), room };
  } finally {
    await notebook.files.discard(staged);
  }
}

/** A mail that is here already is opened all the same: an import cut short may have missed what is in it. */
function mayHoldMore({ path: place }: Found): boolean {
  return extensionOf(place) === "eml";
}

/**
 * What is too large to be one article may hold others. It is read where it lies: its own bytes are not
 * kept, and each file in it is checked by itself.
 */
async function takeLarge(found: Found, taking: Taking): Promise<Inner> {
  const room = taking.room();
  const reading = await read(found, found.path, room, taking);
  if (!reading.ok) {
    await taking.report(refused(found.file, reading.reason));
    return { works: [], room };
  }
  return { works: await takeHarvest(found, null, reading.harvest, room, taking), room };
}

async function isLarge(place: string): Promise<boolean> {
  const status = await lstat(place).catch(() => null);
  return status !== null && status.isFile() && status.size > fileLimit;
}

async function takeHarvest(
  found: Found,
  staged: Staged | null,
  { articles, files, refused: parts }: FileHarvest,
  room: string,
  taking: Taking,
): Promise<readonly Work[]> {
  const entries: Work[] = [];
  taking.grow(Math.max(1, articles.length + files.length + parts.length) - 1);
  for (const article of articles) {
    if (taking.signal?.aborted === true) return [];
    if (article.attachments.length > 0) entries.push({ kind: "entry", found, article });
    else await takeArticle(found, article, staged, taking);
  }
  for (const part of parts) {
    const reason = `${part.reason} ${part.advice}`.trim();
    await taking.report(refused(below(found, part.name), reason));
  }
  const inner = files.map(({ name, place }): Work => ({
    kind: "file",
    found: {
      path: path.join(room, place),
      file: `${found.file}/${name}`,
      folders: [...found.folders, ...name.split("/").slice(0, -1)],
      depth: found.depth + 1,
    },
  }));
  if (articles.length + parts.length + inner.length === 0)
    await taking.report(refused(found.file, "There is nothing in it that can be imported."));
  return [...entries, ...inner];
}

/** Adds an article whose draft is complete. */
async function takeArticle(
  found: Found,
  article: HarvestedArticle,
  whole: Staged | null,
  taking: Taking,
): Promise<void> {
  const { files } = taking.notebook;
  const file = below(found, article.name);
  try {
    if (article.original === null) {
      if (whole === null)
        throw new RangeError("Expected an original for an article of a large file");
      const fileName = path.basename(found.path);
      return await taking.report(await add(file, article, whole, fileName, taking));
    }
    const staged = await files.stageBytes(article.original.bytes);
    try {
      await taking.report(await add(file, article, staged, article.original.name, taking));
    } finally {
      await files.discard(staged);
    }
  } catch (error) {
    await taking.report(refused(file, reasonOf(error)));
  }
}

/** An entry with files: the first that can be read gives the text, and the entry says what it is. */
async function takeEntry(found: Found, article: HarvestedArticle, taking: Taking): Promise<void> {
  const { files } = taking.notebook;
  const unread: string[] = [];
  for (const attachment of article.attachments) {
    if (taking.signal?.aborted === true) return;
    const place = path.resolve(path.dirname(found.path), attachment);
    const name = path.basename(place);
    const attached: Found = { ...found, path: place, file: below(found, article.name) };
    const staged = await stagedOrReason(place, taking);
    if (typeof staged === "string") {
      unread.push(`${name}: ${staged}`);
      continue;
    }
    try {
      const reading = await read(attached, staged.path, null, taking);
      const inner = reading.ok ? reading.harvest.articles[0] : undefined;
      if (inner === undefined) {
        unread.push(`${name}: ${reading.ok ? "There is no article in it." : reading.reason}`);
        continue;
      }
      const complete = {
        ...inner,
        ...article,
        draft: overlaid(inner.draft, article.draft, unread),
      };
      return await taking.report(await add(attached.file, complete, staged, name, taking));
    } finally {
      await files.discard(staged);
    }
  }
  const alone = { ...article, draft: overlaid(article.draft, article.draft, unread) };
  await takeArticle(found, alone, null, taking);
}

async function stagedOrReason(place: string, { notebook }: Taking): Promise<Staged | string> {
  try {
    return await notebook.files.stage(place, fileLimit);
  } catch (error) {
    return reasonOf(error);
  }
}

/** Adds a draft with its original to the notebook; the line of the report. */
async function add(
  file: string,
  { draft }: HarvestedArticle,
  staged: Staged,
  fileName: string,
  taking: Taking,
): Promise<ImportItem> {
  const { notebook, job } = taking;
  const here = notebook.articles.findByHash(staged.sha256);
  if (here !== null) return foundAgain(file, here, taking);
  const kept: KeptFile = await notebook.files.keep(staged, path.extname(fileName).slice(1));
  const added = await notebook.articles.add(draft, { ...kept, fileName, job });
  if (added.status === "duplicate") return hereAlready(file, added);
  const { status, article, words } = added;
  const { title, warnings } = draft;
  return { file, status, article, title, words, warnings, reason: "" };
}

/** The same bytes once more. What lies in the trash is taken out of it: it is wanted again. */
function foundAgain(
  file: string,
  here: KnownFile,
  { notebook: { articles }, unreported }: Taking,
): ImportItem {
  if (!here.deleted && unreported.delete(here.article)) {
    const warnings = articles.get({ id: here.article })?.warnings ?? [];
    return { ...hereAlready(file, here), status: "imported", warnings };
  }
  if (!here.deleted) return hereAlready(file, here);
  articles.restore(here.article);
  return { ...hereAlready(file, here), warnings: ["It was in the trash and has been put back."] };
}

function hereAlready(
  file: string,
  { article, title, words }: Pick<KnownFile, "article" | "title" | "words">,
): ImportItem {
  return { file, status: "duplicate", article, title, words, warnings: [], reason: "" };
}

/** The line of a report for what was not imported. */
export const refused = (file: string, reason: string): ImportItem => ({
  file,
  status: "refused",
  article: null,
  title: "",
  words: 0,
  warnings: [],
  reason,
});

/** How the report names a part of a file; the file itself when the part has no name. */
function below(found: Found, name: string): string {
  return name === "" ? found.file : `${found.file}/${name}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof NotebookError) return `${error.message} ${error.advice}`.trim();
  // A fault of ours ends this file and says so; the others go on.
  console.error(error);
  return "Something went wrong inside Commonplace. The file is untouched.";
}

/** Has a process read the staged copy, and trusts nothing of what comes back before it is checked. */
async function read(
  { path: place, depth }: Found,
  copy: string,
  room: string | null,
  { pool, signal }: Taking,
): Promise<Reading> {
  const answer = await pool.read(
    {
      name: path.basename(place),
      path: copy,
      folder: path.dirname(place),
      room,
      depth,
    },
    signal,
  );
  if (!answer.ok) return { ok: false, reason: `${answer.reason} ${answer.advice}`.trim() };
  try {
    return { ok: true, harvest: checkHarvest(answer.harvest) };
  } catch (error) {
    console.error(error);
    return {
      ok: false,
      reason:
        "What was read from it does not hold together, so it was left out. The file is untouched.",
    };
  }
}
