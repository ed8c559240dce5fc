import type { Deleted, SourcedClip } from "../api.ts";
import type { Database } from "./database.ts";

/** Prepares what is known of clips through the notes that quote them. */
export function openQuotedClips({ sqlite }: Database) {
  const quoting = sqlite.prepare<[string], { id: string; title: string }>(
    `select distinct note.id, note.title from link join note using (note_key)
     where link.target = ? and link.kind = 'quote' and note.live = 1`,
  );
  const quotingArticle = sqlite.prepare<[number], { id: string; title: string }>(
    `select distinct note.id, note.title from clip cross join link on link.target = clip.id
       cross join note using (note_key)
     where clip.article_key = ? and clip.live = 1 and link.kind = 'quote' and note.live = 1`,
  );
  const buried = sqlite
    .prepare<[string], string | null>(`select clip from purged where id = ?`)
    .pluck();
  return {
    /** The notes that quote any of these, by title. */
    notes(ids: readonly string[]): Deleted["quotedIn"] {
      const notes = new Map(ids.flatMap((id) => quoting.all(id)).map((note) => [note.id, note]));
      return byTitle([...notes.values()]);
    },

    /** The notes that quote any clip of an article that is not in the trash, by title. */
    ofArticle: (key: number): Deleted["quotedIn"] => byTitle(quotingArticle.all(key)),

    /** A clip that is gone for good, as it was; none when no note had ever quoted it. */
    purged(id: string): readonly SourcedClip[] {
      const clip = buried.get(id) ?? null;
      // Written by `purge` from such a clip.
      return clip === null ? [] : [JSON.parse(clip) as SourcedClip];
    },
  };
}

function byTitle(notes: Deleted["quotedIn"]): Deleted["quotedIn"] {
  return notes.toSorted((a, b) => a.title.localeCompare(b.title));
}
