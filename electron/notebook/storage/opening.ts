/**
 * Opening the notebook's file: everything that can be wrong is found before a byte is written, and an
 * empty notebook never takes the place of one that is missing or broken.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { NotebookError } from "../../api.ts";
import { backUp, makeDurable } from "./backup.ts";
import { codeOf, explainedAtOpening } from "../errors.ts";
import { checkHeader, inspect } from "./inspect.ts";
import { claim, lockedBy, readOwner, refuseIfTaken } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { openCopy } from "./reading-copy.ts";
import { applicationId, migrations as ownMigrations } from "./schema.ts";
import { uuidv7Source } from "./uuidv7.ts";

export const databaseName = "notebook.commonplace";

export interface OpenOptions {
  /** The notebook's folder, or the database file in it. */
  readonly folder: string;
  readonly mode: "open" | "create" | "readOnly";
  /** Where copies go before a migration; `backups` in the notebook's folder when left out. */
  readonly backups?: string;
  readonly now?: () => number;
  /** The steps to the newest version; the notebook's own unless a test brings others. */
  readonly migrations?: readonly string[];
}

/** An open database file. */
export interface OpenFile {
  readonly sqlite: Sqlite.Database;
  readonly folder: string;
  /** Why it can only be read, in a sentence; null when it can be written. */
  readonly readOnlyReason: string | null;
  /** Leaves one plain file without a lock. */
  close(): void;
}

/** Opens or creates the database of a notebook. Throws a {@link NotebookError} that says why not. */
export function openFile(options: OpenOptions): OpenFile {
  const { migrations = ownMigrations, now = Date.now } = options;
  try {
    const path = placeOf(options);
    const folder = dirname(path);
    if (options.mode === "readOnly") return openCopy(folder, path, migrations.length);
    if (options.mode === "create") create(folder, path, migrations, now);
    return open({ ...options, migrations, now }, folder, path);
  } catch (error) {
    throw explainedAtOpening(error);
  }
}

/**
 * The real path of the database, links followed: its log and its lock lie beside it. The folder is
 * made when a notebook is to be created.
 */
function placeOf({ folder: place, mode }: OpenOptions): string {
  const folder = basename(place) === databaseName ? dirname(place) : place;
  const path = join(folder, databaseName);
  if (mode === "create") mkdirSync(folder, { recursive: true });
  else if (!existsSync(path))
    throw new NotebookError(
      "notebook-missing",
      `There is no notebook in the folder “${basename(folder)}”.`,
      "It may have been moved or renamed, or its disk is not connected.",
    );
  return mode === "create" ? join(realpathSync(folder), databaseName) : realpathSync(path);
}

/** Builds an empty notebook aside and gives it its name when it is whole and durable. */
function create(
  folder: string,
  path: string,
  migrations: readonly string[],
  now: () => number,
): void {
  const exists = () =>
    new NotebookError(
      "notebook-exists",
      `The folder “${basename(folder)}” holds a notebook already.`,
      "Open it, or choose another folder.",
    );
  if (existsSync(path)) throw exists();
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  const sqlite = new Sqlite(aside);
  try {
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma(`application_id = ${applicationId}`);
    migrate(sqlite, migrations, () => undefined);
    sqlite.prepare("insert into state (key, value) values ('id', ?)").run(uuidv7Source(now)());
  } finally {
    sqlite.close();
  }
  mkdirSync(join(folder, "files"), { recursive: true });
  if (existsSync(path)) throw exists();
  renameSync(aside, path);
  if (process.platform !== "win32") makeDurable(folder);
}

function open(
  options: Required<Pick<OpenOptions, "migrations" | "now">> & OpenOptions,
  folder: string,
  path: string,
): OpenFile {
  const { migrations, now } = options;
  const lockPath = join(folder, "notebook.lock");
  refuseIfTaken(path, lockPath);
  checkHeader(path, migrations.length);
  checkWritable(folder, path);
  const sqlite = unlessLocked(lockPath, () => {
    inspect(path, migrations);
    return connect(path);
  });
  try {
    const release = claim(path, lockPath, now());
    try {
      const backups = options.backups ?? join(folder, "backups");
      migrate(sqlite, migrations, (version) =>
        backUp(sqlite, backups, `before-version-${version + 1}-${now()}.commonplace`),
      );
      return { sqlite, folder, readOnlyReason: null, close: () => close(sqlite, release) };
    } catch (error) {
      sqlite.close();
      release();
      throw error;
    }
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function checkWritable(folder: string, path: string): void {
  accessSync(folder, constants.W_OK);
  accessSync(path, constants.W_OK);
}

function unlessLocked<Value>(lockPath: string, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (codeOf(error)?.startsWith("SQLITE_BUSY")) throw lockedBy(readOwner(lockPath));
    throw error;
  }
}

/** The one connection that writes: everything durable at once, nobody else let in. */
function connect(path: string): Sqlite.Database {
  const sqlite = new Sqlite(path, { fileMustExist: true, timeout: 250 });
  try {
    // Before the file is first read, so that the index of the log is kept in memory, not in a file.
    sqlite.pragma("locking_mode = EXCLUSIVE");
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    if (process.platform === "darwin") {
      sqlite.pragma("fullfsync = ON");
      sqlite.pragma("checkpoint_fullfsync = ON");
    }
    sqlite.pragma("foreign_keys = ON");
    sqlite.pragma("trusted_schema = OFF");
    sqlite.pragma("cell_size_check = ON");
    sqlite.pragma("temp_store = MEMORY");
    sqlite.pragma("mmap_size = 0");
    sqlite.pragma("cache_size = -65536");
    sqlite.pragma("journal_size_limit = 67108864");
    // Takes the lock now, not at the first change.
    sqlite.transaction(() => undefined).exclusive();
    // The index file of a log that a crash left behind: this connection keeps its own in memory.
    rmSync(`${path}-shm`, { force: true });
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function close(sqlite: Sqlite.Database, release: () => void): void {
  if (!sqlite.open) return;
  try {
    sqlite.pragma("wal_checkpoint(TRUNCATE)");
    sqlite.pragma("journal_mode = DELETE");
  } catch (error) {
    // With a full disk the log stays beside the file and is read at the next start: nothing is lost.
    if (codeOf(error)?.startsWith("SQLITE_") !== true) throw error;
  } finally {
    sqlite.close();
    release();
  }
}
