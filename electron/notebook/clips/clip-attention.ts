import type { SourcedClip } from "../../api.ts";
import type { openClips } from "./clips.ts";
import type { Database } from "../database.ts";
import { prefixQuery } from "../search/match.ts";

/** Clips that in the newest version of their article are lost, or changed and not confirmed. */
const needing = `from anchor indexed by anchor_attention cross join clip using (clip_key)
  where (kind = 'lost' or (anchor.words is not null and confirmed = 0)) and clip.live = 1
    and clip.version_key <> anchor.version_key
    and anchor.version_key = (
      select version_key from version where version.article_key = clip.article_key
        and removed_at is null order by number desc limit 1)`;
const matching = `clip_key in (select rowid from fts_clip where fts_clip match :query)`;

/**
 * The SQL of a page of the clips that need a person, newest first. It reads no more than their anchors,
 * of which an index holds no others. Exported for the test of its query plan.
 */
export function attentionPageSql(filtered: boolean): string {
  return `select clip.id ${needing} ${filtered ? `and ${matching}` : ""}
    order by clip_key desc limit :limit offset :offset`;
}

/** Prepares the clips that wait for a person after their article changed. */
export function openAttention(
  { sqlite, read }: Database,
  clips: Pick<ReturnType<typeof openClips>, "get">,
) {
  const page = sqlite
    .prepare<[{ limit: number; offset: number }], string>(attentionPageSql(false))
    .pluck();
  const matchingPage = sqlite
    .prepare<[{ limit: number; offset: number; query: string }], string>(attentionPageSql(true))
    .pluck();
  const count = sqlite.prepare<[], number>(`select count(*) ${needing}`).pluck();
  const countMatching = sqlite
    .prepare<[{ query: string }], number>(`select count(*) ${needing} and ${matching}`)
    .pluck();
  // What comes after the clip first, then the others: the walk goes round.
  const next = sqlite
    .prepare<[{ after: string | null; article: string | null }], string>(
      `select clip.id ${needing} and (:article is null or clip.article_key =
           (select article_key from article where article.id = :article))
       order by (clip.article_key, clip."start", clip_key) >
           (select past.article_key, past."start", past.clip_key from clip as past
            where past.id = :after) desc,
         clip.article_key, clip."start", clip_key limit 1`,
    )
    .pluck();
  return {
    /** A page of the clips that need a person; `words` must begin words of quote or comment. */
    attention(input: { readonly offset: number; readonly limit: number; readonly words: string }): {
      readonly total: number;
      readonly rows: readonly SourcedClip[];
    } {
      return read(() => {
        const { limit, offset } = input;
        const query = prefixQuery(input.words);
        const ids =
          query === null ? page.all({ limit, offset }) : matchingPage.all({ limit, offset, query });
        const total = query === null ? count.get() : countMatching.get({ query });
        return { total: total ?? 0, rows: clips.get({ ids }) };
      });
    },

    /**
     * The one that comes after a clip, article by article and in the order of their texts, from the
     * first again after the last; only of one article when it is given. Null when none needs a person.
     */
    nextAttention(input: {
      readonly after: string | null;
      readonly article: string | null;
    }): SourcedClip | null {
      return read(() => {
        const id = next.get(input);
        return (id === undefined ? undefined : clips.get({ ids: [id] })[0]) ?? null;
      });
    },
  };
}
