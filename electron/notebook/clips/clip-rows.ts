import type { Clip, ClipAnchor, SourcedClip } from "../../api.ts";
import type { PlacedRow } from "./anchors.ts";

/** The columns of a {@link ClipRow}. */
export const columns = `clip_key as "key", clip.article_key as articleKey,
  clip.version_key as versionKey, clip.id, article.id as article, version.id as version, clip."start", clip."end", quote,
  prefix, suffix, color, comment, created_at as createdAt, changed_at as changedAt`;
/** The columns of a {@link SourcedRow}. */
export const sourced = `${columns}, article.title as articleTitle, byline, site, published,
  paragraph, clip.live = 0 as deleted`;
/** What both are selected from. */
export const joined = `clip join article using (article_key) join version using (version_key)`;

/**
 * The SQL of a page of clips, newest first. Keys grow with time, so the index of words gives its
 * matches in that order by itself. Exported for the test of its query plan.
 */
export function clipPageSql(filtered: boolean): string {
  const found = filtered
    ? `select rowid as found from fts_clip where fts_clip match :query order by rowid desc`
    : `select clip_key as found from clip indexed by clip_by_key where live = 1 order by clip_key desc`;
  return `
    with page as materialized (${found} limit :limit offset :offset)
    select ${sourced} from page cross join clip on clip_key = page.found
      cross join article using (article_key) cross join version using (version_key)
    order by clip_key desc`;
}

/** A clip as it is stored. */
export type ClipRow = Omit<Clip, "anchor"> & PlacedRow;
/** The same with what changing it takes. */
export type StoredClip = ClipRow & { readonly paragraph: number; readonly live: number };
/** The same with what names its source. */
export type SourcedRow = Omit<SourcedClip, "anchor" | "byline" | "deleted"> & {
  readonly key: number;
  readonly articleKey: number;
  readonly versionKey: number;
  readonly byline: string;
  readonly deleted: number;
};
/** A row as a clip, with its place in the version that is shown. */
export function clipOf(row: Omit<Clip, "anchor">, anchor: ClipAnchor): Clip {
  const { id, article, version, start, end, quote, prefix, suffix, color, comment } = row;
  const { createdAt, changedAt } = row;
  const words = { quote, prefix, suffix };
  return {
    id,
    article,
    version,
    start,
    end,
    ...words,
    color,
    comment,
    createdAt,
    changedAt,
    anchor,
  };
}

/** The same with its source. */
export function sourcedClip(row: SourcedRow, clip: Clip): SourcedClip {
  const { articleTitle, site, published, paragraph } = row;
  return {
    ...clip,
    articleTitle,
    // Written by `articles.add` from a list of names.
    byline: JSON.parse(row.byline) as readonly string[],
    site,
    published,
    paragraph,
    deleted: row.deleted === 1,
  };
}

/** By place; the lost ones last, in the order of their own text. */
export function byPlace(a: Clip, b: Clip): number {
  const [one, other] = [a.anchor, b.anchor];
  if (one.start === null || other.start === null)
    return Number(one.start === null) - Number(other.start === null) || a.start - b.start;
  return one.start - other.start || (one.end ?? 0) - (other.end ?? 0);
}
