import type { Suggestion } from "../api.ts";
import { fuzzyMatch, letterMask } from "../text/fuzzy.ts";
import { fold } from "../text/tokens.ts";
import type { Database } from "./database.ts";

/** A title in memory: scanning all of them takes a fraction of what SQLite needs to hand them over. */
interface Title {
  readonly kind: "note" | "article";
  readonly id: string;
  readonly folded: string;
  readonly mask: number;
}
interface Row {
  readonly id: string;
  readonly title: string;
}
interface RecentRow {
  readonly kind: "note" | "article";
  readonly id: string;
}
interface Shown {
  readonly title: string;
  readonly detail: string;
}

/** How far back "recent" goes; enough for a menu, few enough to ask for at each key. */
const recents = 50;
/** Titles that match well enough to be scored exactly, per suggestion asked for. */
const shortlist = 8;

/** Prepares suggestions for `[[` and the palette. */
export function openSuggestions(database: Database) {
  const { sqlite } = database;
  const tables = [
    {
      kind: "note" as const,
      all: sqlite.prepare<[], Row>(`select id, title from note where deleted_at is null`),
      one: sqlite.prepare<[string], Row>(
        `select id, title from note where id = ? and deleted_at is null`,
      ),
    },
    {
      kind: "article" as const,
      all: sqlite.prepare<[], Row>(`select id, title from article where deleted_at is null`),
      one: sqlite.prepare<[string], Row>(
        `select id, title from article where id = ? and deleted_at is null`,
      ),
    },
  ];
  const recent = sqlite.prepare<[{ limit: number }], RecentRow>(
    `select kind, id from (
       select * from (select 'note' as kind, id, recent_at as at from note
         where deleted_at is null order by recent_at desc, note_key desc limit :limit)
       union all
       select * from (select 'article' as kind, id, opened_at as at from article
         where deleted_at is null and opened_at is not null
         order by opened_at desc, article_key desc limit :limit))
     order by at desc limit :limit`,
  );
  const newest = sqlite.prepare<[{ limit: number }], RecentRow>(
    `select 'article' as kind, id from article where deleted_at is null
     order by added_at desc, article_key desc limit :limit`,
  );
  const shown = {
    note: sqlite.prepare<[string], Shown>(
      `select title, date(changed_at / 1000, 'unixepoch') as detail from note where id = ?`,
    ),
    article: sqlite.prepare<[string], Shown>(
      `select title, coalesce(
         nullif((select group_concat(value, ', ') from json_each(byline)), ''), site, published,
         date(added_at / 1000, 'unixepoch')) as detail
       from article where id = ?`,
    ),
  };

  let titles: Map<string, Title> | null = null;
  const stale = new Set<string>();
  const titleOf = (kind: Title["kind"], { id, title }: Row): Title => {
    const folded = fold(title);
    return { kind, id, folded, mask: letterMask(folded) };
  };
  const current = (): Map<string, Title> => {
    if (titles === null) {
      stale.clear();
      titles = new Map(
        tables.flatMap(({ kind, all }) => all.all().map((row) => [row.id, titleOf(kind, row)])),
      );
    }
    for (const id of stale) {
      titles.delete(id);
      for (const { kind, one } of tables) {
        const row = one.get(id);
        if (row !== undefined) titles.set(id, titleOf(kind, row));
      }
    }
    stale.clear();
    return titles;
  };

  const complete = (kind: Title["kind"], id: string, query: string): readonly Suggestion[] => {
    const row = shown[kind].get(id);
    if (row === undefined) return [];
    const matches = query === "" ? [] : (fuzzyMatch(query, row.title)?.matches ?? []);
    return [{ kind, id, title: row.title, detail: row.detail, matches }];
  };

  const recentFirst = (limit: number): readonly Suggestion[] => {
    const found = recent.all({ limit });
    const seen = new Set(found.map(({ id }) => id));
    const fill = found.length < limit ? newest.all({ limit }) : [];
    return [...found, ...fill.filter(({ id }) => !seen.has(id))]
      .slice(0, limit)
      .flatMap(({ kind, id }) => complete(kind, id, ""));
  };

  const matching = (query: string, limit: number): readonly Suggestion[] => {
    const wanted = fold(query);
    const rank = new Map(recent.all({ limit: recents }).map(({ id }, index) => [id, index]));
    const found: { readonly title: Title; readonly score: number }[] = [];
    const mask = letterMask(wanted);
    for (const title of current().values()) {
      if ((title.mask & mask) !== mask) continue;
      const match = fuzzyMatch(wanted, title.folded);
      if (match === null) continue;
      const at = rank.get(title.id);
      found.push({ title, score: match.score + (at === undefined ? 0 : 10 - at / 5) });
    }
    return found
      .toSorted((a, b) => b.score - a.score)
      .slice(0, limit * shortlist)
      .slice(0, limit)
      .flatMap(({ title }) => complete(title.kind, title.id, query));
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
    /** Loads the titles, so that the first suggestion need not. */
    warm(): void {
      database.read(current);
    },
  };
}
