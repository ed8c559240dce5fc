/** Opens the file an importer was told to read, and nothing but its neighbours besides. */
import { closeSync, constants, openSync, readSync } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";
import {
  fileLimit,
  headLength,
  imageLimit,
  largeLimit,
  Refusal,
  tooLarge,
  type ByteSource,
  type SourceFile,
} from "./format.ts";
import type { FileToRead } from "./pool.ts";

/** A file that stays open while it is read piece by piece. */
export interface OpenedFile extends SourceFile {
  readonly close: () => void;
}

/** Throws `Refusal` when the file is gone, not a file, or too large. */
export async function openSource(file: FileToRead): Promise<OpenedFile> {
  const bytes = await readRegular(file.path, fileLimit);
  if (bytes === "missing") {
    throw new Refusal(
      "The file cannot be read.",
      "It may have been moved, or you may not have the right to read it.",
    );
  }
  if (bytes === "other")
    throw new Refusal("This is not an ordinary file.", "Choose a file, not a device or a link.");
  const { name } = file;
  const readBeside = besideReader(file.folder);
  if (typeof bytes !== "number") return { name, bytes, readBeside, close: () => undefined };
  if (bytes > largeLimit) throw tooLarge(bytes);
  const large = openLarge(file.path, bytes);
  return { name, bytes: large.slice(0, headLength), large, readBeside, close: large.close };
}

function openLarge(place: string, size: number): ByteSource & { readonly close: () => void } {
  const handle = openSync(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  return {
    size,
    slice: (start, end) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - start));
      let read = 0;
      while (read < bytes.length) {
        const more = readSync(handle, bytes, read, bytes.length - read, start + read);
        if (more === 0) break;
        read += more;
      }
      return new Uint8Array(bytes.buffer, bytes.byteOffset, read);
    },
    close: () => closeSync(handle),
  };
}

/** Reads files below `folder` by relative names; null for everything else. */
export function besideReader(folder: string | null): SourceFile["readBeside"] {
  if (folder === null) return async () => null;
  return async (name) => {
    if (name === "" || name.includes("\0") || name.length > 1_000) return null;
    const relative = name.replaceAll("\\", "/");
    if (path.isAbsolute(relative) || path.win32.isAbsolute(relative) || /^[a-z]:/i.test(relative))
      return null;
    const place = await confined(folder, relative);
    if (place === null) return null;
    const bytes = await readRegular(place, imageLimit);
    return bytes instanceof Uint8Array ? bytes : null;
  };
}

/** The real place of a file, when that is inside of the real folder. */
async function confined(folder: string, relative: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const place = await realpath(path.join(root, relative));
    return place.startsWith(root.endsWith(path.sep) ? root : root + path.sep) ? place : null;
  } catch (error) {
    if (isFileError(error)) return null;
    throw error;
  }
}

/** The bytes; the size when above `limit`; `other` for what is no regular file. */
async function readRegular(
  place: string,
  limit: number,
): Promise<Uint8Array | number | "missing" | "other"> {
  let handle;
  try {
    // Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
    handle = await open(
      place,
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
  } catch (error) {
    if (isFileError(error)) return error.code === "ELOOP" ? "other" : "missing";
    throw error;
  }
  try {
    const before = await handle.stat();
    if (!before.isFile()) return "other";
    if (before.size > limit) return before.size;
    const bytes = await handle.readFile();
    return bytes.length > limit
      ? bytes.length
      : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  } finally {
    await handle.close();
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
