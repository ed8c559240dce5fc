import type { Deleted, SourcedClip } from "../../api.ts";
import type { Database } from "../database.ts";

/** Notes that are named; the others are counted. */
const mostNamed = 20;

/** The notes that quote something, as a deletion tells of them. */
type Quoting = Pick<Deleted, "quotedIn" | "quotedInTotal">;
interface QuotingRow {
  readonly id: string;
  readonly title: string;
  readonly total: number;
}

/** Prepares what is known of clips through the notes that quote them. */
export function openQuotedClips({ sqlite }: Database) {
  const named = (links: string) =>
    `select id, title, count(*) over () as total from note
     where live = 1 and note_key in (select note_key from ${links} and link.kind = 'quote')
     order by title_order, note_key limit ${mostNamed}`;
  const quoting = sqlite.prepare<[string], QuotingRow>(
    named(`json_each(?) as asked cross join link on link.target = asked.value where true`),
  );
  const quotingArticle = sqlite.prepare<[number], QuotingRow>(
    named(
      `clip cross join link on link.target = clip.id where clip.article_key = ? and clip.live = 1`,
    ),
  );
  const buried = sqlite
    .prepare<[string], string | null>(`select clip from purged where id = ?`)
    .pluck();
  return {
    /** The notes that quote any of these. */
    notes: (ids: readonly string[]): Quoting => told(quoting.all(JSON.stringify(ids))),

    /** The notes that quote any clip of an article that is not in the trash. */
    ofArticle: (key: number): Quoting => told(quotingArticle.all(key)),

    /** A clip that is gone for good, as it was; none when no note had ever quoted it. */
    purged(id: string): readonly SourcedClip[] {
      const clip = buried.get(id) ?? null;
      // Written by `purge` from such a clip.
      return clip === null ? [] : [JSON.parse(clip) as SourcedClip];
    },
  };
}

function told(rows: readonly QuotingRow[]): Quoting {
  return {
    quotedIn: rows.map(({ id, title }) => ({ id, title })),
    quotedInTotal: rows[0]?.total ?? 0,
  };
}
