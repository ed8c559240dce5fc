/**
 * Files that name others, as bibliographies do. They are read before those: what an entry names is its
 * text, and no article of its own.
 */
import { open } from "node:fs/promises";
import { extensionOf, headLength } from "../import/format.ts";
import { beginsNamingFiles, namingExtensions } from "../import/index.ts";

/** Endings that bibliographies share with other files: EndNote writes `.xml`, databases offer `.txt`. */
const shared: ReadonlySet<string> = new Set(["xml", "txt", ""]);
/** So many of them are looked into in one folder: among thousands of texts nobody hides a library. */
const mostLookedInto = 500;

/** Those of the files that name others; what cannot be read does not. */
export async function namingAmong(places: readonly string[]): Promise<ReadonlySet<string>> {
  const naming = new Set(places.filter((place) => namingExtensions.has(extensionOf(place))));
  const unclear = places.filter((place) => shared.has(extensionOf(place)));
  for (const place of unclear.slice(0, mostLookedInto)) {
    const head = await headOf(place);
    if (head !== null && beginsNamingFiles(head, place)) naming.add(place);
  }
  return naming;
}

/** The first bytes of a file; null when it cannot be read. */
export async function headOf(place: string): Promise<Uint8Array | null> {
  const file = await open(place).catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    // Its own line of the report says why, should it be read.
    return null;
  } finally {
    await file.close();
  }
}
