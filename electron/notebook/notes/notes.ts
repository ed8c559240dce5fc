import type { EntityKind, Note, NoteRow, Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { readNoteBody, type NoteBody, type NoteNaming } from "../../text/notes/note-body.ts";
import { countWords, orderKey } from "../../text/tokens.ts";
import { packBody, unpackBody, zstdCodec } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { titled } from "../history/history-labels.ts";
import type { History, TakeBack } from "../history/history.ts";
import type { LinkRows } from "./link-rows.ts";
import { prefixQuery } from "../search/match.ts";
import type { NoteHeadings } from "./note-headings.ts";
import { cleanTitle } from "./note-title.ts";
import { beforeRestoring, restored, type RevisionStore } from "./revisions.ts";
import type { openWantedNotes } from "./wanted-notes.ts";

/** More written text than this is never replaced by an editor that shows nothing at all. */
const guardedUnits = 200;
const excerptUnits = 200;

const matching = `note_key in (select rowid from fts_note where fts_note match :query)`;

/** The SQL of a page of notes, last changed first. Exported for the test of its query plan. */
export function notePageSql(filtered: boolean): string {
  return `
    with page as materialized (
      select note_key as found from note indexed by note_by_changed
      where live = 1 ${filtered ? `and ${matching}` : ""}
      order by changed_at desc, note_key desc limit :limit offset :offset)
    select id, title, excerpt, words, changed_at as changedAt
    from page cross join note on note_key = page.found order by changed_at desc, note_key desc`;
}

interface Row {
  readonly key: number;
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly words: number;
}
/** What notes show of other things: titles of links, exact words of quotes, how articles are cited. */
type Naming = Omit<NoteNaming, "own">;
interface BodyRow {
  readonly codec: number;
  readonly body: Uint8Array;
  readonly text: Uint8Array;
}

/**
 * Prepares the notes of an open notebook. `retitled` hears of each note that comes, goes, comes back or
 * gets another title.
 */
export function openNotes(
  database: Database,
  history: History,
  fullText: FullText,
  links: LinkRows,
  naming: Naming,
  revisions: Pick<RevisionStore, "keep" | "pin">,
  retitled: (id: string) => void,
  wanted: Pick<ReturnType<typeof openWantedNotes>, "take" | "keep">,
  headings: Pick<NoteHeadings, "replace">,
) {
  const { sqlite } = database;
  const byId = sqlite.prepare<[string], Row>(
    `select note_key as "key", id, title, revision, created_at as createdAt, changed_at as changedAt, words
     from note where id = ? and live = 1`,
  );
  const anywhere = sqlite.prepare<[string], Row & { live: number }>(
    `select note_key as "key", id, title, revision, created_at as createdAt, changed_at as changedAt,
       words, live
     from note where id = ?`,
  );
  const bodyOf = sqlite.prepare<[number], BodyRow>(
    `select codec, body, text from note_body where note_key = ?`,
  );
  const page = sqlite.prepare<[{ limit: number; offset: number }], NoteRow>(notePageSql(false));
  const matchingPage = sqlite.prepare<[{ limit: number; offset: number; query: string }], NoteRow>(
    notePageSql(true),
  );
  const count = sqlite.prepare<[], number>(`select notes from counters`).pluck();
  const countMatching = sqlite
    .prepare<[string], number>(`select count(*) from fts_note where fts_note match ?`)
    .pluck();
  const add = sqlite.prepare<[{ id: string; title: string; order: string; at: number }]>(
    `insert into note (id, title, title_order, excerpt, words, revision, created_at, changed_at, recent_at)
     values (:id, :title, :order, '', 0, 0, :at, :at, :at)`,
  );
  const setTitle = sqlite.prepare<[{ key: number; title: string; order: string; at: number }]>(
    `update note set title = :title, title_order = :order, changed_at = :at, recent_at = :at
     where note_key = :key`,
  );
  const setSaved = sqlite.prepare<
    [{ key: number; base: number; excerpt: string; words: number; at: number }]
  >(
    `update note set revision = :base + 1, excerpt = :excerpt, words = :words, changed_at = :at,
       recent_at = :at where note_key = :key and revision = :base`,
  );
  const setBody = sqlite.prepare<[number, number, Uint8Array, Uint8Array]>(
    `insert into note_body (note_key, codec, body, text) values (?, ?, ?, ?)
     on conflict (note_key) do update set codec = excluded.codec, body = excluded.body, text = excluded.text`,
  );
  const setRecent = sqlite.prepare<[{ id: string; at: number }]>(
    `update note set recent_at = :at where id = :id and live = 1`,
  );
  const setDeleted = sqlite.prepare<[{ id: string; at: number | null }]>(
    `update note set deleted_at = :at, live = :at is null where id = :id`,
  );
  const known = (id: string): Row => {
    const row = byId.get(id);
    if (row !== undefined) return row;
    throw new NotebookError(
      "not-found",
      "This note is not in the notebook.",
      "It may be in the trash.",
    );
  };
  const textOf = (key: number): string => {
    const body = bodyOf.get(key);
    return body === undefined ? "" : unpackBody(body.codec, body.text);
  };

  const rename = (
    { key, id }: Pick<Row, "key" | "id">,
    title: string,
    isLive: boolean,
    touched: Set<EntityKind>,
  ) => {
    setTitle.run({ key, title, order: orderKey(title), at: database.now() });
    if (isLive) fullText.putNote(key, { title, text: textOf(key) });
    retitled(id);
    touched.add("note");
  };
  const renameTo = (id: string, title: unknown, touched: Set<EntityKind>) => {
    const note = anywhere.get(id);
    if (note !== undefined) rename(note, String(title), note.live === 1, touched);
  };
  history.undoes(
    "note.rename",
    (id, before, touched) => renameTo(id, before["title"], touched),
    (id, _before, touched, after) => renameTo(id, after["title"], touched),
  );
  const moveToTrash = (id: string, key: number, touched: Set<EntityKind>): number => {
    const at = database.now();
    setDeleted.run({ id, at });
    fullText.dropNote(key);
    retitled(id);
    touched.add("note").add("link");
    return at;
  };
  const toTrash: TakeBack = (id, _before, touched) => {
    const row = byId.get(id);
    if (row !== undefined) moveToTrash(id, row.key, touched);
  };
  const fromTrash: TakeBack = (id, _before, touched) => {
    if (setDeleted.run({ id, at: null }).changes === 0) return;
    const { key, title } = known(id);
    fullText.putNote(key, { title, text: textOf(key) });
    retitled(id);
    touched.add("note").add("link");
  };
  history.undoes("note.create", toTrash, fromTrash);
  history.undoes("note.delete", fromTrash, toTrash);

  /** Writes another body into a note, keeping how it was when that is due, or always by a name. */
  const write = (
    note: Row & { readonly live?: number },
    body: string,
    content: NoteBody,
    touched: Set<EntityKind>,
    name: string | null = null,
  ) => {
    const { key, revision: base } = note;
    const { text, own, references } = content;
    const before = bodyOf.get(key);
    if (before !== undefined) revisions.keep({ ...note, body: before }, name);
    const saved = { key, base, words: countWords(own), at: database.now() };
    if (setSaved.run({ ...saved, excerpt: excerptOf(text) }).changes !== 1) throw conflict();
    setBody.run(key, zstdCodec, packBody(body), packBody(text));
    const wrote = before === undefined ? "" : unpackBody(before.codec, before.text);
    if (note.live !== 0 && (before === undefined || wrote !== text))
      fullText.putNote(key, { title: note.title, text });
    if (wrote === "" && text !== "") history.settle("note.create", note.id);
    for (const { target, title } of references)
      if (title !== undefined) wanted.keep(target.id, title);
    headings.replace(key, content.headings);
    if (links.replace(key, references)) touched.add("link");
    touched.add("note");
  };
  /** Makes a version that is kept what the note says now; which revision is kept of how it was. */
  const goTo = (id: string, revision: number, touched: Set<EntityKind>): number | null => {
    const note = anywhere.get(id);
    const body = note === undefined ? null : revisions.pin(note.key, revision, restored);
    if (note === undefined || body === null) return null;
    write(note, body, editorState(body, { ...naming, own: id }), touched, beforeRestoring);
    touched.add("noteText");
    return note.revision;
  };
  history.undoes(
    "note.body",
    (id, before, touched) => void goTo(id, Number(before["revision"]), touched),
    (id, _before, touched, after) => void goTo(id, Number(after["revision"]), touched),
  );

  return {
    /** A page of notes, last changed first; `words` must begin words of title or text. */
    list(input: { readonly offset: number; readonly limit: number; readonly words: string }): {
      readonly total: number;
      readonly rows: readonly NoteRow[];
    } {
      return database.read(() => {
        const { offset, limit } = input;
        const query = prefixQuery(input.words);
        const rows =
          query === null ? page.all({ limit, offset }) : matchingPage.all({ limit, offset, query });
        const total = query === null ? count.get() : countMatching.get(query);
        return { total: total ?? 0, rows };
      });
    },

    /** The note with its body; null when there is none, or it is in the trash. */
    get({ id }: { readonly id: string }): Note | null {
      return database.read(() => {
        const row = byId.get(id);
        if (row === undefined) return null;
        const body = bodyOf.get(row.key);
        const { title, revision, createdAt, changedAt } = row;
        return {
          id,
          title,
          body: body === undefined ? "" : unpackBody(body.codec, body.body),
          revision,
          createdAt,
          changedAt,
        };
      });
    },

    /** Makes an empty note; links written for its title lead to it. Undone until something is written in it: that would go with it. */
    create({ title: wantedTitle }: { readonly title: string }): Note {
      return database.write((touched) => {
        const title = cleanTitle(wantedTitle);
        const id = wanted.take(title) ?? database.newId();
        const at = database.now();
        const key = Number(add.run({ id, title, order: orderKey(title), at }).lastInsertRowid);
        fullText.putNote(key, { title, text: "" });
        retitled(id);
        history.record(titled("add note", title), [
          { verb: "note.create", entity: id, before: null, after: { title } },
        ]);
        touched.add("note");
        return { id, title, body: "", revision: 0, createdAt: at, changedAt: at };
      });
    },

    /** Gives the note another title. Labels of links to it stay as their writers chose them. */
    rename({ id, title: next }: { readonly id: string; readonly title: string }): null {
      return database.write((touched) => {
        const title = cleanTitle(next);
        const note = known(id);
        const before = note.title;
        if (before === title) return null;
        rename(note, title, true, touched);
        history.record(
          titled("rename note", title, "to"),
          [{ verb: "note.rename", entity: id, before: { title: before }, after: { title } }],
          // The title is saved at every pause in writing it.
          { continues: true },
        );
        return null;
      });
    },

    /**
     * Replaces the body of revision `base`. Throws `note-conflict` when another revision is stored,
     * `bad-request` for what is no editor state or would silently empty a note.
     */
    save(input: { readonly id: string; readonly base: number; readonly body: string }): {
      readonly revision: number;
    } {
      const content = database.read(() => editorState(input.body, { ...naming, own: input.id }));
      return database.write((touched) => {
        const note = known(input.id);
        if (note.revision !== input.base) throw conflict();
        if (content.blank && textOf(note.key).length > guardedUnits)
          throw new NotebookError(
            "bad-request",
            "The editor showed nothing, so the note was kept as it is.",
            "Close the note and open it again.",
          );
        write(note, input.body, content, touched);
        return { revision: input.base + 1 };
      });
    },

    /**
     * Makes an earlier version what the note says now. How it was is kept for ever, as a version of its
     * own. Throws `note-conflict` unless `base` is the stored revision, `not-found` for a version that is
     * not kept any more.
     */
    restore(input: {
      readonly note: string;
      readonly revision: number;
      readonly base: number;
    }): Undoable {
      return database.write((touched) => {
        const note = known(input.note);
        if (note.revision !== input.base) throw conflict();
        const revision = goTo(input.note, input.revision, touched);
        if (revision === null)
          throw new NotebookError("not-found", "This version of the note is not kept any more.");
        return history.record(titled("go back to a version of the note", note.title), [
          {
            verb: "note.body",
            entity: input.note,
            before: { revision },
            after: { revision: input.revision },
          },
        ]);
      });
    },

    /** How notes go into the trash and out of it, for the trash. */
    ways: { toTrash, fromTrash },

    /**
     * Changes the body of a note from elsewhere than its editor, within a transaction: `change` gets it
     * as it is and gives it as it shall be, or null to leave it. Whether it was changed; a note that is
     * not there, or of another revision than `base`, is not. Any revision will do when `base` is null.
     */
    rewrite(
      input: { readonly id: string; readonly base: number | null },
      touched: Set<EntityKind>,
      change: (body: string) => string | null,
    ): boolean {
      const note = input.base === null ? anywhere.get(input.id) : byId.get(input.id);
      if (note === undefined || (input.base !== null && note.revision !== input.base)) return false;
      const stored = bodyOf.get(note.key);
      const body = stored === undefined ? null : change(unpackBody(stored.codec, stored.body));
      if (body === null) return false;
      write(note, body, editorState(body, { ...naming, own: note.id }), touched);
      touched.add("noteText");
      return true;
    },

    /** Moves the note to the trash. Links to it stay and show that it is missing. */
    delete({ id }: { readonly id: string }): Undoable {
      return database.write((touched) => {
        const { key, title } = known(id);
        const at = moveToTrash(id, key, touched);
        return history.record(titled("delete note", title), [
          {
            verb: "note.delete",
            entity: id,
            before: { deletedAt: null },
            after: { deletedAt: at },
          },
        ]);
      });
    },

    /** Notes, within a transaction, that the note is shown; unknown ids are none of its business. */
    opened(id: string): void {
      setRecent.run({ id, at: database.now() });
    },
  };
}

function editorState(body: string, naming: NoteNaming): NoteBody {
  const content = readNoteBody(body, naming);
  if (content !== null) return content;
  throw new NotebookError(
    "bad-request",
    "What the editor sent is not a note, so the note was kept as it is.",
    "Close the note and open it again.",
  );
}

function conflict(): NotebookError {
  return new NotebookError(
    "note-conflict",
    "This note was changed in another place since it was opened here.",
    "Copy what you wrote, then open the note again.",
  );
}

function excerptOf(text: string): string {
  const line = text
    .slice(0, excerptUnits * 4)
    .replace(/\s+/g, " ")
    .trim();
  return line.slice(0, excerptUnits).toWellFormed();
}
