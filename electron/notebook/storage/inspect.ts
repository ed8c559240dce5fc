import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { NotebookError } from "../../api.ts";
import { codeOf } from "../errors.ts";
import { applicationId } from "./schema.ts";

const headerBytes = 100;

/**
 * Looks at the first bytes of the file, without SQLite. Throws `notebook-foreign` for what is no
 * notebook, and `notebook-newer` unless `newest` is left out.
 */
export function checkHeader(path: string, newest?: number): void {
  const header = Buffer.alloc(headerBytes);
  const handle = openSync(path, "r");
  let read: number;
  try {
    read = readSync(handle, header, 0, headerBytes, 0);
  } finally {
    closeSync(handle);
  }
  const name = basename(path);
  if (read === 0)
    throw foreign(
      `The file ${name} is empty.`,
      "Restore it from a backup, or choose another folder.",
    );
  if (read < headerBytes || header.toString("latin1", 0, 16) !== "SQLite format 3\0")
    throw foreign(
      `The file ${name} is not a notebook, or its beginning is damaged.`,
      "Restore it from a backup, or choose another folder.",
    );
  if (header.readUInt32BE(68) !== applicationId)
    throw foreign(`The file ${name} belongs to another program.`, "It was left as it is.");
  if (newest !== undefined && header.readUInt32BE(60) > newest) throw newer(path);
}

/**
 * Looks through a connection that cannot write, so that whatever is found the file stays as it is.
 * After an unclean end, which leaves a log beside the file, its whole structure is checked.
 */
export function inspect(path: string, migrations: readonly string[]): void {
  // A rollback journal is only there when a start or an end was cut short; undoing that means writing.
  const interrupted = sizeOf(`${path}-journal`) > 0;
  const hadIndex = existsSync(`${path}-shm`);
  const probe = new Sqlite(path, { readonly: !interrupted, fileMustExist: true, timeout: 250 });
  try {
    probe.pragma("trusted_schema = OFF");
    probe.pragma("cell_size_check = ON");
    if (Number(probe.pragma("application_id", { simple: true })) !== applicationId)
      throw foreign(
        `The file ${basename(path)} belongs to another program.`,
        "It was left as it is.",
      );
    const version = Number(probe.pragma("user_version", { simple: true }));
    if (version > migrations.length) throw newer(path);
    if (interrupted || sizeOf(`${path}-wal`) > 0) checkStructure(probe);
    checkSchema(probe, migrations.slice(0, version));
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (/^SQLITE_(?:CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)) throw damaged();
    throw error;
  } finally {
    probe.close();
    // Looking at a log without writing leaves an index file of it.
    if (!hadIndex) rmSync(`${path}-shm`, { force: true });
  }
}

/** Throws `notebook-damaged` when SQLite finds the structure of the file unsound. */
export function checkStructure(sqlite: Sqlite.Database): void {
  if (sqlite.pragma("quick_check(1)", { simple: true }) !== "ok") throw damaged();
}

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

/**
 * Compares the schema with the one that the migrations make. A trigger or a view would run with our
 * hands: a file that holds one of its own is refused.
 */
function checkSchema(sqlite: Sqlite.Database, migrations: readonly string[]): void {
  const model = new Sqlite(":memory:");
  for (const migration of migrations) model.exec(migration);
  const expected = schemaOf(model);
  model.close();
  const found = schemaOf(sqlite);
  for (const [name, sql] of found)
    if (expected.get(name) !== sql)
      throw foreign(
        `The notebook holds something that Commonplace did not make: ${name}.`,
        "It was left as it is. Open it only if you trust where it comes from, for reading.",
      );
  if (found.size < expected.size) throw damaged();
}

function schemaOf(sqlite: Sqlite.Database): ReadonlyMap<string, string> {
  const rows = sqlite
    .prepare<[], SchemaRow>(
      // SQLite's own tables of statistics may come and go.
      `select type, name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'`,
    )
    .all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql ?? ""]));
}

const foreign = (message: string, advice: string) =>
  new NotebookError("notebook-foreign", message, advice);

function newer(path: string): NotebookError {
  return new NotebookError(
    "notebook-newer",
    `The notebook “${basename(dirname(path))}” was made by a newer Commonplace.`,
    "Update Commonplace, or open a copy for reading.",
  );
}

/** What a notebook with an unsound structure is refused with. */
export function damaged(): NotebookError {
  return new NotebookError(
    "notebook-damaged",
    "The notebook's file is damaged.",
    "Nothing was changed. Keep a copy of its folder, then restore a backup or open a copy for reading.",
  );
}

/** The size of a file in bytes; 0 when there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
