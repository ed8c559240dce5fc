/**
 * Takes files into a notebook: finds them, keeps their bytes, has them read by importer processes,
 * checks what comes back and adds it. Each file ends as imported, already here or refused with a
 * reason; none of them stops the others.
 */
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { NotebookError } from "./api.ts";
import type { ArticleDraft, ImportItem, ImportJob } from "./entities.ts";
import { checkDraft } from "./import/draft.ts";
import { fileLimit } from "./import/format.ts";
import type { Pool } from "./import/pool.ts";
import type { KnownFile, Notebook } from "./notebook/notebook.ts";

export interface Importing {
  readonly notebook: Notebook;
  readonly pool: Pool;
  /** Aborting stops within the file at hand; what is finished stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (job: ImportJob) => void;
  readonly onItem?: (item: ImportItem) => void;
}

interface Found {
  /** Where it is on disk. */
  readonly path: string;
  /** How the report names it: the file's name, below the folder that was asked for. */
  readonly file: string;
}

type Reading =
  | { readonly ok: true; readonly draft: ArticleDraft }
  | { readonly ok: false; readonly reason: string };

/** Files under way at once: more than are parsed at once, so that copying fills the time of parsing. */
const lanes = 4;

/** Imports files and folders (with all below them). Settles when the last file has its result. */
export async function importPaths(
  paths: readonly string[],
  { notebook, pool, signal, onProgress, onItem }: Importing,
): Promise<ImportJob> {
  const files = (await Promise.all(paths.map(findFiles))).flat();
  const { imports } = notebook;
  const id = imports.begin(files.length);
  const tell = () => onProgress?.(imports.job(id));
  let next = 0;

  async function lane(): Promise<void> {
    while (!signal?.aborted) {
      const found = files[next++];
      if (!found) return;
      imports.setCurrent(id, found.file);
      tell();
      const item = await importFile(found, id, { notebook, pool, ...(signal ? { signal } : {}) });
      // What was refused because of the cancel itself is not the file's fault: it is left out.
      if (signal?.aborted && item.status === "refused") return;
      await imports.record(id, item);
      onItem?.(item);
    }
  }
  tell();
  await Promise.all(Array.from({ length: lanes }, lane));
  const job = imports.finish(id);
  onProgress?.(job);
  return job;
}

/** The files at a place: itself, or all below a folder in order of name. */
async function findFiles(place: string): Promise<readonly Found[]> {
  const base = path.dirname(path.resolve(place));
  const found: Found[] = [];
  async function walk(at: string): Promise<void> {
    const entries = await readdir(at, { withFileTypes: true });
    entries.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
    const names = new Set(entries.map((entry) => entry.name));
    for (const entry of entries) {
      const full = path.join(at, entry.name);
      if (isAside(entry.name, names)) continue;
      if (entry.isDirectory()) await walk(full);
      else if (entry.isFile()) found.push({ path: full, file: path.relative(base, full) });
    }
  }
  const status = await lstat(place).catch(() => null);
  if (status?.isDirectory()) await walk(path.resolve(place));
  // Anything else is taken as one file: what is wrong with it is said in its own report line.
  else found.push({ path: path.resolve(place), file: path.basename(place) });
  return found;
}

const companion = /^(.+?)(?:_files|-files|\.files|_Dateien|-Dateien|_fichiers|_archivos|_file)$/i;

/** What pages are made of and nobody reads as an article; a file chosen by hand is tried all the same. */
const ingredient =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|map|json|woff2?|ttf|otf|eot|mp[34]|m4[av]|ogg|wav|webm|mov|avi)$/i;

/** Hidden files, the system's own, and the folder of pictures that a browser saves beside a page. */
function isAside(name: string, siblings: ReadonlySet<string>): boolean {
  if (name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini") return true;
  if (ingredient.test(name)) return true;
  const page = companion.exec(name)?.[1];
  return (
    page !== undefined &&
    [".html", ".htm", ".xhtml"].some((extension) => siblings.has(page + extension))
  );
}

async function importFile(
  { path: place, file }: Found,
  job: string,
  { notebook, pool, signal }: Importing,
): Promise<ImportItem> {
  const { files, articles } = notebook;
  try {
    const staged = await files.stage(place, fileLimit);
    try {
      const here = articles.findByHash(staged.sha256);
      if (here) return foundAgain(file, here, notebook);
      const reading = await read(staged.path, place, pool, signal);
      if (!reading.ok) return refused(file, reading.reason);
      const { draft } = reading;
      const kept = await files.keep(staged, path.extname(place).slice(1));
      const added = await articles.add(draft, { ...kept, fileName: path.basename(place), job });
      if (added.status === "duplicate") return hereAlready(file, added);
      const { status, article, words } = added;
      return {
        file,
        status,
        article,
        title: draft.title,
        words,
        warnings: draft.warnings,
        reason: "",
      };
    } finally {
      await files.discard(staged);
    }
  } catch (error) {
    if (error instanceof NotebookError)
      return refused(file, `${error.message} ${error.advice}`.trim());
    // A fault of ours ends this file and says so; the others go on.
    console.error(error);
    return refused(file, "Something went wrong inside Commonplace. The file is untouched.");
  }
}

/** The same bytes once more. What lies in the trash is taken out of it: it is wanted again. */
function foundAgain(file: string, here: KnownFile, { articles }: Notebook): ImportItem {
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

const refused = (file: string, reason: string): ImportItem => ({
  file,
  status: "refused",
  article: null,
  title: "",
  words: 0,
  warnings: [],
  reason,
});

/** Has a process read the staged copy, and trusts nothing of what comes back before it is checked. */
async function read(
  staged: string,
  place: string,
  pool: Pool,
  signal: AbortSignal | undefined,
): Promise<Reading> {
  const answer = await pool.read(
    { name: path.basename(place), path: staged, folder: path.dirname(place) },
    signal,
  );
  if (!answer.ok) return { ok: false, reason: `${answer.reason} ${answer.advice}`.trim() };
  try {
    return { ok: true, draft: checkDraft(answer.draft) };
  } catch (error) {
    console.error(error);
    return {
      ok: false,
      reason:
        "What was read from it does not hold together, so it was left out. The file is untouched.",
    };
  }
}
