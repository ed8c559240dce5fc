import type { ArticleFilter, ArticleRow, ArticleSort } from "../api.ts";
import type { Database } from "./database.ts";
import { prefixQuery } from "./match.ts";

/** What a list of articles asks for. `words` must begin words of title, byline or site. */
export interface ArticleListInput {
  readonly offset: number;
  readonly limit: number;
  readonly sort: ArticleSort;
  readonly descending: boolean;
  readonly filter: ArticleFilter;
  readonly words: string;
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
  readonly addedAt: number;
  readonly openedAt: number | null;
}
interface Parameters {
  readonly unread: number;
  readonly clipped: number;
  readonly limit: number;
  readonly offset: number;
  readonly query?: string;
}

const matching = `article_key in (select rowid from fts_title where fts_title match :query)`;

/**
 * The SQL of one order: the keys of the page come from a covering index alone, the rows from the
 * table. Exported for the test of its query plan.
 */
export function articlePageSql(sort: ArticleSort, descending: boolean, filtered: boolean): string {
  const [index, column] = orders[sort];
  const order = descending ? `${column} desc, article_key desc` : `${column}, article_key`;
  return `
    with page as materialized (
      select article_key as found from article indexed by ${index}
      where live = 1 and unread >= :unread and clipped >= :clipped
        ${filtered ? `and ${matching}` : ""}
      order by ${order} limit :limit offset :offset)
    select id, title, title_derived as titleDerived, byline, site, published, words, clips, excerpt,
      added_at as addedAt, opened_at as openedAt
    from page cross join article on article_key = page.found order by ${order}`;
}

/** Prepares the list of articles. */
export function openArticleList(database: Database) {
  const { sqlite } = database;
  const prepare = (filtered: boolean) =>
    Object.fromEntries(
      Object.keys(orders).map((sort) => [
        sort,
        [false, true].map((descending) =>
          sqlite.prepare<[Parameters], Row>(
            // The keys of `orders` are the sorts.
            articlePageSql(sort as ArticleSort, descending, filtered),
          ),
        ),
      ]),
    );
  const pages = { all: prepare(false), filtered: prepare(true) };
  const counts = sqlite.prepare<[], { all: number; unread: number; clipped: number }>(
    `select articles as "all", unread, clipped from counters`,
  );
  const countMatching = sqlite
    .prepare<[{ unread: number; clipped: number; query: string }], number>(
      `select count(*) from article indexed by article_by_added
       where live = 1 and unread >= :unread and clipped >= :clipped and ${matching}`,
    )
    .pluck();

  return (input: ArticleListInput): ArticlePage =>
    database.read(() => {
      const { offset, limit, sort, filter } = input;
      const query = prefixQuery(input.words);
      const flags = { unread: Number(filter === "unread"), clipped: Number(filter === "clipped") };
      const statement = (query === null ? pages.all : pages.filtered)[sort]?.[
        Number(input.descending)
      ];
      if (statement === undefined) throw new RangeError(`Expected a sort order, not ${sort}.`);
      const rows = statement.all({ ...flags, limit, offset, ...(query === null ? {} : { query }) });
      const total =
        query === null ? counts.get()?.[filter] : countMatching.get({ ...flags, query });
      return { total: total ?? 0, rows: rows.map(articleRow) };
    });
}

function articleRow(row: Row): ArticleRow {
  return {
    ...row,
    titleDerived: row.titleDerived === 1,
    // Written by `articles.add` from a list of names.
    byline: JSON.parse(row.byline) as readonly string[],
  };
}
