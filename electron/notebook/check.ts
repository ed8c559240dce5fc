import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Block, CheckFinding, CheckResult } from "../api.ts";
import { NotebookError } from "../api.ts";
import { canonicalText } from "../text/blocks.ts";
import { readNoteBody } from "../text/notes/note-body.ts";
import { unpackBody } from "./storage/bodies.ts";
import { openAnchorCheck } from "./clips/check-anchors.ts";
import type { Database } from "./database.ts";
import { textHash } from "./storage/text-work.ts";
import { codeOf, explained } from "./errors.ts";
import type { Files } from "./storage/files.ts";
import { linkRow, type LinkRows } from "./notes/link-rows.ts";

/** Rows looked at between two chances for other work. */
const batch = 100;
/** A broken notebook may hold a finding for every row: the first of them say enough. */
const mostFindings = 1_000;

interface VersionRow {
  readonly key: number;
  readonly title: string;
  readonly textHash: string;
  readonly codec: number | null;
  readonly text: Uint8Array;
  readonly blocks: Uint8Array;
}
interface ClipRow {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}
interface NoteRow {
  readonly key: number;
  readonly title: string;
  readonly codec: number;
  readonly body: Uint8Array;
}
interface FileRow {
  readonly key: number;
  readonly hash: string;
}

/** Each index, and the query that counts what should be in it. */
const indexes = [
  {
    table: "fts_body",
    name: "articles' texts",
    rows: "select count(*) from article where live = 1",
  },
  {
    table: "fts_title",
    name: "articles' titles",
    rows: "select count(*) from article where live = 1",
  },
  { table: "fts_pair", name: "pairs of words", rows: "select count(*) from pair_part" },
  { table: "fts_clip", name: "clips", rows: "select count(*) from clip where live = 1" },
  { table: "fts_note", name: "notes", rows: "select count(*) from note where live = 1" },
] as const;

/** Each counter, and the query that counts what it should say. */
const counted = [
  { name: "articles", rows: "select count(*) from article where live = 1" },
  {
    name: "unread",
    rows: "select count(*) from article where live = 1 and opened_at is null",
  },
  { name: "clips", rows: "select count(*) from clip where live = 1" },
  { name: "notes", rows: "select count(*) from note where live = 1" },
  {
    name: "trash",
    rows: `select (select count(*) from article where deleted_at is not null)
      + (select count(*) from clip where deleted_at is not null)
      + (select count(*) from note where deleted_at is not null)`,
  },
  { name: "tags", rows: "select count(*) from tag where articles > 0" },
] as const;

/** Prepares the check of everything that can be checked; it gives other work a turn now and then. */
export function openCheck(database: Database, files: Files, links: LinkRows) {
  const { sqlite } = database;
  const versions = sqlite.prepare<[number], VersionRow>(
    `select version_key as "key", title, text_hash as textHash, codec, text, blocks
     from version join article using (article_key) left join version_body using (version_key)
     where version_key > ? order by version_key limit ${batch}`,
  );
  const clipsOf = sqlite.prepare<[number], ClipRow>(
    `select id, "start", "end", quote from clip where version_key = ?`,
  );
  const anchorProblems = openAnchorCheck(database);
  const notesAfter = sqlite.prepare<[number], NoteRow>(
    `select note_key as "key", title, codec, body from note join note_body using (note_key)
     where note_key > ? order by note_key limit ${batch}`,
  );
  const filesAfter = sqlite.prepare<[number], FileRow>(
    `select file_key as "key", hash from file where file_key > ? order by file_key limit ${batch}`,
  );
  const notes = sqlite.prepare<[], number>(`select count(*) from note`).pluck();
  const versionKeys = sqlite.prepare<[], number>(`select count(*) from article`).pluck();

  return async (): Promise<CheckResult> => {
    const findings: CheckFinding[] = [];
    const find = (check: CheckFinding["check"], message: string) => {
      if (findings.length < mostFindings) findings.push({ check, message });
    };
    const checked = { articles: 0, clips: 0, notes: 0, files: 0 };

    for (const message of structureProblems(database)) find("structure", message);
    await inBatches(
      (after) => reading(find, () => versions.all(after)),
      (row) => {
        checked.clips += checkVersion(row, clipsOf.all(row.key), anchorProblems, find);
      },
    );
    await inBatches(
      (after) => reading(find, () => notesAfter.all(after)),
      (row) => checkNote(row, links, find),
    );
    await inBatches(
      (after) => reading(find, () => filesAfter.all(after)),
      async ({ hash }) => {
        checked.files += 1;
        const problem = await fileProblem(files.path(hash), hash);
        if (problem !== null) find("files", problem);
      },
    );
    for (const message of indexProblems(database)) find("index", message);
    reading(find, () => {
      checked.articles = versionKeys.get() ?? 0;
      checked.notes = notes.get() ?? 0;
      return [];
    });
    return { ok: findings.length === 0, findings, checked };
  };
}

type Find = (check: CheckFinding["check"], message: string) => void;

/** Rows of a table; what cannot be read is a finding, and the check goes on with the next table. */
function reading<Row>(find: Find, read: () => readonly Row[]): readonly Row[] {
  try {
    return read();
  } catch (error) {
    const problem = explained(error);
    if (!(problem instanceof NotebookError)) throw error;
    find("structure", `A part of the notebook could not be read: ${problem.message}`);
    return [];
  }
}

