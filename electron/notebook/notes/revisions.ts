import type { Revision, Revisions, RevisionView } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { compareNotes } from "../../text/notes/compare-notes.ts";
import { readNoteBody } from "../../text/notes/note-body.ts";
import { noteLines, type Shown } from "../../text/notes/note-lines.ts";
import { countWords } from "../../text/tokens.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { outdated } from "./retention.ts";

/** While a note is being written in, a copy of how it was is kept at most this often. */
const revisionEveryMs = 5 * 60_000;
/** What versions that a person went back from are kept as. */
export const beforeRestoring = "Before going back to an earlier version";
/** What versions that a person went back to are kept as. */
export const restored = "Gone back to";
/** Notes whose versions are looked through in one step of thinning. */
const notesAtOnce = 20;

/** The state of a note that is about to be replaced. */
export interface Replaced {
  readonly key: number;
  readonly title: string;
  readonly revision: number;
  readonly changedAt: number;
  readonly words: number;
  readonly body: { readonly codec: number; readonly body: Uint8Array };
}
interface RevisionRow extends Omit<Revision, "words" | "writtenAt"> {
  readonly takenAt: number;
  readonly writtenAt: number | null;
  readonly words: number | null;
}
interface BodyRow {
  readonly codec: number;
  readonly body: Uint8Array;
}
interface NowRow {
  readonly key: number;
  readonly title: string;
  readonly revision: number;
  readonly words: number;
  readonly writtenAt: number;
}

/** The SQL of the versions of a note, newest first. Exported for the test of its query plan. */
export const revisionsSql = `
  select revision, title, taken_at as takenAt, written_at as writtenAt, words, name
  from note_revision indexed by note_revision_times where note_key = :key order by revision desc`;

