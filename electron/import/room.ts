/** The private folder of one container: where the files in it are put, so that they can be imported. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Refusal, type Room } from "./format.ts";

/** A file of a container that is to be imported. */
export interface InnerFile {
  /** Its path inside of the container, as the container has it. */
  readonly name: string;
  /** Where it lies, relative to the private folder. */
  readonly place: string;
}

/** Files of one container, and bytes of all of them. */
export const innerFileLimit = 20_000;
const innerBytesLimit = 4 * 1024 * 1024 * 1024;
/** Bytes of one name, so that a number can still be added to it on every file system. */
const nameLimit = 180;
const depthOfFolders = 32;

/** A room at `folder`, made with the first file; with null, files are looked at and not kept. */
export function openRoom(
  folder: string | null,
  depth: number,
): Room & { readonly files: readonly InnerFile[] } {
  const files: InnerFile[] = [];
  const taken = new Set<string>();
  let count = 0;
  let bytesLeft = innerBytesLimit;
  let full = false;
  const refuse = (refusal: Refusal): never => {
    full = true;
    throw refusal;
  };
  return {
    depth,
    files,
    isFull: () => full,
    async put(name, bytes, how) {
      const place = freePlace(safePlace(name), taken);
      count += 1;
      bytesLeft -= bytes.length;
      if (count > innerFileLimit) refuse(tooMany());
      if (bytesLeft < 0) refuse(tooMuch());
      if (folder === null) return;
      const target = path.join(folder, place);
      try {
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, bytes, { flag: "wx" });
      } catch (error) {
        if (isDiskFull(error)) refuse(noSpace());
        throw error;
      }
      if (how === "import") files.push({ name, place });
    },
  };
}

/** Whether a path inside of a container stays inside of it, on every system. */
export function staysInside(name: string): boolean {
  return (
    name !== "" &&
    !name.includes("\0") &&
    !/^(?:[/\\]|[a-z]:)/i.test(name) &&
    !name.split(/[/\\]/).includes("..")
  );
}

/** A relative path that this system can write. Throws `Refusal` for one that leads outside. */
function safePlace(name: string): string {
  if (!staysInside(name)) {
    throw new Refusal(
      "Its name leads to a place outside of the archive, as attacks do.",
      "Unpack it with a program that you trust, and import it from there.",
    );
  }
  const names = name.split("/").filter((part) => part !== "" && part !== ".");
  // So deep that no path could be opened any more: the last folders are enough to tell files apart.
  return names.slice(-depthOfFolders).map(safeName).join("/");
}

function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  let safe = name.normalize("NFC").replace(/[\0-\x1f\\]/g, "_");
  if (process.platform === "win32") safe = safe.replace(/[<>:"|?*]/g, "_").replace(/[. ]+$/, "_");
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(safe)) safe = `_${safe}`;
  const extension = path.extname(safe).slice(0, 20);
  let stem = safe.slice(0, safe.length - path.extname(safe).length);
  // Half of a character pair at the cut is written by no system: it becomes a mark of replacement.
  while (Buffer.byteLength(stem) > nameLimit) stem = stem.slice(0, -8).toWellFormed();
  return `${stem}${extension}` || "_";
}

/** The place itself, or one beside it where a file of that name is there, also by other capitals. */
function freePlace(place: string, taken: Set<string>): string {
  const { dir, name, ext } = path.posix.parse(place);
  let free = place;
  for (let n = 2; taken.has(free.toLowerCase()); n += 1)
    free = path.posix.join(dir, `${name} (${n})${ext}`);
  taken.add(free.toLowerCase());
  return free;
}

function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code))
  );
}

function noSpace(): Refusal {
  return new Refusal(
    "There is no room on the notebook's disk to unpack it; this and what follows was left out.",
    "Make room on the disk, then import it again.",
  );
}

function tooMany(): Refusal {
  return new Refusal(
    `It holds more than ${innerFileLimit.toLocaleString("en-US")} files; those beyond were left out.`,
    "Split it, or unpack it and import the folder.",
  );
}

function tooMuch(): Refusal {
  return new Refusal(
    "What is in it needs more than 4 GB of room; the rest was left out.",
    "Split it, or unpack it and import the folder.",
  );
}
