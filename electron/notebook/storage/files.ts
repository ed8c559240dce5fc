import { createHash } from "node:crypto";
import { constants, rmSync } from "node:fs";
import {
  lstat,
  mkdir,
  open,
  readFile,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageType } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { Database } from "../database.ts";
import { codeOf, explained } from "../errors.ts";
import { databaseName } from "./opening.ts";
import { groupPutAway } from "./put-away.ts";

/** A copy of a file, taken while hashing it, that no article names yet and a crash may lose. */
export interface Staged {
  readonly sha256: string;
  readonly size: number;
  /** Where the copy lies; for the importer to read, and for `keep` or `discard` to dispose of. */
  readonly path: string;
}

/** A file that is in the notebook for good. */
export interface KeptFile {
  readonly sha256: string;
  readonly size: number;
  readonly extension: string;
}

/** The originals and pictures beside the database. */
export type Files = ReturnType<typeof openFiles>;

export const imageExtensions: { readonly [Type in ImageType]: string } = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/avif": "avif",
};

const chunkBytes = 1 << 20;
const staging = ".staging";

/**
 * Opens the folder of files. Everything in it is named by its hash and written once: to a staging
 * place; when it is kept, made durable there, then renamed.
 */
export function openFiles(database: Database, folder: string) {
  const { sqlite } = database;
  const fileOf = sqlite.prepare<[string], { extension: string; type: string }>(
    `select extension, media_type as type from file where hash = ?`,
  );
  const placeOf = (hash: string, extension: string) =>
    join(folder, hash.slice(0, 2), `${hash}.${extension}`);
  const stagingPlace = async () => {
    database.refuseReading();
    await explaining(() => mustBeThere(folder));
    await mkdir(join(folder, staging), { recursive: true });
    return join(folder, staging, database.newId());
  };
  const putAway = groupPutAway(folder);
  /** Copies that lie where they stay, so that nothing is left to be discarded. */
  const kept = new WeakSet<Staged>();

  /** Files that were put here for rows which may not be written yet, by hash: how often. */
  const promised = new Map<string, number>();
  const promise = (hash: string, count: 1 | -1) =>
    promised.set(hash, Math.max(0, (promised.get(hash) ?? 0) + count));

  const keep = async (staged: Staged, extension: string): Promise<KeptFile> => {
    promise(staged.sha256, 1);
    const clean = /^[a-z0-9]{1,12}$/.test(extension.toLowerCase())
      ? extension.toLowerCase()
      : "bin";
    const place = placeOf(staged.sha256, clean);
    await explaining(() => putAway({ from: staged.path, place }));
    kept.add(staged);
    return { sha256: staged.sha256, size: staged.size, extension: clean };
  };

  const locate = (hash: string) => {
    const known = /^[0-9a-f]{64}$/.test(hash) ? database.read(() => fileOf.get(hash)) : undefined;
    return known === undefined ? null : { ...known, path: placeOf(hash, known.extension) };
  };

  return {
    /**
     * Copies a file to the staging place while hashing it. Only a regular file of at least one byte
     * and at most `limit` bytes, reached without a symbolic link, that stays as it is meanwhile; else
     * throws `bad-request` with the reason for the report.
     */
    async stage(path: string, limit: number): Promise<Staged> {
      const source = await openSource(path, limit);
      try {
        const target = await stagingPlace();
        return await explaining(() => copy(source, target, limit));
      } finally {
        await source.close();
      }
    },

    /** Takes bytes that are a part of some file, to be kept as an original of their own. */
    async stageBytes(bytes: Uint8Array): Promise<Staged> {
      const path = await stagingPlace();
      await explaining(() => writeFile(path, bytes, { flag: "wx" }));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { sha256, size: bytes.length, path };
    },

    /**
     * A new private folder on the notebook's own disk, for what an import unpacks. Whoever asks removes
     * it; what a crash leaves goes when the notebook is opened again.
     */
    async scratch(): Promise<string> {
      const path = await stagingPlace();
      await explaining(() => mkdir(path));
      return path;
    },

    /** Moves a staged file to where it stays, under its hash. Durable when it returns. */
    keep,

    /** Removes a staged file that was not kept; one that is gone is fine. */
    async discard(staged: Staged): Promise<void> {
      if (!kept.has(staged)) await rm(staged.path, { force: true });
    },

    /** Keeps a picture; its hash. One that is there already stays as it is. */
    async addImage(bytes: Uint8Array, type: ImageType): Promise<string> {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const extension = imageExtensions[type];
      promise(hash, 1);
      const there = await sizeOf(placeOf(hash, extension));
      if (there === bytes.length) return hash;
      const path = await stagingPlace();
      await explaining(() => writeFile(path, bytes, { flag: "wx" }));
      await keep({ sha256: hash, size: bytes.length, path }, extension);
      promise(hash, -1);
      return hash;
    },

    /** The bytes of an original or a picture. Throws `not-found` when no article names it. */
    async read(hash: string): Promise<Uint8Array> {
      const file = locate(hash);
      if (file === null) throw new NotebookError("not-found", "This file is not in the notebook.");
      return explaining(() => readFile(file.path));
    },

    /** Where a picture lies, and its media type; null for what is no picture of this notebook. */
    image(hash: string): { readonly path: string; readonly type: string } | null {
      const file = locate(hash);
      return file !== null && Object.hasOwn(imageExtensions, file.type)
        ? { path: file.path, type: file.type }
        : null;
    },

    /** Where an original or a picture lies; null when no article names it. */
    path(hash: string): string | null {
      return locate(hash)?.path ?? null;
    },

    /** Hears that the row which a file was put here for has been there, and is gone again. */
    release: (hash: string): void => void promise(hash, -1),

    /**
     * Removes a file that no row names, from the disk; one that is gone is fine. False, and it stays,
     * when it may have been put there for a row that is still to be written.
     */
    removeUnnamed(hash: string, extension: string): boolean {
      if ((promised.get(hash) ?? 0) > 0) return false;
      if (database.read(() => fileOf.get(hash)) === undefined)
        rmSync(placeOf(hash, extension), { force: true });
      return true;
    },

    /** Removes what an import that was cut short left in the staging place. */
    removeLeftOvers(): void {
      rmSync(join(folder, staging), { recursive: true, force: true });
    },
  };
}

