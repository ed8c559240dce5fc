import type { ArticleFilter, ArticleRow, ArticleSort, Tag } from "../../api.ts";
import type { Statement } from "better-sqlite3";
import type { Database } from "../database.ts";
import { prefixQuery } from "../search/match.ts";

/** What a list of articles asks for. `words` must begin words of title, byline, site or tags. */
export interface ArticleListInput {
  readonly offset: number;
  readonly limit: number;
  readonly sort: ArticleSort;
  readonly descending: boolean;
  readonly filter: ArticleFilter;
  readonly words: string;
  /** The id of a tag they must have; null for all. */
  readonly tag?: string | null;
}
export interface ArticlePage {
  readonly total: number;
  readonly rows: readonly ArticleRow[];
}

/** The index and column of each order. */
const orders: { readonly [Sort in ArticleSort]: readonly [index: string, column: string] } = {
  added: ["article_by_added", "added_at"],
  title: ["article_by_title", "title_order"],
  byline: ["article_by_byline", "byline_order"],
  site: ["article_by_site", "site_order"],
  published: ["article_by_published", "published_order"],
  words: ["article_by_words", "words"],
  clips: ["article_by_clips", "clips"],
};

interface Row {
  readonly id: string;
  readonly title: string;
  readonly titleDerived: number;
  readonly byline: string;
  readonly site: string | null;
  readonly published: string | null;
  readonly words: number;
  readonly clips: number;
  readonly excerpt: string;
  readonly tags: string;
  readonly addedAt: number;
  readonly openedAt: number | null;
}
interface Parameters {
  readonly unread: number;
  readonly clipped: number;
  readonly limit: number;
  readonly offset: number;
  readonly query?: string;
  readonly tag?: number;
}
/** How many articles a tag has: few are sorted, many are picked out of what is sorted already. */
type Tagged = "few" | "many" | null;

/** Reading and sorting so many rows costs less than walking an index of 100,000. */
const few = 2_000;

const matching = `article_key in (select rowid from fts_title where fts_title match :query)`;

/**
 * The SQL of one order: the keys of the page come from a covering index alone, the rows from the
 * table. Exported for the test of its query plan.
 */
export function articlePageSql(
  sort: ArticleSort,
  descending: boolean,
  filtered: boolean,
  tagged: Tagged = null,
): string {
  const [index, column] = orders[sort];
  const order = descending ? `${column} desc, article_key desc` : `${column}, article_key`;
  const source =
    tagged === "few"
      ? `article_tag indexed by article_tag_by_tag cross join article using (article_key)`
      : `article indexed by ${index}`;
  const tag = {
    few: `and tag_key = :tag`,
    many: `and exists (select 1 from article_tag
      where tag_key = :tag and article_tag.article_key = article.article_key)`,
  };
  return `
    with page as materialized (
      select article_key as found from ${source}
      where live = 1 and unread >= :unread and clipped >= :clipped
        ${filtered ? `and ${matching}` : ""} ${tagged === null ? "" : tag[tagged]}
      order by ${order} limit :limit offset :offset)
    select id, title, title_derived as titleDerived, byline, site, published, words, clips, excerpt,
      (select json_group_array(json_object('id', id, 'name', name)) from (
         select tag.id, name from article_tag join tag using (tag_key)
         where article_tag.article_key = page.found order by name_order)) as tags,
      added_at as addedAt, opened_at as openedAt
    from page cross join article on article_key = page.found order by ${order}`;
}

/** Prepares the list of articles. */
export function openArticleList(database: Database) {
  const { sqlite } = database;
  const pages = new Map<string, Statement<[Parameters], Row>>();
  /** Prepared when first asked for: there are many, of which one notebook's reader needs few. */
  const pageOf = (
    sort: ArticleSort,
    descending: boolean,
    filtered: boolean,
    tagged: Tagged,
  ): Statement<[Parameters], Row> => {
    const name = `${sort} ${descending} ${filtered} ${tagged ?? ""}`;
    const known = pages.get(name);
    if (known !== undefined) return known;
    const made = sqlite.prepare<[Parameters], Row>(
      articlePageSql(sort, descending, filtered, tagged),
    );
    pages.set(name, made);
    return made;
  };
  const tagOf = sqlite.prepare<[string], { key: number; articles: number }>(
    `select tag_key as "key", articles from tag where id = ?`,
  );
  const counts = sqlite.prepare<[], { all: number; unread: number; clipped: number }>(
    `select articles as "all", unread, clipped from counters`,
  );
  const countMatching = sqlite
    .prepare<[{ unread: number; clipped: number; query: string }], number>(
      `select count(*) from article indexed by article_by_added
       where live = 1 and unread >= :unread and clipped >= :clipped and ${matching}`,
    )
    .pluck();

  const countTagged = (filtered: boolean) =>
    sqlite
      .prepare<[{ unread: number; clipped: number; tag: number; query?: string }], number>(
        `select count(*) from article_tag cross join article using (article_key)
         where tag_key = :tag and live = 1 and unread >= :unread and clipped >= :clipped
           ${filtered ? `and ${matching}` : ""}`,
      )
      .pluck();
  const countOfTag = { all: countTagged(false), filtered: countTagged(true) };

  return (input: ArticleListInput): ArticlePage =>
    database.read(() => {
      const { offset, limit, sort, filter } = input;
      if (!Object.hasOwn(orders, sort)) throw new RangeError(`Expected a sort order, not ${sort}.`);
      const asked = prefixQuery(input.words);
      const query = asked === null ? {} : { query: asked };
      const flags = { unread: Number(filter === "unread"), clipped: Number(filter === "clipped") };
      const tag = input.tag === undefined || input.tag === null ? null : tagOf.get(input.tag);
      if (tag === undefined) return { total: 0, rows: [] };
      const tagged = tag === null ? null : tag.articles <= few ? "few" : "many";
      const rows = pageOf(sort, input.descending, asked !== null, tagged).all({
        ...flags,
        ...query,
        ...(tag === null ? {} : { tag: tag.key }),
        limit,
        offset,
      });
      const total = (): number | undefined => {
        if (tag !== null) {
          if (asked === null && filter === "all") return tag.articles;
          return countOfTag[asked === null ? "all" : "filtered"].get({
            ...flags,
            ...query,
            tag: tag.key,
          });
        }
        return asked === null
          ? counts.get()?.[filter]
          : countMatching.get({ ...flags, query: asked });
      };
      return { total: total() ?? 0, rows: rows.map(articleRow) };
    });
}

function articleRow(row: Row): ArticleRow {
  return {
    ...row,
    titleDerived: row.titleDerived === 1,
    // Written by `articles.add` from a list of names.
    byline: JSON.parse(row.byline) as readonly string[],
    // Made by the query.
    tags: JSON.parse(row.tags) as readonly Tag[],
  };
}
