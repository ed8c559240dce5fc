import { z } from "zod";
import type {
  Article,
  ArticleRow,
  ArticleUsage,
  ComparedPlace,
  Comparison,
  Deleted,
  TagRenamed,
  TagRow,
  Undoable,
  Version,
} from "../entities.ts";
import { id, line, offset, tagName, page, gives } from "./call.ts";

const written = line.nullable().optional();
const named = z.record(z.string().max(200), z.string().max(20_000).nullable());
const metadataChanges = z.strictObject({
  title: line.optional(),
  names: z
    .array(
      z.strictObject({
        given: line,
        family: line,
        particle: line.exactOptional(),
        suffix: line.exactOptional(),
      }),
    )
    .max(2_000)
    .optional(),
  site: written,
  published: written,
  url: z.string().max(8_000).nullable().optional(),
  language: written,
  abstract: z.string().max(100_000).nullable().optional(),
  identifiers: named.optional(),
  fields: named.optional(),
});

/** Calls on articles, their tags and their versions. */
export const articleCalls = {
  /** Rows `offset` to `offset + limit` of the list, and how many there are in all. */
  "articles.list": gives<{ readonly total: number; readonly rows: readonly ArticleRow[] }>()(
    z.strictObject({
      ...page,
      sort: z.enum(["added", "title", "byline", "site", "published", "words", "clips"]),
      descending: z.boolean(),
      filter: z.enum(["all", "unread", "clipped"]),
      /** Words that title, byline, site or tags must contain; empty for all. */
      words: line,
      /** Only articles with this tag; null for all. */
      tag: id.nullable().default(null),
    }),
  ),
  /** With its newest version unless one is named; null when there is none. */
  "articles.get": gives<Article | null>()(z.strictObject({ id, version: id.optional() })),
  /** What notes use of its clips. */
  "articles.usage": gives<ArticleUsage>()(z.strictObject({ id })),
  "articles.setPosition": gives<null>()(z.strictObject({ id, position: offset })),
  "articles.delete": gives<Deleted>()(z.strictObject({ id })),
  /** Writes over what imports found; null when that changes nothing. Refuses what is no date, address … */
  "articles.edit": gives<Undoable | null>()(z.strictObject({ id, changes: metadataChanges })),
  /** Gives fields back what imports found of them; null when nobody had written them. */
  "articles.useFound": gives<Undoable | null>()(
    z.strictObject({ id, fields: z.array(line).min(1).max(200) }),
  ),
  /** Gives articles a tag, made when there is none of that name; null when all have it already. */
  "articles.tag": gives<Undoable | null>()(
    z.strictObject({ ids: z.array(id).min(1).max(10_000), name: tagName }),
  ),
  /** Takes a tag from articles; null when none of them has it. */
  "articles.untag": gives<Undoable | null>()(
    z.strictObject({ ids: z.array(id).min(1).max(10_000), tag: id }),
  ),

  /** By name; only those that an article outside the trash has. */
  "tags.list": gives<{ readonly total: number; readonly rows: readonly TagRow[] }>()(
    z.strictObject({ ...page, words: line }),
  ),
  /** Null when there is no such tag, or no article has it any more. */
  "tags.get": gives<TagRow | null>()(z.strictObject({ id })),
  /** Tags to choose from, best first: those most used for an empty query. */
  "tags.suggest": gives<readonly TagRow[]>()(
    z.strictObject({ query: line, limit: z.int().min(1).max(50) }),
  ),
  /** Under a name that another tag has the two become one. */
  "tags.rename": gives<TagRenamed>()(z.strictObject({ id, name: tagName })),
  "tags.delete": gives<Undoable>()(z.strictObject({ id })),

  /** Newest first. */
  "versions.list": gives<readonly Version[]>()(z.strictObject({ article: id })),
  "versions.compare": gives<Comparison>()(z.strictObject({ from: id, to: id, ...page })),
  /** Where the place at an offset of `from` is in the comparison, and in `to`. */
  "versions.placeOf": gives<ComparedPlace>()(z.strictObject({ from: id, to: id, offset })),
} as const;