/**
 * Throws `io` when the notebook no longer lies around its folder of files. The database goes on being
 * written to where it is now, but a path would make a new folder where it was, and leave files there.
 */
async function mustBeThere(folder: string): Promise<void> {
  if ((await sizeOf(join(dirname(folder), databaseName))) !== null) return;
  throw new NotebookError(
    "io",
    "The notebook’s folder was moved or renamed while it was open, or its disk is gone.",
    "Close the notebook and open it where it is now. What was saved before is in it.",
  );
}

const refusal = (message: string, advice = "") => new NotebookError("bad-request", message, advice);

async function openSource(path: string, limit: number): Promise<FileHandle> {
  try {
    // Looked at before it is opened: opening a pipe waits for ever, opening a device may do anything.
    const found = await lstat(path);
    if (found.isDirectory()) throw refusal("This is a folder.", "Import the folder instead.");
    if (found.isSymbolicLink())
      throw refusal("This is a link to a file.", "Import the file itself.");
    if (!found.isFile()) throw refusal("This is not a file that can be read.");
    if (found.size === 0)
      throw refusal("The file is empty.", "Get it again from where it came from.");
    if (found.size > limit) throw tooLarge(found.size, limit);
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  switch (codeOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return refusal("The file is no longer there.");
    case "EACCES":
    case "EPERM":
      return refusal(
        "The file may not be read.",
        "Ask its owner for permission, or copy it first.",
      );
    case "ELOOP":
      return refusal("This is a link to a file.", "Import the file itself.");
    case "ENAMETOOLONG":
      return refusal("The file's name is too long to be opened.");
    case "EBUSY":
      return refusal(
        "Another program keeps the file to itself.",
        "Close it there, then try again.",
      );
    case "EIO":
      return refusal("The disk could not read the file.");
    default:
      return error;
  }
}

function tooLarge(size: number, limit: number): NotebookError {
  return refusal(
    `The file is too large: ${megabytes(size)} MB, and at most ${megabytes(limit)} MB can be imported.`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
}

/** Copies what the handle reads; the file must be the same before and after. */
async function copy(source: FileHandle, target: string, limit: number): Promise<Staged> {
  const before = await source.stat({ bigint: true });
  if (!before.isFile()) throw refusal("This is not a file that can be read.");
  const hash = createHash("sha256");
  const output = await open(target, "wx");
  let size = 0;
  try {
    const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Number(before.size) + 1));
    // Whether more was written to it meanwhile is seen by its size and time below.
    while (size < before.size) {
      const { bytesRead } = await source
        .read(buffer, 0, buffer.length, null)
        .catch((error: unknown) => {
          throw refusalOf(error);
        });
      if (bytesRead === 0) break;
      size += bytesRead;
      if (size > limit) throw tooLarge(size, limit);
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      await output.writeFile(part);
    }
    const after = await source.stat({ bigint: true });
    if (
      after.size !== before.size ||
      after.mtimeNs !== before.mtimeNs ||
      BigInt(size) !== before.size
    )
      throw refusal(
        "The file changed while it was read.",
        "Try again once it is no longer written to.",
      );
  } catch (error) {
    await output.close();
    await rm(target, { force: true });
    throw error;
  }
  await output.close();
  return { sha256: hash.digest("hex"), size, path: target };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw explained(error);
  }
}

async function explaining<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw explained(error);
  }
}
