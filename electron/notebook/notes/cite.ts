/** What to cite: articles by author, year and title. */
import { NotebookError, type Suggestion } from "../../api.ts";
import { authorAndYear } from "../../text/citation.ts";
import { bestTitles } from "../../text/best-titles.ts";
import { foldedTitle, fuzzyMatch, titleQuery } from "../../text/fuzzy.ts";
import type { FoldedTitle } from "../../text/fuzzy.ts";
import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";
import { citationOf } from "./links.ts";

interface NamedRow {
  readonly key: number;
  readonly byline: string;
  readonly published: string | null;
  readonly order: string;
}
interface ShownRow {
  readonly id: string;
  readonly title: string;
  readonly missing: number;
  readonly byline: string;
  readonly site: string | null;
  readonly published: string | null;
}

/** What an article is found by, in memory. */
interface Name extends FoldedTitle {
  readonly key: number;
}

/** How far back "recent" goes. */
const recents = 50;

/** Prepares suggestions for `@`. */
export function openCitations(database: Database) {
  const { sqlite } = database;
  const named = `select article_key as "key", byline, published, title_order as "order" from article`;
  const all = sqlite.prepare<[], NamedRow>(`${named} where live = 1`);
  const one = sqlite.prepare<[string], NamedRow & { live: number }>(
    `${named.replace("select", "select live,")} where id = ?`,
  );
  const shown = sqlite.prepare<[number], ShownRow>(
    `select id, title, 0 as missing, byline, site, published from article where article_key = ?`,
  );
  const recent = sqlite
    .prepare<[number], number>(
      `select article_key from article where live = 1 and opened_at is not null
       order by opened_at desc, article_key desc limit ?`,
    )
    .pluck();
  const newest = sqlite
    .prepare<[number], number>(
      `select article_key from article where live = 1
       order by added_at desc, article_key desc limit ?`,
    )
    .pluck();

  /** Kept from the first `@` on: going through it takes a fraction of what reading it does. */
  let names: Map<number, Name> | null = null;
  /** The same in a row: going through a map takes several times as long. */
  let row: readonly Name[] | null = null;
  const stale = new Set<string>();
  const nameOf = ({ key, byline, published, order }: NamedRow): Name => {
    // Written by `rowOf` from a list of names.
    const authors = byline === "[]" ? "" : (JSON.parse(byline) as readonly string[]).join(" ");
    const year = /^\d{4}/.exec(published ?? "")?.[0] ?? "";
    return { key, ...foldedTitle(`${fold(authors)} ${year} ${order}`.trim()) };
  };
  const current = (): readonly Name[] => {
    names ??= new Map(all.all().map((each) => [each.key, nameOf(each)]));
    if (stale.size > 0) row = null;
    for (const id of stale) {
      const changed = one.get(id);
      if (changed === undefined) continue;
      if (changed.live === 1) names.set(changed.key, nameOf(changed));
      else names.delete(changed.key);
    }
    stale.clear();
    row ??= [...names.values()];
    return row;
  };

  const suggestion = (key: number, query: string): readonly Suggestion[] => {
    const row = shown.get(key);
    if (row === undefined) return [];
    const title = authorAndYear(citationOf(row));
    const matches = query === "" ? [] : (fuzzyMatch(query, title)?.matches ?? []);
    return [{ kind: "article", id: row.id, title, detail: row.title, matches }];
  };
  const recentFirst = (limit: number): readonly number[] =>
    [...new Set([...recent.all(limit), ...newest.all(limit)])].slice(0, limit);

  const matching = (query: string, limit: number): readonly number[] => {
    const all = current();
    const last = recent.all(recents).flatMap((key) => names?.get(key) ?? []);
    // Several words are prose after an "@" more likely than a name: letters of them find nothing.
    return bestTitles(titleQuery(query), all, last, limit, 1).map(({ key }) => key);
  };

  return {
    /** Articles to cite: recent ones for an empty query, else by likeness of author, year and title. */
    cite({ query, limit }: { readonly query: string; readonly limit: number }) {
      return database.read((): readonly Suggestion[] => {
        const keys = fold(query) === "" ? recentFirst(limit) : matching(query, limit);
        return keys.flatMap((key) => suggestion(key, query));
      });
    },
    /** Says that what is known of an article, or its existence, may have changed. */
    changed(id: string): void {
      if (names !== null) stale.add(id);
    },
    /**
     * Reads all names, so that the first `@` need not wait. Where they cannot be read, that is told to
     * whoever types one.
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
