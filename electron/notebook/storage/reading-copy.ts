import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { NotebookError } from "../../api.ts";
import { checkHeader, checkStructure } from "./inspect.ts";
import { refuseIfOpenHere } from "./lock.ts";
import type { OpenFile } from "./opening.ts";

/** A copy taken while another program writes may be torn; so often it is taken again. */
const attempts = 3;

/**
 * Opens a copy of the database, with its log, for reading only; the notebook's folder is not touched,
 * and its files are read where they are. Also for a notebook of a newer Commonplace, as far as its
 * tables can be understood.
 */
export function openCopy(folder: string, path: string, newest: number): OpenFile {
  refuseIfOpenHere(path);
  checkHeader(path);
  const aside = mkdtempSync(join(tmpdir(), "commonplace-"));
  const remove = () => rmSync(aside, { recursive: true, force: true });
  try {
    const { sqlite, sound } = copy(path, aside);
    const version = Number(sqlite.pragma("user_version", { simple: true }));
    return {
      sqlite,
      folder,
      readOnlyReason:
        version > newest
          ? "It was made by a newer Commonplace."
          : sound
            ? "A copy of it was opened for reading."
            : "It is damaged; what can still be read of it is shown.",
      close() {
        sqlite.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function copy(path: string, aside: string): { sqlite: Sqlite.Database; sound: boolean } {
  for (let attempt = 1; ; attempt += 1) {
    for (const ending of ["", "-wal", "-journal"]) {
      const target = join(aside, basename(path) + ending);
      rmSync(target, { force: true });
      if (existsSync(path + ending)) copyFileSync(path + ending, target);
    }
    const sqlite = new Sqlite(join(aside, basename(path)), { fileMustExist: true });
    sqlite.pragma("locking_mode = EXCLUSIVE");
    sqlite.pragma("trusted_schema = OFF");
    sqlite.pragma("cell_size_check = ON");
    sqlite.pragma("temp_store = MEMORY");
    sqlite.pragma("query_only = ON");
    const sound = isSound(sqlite);
    if (sound || attempt === attempts) return { sqlite, sound };
    sqlite.close();
  }
}

function isSound(sqlite: Sqlite.Database): boolean {
  try {
    checkStructure(sqlite);
    return true;
  } catch (error) {
    if (error instanceof NotebookError || error instanceof Sqlite.SqliteError) return false;
    throw error;
  }
}
