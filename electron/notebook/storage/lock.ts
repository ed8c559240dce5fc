import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { NotebookError } from "../../api.ts";
import { codeOf } from "../errors.ts";

/**
 * Who has a notebook open, for the message to the second opener. The lock itself is SQLite's: it ends
 * with its process, so what a crash leaves behind here locks nobody out on the same computer. From
 * another computer the system's locks cannot be trusted, so there the file alone counts; it is never
 * overruled.
 */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When it was opened. */
  readonly time: number;
}

/**
 * Notebooks open in this process. Closing any handle of a file drops all POSIX locks that the process
 * holds on it, so a second opener must be turned away before it so much as looks at the file.
 */
const openHere = new Set<string>();

/** Throws `notebook-locked` when this process has the notebook open. */
export function refuseIfOpenHere(databasePath: string): void {
  if (openHere.has(databasePath))
    throw lockedBy({ host: hostname(), pid: process.pid, time: Date.now() });
}

/** Throws `notebook-locked` when this process or another computer has the notebook open. */
export function refuseIfTaken(databasePath: string, lockPath: string): void {
  const owner = readOwner(lockPath);
  if (openHere.has(databasePath)) throw lockedBy(owner);
  if (owner !== null && owner.host !== hostname()) throw lockedBy(owner, lockPath);
}

/** Says that this process has the notebook open; returns what takes that back. */
export function claim(databasePath: string, lockPath: string, time: number): () => void {
  const owner: Owner = { host: hostname(), pid: process.pid, time };
  // Made anew: a link of that name in a notebook from elsewhere must not lead to another file.
  rmSync(lockPath, { force: true });
  writeFileSync(lockPath, `${JSON.stringify(owner)}\n`, { flag: "wx" });
  openHere.add(databasePath);
  return () => {
    rmSync(lockPath, { force: true });
    openHere.delete(databasePath);
  };
}

/** The owner named beside a notebook; null when there is none or it cannot be read. */
export function readOwner(lockPath: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(lockPath, "utf8"));
    return isOwner(value) ? value : null;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

function isOwner(value: unknown): value is Owner {
  return (
    typeof value === "object" &&
    value !== null &&
    "host" in value &&
    typeof value.host === "string" &&
    "pid" in value &&
    typeof value.pid === "number" &&
    "time" in value &&
    typeof value.time === "number"
  );
}

/** The refusal, with who and where as far as that is known. */
export function lockedBy(owner: Owner | null, lockPath?: string): NotebookError {
  const elsewhere = owner !== null && owner.host !== hostname();
  const who =
    owner === null
      ? "another program"
      : `Commonplace on ${elsewhere ? `the computer “${owner.host}”` : "this computer"} (process ${owner.pid}, since ${new Date(owner.time).toISOString().slice(0, 16).replace("T", " ")} UTC)`;
  const advice =
    elsewhere && lockPath !== undefined
      ? "Close it there, or open a copy for reading. If that computer no longer has it open, remove the file notebook.lock from the notebook's folder."
      : "Close it there, then try again, or open a copy for reading.";
  return new NotebookError("notebook-locked", `The notebook is open in ${who}.`, advice);
}
