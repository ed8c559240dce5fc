import type { ArticleUsage } from "../../api.ts";
import { countWords } from "../../text/tokens.ts";
import type { Database } from "../database.ts";

const used = (kind: "quote" | "link") => `exists (
      select 1 from link cross join note using (note_key)
      where link.target = clip.id and link.kind = '${kind}' and note.live = 1)`;

/** The clips of one article, each with whether a note quotes or links to it: look-ups by index. */
export const usageSql = `
  select clip.id, quote, ${used("quote")} as quoted, ${used("link")} as linked
  from article cross join clip using (article_key)
  where article.id = :id and clip.live = 1 order by clip."start", clip."end"`;

interface Row {
  readonly id: string;
  readonly quote: string;
  readonly quoted: number;
  readonly linked: number;
}

/** Prepares the reading of what notes use. */
export function openUsage({ sqlite, read }: Database) {
  const rows = sqlite.prepare<[{ id: string }], Row>(usageSql);
  return {
    /** What notes use of an article; nothing for one that is unknown. */
    usage({ id }: { readonly id: string }): ArticleUsage {
      const clips = read(() => rows.all({ id }));
      const quoted = clips.filter((clip) => clip.quoted === 1);
      return {
        clips: clips.length,
        unused: clips
          .filter((clip) => clip.quoted === 0 && clip.linked === 0)
          .map((clip) => clip.id),
        words: quoted.reduce((sum, { quote }) => sum + countWords(quote), 0),
      };
    },
  };
}
