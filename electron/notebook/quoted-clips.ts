import type { DeletedClips, SourcedClip } from "../api.ts";
import type { Database } from "./database.ts";

/** Prepares what is known of clips through the notes that quote them. */
export function openQuotedClips({ sqlite }: Database) {
  const quoting = sqlite.prepare<[string], { id: string; title: string }>(
    `select distinct note.id, note.title from link join note using (note_key)
     where link.target = ? and link.kind = 'quote' and note.live = 1`,
  );
  const buried = sqlite
    .prepare<[string], string | null>(`select clip from purged where id = ?`)
    .pluck();
  return {
    /** The notes that quote any of these, by title. */
    notes(ids: readonly string[]): DeletedClips["quotedIn"] {
      const notes = new Map(ids.flatMap((id) => quoting.all(id)).map((note) => [note.id, note]));
      return [...notes.values()].toSorted((a, b) => a.title.localeCompare(b.title));
    },

    /** A clip that is gone for good, as it was; none when no note had ever quoted it. */
    purged(id: string): readonly SourcedClip[] {
      const clip = buried.get(id) ?? null;
      // Written by `purge` from such a clip.
      return clip === null ? [] : [JSON.parse(clip) as SourcedClip];
    },
  };
}
