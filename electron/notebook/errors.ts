import Sqlite from "better-sqlite3";
import { NotebookError } from "../api.ts";

/**
 * What a failure of SQLite or of the file system means to the person: a {@link NotebookError} for
 * what can happen to a sound program, the error itself for what is a bug.
 */
export function explained(error: unknown): unknown {
  if (error instanceof NotebookError) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const known = meanings.find(({ codes }) => codes.test(code));
  return known === undefined ? error : new NotebookError(known.means, known.message, known.advice);
}

/**
 * The same for what goes wrong while a notebook is opened or made: a place that cannot be written to
 * is then the notebook's trouble, not that of a single change.
 */
export function explainedAtOpening(error: unknown): unknown {
  const known = explained(error);
  return known instanceof NotebookError && known.code === "read-only" ? readOnlyPlace() : known;
}

/** The refusal of a notebook in a folder, or on a disk, that allows no changes. */
export function readOnlyPlace(): NotebookError {
  return new NotebookError(
    "notebook-read-only",
    "The notebook is in a place that cannot be written to.",
    "Open a copy for reading, or choose a folder that you may change.",
  );
}

/** The code of an error of SQLite or of the system; null for any other value. */
export function codeOf(error: unknown): string | null {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : null;
}

const meanings = [
  {
    codes: /^(?:SQLITE_FULL|ENOSPC|EDQUOT)$/,
    means: "disk-full",
    message: "The disk is full.",
    advice: "This was not saved; everything saved before is safe. Free some space, then try again.",
  },
  {
    codes: /^(?:SQLITE_READONLY.*|EROFS|EACCES|EPERM)$/,
    means: "read-only",
    message: "The notebook cannot be written to.",
    advice: "Check that the folder and its disk allow changes.",
  },
  {
    codes: /^(?:SQLITE_CORRUPT.*|SQLITE_NOTADB)$/,
    means: "notebook-damaged",
    message: "Part of the notebook's file is damaged.",
    advice: "Nothing more was changed. Close it, keep a copy of its folder, and restore a backup.",
  },
  {
    codes: /^(?:SQLITE_BUSY.*|SQLITE_LOCKED.*)$/,
    means: "notebook-locked",
    message: "Another program is using the notebook's file.",
    advice: "Close the other program, then try again.",
  },
  {
    codes:
      /^(?:SQLITE_IOERR.*|SQLITE_CANTOPEN.*|SQLITE_PROTOCOL|EIO|EMFILE|ENFILE|ENXIO|ENODEV|ESTALE)$/,
    means: "io",
    message: "The disk did not answer.",
    advice: "This was not saved. Check that the disk is connected and healthy, then try again.",
  },
] as const;
