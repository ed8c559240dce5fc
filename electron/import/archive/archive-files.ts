/** Unpacks the files of an archive into a room, and says of each that cannot be had why. */
import { isAside, isSystems } from "./aside.ts";
import { holdsReferences } from "../csl-json.ts";
import {
  headLength,
  Refusal,
  type ByteSource,
  type Harvest,
  type RefusedPart,
  type Room,
  type SourceFile,
} from "../format.ts";
import { unpack, unpackingBudget } from "../zip.ts";
import { inMemory, readIndex, ZipRefusal, type ZipEntry, type ZipProblem } from "./zip-index.ts";
import { recoverEntries } from "./zip-recover.ts";

/** Bytes that may come out of one archive. */
const totalLimit = 4 * 1024 * 1024 * 1024;
/** An archive may lie in another one; a third would be deeper than anyone keeps files. */
const archiveDepth = 1;

/** Throws `Refusal` when nothing can be had of it. */
export async function openArchive(file: SourceFile, room: Room): Promise<Harvest> {
  if (room.depth > archiveDepth) {
    throw new Refusal(
      "This archive lies in an archive that itself lies in one; it was not opened.",
      "Unpack it and import it by itself.",
    );
  }
  const source = file.large ?? inMemory(file.bytes);
  const { entries, problem } = entriesOf(source);
  const wanted = entries.filter(
    ({ name }) => !name.split("/").some((part) => part !== ".." && isSystems(part)),
  );
  if (wanted.length > 0 && wanted.every(({ flags }) => (flags & 1) !== 0)) throw locked();
  const refused: RefusedPart[] = problem === null ? [] : [problem];
  const budget = unpackingBudget(source.size, totalLimit);
  const isAsideHere = asideIn(wanted);
  for (const entry of wanted) {
    let aside = isAsideHere(entry.name);
    try {
      if (entry.isLink) throw linked();
      const bytes = unpack(entry, source, budget.left);
      budget.left -= bytes.length;
      // References are the one kind of .json file that people have; the others belong to programs.
      if (holdsReferences(bytes.subarray(0, headLength), entry.name))
        aside = isAsideHere(entry.name.slice(0, Math.max(0, entry.name.lastIndexOf("/"))));
      await room.put(entry.name, bytes, aside ? "aside" : "import");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { reason, advice } = error instanceof ZipRefusal ? inWords(error) : error;
      if (!aside) refused.push({ name: shownName(entry.name), reason, advice });
      if (room.isFull()) break;
    }
  }
  if (wanted.length === 0 && refused.length === 0) {
    throw new Refusal("There is no file in this archive.", "Check where it came from.");
  }
  return { articles: [], refused };
}

/** A name as a report can show it, whatever bytes stood in its place. */
function shownName(name: string): string {
  return name.slice(0, 2_000).replaceAll("\0", "\uFFFD").toWellFormed();
}

/** What is in an archive, by its index or, where that is damaged, by looking for it. */
function entriesOf(source: ByteSource): {
  readonly entries: readonly ZipEntry[];
  readonly problem: RefusedPart | null;
} {
  try {
    return { entries: readIndex(source), problem: null };
  } catch (error) {
    if (!(error instanceof ZipRefusal) || !["cut", "damaged"].includes(error.problem)) throw error;
    const entries = recoverEntries(source);
    if (entries.length === 0) throw error;
    const advice = "What could still be found in it was imported. Copy or download it again.";
    return { entries, problem: { name: "", reason: error.reason, advice } };
  }
}

/** Tells what belongs to other files, by the names that lie in the same folder of the archive. */
function asideIn(entries: readonly ZipEntry[]): (name: string) => boolean {
  const siblings = new Map<string, Set<string>>();
  const eachPart = (name: string, visit: (folder: string, part: string) => void): void => {
    const parts = name.split("/");
    parts.forEach((part, at) => visit(parts.slice(0, at).join("/"), part));
  };
  for (const { name } of entries) {
    eachPart(name, (folder, part) => {
      const there = siblings.get(folder) ?? new Set();
      siblings.set(folder, there.add(part));
    });
  }
  return (name) => {
    let aside = false;
    eachPart(name, (folder, part) => {
      aside ||= part !== ".." && isAside(part, siblings.get(folder) ?? new Set());
    });
    return aside;
  };
}

const otherWords: { readonly [problem in ZipProblem]?: readonly [string, string] } = {
  damaged: [
    "The file is damaged in the archive.",
    "Copy or download the archive again, or unpack it with a program that repairs archives.",
  ],
  encrypted: [
    "It is protected by a password.",
    "Unpack the archive with the password, then import the folder.",
  ],
  method: [
    "It is packed in a way that cannot be read.",
    "Unpack the archive with the program that made it, then import the folder.",
  ],
  bomb: [
    "It unpacks to far more than its size allows for, as attacks do.",
    "If you trust the archive, unpack it and import the folder.",
  ],
};

function inWords({ problem, reason, advice }: ZipRefusal): {
  readonly reason: string;
  readonly advice: string;
} {
  const words = otherWords[problem];
  return words === undefined ? { reason, advice } : { reason: words[0], advice: words[1] };
}

function locked(): Refusal {
  return new Refusal(
    "The archive is protected by a password.",
    "Unpack it with the password, then import the folder.",
  );
}

function linked(): Refusal {
  return new Refusal(
    "This is a link to another place, and links are not followed.",
    "Import what it leads to from there.",
  );
}