/** Prepares the versions of the notes of an open notebook. */
export function openRevisions(database: Database) {
  const { sqlite } = database;
  const openedAt = database.now();
  const noteOf = sqlite.prepare<[string], NowRow>(
    `select note_key as "key", title, revision, words, changed_at as writtenAt
     from note where id = ? and live = 1`,
  );
  const nowBodyOf = sqlite.prepare<[number], BodyRow>(
    `select codec, body from note_body where note_key = ?`,
  );
  const ofNote = sqlite.prepare<[{ key: number }], RevisionRow>(revisionsSql);
  const one = sqlite.prepare<[number, number], RevisionRow & BodyRow>(
    `select revision, title, taken_at as takenAt, written_at as writtenAt, words, name, codec, body
     from note_revision where note_key = ? and revision = ?`,
  );
  const lastTaken = sqlite
    .prepare<[number], number | null>(
      `select taken_at from note_revision indexed by note_revision_times
       where note_key = ? order by revision desc limit 1`,
    )
    .pluck();
  const add = sqlite.prepare(
    `insert into note_revision (note_key, revision, title, codec, body, taken_at, written_at, words, name)
     values (:key, :revision, :title, :codec, :body, :at, :writtenAt, :words, :name)
     on conflict (note_key, revision) do update set name = coalesce(excluded.name, name)`,
  );
  const setName = sqlite.prepare<[{ key: number; revision: number; name: string | null }]>(
    `update note_revision set name = :name where note_key = :key and revision = :revision`,
  );
  const notesAfter = sqlite
    .prepare<[number], number>(
      `select distinct note_key from note_revision indexed by note_revision_times
       where note_key > ? order by note_key limit ${notesAtOnce}`,
    )
    .pluck();
  const drop = sqlite.prepare<[number, number]>(
    `delete from note_revision where note_key = ? and revision = ?`,
  );

  const known = (id: string): NowRow => {
    const row = noteOf.get(id);
    if (row !== undefined) return row;
    throw new NotebookError(
      "not-found",
      "This note is not in the notebook.",
      "It may be in the trash.",
    );
  };
  const bodyOf = (key: number, revision: number) => {
    const row = one.get(key, revision);
    if (row !== undefined) return row;
    throw new NotebookError("not-found", "This version of the note is not kept any more.");
  };
  const revisionOf = (key: number, row: RevisionRow): Revision => {
    const { revision, title, name, takenAt } = row;
    const writtenAt = row.writtenAt ?? takenAt;
    return { revision, title, name, writtenAt, words: row.words ?? wordsIn(bodyOf(key, revision)) };
  };
  let thinnedTo = 0;

  return {
    /**
     * Keeps how a note was, within the transaction that replaces it: before the first change since the
     * notebook was opened, then now and then; always when it is to be kept by a name.
     */
    keep(was: Replaced, name: string | null = null): void {
      const at = database.now();
      const last = lastTaken.get(was.key);
      // A clock that was set back says nothing of how long ago that was.
      const since = typeof last === "number" && last >= openedAt ? at - last : null;
      const isRecent = since !== null && since >= 0 && since < revisionEveryMs;
      if (isRecent && name === null) return;
      const { key, revision, title, words, changedAt: writtenAt, body } = was;
      const { codec } = body;
      add.run({ key, revision, title, codec, body: body.body, at, writtenAt, words, name });
    },

    /** The body that a note had, and which version it is; it is kept for ever from now on. */
    pin(key: number, revision: number, name: string): string | null {
      const row = one.get(key, revision);
      if (row === undefined) return null;
      if (row.name === null) setName.run({ key, revision, name });
      return unpackBody(row.codec, row.body);
    },

    /** The versions of a note. Throws `not-found` for one that is not there, or in the trash. */
    list({ note }: { readonly note: string }): Revisions {
      return database.read(() => {
        const { key, title, revision, words, writtenAt } = known(note);
        return {
          now: { revision, title, words, writtenAt, name: null },
          earlier: ofNote.all({ key }).map((row) => revisionOf(key, row)),
        };
      });
    },

    /**
     * A version beside the note as it is. `shown` says what its links and quotes show. Throws
     * `not-found` for one that time has taken away.
     */
    get(input: { readonly note: string; readonly revision: number }, naming: Shown): RevisionView {
      return database.read(() => {
        const shown = { ...naming, own: input.note };
        const { key } = known(input.note);
        const row = bodyOf(key, input.revision);
        const present = nowBodyOf.get(key);
        const from = noteLines(unpackBody(row.codec, row.body), shown);
        const to =
          present === undefined ? [] : noteLines(unpackBody(present.codec, present.body), shown);
        return {
          ...revisionOf(key, row),
          text: from.map(({ sign, text }) => (sign === "" ? text : `${sign} ${text}`)).join("\n"),
          lines: compareNotes(from, to),
        };
      });
    },

    /** Keeps a version for ever under a name; null lets time take it away. */
    name(input: {
      readonly note: string;
      readonly revision: number;
      readonly name: string | null;
    }): null {
      return database.write((touched) => {
        const { key } = known(input.note);
        const name = input.name?.trim() ?? "";
        setName.run({ key, revision: bodyOf(key, input.revision).revision, name: name || null });
        touched.add("note");
        return null;
      });
    },

    /** A step of thinning: versions of the next notes. False at the end; then it begins anew. */
    thinStep(): boolean {
      const keys = database.read(() => notesAfter.all(thinnedTo));
      const now = database.now();
      const gone = database.read(() =>
        keys.flatMap((key) => {
          const versions = ofNote.all({ key }).map(({ revision, takenAt, writtenAt, name }) => ({
            revision,
            writtenAt: writtenAt ?? takenAt,
            kept: name !== null,
          }));
          return outdated(versions, now).map((revision) => ({ key, revision }));
        }),
      );
      if (gone.length > 0)
        database.write(() => {
          for (const { key, revision } of gone) drop.run(key, revision);
        });
      const more = keys.length === notesAtOnce;
      thinnedTo = more ? (keys.at(-1) ?? 0) : 0;
      return more;
    },
  };
}
export type RevisionStore = ReturnType<typeof openRevisions>;

function wordsIn({ codec, body }: BodyRow): number {
  return countWords(readNoteBody(unpackBody(codec, body))?.text ?? "");
}
