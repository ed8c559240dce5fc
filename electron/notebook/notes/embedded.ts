/** What notes show of others inside themselves. */
import type { EmbeddedNote, HeadingRef } from "../../api.ts";
import { notePart } from "../../text/notes/note-sections.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { NoteHeadings } from "./note-headings.ts";

interface Row {
  readonly key: number;
  readonly revision: number;
}
interface Embed {
  readonly note: string;
  readonly heading?: HeadingRef | undefined;
  readonly known: number | null;
}

/** Prepares the reading of embeds. */
export function openEmbedded(database: Database, headings: Pick<NoteHeadings, "find">) {
  const { sqlite } = database;
  const noteOf = sqlite.prepare<[string], Row>(
    `select note_key as "key", revision from note where id = ? and live = 1`,
  );
  const bodyOf = sqlite.prepare<[number], { codec: number; body: Uint8Array }>(
    `select codec, body from note_body where note_key = ?`,
  );
  const embedded = ({ note, heading, known }: Embed): EmbeddedNote | null => {
    const row = noteOf.get(note);
    if (row === undefined) return null;
    const { revision } = row;
    if (revision === known) return { revision, found: true, body: null, cut: false };
    const place = heading === undefined ? null : headings.find(note, heading);
    if (heading !== undefined && place === null)
      return { revision, found: false, body: null, cut: false };
    const stored = bodyOf.get(row.key);
    if (stored === undefined) return { revision, found: true, body: "", cut: false };
    const part = notePart(unpackBody(stored.codec, stored.body), place?.ordinal ?? null);
    return part === null
      ? { revision, found: false, body: null, cut: false }
      : { revision, found: true, ...part };
  };
  /**
   * What embeds show today, in the order asked for; null for a note that is not there. The text of the
   * revision that is known already is not given again.
   */
  return ({ embeds }: { readonly embeds: readonly Embed[] }): readonly (EmbeddedNote | null)[] =>
    database.read(() => embeds.map(embedded));
}
