/** The files of a book, by the names that its parts call each other. */
import { Refusal } from "../format.ts";
import type { Zip } from "../zip.ts";

export interface BookFiles {
  /** The name that the archive has for a file, whatever the case; null when it is not there. */
  readonly nameOf: (path: string) => string | null;
  /** Null when it is not there. Throws `Refusal` when it is damaged. */
  readonly read: (path: string) => Uint8Array | null;
}

/** Gives access to an archive by the paths written in it. */
export function bookFiles(zip: Zip): BookFiles {
  const exact = new Set(zip.names);
  const folded = new Map(zip.names.map((name) => [name.toLowerCase(), name]));
  const nameOf = (path: string): string | null =>
    exact.has(path) ? path : (folded.get(path.toLowerCase()) ?? null);
  return {
    nameOf,
    read: (path) => {
      const name = nameOf(path);
      return name === null ? null : zip.read(name);
    },
  };
}

/** The bytes of a picture; null also when they are damaged: a book is more than its pictures. */
export function readPicture(files: BookFiles, path: string): Uint8Array | null {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export interface BookPlace {
  /** From the top of the archive. */
  readonly path: string;
  /** The name behind `#`, decoded; empty without one. */
  readonly id: string;
}

/**
 * The place within the book that a reference means, seen from the file `from`; null for addresses
 * with a scheme and for those that lead out of the archive.
 */
export function placeIn(from: string, reference: string): BookPlace | null {
  const written = reference.trim();
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return null;
  const hash = written.indexOf("#");
  const id = hash === -1 ? "" : percentDecoded(written.slice(hash + 1));
  const relative = percentDecoded(
    written.slice(0, hash === -1 ? undefined : hash).replace(/\?.*$/s, ""),
  );
  if (relative === "") return { path: from, id };
  const parts = relative.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return { path: parts.join("/"), id };
}

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
