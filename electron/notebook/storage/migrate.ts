import type Sqlite from "better-sqlite3";
import { NotebookError } from "../../api.ts";

/**
 * Brings a database to the newest version, each step in its own transaction together with its number.
 * Before the first step `backUp` runs, once; when it throws nothing has changed. True when anything
 * was done.
 */
export function migrate(
  sqlite: Sqlite.Database,
  migrations: readonly string[],
  backUp: (fromVersion: number) => void,
): boolean {
  const from = userVersion(sqlite);
  if (from >= migrations.length) return false;
  if (from > 0) backUp(from);
  for (let version = from; version < migrations.length; version += 1) {
    const sql = migrations[version] ?? "";
    sqlite
      .transaction(() => {
        sqlite.exec(sql);
        sqlite.pragma(`user_version = ${version + 1}`);
      })
      .immediate();
  }
  const broken = sqlite.pragma("foreign_key_check");
  if (Array.isArray(broken) && broken.length > 0)
    throw new NotebookError(
      "notebook-damaged",
      "The notebook could not be brought to this version.",
      "A copy of how it was lies in its backups folder.",
    );
  return true;
}

/** How many migrations a database has seen. */
export function userVersion(sqlite: Sqlite.Database): number {
  return Number(sqlite.pragma("user_version", { simple: true }));
}
