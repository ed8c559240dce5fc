import type { ArticleUsage } from "../api.ts";
import { countWords } from "../text/tokens.ts";
import type { Database } from "./database.ts";

/** The clips of one article, each with whether a note quotes it: two look-ups a clip, both by index. */
export const usageSql = `
  select clip.id, quote, exists (
      select 1 from link cross join note using (note_key)
      where link.target = clip.id and link.kind = 'quote' and note.live = 1
    ) as used
  from article cross join clip using (article_key)
  where article.id = :id and clip.live = 1 order by clip."start", clip."end"`;

/** Prepares the reading of what notes use. */
export function openUsage({ sqlite, read }: Database) {
  const rows = sqlite.prepare<[{ id: string }], { id: string; quote: string; used: number }>(
    usageSql,
  );
  return {
    /** What notes use of an article; nothing for one that is unknown. */
    usage({ id }: { readonly id: string }): ArticleUsage {
      const clips = read(() => rows.all({ id }));
      const used = clips.filter((clip) => clip.used === 1);
      return {
        clips: clips.length,
        unused: clips.filter((clip) => clip.used === 0).map((clip) => clip.id),
        words: used.reduce((sum, { quote }) => sum + countWords(quote), 0),
      };
    },
  };
}