async function inBatches<Row extends { readonly key: number }>(
  next: (after: number) => readonly Row[],
  check: (row: Row) => void | Promise<void>,
): Promise<void> {
  for (let rows = next(0); rows.length > 0; rows = next(rows.at(-1)?.key ?? Infinity)) {
    for (const row of rows) await check(row);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function structureProblems({ sqlite }: Database): readonly string[] {
  const found = (pragma: string) => {
    const rows = sqlite.pragma(pragma);
    return Array.isArray(rows) ? (rows as readonly object[]) : [];
  };
  const integrity = found("integrity_check(100)")
    .map((row) => String(Object.values(row)[0]))
    .filter((message) => message !== "ok");
  const orphans = found("foreign_key_check").map(
    (row) => `A row of ${String(Object.values(row)[0])} belongs to nothing.`,
  );
  const counters = counted.flatMap(({ name, rows }) => {
    const kept = sqlite.prepare(`select ${name} from counters`).pluck().get();
    const real = sqlite.prepare(rows).pluck().get();
    return kept === real
      ? []
      : [`The number of ${name} is kept as ${String(kept)}, but it is ${String(real)}.`];
  });
  const tags = sqlite
    .prepare<[], string>(
      `select name from tag where articles <> (
         select count(*) from article_tag join article using (article_key)
         where article_tag.tag_key = tag.tag_key and live = 1)`,
    )
    .pluck()
    .all()
    .map((name) => `The number of articles with the tag “${name}” is not kept right.`);
  const wanted = sqlite
    .prepare<[], string>(`select title from wanted_note where id in (select id from note)`)
    .pluck()
    .all()
    .map((title) => `The note “${title}” is there, but links still wait for it.`);
  return [...integrity, ...orphans, ...counters, ...tags, ...wanted];
}

/** Checks one version with its clips; how many clips that were. */
function checkVersion(
  row: VersionRow,
  clips: readonly ClipRow[],
  anchorProblems: ReturnType<typeof openAnchorCheck>,
  find: Find,
): number {
  const body = bodyOf(row);
  if (body === null) {
    find("text", `The text of “${row.title}” cannot be read.`);
    return clips.length;
  }
  if (textHash(body.text) !== row.textHash)
    find("text", `The text of “${row.title}” is not the one that was imported.`);
  if (canonicalText(body.blocks) !== body.text)
    find("text", `The paragraphs of “${row.title}” do not make its text.`);
  for (const { id, start, end, quote } of clips)
    if (body.text.slice(start, end) !== quote)
      find(
        "clips",
        `A clip of “${row.title}” does not say what its place in the text says (${id}).`,
      );
  for (const message of anchorProblems(row.key, row.title, body.text)) find("clips", message);
  return clips.length;
}

function bodyOf(row: VersionRow): { text: string; blocks: readonly Block[] } | null {
  if (row.codec === null) return null;
  try {
    const blocks: unknown = JSON.parse(unpackBody(row.codec, row.blocks));
    // Written by `articles.add`; its text is compared with the stored one by the caller.
    return { text: unpackBody(row.codec, row.text), blocks: blocks as readonly Block[] };
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

function checkNote(row: NoteRow, links: LinkRows, find: Find): void {
  const body = noteBodyOf(row);
  if (body === null) {
    find("text", `The note “${row.title}” cannot be read.`);
    return;
  }
  const edge = (link: ReturnType<typeof linkRow>) =>
    `${link.kind} ${link.targetKind} ${link.target} ${link.words}`;
  const inBody = body.references.map((reference) => edge(linkRow(reference)));
  const stored = links.of(row.key).map(edge);
  if (JSON.stringify(inBody) !== JSON.stringify(stored))
    find("links", `The links of the note “${row.title}” are not those in its text.`);
}

function noteBodyOf(row: NoteRow) {
  try {
    return readNoteBody(unpackBody(row.codec, row.body));
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** What unpacking and parsing throw for bytes that are not what was stored. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof RangeError ||
    error instanceof TypeError ||
    (codeOf(error)?.startsWith("ZSTD_") ?? false) ||
    (codeOf(error)?.startsWith("Z_") ?? false)
  );
}

async function fileProblem(path: string | null, hash: string): Promise<string | null> {
  if (path === null) return `The file ${hash} is not known.`;
  try {
    const digest = createHash("sha256");
    for await (const part of createReadStream(path)) {
      // A binary stream gives buffers.
      digest.update(part as Buffer);
    }
    return digest.digest("hex") === hash ? null : `The file ${hash} is not what was imported.`;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return `The file ${hash} is missing.`;
    if (codeOf(error) !== null) return `The file ${hash} cannot be read.`;
    throw error;
  }
}

function indexProblems({ sqlite, readOnly }: Database): readonly string[] {
  return indexes.flatMap(({ table, name, rows }) => {
    try {
      // A command of FTS5, written as an insert: not for a notebook that is only read.
      if (!readOnly)
        sqlite.exec(`insert into ${table} (${table}, rank) values ('integrity-check', 0)`);
      const indexed = sqlite.prepare(`select count(*) from ${table}_docsize`).pluck().get();
      const real = sqlite.prepare(rows).pluck().get();
      return indexed === real
        ? []
        : [`The index of ${name} has ${String(indexed)} entries for ${String(real)}.`];
    } catch (error) {
      if (codeOf(error)?.startsWith("SQLITE_CORRUPT") === true)
        return [`The index of ${name} is damaged.`];
      throw error;
    }
  });
}
