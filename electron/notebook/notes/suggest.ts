import type { Suggestion } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { foldedTitle, fuzzyMatch, titleQuery, type FoldedTitle } from "../../text/fuzzy.ts";
import { bestTitles } from "../../text/best-titles.ts";
import { fold, orderKey } from "../../text/tokens.ts";
import type { Database } from "../database.ts";

type Kind = "note" | "article";

/** A title in memory: scanning all of them takes a fraction of what SQLite needs to hand them over. */
interface Title extends FoldedTitle {
  readonly kind: Kind;
  readonly key: number;
  /** The other name of a note that this is; null for its title. */
  readonly alias: string | null;
}
interface AliasRow {
  readonly key: number;
  readonly alias: string;
  readonly folded: string;
}
interface TitleRow {
  readonly key: number;
  readonly folded: string;
}
interface RecentRow {
  readonly kind: Kind;
  readonly key: number;
}
interface Shown {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

/** How far back "recent" goes; enough for a menu, few enough to ask for at each key. */
const recents = 50;

/** Prepares suggestions for `[[` and the palette. */
export function openSuggestions(database: Database) {
  const { sqlite } = database;
  const prepare = (all: string, one: string, shown: string) => ({
    all: sqlite.prepare<[], TitleRow>(all),
    one: sqlite.prepare<[string], TitleRow & { deleted: number }>(one),
    shown: sqlite.prepare<[number], Shown>(shown),
  });
  const tables = {
    note: prepare(
      `select note_key as "key", title_order as folded from note where live = 1`,
      `select note_key as "key", title_order as folded, live = 0 as deleted
       from note where id = ?`,
      `select id, title, date(changed_at / 1000, 'unixepoch', 'localtime') as detail from note where note_key = ?`,
    ),
    article: prepare(
      `select article_key as "key", title_order as folded from article indexed by article_by_title
       where live = 1`,
      `select article_key as "key", title_order as folded, live = 0 as deleted
       from article where id = ?`,
      `select id, title, coalesce(
         nullif((select group_concat(value, ', ') from json_each(byline)), ''), site, published,
         date(added_at / 1000, 'unixepoch', 'localtime')) as detail
       from article where article_key = ?`,
    ),
  };
  const recent = sqlite.prepare<[{ limit: number }], RecentRow>(
    `select kind, "key" from (
       select * from (select 'note' as kind, note_key as "key", recent_at as at from note
         where live = 1 order by recent_at desc, note_key desc limit :limit)
       union all
       select * from (select 'article' as kind, article_key as "key", opened_at as at from article
         where live = 1 and opened_at is not null
         order by opened_at desc, article_key desc limit :limit))
     order by at desc limit :limit`,
  );
  const newest = sqlite.prepare<[{ limit: number }], RecentRow>(
    `select 'article' as kind, article_key as "key" from article where live = 1
     order by added_at desc, article_key desc limit :limit`,
  );

  const aliases = `select note_key as "key", alias, alias_order as folded
    from note join note_alias using (note_key)`;
  const allAliases = sqlite.prepare<[], AliasRow>(`${aliases} where live = 1`);
  const aliasesOf = sqlite.prepare<[string], AliasRow>(`${aliases} where id = ? and live = 1`);

  let titles: Map<string, Title> | null = null;
  const stale = new Set<string>();
  const nameOf = ({ kind, key }: RecentRow) => `${kind} ${key}`;
  const titleOf = (kind: Kind, { key, folded }: TitleRow): Title => ({
    kind,
    key,
    alias: null,
    ...foldedTitle(folded),
  });
  /** Beside the titles, so that the one name of many notes costs nothing more. */
  let others = new Map<number, readonly Title[]>();
  const addAliases = (rows: readonly AliasRow[]): void => {
    for (const [key, own] of Map.groupBy(rows, (row) => row.key))
      others.set(
        key,
        own.map(({ alias, folded }) => ({ kind: "note", key, alias, ...foldedTitle(folded) })),
      );
  };
  const load = (): Map<string, Title> => {
    const loaded = new Map<string, Title>();
    for (const kind of ["note", "article"] as const)
      for (const row of tables[kind].all.all()) {
        const title = titleOf(kind, row);
        loaded.set(nameOf(title), title);
      }
    others = new Map();
    addAliases(allAliases.all());
    return loaded;
  };
  /** All names in a row: going through a map takes several times as long. */
  let names: readonly Title[] | null = null;
  /** All names, after reading again those that may have changed. */
  const current = (): readonly Title[] => {
    titles ??= load();
    if (stale.size > 0) names = null;
    for (const id of stale)
      for (const kind of ["note", "article"] as const) {
        const row = tables[kind].one.get(id);
        if (row === undefined) continue;
        const title = titleOf(kind, row);
        if (kind === "note") {
          others.delete(row.key);
          addAliases(aliasesOf.all(id));
        }
        if (row.deleted === 1) titles.delete(nameOf(title));
        else titles.set(nameOf(title), title);
      }
    stale.clear();
    names ??= [...titles.values(), ...[...others.values()].flat()];
    return names;
  };

  const complete = (
    { kind, key, alias = null }: RecentRow & { readonly alias?: string | null },
    query: string,
  ): readonly Suggestion[] => {
    const row = tables[kind].shown.get(key);
    if (row === undefined) return [];
    const matches = query === "" ? [] : (fuzzyMatch(query, alias ?? row.title)?.matches ?? []);
    if (alias === null) return [{ kind, ...row, matches }];
    return [{ kind, ...row, detail: row.title, matches, alias }];
  };

  const recentFirst = (limit: number): readonly Suggestion[] => {
    const found = recent.all({ limit });
    const seen = new Set(found.map(nameOf));
    const fill = found.length < limit ? newest.all({ limit }) : [];
    return [...found, ...fill.filter((row) => !seen.has(nameOf(row)))]
      .slice(0, limit)
      .flatMap((row) => complete(row, ""));
  };

  const matching = (query: string, limit: number): readonly Suggestion[] => {
    const all = current();
    const last = recent.all({ limit: recents }).flatMap((row) => {
      const title = titles?.get(nameOf(row));
      const more = row.kind === "note" ? (others.get(row.key) ?? []) : [];
      return [...(title === undefined ? [] : [title]), ...more];
    });
    // By whichever of its names a note is found best.
    const seen = new Set<string>();
    // Names are kept without the signs they begin with (title_order).
    return bestTitles(titleQuery(orderKey(query) || query), all, last, limit)
      .filter((title) => {
        const isFirst = !seen.has(nameOf(title));
        seen.add(nameOf(title));
        return isFirst;
      })
      .flatMap((title) => complete(title, query));
  };

  return {
    /** Notes and articles to link to: recent ones for an empty query, else by likeness of the title. */
    suggest(input: { readonly query: string; readonly limit: number }): readonly Suggestion[] {
      return database.read(() =>
        fold(input.query) === "" ? recentFirst(input.limit) : matching(input.query, input.limit),
      );
    },
    /** Says that the title or the existence of a note or an article may have changed. */
    changed(id: string): void {
      if (titles !== null) stale.add(id);
    },
    /**
     * Loads the titles, so that the first suggestion need not wait for them. Where they cannot be
     * read, that is told to whoever asks for one.
     */
    warm(): void {
      try {
        database.read(current);
      } catch (error) {
        if (!(error instanceof NotebookError)) throw error;
      }
    },
  };
}
