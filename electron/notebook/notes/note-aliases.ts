/** Other names of notes: links and mentions find a note by each of them. */
import { NotebookError, type EntityKind, type Undoable } from "../../api.ts";
import { fold, orderKey } from "../../text/tokens.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { titled } from "../history/history-labels.ts";
import type { History, TakeBack } from "../history/history.ts";
import { cleanTitle } from "./note-title.ts";

interface NoteRow {
  readonly key: number;
  readonly title: string;
  readonly codec: number | null;
  readonly text: Uint8Array | null;
  readonly live: number;
}

/** Prepares the other names of the notes of an open notebook. `retitled` hears of each that got others. */
export function openNoteAliases(
  database: Database,
  history: History,
  fullText: Pick<FullText, "putNote">,
  retitled: (id: string) => void,
) {
  const { sqlite } = database;
  const noteOf = sqlite.prepare<[string], NoteRow>(
    `select note_key as "key", title, codec, text, live from note left join note_body using (note_key)
     where id = ?`,
  );
  const namesOf = sqlite
    .prepare<[string], string>(
      `select alias from note join note_alias using (note_key) where id = ? order by position`,
    )
    .pluck();
  const remove = sqlite.prepare<[number]>(`delete from note_alias where note_key = ?`);
  const add = sqlite.prepare<[{ key: number; position: number; alias: string; order: string }]>(
    `insert into note_alias (note_key, position, alias, alias_order)
     values (:key, :position, :alias, :order)`,
  );

  const write = (
    id: string,
    { key, title, codec, text, live }: NoteRow,
    aliases: readonly string[],
    touched: Set<EntityKind>,
  ): void => {
    remove.run(key);
    aliases.forEach((alias, position) => add.run({ key, position, alias, order: orderKey(alias) }));
    const words = codec === null || text === null ? "" : unpackBody(codec, text);
    if (live === 1) fullText.putNote(key, { title, text: words });
    retitled(id);
    touched.add("note");
  };
  const takes =
    (which: "before" | "after"): TakeBack =>
    (id, before, touched, after) => {
      const note = noteOf.get(id);
      // Written by `set`.
      const fields = (which === "before" ? before : after) as {
        readonly aliases: readonly string[];
      };
      if (note !== undefined) write(id, note, fields.aliases, touched);
    };
  history.undoes("note.alias", takes("before"), takes("after"));

  return {
    /** The other names of a note, in the order they were given; none for one that is not there. */
    aliases({ id }: { readonly id: string }): readonly string[] {
      return database.read(() => namesOf.all(id));
    },

    /**
     * Gives a note other names in place of those it had; equal ones and its title are left out. Null when
     * that changes nothing.
     */
    setAliases(input: {
      readonly id: string;
      readonly aliases: readonly string[];
    }): Undoable | null {
      return database.write((touched) => {
        const note = noteOf.get(input.id);
        if (note === undefined || note.live === 0)
          throw new NotebookError("not-found", "This note is not in the notebook.");
        const before = namesOf.all(input.id);
        const seen = new Set(["", fold(note.title)]);
        const aliases = input.aliases.map(cleanTitle).filter((alias) => {
          const isNew = !seen.has(fold(alias));
          seen.add(fold(alias));
          return isNew;
        });
        if (JSON.stringify(aliases) === JSON.stringify(before)) return null;
        write(input.id, note, aliases, touched);
        return history.record(titled("change other names of", note.title), [
          { verb: "note.alias", entity: input.id, before: { aliases: before }, after: { aliases } },
        ]);
      });
    },
  };
}
