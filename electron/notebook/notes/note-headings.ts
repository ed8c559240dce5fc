/**
 * The headings of notes, kept beside their texts. Each has an id of its own that stays while its words
 * change, so that links to it do; notes that version 1 wrote get theirs when they are saved, or when idle.
 */
import type { HeadingPlace, HeadingRef, NoteHeadingRow } from "../../api.ts";
import { headingIds } from "../../text/notes/heading-ids.ts";
import type { NoteHeading } from "../../text/notes/note-body.ts";
import { readNoteBody } from "../../text/notes/note-body.ts";
import { fold } from "../../text/tokens.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** Notes of version 1 whose headings are read in one step. */
const notesAtOnce = 20;

interface BodyRow {
  readonly codec: number;
  readonly body: Uint8Array;
}

/** What is known of the headings of notes. */
export interface NoteHeadings {
  /** Within the transaction that saves a note: takes over the headings it has now. */
  replace(noteKey: number, headings: readonly NoteHeading[]): void;
  /** The headings of a note in order, by its key; with an empty id while none is known. */
  of(noteKey: number): readonly NoteHeadingRow[];
  /** Where the heading that a link means stands now: by its id, else by its words. Null when it is gone. */
  find(note: string, heading: HeadingRef): HeadingPlace | null;
  /** The first heading of a note with these words, for a link to it; null when there is none. */
  ref(note: string, words: string): HeadingRef | null;
  /** Reads some that were never read; whether there may be more. */
  readStep(): boolean;
}

/** Prepares the headings of an open notebook. */
export function openNoteHeadings(database: Database): NoteHeadings {
  const { sqlite } = database;
  const ofNote = sqlite.prepare<[number], NoteHeadingRow>(
    `select id, level, words from note_heading where note_key = ? order by position`,
  );
  const remove = sqlite.prepare<[number]>(`delete from note_heading where note_key = ?`);
  const add = sqlite.prepare<[NoteHeadingRow & { noteKey: number; position: number }]>(
    `insert into note_heading (note_key, position, id, level, words)
     values (:noteKey, :position, :id, :level, :words)`,
  );
  const keyOf = sqlite.prepare<[string], number>(`select note_key from note where id = ?`).pluck();
  const isUnread = sqlite.prepare<[number], 1>(`select 1 from unheaded where note_key = ?`).pluck();
  const setRead = sqlite.prepare<[number]>(`delete from unheaded where note_key = ?`);
  const unread = sqlite
    .prepare<[], number>(`select note_key from unheaded order by note_key limit ${notesAtOnce}`)
    .pluck();
  const bodyOf = sqlite.prepare<[number], BodyRow>(
    `select codec, body from note_body where note_key = ?`,
  );

  const inBody = (noteKey: number): readonly NoteHeading[] => {
    const row = bodyOf.get(noteKey);
    const body = row === undefined ? null : readNoteBody(unpackBody(row.codec, row.body));
    return body?.headings ?? [];
  };
  const of = (noteKey: number): readonly NoteHeadingRow[] =>
    isUnread.get(noteKey) === undefined
      ? ofNote.all(noteKey)
      : inBody(noteKey).map((heading) => ({ id: "", ...heading }));

  const replace = (noteKey: number, headings: readonly NoteHeading[]): void => {
    setRead.run(noteKey);
    const before = ofNote.all(noteKey);
    const ids = headingIds(before, headings);
    const rows = headings.map(({ level, words }, index) => ({
      id: ids[index] ?? database.newId(),
      level,
      words,
    }));
    if (JSON.stringify(rows) === JSON.stringify(before)) return;
    remove.run(noteKey);
    rows.forEach((row, position) => add.run({ noteKey, position, ...row }));
  };

  const find = (note: string, heading: HeadingRef) => {
    const key = keyOf.get(note);
    const rows = key === undefined ? [] : of(key);
    const place = (test: (row: NoteHeadingRow) => boolean) => {
      const ordinal = rows.findIndex(test);
      const row = rows[ordinal];
      return row === undefined ? null : { ...row, ordinal };
    };
    const wanted = plain(heading.words);
    return (
      (heading.id === "" ? null : place(({ id }) => id === heading.id)) ??
      place(({ words }) => words === heading.words) ??
      (wanted === "" ? null : place(({ words }) => plain(words) === wanted))
    );
  };

  return {
    replace,
    of,
    find(note, heading) {
      const found = find(note, heading);
      return found === null ? null : { words: found.words, ordinal: found.ordinal };
    },
    ref(note, words) {
      const found = find(note, { id: "", words });
      return found === null ? null : { id: found.id, words: found.words };
    },
    readStep() {
      const keys = database.read(() => unread.all());
      if (keys.length === 0) return false;
      return database.write(() => {
        for (const key of keys) replace(key, inBody(key));
        return keys.length === notesAtOnce;
      });
    },
  };
}

/** Words without what is not a letter or a number. */
function plain(words: string): string {
  return fold(words)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
