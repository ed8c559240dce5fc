import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { NotebookError } from "../../api.ts";
import { fileName } from "../../text/file-name.ts";
import type { Database } from "../database.ts";
import { codeOf, explained } from "../errors.ts";
import type { Files } from "./files.ts";
import { syncFolder } from "./put-away.ts";

/** The file that an article was imported from, as it is kept. */
export interface Original {
  /** Where it lies in the notebook, named by its hash. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** How it was called when it was imported, made safe for any system. */
  readonly fileName: string;
  /** Lower case, without the dot. */
  readonly extension: string;
}

interface Row {
  readonly hash: string;
  readonly extension: string;
  readonly size: number;
  readonly fileName: string;
}

const chunkBytes = 1 << 20;

/** Prepares giving back what was imported, byte for byte. */
export function openOriginals(database: Database, files: Files, folder: string) {
  const newest = database.sqlite.prepare<[string], Row>(
    `select hash, extension, size, file_name as fileName
     from article join version using (article_key) join file using (file_key)
     where article.id = ? order by number desc limit 1`,
  );

  const of = (article: string): Original => {
    const row = database.read(() => newest.get(article));
    const path = row === undefined ? null : files.path(row.hash);
    if (row === undefined || path === null)
      throw new NotebookError("not-found", "This article is not in the notebook.");
    return {
      path,
      sha256: row.hash,
      size: row.size,
      extension: row.extension,
      fileName: fileName(row.fileName, row.extension),
    };
  };

  return {
    /** The original of an article's newest version. Throws `not-found` for an unknown article. */
    of,

    /**
     * Writes the original to a place of the person's choice; what was written. A folder stands for a
     * file of the original's name in it. The bytes are checked against their hash before anything
     * takes that name, so that what is there is either the old file or the whole original. Throws
     * `bad-request` for a place in the notebook itself, and for one that is taken unless `replace`.
     */
    async export(input: {
      readonly article: string;
      readonly to: string;
      readonly replace: boolean;
    }): Promise<{ readonly path: string; readonly fileName: string; readonly size: number }> {
      const original = of(input.article);
      const target = await targetOf(input.to, original.fileName, folder);
      if (!input.replace && (await exists(target)))
        throw new NotebookError(
          "bad-request",
          `There is a file named “${basename(target)}” already.`,
          "Choose another name.",
        );
      const aside = join(dirname(target), `.${database.newId()}.part`);
      try {
        await copyChecked(original, aside);
        await rename(aside, target);
        await syncFolder(dirname(target));
      } catch (error) {
        await rm(aside, { force: true });
        throw explained(error);
      }
      return { path: target, fileName: basename(target), size: original.size };
    },
  };
}

/** The file to write, links in its folder followed. */
async function targetOf(to: string, name: string, folder: string): Promise<string> {
  const asked = resolve(to);
  const place = (await isFolder(asked)) ? join(asked, name) : asked;
  const shelf = await realFolder(dirname(place));
  const notebook = await realpath(folder);
  if (shelf === notebook || shelf.startsWith(notebook + sep))
    throw new NotebookError(
      "bad-request",
      "This place belongs to the notebook.",
      "Choose a folder outside it.",
    );
  return join(shelf, basename(place));
}

async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw explained(error);
    throw new NotebookError(
      "bad-request",
      `There is no folder named “${basename(path)}”.`,
      "Make it first, or choose another.",
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return false;
    throw explained(error);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch {
    // Whatever else is wrong with the place shows when it is written to.
    return false;
  }
}

/** Copies the original to a new file, durably; throws when it is not what was imported. */
async function copyChecked({ path, sha256 }: Original, target: string): Promise<void> {
  const source = await openKept(path);
  try {
    const output = await open(target, "wx");
    try {
      const hash = createHash("sha256");
      const buffer = Buffer.allocUnsafe(chunkBytes);
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        const part = buffer.subarray(0, bytesRead);
        hash.update(part);
        await output.writeFile(part);
      }
      if (hash.digest("hex") !== sha256)
        throw new NotebookError(
          "io",
          "The stored file is no longer what was imported.",
          "Check the notebook, and take the file from a backup.",
        );
      await output.sync();
    } finally {
      await output.close();
    }
  } finally {
    await source.close();
  }
}

async function openKept(path: string) {
  try {
    return await open(path, "r");
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    throw new NotebookError(
      "io",
      "The stored file is missing from the notebook's folder.",
      "Take it from a backup.",
    );
  }
}
