/** Finds the files at the places a person chose, folder by folder, so that the first can be read at once. */
import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { isAside, isSystems } from "../import/archive/aside.ts";
import { holdsReferences } from "../import/csl-json.ts";
import { extensionOf } from "../import/format.ts";
import { headOf, namingAmong } from "./naming.ts";

/** A file to import. */
export interface Found {
  /** Where it is on disk. */
  readonly path: string;
  /** How the report names it: the file's name, below the folder or archive that was asked for. */
  readonly file: string;
  /** The folders it lies in below the chosen one, the outermost first. */
  readonly folders: readonly string[];
  /** How many containers are around it: 0 for a file on disk. */
  readonly depth: number;
  /** Whether it names other files, as a bibliography does. */
  readonly names: boolean;
}

/** Something that is there and cannot be imported. */
export interface Unreadable {
  readonly path: string;
  readonly file: string;
  readonly reason: string;
}

/** So many are told at once: few at first, so that reading begins before a huge folder is known. */
const firstBatch = 200;
const laterBatch = 1_000;
const order = new Intl.Collator("en", { numeric: true });

/** All files at the places and below, in order of name, in batches; links are named, never followed. */
export async function* walk(
  places: readonly string[],
): AsyncGenerator<readonly (Found | Unreadable)[]> {
  let batch: (Found | Unreadable)[] = [];
  let size = firstBatch;
  for (const place of places) {
    for await (const found of walkPlace(path.resolve(place))) {
      batch.push(found);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
      size = laterBatch;
    }
  }
  if (batch.length > 0) yield batch;
}

async function* walkPlace(place: string): AsyncGenerator<Found | Unreadable> {
  const file = path.basename(place);
  const status = await lstat(place).catch(() => null);
  if (status?.isDirectory() === true) yield* walkFolder(place, file, []);
  else {
    // Anything else is taken as one file: what is wrong with it is said in its own report line.
    const names = status?.isFile() === true && (await namingAmong([place])).has(place);
    yield { path: place, file, folders: [], depth: 0, names };
  }
}

async function* walkFolder(
  folder: string,
  file: string,
  folders: readonly string[],
): AsyncGenerator<Found | Unreadable> {
  const entries = await entriesOf(folder);
  if (typeof entries === "string") return yield { path: folder, file, reason: entries };
  const names = new Set(entries.map(({ name }) => name));
  const naming = await namingAmong(
    entries.flatMap((entry) =>
      entry.isFile() && !isAside(entry.name, names) ? [path.join(folder, entry.name)] : [],
    ),
  );
  const isNaming = ({ name }: Dirent): boolean => naming.has(path.join(folder, name));
  // What names other files comes before them, wherever below they lie.
  for (const entry of entries.toSorted((a, b) => Number(isNaming(b)) - Number(isNaming(a)))) {
    const { name } = entry;
    const below = { path: path.join(folder, name), file: path.join(file, name) };
    if (isAside(name, names) && !(entry.isFile() && (await areReferences(below.path)))) continue;
    if (entry.isFile()) yield { ...below, folders, depth: 0, names: isNaming(entry) };
    else if (entry.isSymbolicLink()) yield { ...below, reason: linkReason };
    else if (entry.isDirectory()) yield* walkFolder(below.path, below.file, [...folders, name]);
  }
}

/** Whether a file is of the one kind of `.json` that people have: references. The others are programs' own. */
async function areReferences(place: string): Promise<boolean> {
  if (extensionOf(place) !== "json" || isSystems(path.basename(place))) return false;
  const head = await headOf(place);
  return head !== null && holdsReferences(head, place);
}

const linkReason =
  "This is a link to another place, and links are not followed. Import what it leads to from there.";

/** What is in a folder, in order of name; why it cannot be read, in a sentence. */
async function entriesOf(folder: string): Promise<readonly Dirent[] | string> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => order.compare(a.name, b.name));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const denied = error.code === "EACCES" || error.code === "EPERM";
    return denied
      ? "The folder may not be read. Ask its owner for permission, or copy it first."
      : "The folder could not be read. Check that its disk is there, then import it again.";
  }
}
