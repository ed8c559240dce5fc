/** Takes one file into the notebook, with all that is in it, and says what became of each part. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { extensionOf, fileLimit, type HarvestedArticle } from "../import/format.ts";
import type { ImportItem, ImportQuestion } from "../entities.ts";
import { checkHarvestSoon, type FileHarvest } from "../import/harvest.ts";
import type { Pool } from "../import/pool.ts";
import type { Staged } from "../notebook/notebook.ts";
import { add, addAgain, type Adding, type Addition } from "./add.ts";
import { takeAttachment } from "./attachment.ts";
import { claimFiles, takeEntry } from "./entry.ts";
import { reasonOf, refused } from "./lines.ts";
import { namingAmong } from "./naming.ts";
import type { Found } from "./walk.ts";

/** What the taking of files needs of the import that they belong to. */
export interface Taking extends Adding {
  readonly pool: Pool;
  readonly signal: AbortSignal | undefined;
  /** A new place for the private folder of a container; nothing is there yet. */
  readonly room: () => string;
  /** Says that there are so many more files than was known. */
  readonly grow: (by: number) => void;
  /** Asks what to do with other versions of what is here; a question that was asked before is fine. */
  readonly ask: (question: ImportQuestion) => void;
  /** Places of files that belong to an entry of a bibliography, and are no articles of their own. */
  readonly claimed: Set<string>;
  /** Writes a line of the report. */
  readonly report: (item: ImportItem) => Promise<void>;
}

/** A piece of work: a file, an entry of a bibliography whose text is in a file, or a further file of one. */
export type Work = FileWork | EntryWork | AttachmentWork;

export interface FileWork {
  readonly kind: "file";
  readonly found: Found;
  /** The one article of it that is wanted, where the others are done; null for all that is in it. */
  readonly only: string | null;
}

export interface EntryWork {
  readonly kind: "entry";
  readonly found: Found;
  readonly article: HarvestedArticle;
}

/** A file of an entry besides the one that gave the entry its text. */
export interface AttachmentWork {
  readonly kind: "attachment";
  /** The bibliography. */
  readonly found: Found;
  readonly entry: HarvestedArticle;
  /** Where it lies. */
  readonly place: string;
  /** Which of the entry's files it is, from 1, and how many there are. */
  readonly number: number;
  readonly count: number;
  /** The article that the entry became. */
  readonly besides: string;
}

/** What a process read out of a file; why it could not, in a sentence or two. */
export type Reading =
  | { readonly ok: true; readonly harvest: FileHarvest }
  | { readonly ok: false; readonly reason: string };

/** The work that a piece of work turned out to hold. */
export interface Inner {
  readonly works: readonly Work[];
  /** Work that waits until the person has said what to do with other versions of what is here. */
  readonly held: readonly Work[];
  /** The private folder to remove when all of it is done. */
  readonly room: string | null;
}

const nothing: Inner = { works: [], held: [], room: null };

/** Does a piece of work; the further work that is in it. Never rejects: what fails is reported. */
export async function take(work: Work, taking: Taking): Promise<Inner> {
  try {
    switch (work.kind) {
      case "file":
        return await takeFile(work, taking);
      case "entry":
        return { ...nothing, ...(await takeEntry(work, taking)) };
      case "attachment":
        return { ...nothing, held: await takeAttachment(work, taking) };
    }
  } catch (error) {
    await taking.report(refused(fileOf(work), reasonOf(error)));
    return nothing;
  }
}

async function takeFile(work: FileWork, taking: Taking): Promise<Inner> {
  const { found } = work;
  const { notebook } = taking;
  if (taking.claimed.has(found.path)) {
    taking.grow(-1);
    return nothing;
  }
  const staged = await stagedOrSize(found.path, taking);
  if (typeof staged === "number") return takeRead(work, staged, taking);
  try {
    const here = notebook.articles.findByHash(staged.sha256);
    if (here === null || mayHoldMore(found)) return await takeRead(work, staged, taking);
    await taking.report(await addAgain(found, here, taking));
    return nothing;
  } finally {
    await notebook.files.discard(staged);
  }
}

/** A mail or note that is here already is opened all the same: an import cut short may have missed what is in it. */
function mayHoldMore({ path: place }: Found): boolean {
  return ["eml", "enex"].includes(extensionOf(place));
}

/**
 * Reads a file and takes what comes of it. What is too large to be one article may hold others: it is
 * not staged (its size is given instead) but read where it lies, its own bytes are not kept, and each file in it is checked by itself.
 */
async function takeRead(
  { found, only }: FileWork,
  copy: Staged | number,
  taking: Taking,
): Promise<Inner> {
  const staged = typeof copy === "number" ? null : copy;
  const lying = staged ?? { path: found.path, size: Number(copy) };
  // What is wanted again was unpacked before.
  const room = only === null ? taking.room() : null;
  const reading = await read(found, lying, room, taking);
  if (!reading.ok) {
    await taking.report(refused(found.file, reading.reason));
    return { ...nothing, room };
  }
  const { harvest } = reading;
  if (only === null) return takeHarvest(found, staged, harvest, room ?? "", taking);
  const articles = harvest.articles.filter(({ name }) => name === only);
  return takeHarvest(found, staged, { articles, files: [], refused: [] }, "", taking);
}

