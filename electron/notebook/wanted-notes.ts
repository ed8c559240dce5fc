/**
 * Notes that links point to before they exist. Such a link stores the id that its note will get, reserved
 * here by title: the moment a note of that title is made, every link to it leads there, and no note's
 * text has to be changed for it.
 */
import { NotebookError, type WantedNote } from "../api.ts";
import { fold, orderKey } from "../text/tokens.ts";
import type { Database } from "./database.ts";
import type { NoteHeadings } from "./note-headings.ts";
import { cleanTitle } from "./note-title.ts";

/** Prepares the reserved ids of an open notebook. */
export function openWantedNotes(database: Database, headings: Pick<NoteHeadings, "ref">) {
  const { sqlite } = database;
  const reserved = sqlite
    .prepare<[string], string>(`select id from wanted_note where title_folded = ?`)
    .pluck();
  const reservedTitle = sqlite
    .prepare<[string], string>(`select title from wanted_note where id = ?`)
    .pluck();
  const add = sqlite.prepare<[{ folded: string; id: string; title: string }]>(
    `insert into wanted_note (title_folded, id, title) values (:folded, :id, :title)
     on conflict do nothing`,
  );
  const remove = sqlite.prepare<[string]>(`delete from wanted_note where title_folded = ?`);
  // One of the same title is found by its key of order, then told from those that only sort like it.
  const notesLike = sqlite.prepare<[string], { id: string; title: string }>(
    `select id, title from note where title_order = ? and live = 1 order by note_key`,
  );
  const namedLike = sqlite.prepare<[string], { id: string; title: string; alias: string }>(
    `select id, title, alias from note_alias join note using (note_key)
     where alias_order = ? and live = 1 order by note_key`,
  );
  const articlesLike = sqlite.prepare<[string], { id: string; title: string }>(
    `select id, title from article where title_order = ? and live = 1 order by article_key`,
  );
  const isNote = sqlite.prepare<[string], 1>(`select 1 from note where id = ?`).pluck();

  /** The note before the sign of `note#heading`; null where there is none of that title. */
  const headed = (title: string) => {
    const at = title.indexOf("#");
    const words = at < 0 ? "" : title.slice(at + 1).trim();
    const whole = at < 0 ? "" : title.slice(0, at).trim();
    if (words === "" || whole === "") return null;
    const folded = fold(whole);
    const note = notesLike.all(orderKey(whole)).find((row) => fold(row.title) === folded);
    if (note === undefined) return null;
    const heading = headings.ref(note.id, words) ?? { id: "", words };
    return { kind: "note" as const, ...note, exists: true, heading };
  };

  return {
    /** The title that an id is reserved for; null when it is not. */
    titleOf: (id: string): string | null => reservedTitle.get(id) ?? null,

    /**
     * What a link written as `[[title]]` points to: the note of that title or other name, else the article, else the id
     * that such a note will get; for `title#heading` the heading of such a note. Case and accents do not
     * matter.
     */
    want({ title: wanted }: { readonly title: string }): WantedNote {
      const title = cleanTitle(wanted);
      const folded = fold(title);
      if (folded === "")
        throw new NotebookError("bad-request", "A link needs the title of what it points to.");
      const found = database.read(() => {
        const order = orderKey(title);
        const same = (row: { readonly title: string }) => fold(row.title) === folded;
        const note = notesLike.all(order).find(same);
        if (note !== undefined) return { kind: "note" as const, ...note, exists: true };
        const named = namedLike.all(order).find(({ alias }) => fold(alias) === folded);
        if (named !== undefined)
          return { kind: "note" as const, id: named.id, title: named.title, exists: true };
        const article = articlesLike.all(order).find(same);
        if (article !== undefined) return { kind: "article" as const, ...article, exists: true };
        return headed(title);
      });
      if (found !== null) return found;
      return database.write(() => {
        const id = reserved.get(folded) ?? database.newId();
        add.run({ folded, id, title });
        return { kind: "note", id, title, exists: false };
      });
    },

    /** Within the transaction that makes a note: the id reserved for its title, which is then its own. */
    take(title: string): string | null {
      const folded = fold(title);
      const id = reserved.get(folded);
      if (id === undefined) return null;
      remove.run(folded);
      return id;
    },

    /**
     * Within the transaction that saves a note: makes sure that the id of a link written for a title is
     * reserved, for links that came with a text from elsewhere.
     */
    keep(id: string, title: string): void {
      const folded = fold(title);
      if (folded !== "" && isNote.get(id) === undefined) add.run({ folded, id, title });
    },
  };
}
