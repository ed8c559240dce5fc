import type { TargetKind } from "../../api.ts";
import type { CitationPart } from "../../text/citation.ts";
import { readNoteBody, type NoteNaming, type NoteReference } from "../../text/notes/note-body.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** Notes of older versions whose links are read in one step. */
const notesAtOnce = 20;

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
  /** The words and the id of the heading that is meant; empty for all of a note. */
  readonly heading: string;
  readonly headingId: string;
  /** What a citation says, as {@link citationIn} reads it; empty for other links. */
  readonly cited: string;
}

/** The edges from notes to what they mention; derived from the notes' bodies and kept beside them. */
export interface LinkRows {
  /** Makes the stored edges of a note those of its body; false when they were the same already. */
  replace(noteKey: number, references: readonly NoteReference[]): boolean;
  /** The stored edges of a note, in order. */
  of(noteKey: number): readonly Row[];
  /** Reads again what an earlier version left out of some notes' edges; whether there may be more. */
  readStep(naming: Omit<NoteNaming, "own">): boolean;
}

/** Prepares the edges of an open notebook. */
export function openLinkRows(database: Database): LinkRows {
  const { sqlite } = database;
  const ofNote = sqlite.prepare<[number], Row>(
    `select kind, target_kind as targetKind, target, before, words, kept, after, embedded,
       heading, heading_id as headingId, cited
     from link where note_key = ? order by position`,
  );
  const remove = sqlite.prepare<[number]>(`delete from link where note_key = ?`);
  const add = sqlite.prepare<[Row & { noteKey: number; position: number }]>(
    `insert into link (note_key, position, kind, target_kind, target, before, words, kept, after, embedded,
       heading, heading_id, cited)
     values (:noteKey, :position, :kind, :targetKind, :target, :before, :words, :kept, :after, :embedded,
       :heading, :headingId, :cited)`,
  );
  const setRead = sqlite.prepare<[number]>(`delete from unlinked where note_key = ?`);
  const unread = sqlite.prepare<
    [],
    { key: number; id: string; codec: number; body: Uint8Array | null }
  >(
    `select note_key as "key", id, codec, note_body.body
     from unlinked join note using (note_key) left join note_body using (note_key)
     order by note_key limit ${notesAtOnce}`,
  );
  const replace = (noteKey: number, references: readonly NoteReference[]): boolean => {
    setRead.run(noteKey);
    const rows = references.map(linkRow);
    if (JSON.stringify(rows) === JSON.stringify(ofNote.all(noteKey))) return false;
    remove.run(noteKey);
    rows.forEach((row, position) => add.run({ noteKey, position, ...row }));
    return true;
  };
  return {
    replace,
    of: (noteKey) => ofNote.all(noteKey),
    readStep(naming) {
      const rows = database.read(() => unread.all());
      if (rows.length === 0) return false;
      return database.write((touched) => {
        for (const { key, id, codec, body } of rows) {
          const content =
            body === null ? null : readNoteBody(unpackBody(codec, body), { ...naming, own: id });
          if (content === null) setRead.run(key);
          else if (replace(key, content.references)) touched.add("link");
        }
        return rows.length === notesAtOnce;
      });
    },
  };
}

/** The row that a reference is stored as. */
export function linkRow(reference: NoteReference): Row {
  const { kind, target, before, words, kept, after, embedded, heading, cited } = reference;
  return {
    kind,
    targetKind: target.kind,
    target: target.id,
    before,
    words,
    kept: Number(kept),
    after,
    embedded: Number(embedded ?? false),
    heading: heading?.words ?? "",
    headingId: heading?.id ?? "",
    cited: cited === undefined ? "" : JSON.stringify(cited),
  };
}

/** What a citation says that was stored by {@link linkRow}; null for other links. */
export function citationIn({ cited }: Pick<Row, "cited">): CitationPart | null {
  return cited === "" ? null : (JSON.parse(cited) as CitationPart);
}
