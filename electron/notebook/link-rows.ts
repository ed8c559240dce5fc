import type { TargetKind } from "../api.ts";
import type { NoteReference } from "../text/note-body.ts";
import type { Database } from "./database.ts";

/** A reference of a note as it is stored. */
interface Row {
  readonly kind: "link" | "quote";
  readonly targetKind: TargetKind;
  readonly target: string;
  readonly before: string;
  readonly words: string;
  readonly kept: number;
  readonly after: string;
  readonly embedded: number;
}

/** The edges from notes to what they mention; derived from the notes' bodies and kept beside them. */
export interface LinkRows {
  /** Makes the stored edges of a note those of its body; false when they were the same already. */
  replace(noteKey: number, references: readonly NoteReference[]): boolean;
  /** The stored edges of a note, in order. */
  of(noteKey: number): readonly Row[];
}

/** Prepares the edges of an open notebook. */
export function openLinkRows(database: Database): LinkRows {
  const { sqlite } = database;
  const ofNote = sqlite.prepare<[number], Row>(
    `select kind, target_kind as targetKind, target, before, words, kept, after, embedded
     from link where note_key = ? order by position`,
  );
  const remove = sqlite.prepare<[number]>(`delete from link where note_key = ?`);
  const add = sqlite.prepare<[Row & { noteKey: number; position: number }]>(
    `insert into link (note_key, position, kind, target_kind, target, before, words, kept, after, embedded)
     values (:noteKey, :position, :kind, :targetKind, :target, :before, :words, :kept, :after, :embedded)`,
  );
  return {
    replace(noteKey, references) {
      const rows = references.map(linkRow);
      if (JSON.stringify(rows) === JSON.stringify(ofNote.all(noteKey))) return false;
      remove.run(noteKey);
      rows.forEach((row, position) => add.run({ noteKey, position, ...row }));
      return true;
    },
    of: (noteKey) => ofNote.all(noteKey),
  };
}

/** The row that a reference is stored as. */
export function linkRow({ kind, target, embedded, ...reference }: NoteReference): Row {
  const { kind: targetKind, id } = target;
  const { before, words, kept, after } = reference;
  const edge = { kind, targetKind, target: id, before, words, kept: Number(kept), after };
  return { ...edge, embedded: Number(embedded ?? false) };
}
