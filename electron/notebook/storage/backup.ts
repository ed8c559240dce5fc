import { mkdirSync, openSync, closeSync, fsyncSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { NotebookError } from "../../api.ts";

/**
 * Writes a whole copy of the database to `folder/name`, and counts it as one only after opening it,
 * checking its structure and comparing the number of rows of every table. Returns its path; throws
 * `io` when the copy is not as good as the original, and then leaves none behind.
 */
export function backUp(sqlite: Sqlite.Database, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const unproven = `${path}.part`;
  rmSync(unproven, { force: true });
  try {
    sqlite.prepare("vacuum into ?").run(unproven);
    const copy = new Sqlite(unproven, { readonly: true });
    try {
      if (copy.pragma("quick_check", { simple: true }) !== "ok" || !sameRows(sqlite, copy))
        throw new NotebookError("io", "The backup could not be verified, so nothing was changed.");
    } finally {
      copy.close();
    }
    makeDurable(unproven);
    renameSync(unproven, path);
    if (process.platform !== "win32") makeDurable(folder);
    return path;
  } catch (error) {
    rmSync(unproven, { force: true });
    throw error;
  }
}

function sameRows(original: Sqlite.Database, copy: Sqlite.Database): boolean {
  const tables = original
    .prepare<[], string>(
      `select name from pragma_table_list where schema = 'main' and type in ('table', 'shadow')`,
    )
    .pluck()
    .all();
  return tables.every((table) => {
    // A table's name cannot be a parameter; quoted as SQL asks.
    const count = `select count(*) from "${table.replaceAll('"', '""')}"`;
    return original.prepare(count).pluck().get() === copy.prepare(count).pluck().get();
  });
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function makeDurable(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