/** A copy of the file; of one that is too large to be one article its size in bytes. */
async function stagedOrSize(place: string, { notebook }: Taking): Promise<Staged | number> {
  try {
    return await notebook.files.stage(place, fileLimit);
  } catch (error) {
    const status = await lstat(place).catch(() => null);
    if (status?.isFile() === true && status.size > fileLimit) return status.size;
    throw error;
  }
}

async function takeHarvest(
  found: Found,
  staged: Staged | null,
  { articles, files, refused: parts }: FileHarvest,
  room: string,
  taking: Taking,
): Promise<Inner> {
  const entries: Work[] = [];
  const held: Work[] = [];
  taking.grow(Math.max(1, articles.length + files.length + parts.length) - 1);
  for (const article of articles) {
    if (taking.signal?.aborted === true) break;
    if (article.original !== null || article.attachments.length > 0) {
      entries.push({ kind: "entry", found, article });
      await claimFiles(found, article, taking);
    } else if (await takeArticle(found, article, staged, taking))
      held.push({ kind: "file", found, only: article.name });
  }
  for (const part of parts) {
    const reason = `${part.reason} ${part.advice}`.trim();
    await taking.report(refused(below(found, part.name), reason));
  }
  const naming = await namingAmong(files.map(({ place }) => path.join(room, place)));
  const inner = files.map(({ name, place }): FileWork => ({
    kind: "file",
    found: {
      path: path.join(room, place),
      file: `${found.file}/${name}`,
      folders: [...found.folders, ...name.split("/").slice(0, -1)],
      depth: found.depth + 1,
      names: naming.has(path.join(room, place)),
    },
    only: null,
  }));
  inner.sort((a, b) => Number(b.found.names) - Number(a.found.names));
  if (articles.length + parts.length + inner.length === 0)
    await taking.report(refused(found.file, "There is nothing in it that can be imported."));
  // A private folder is made with the first file in it: what is one article has none to be removed.
  const isPlain = articles.length > 0 && entries.length + parts.length + inner.length === 0;
  return {
    works: [...entries, ...inner],
    held,
    room: room === "" || isPlain ? null : room,
  };
}

/** Adds an article whose draft is complete; true when it is held back until the person has answered. */
export async function takeArticle(
  found: Found,
  article: HarvestedArticle,
  whole: Staged | null,
  taking: Taking,
): Promise<boolean> {
  const { files } = taking.notebook;
  const file = below(found, article.name);
  const { folders } = found;
  try {
    if (article.original === null) {
      if (whole === null)
        throw new RangeError("Expected an original for an article of a large file");
      const fileName = path.basename(found.path);
      return await addOrAsk({ file, article, staged: whole, fileName, folders }, taking);
    }
    const { name: fileName, bytes } = article.original;
    const staged = await files.stageBytes(bytes);
    try {
      return await addOrAsk({ file, article, staged, fileName, folders }, taking);
    } finally {
      await files.discard(staged);
    }
  } catch (error) {
    await taking.report(refused(file, reasonOf(error)));
    return false;
  }
}

/** Adds and reports; true when there is a question instead, which the person is asked. */
export async function addOrAsk(addition: Addition, taking: Taking): Promise<boolean> {
  return (await addReported(addition, taking)) === "question";
}

/** The same; the line of the report, or that there is a question. */
export async function addReported(
  addition: Addition,
  taking: Taking,
): Promise<ImportItem | "question"> {
  const outcome = await add(addition, taking);
  if (outcome.kind === "line") await taking.report(outcome.item);
  else taking.ask(outcome.question);
  return outcome.kind === "line" ? outcome.item : "question";
}

function fileOf(work: Work): string {
  return work.kind === "entry" ? below(work.found, work.article.name) : work.found.file;
}

/** How the report names a part of a file; the file itself when the part has no name. */
export function below(found: Found, name: string): string {
  return name === "" ? found.file : `${found.file}/${name}`;
}

/** Has a process read the staged copy, and trusts nothing of what comes back before it is checked. */
export async function read(
  { path: place, depth }: Found,
  copy: Pick<Staged, "path" | "size">,
  room: string | null,
  { pool, signal }: Taking,
): Promise<Reading> {
  const answer = await pool.read(
    {
      name: path.basename(place),
      path: copy.path,
      size: copy.size,
      folder: path.dirname(place),
      room,
      depth,
    },
    signal,
  );
  if (!answer.ok) return { ok: false, reason: `${answer.reason} ${answer.advice}`.trim() };
  try {
    return { ok: true, harvest: await checkHarvestSoon(answer.harvest) };
  } catch (error) {
    console.error(error);
    return {
      ok: false,
      reason:
        "What was read from it does not hold together, so it was left out. The file is untouched.",
    };
  }
}
