/** What to cite: articles by author, year and title. */
import type { Suggestion } from "../api.ts";
import { foldedTitle, fuzzyMatch, letterMask, queryWords, scoreFolded } from "../text/fuzzy.ts";
import type { FoldedTitle } from "../text/fuzzy.ts";
import { fold } from "../text/tokens.ts";
import type { Database } from "./database.ts";
import { citedAs } from "./links.ts";

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
  let names: Map<number, FoldedTitle> | null = null;
  const stale = new Set<string>();
  const nameOf = ({ byline, published, order }: NamedRow): FoldedTitle => {
    // Written by `rowOf` from a list of names.
    const authors = byline === "[]" ? "" : (JSON.parse(byline) as readonly string[]).join(" ");
    const year = /^\d{4}/.exec(published ?? "")?.[0] ?? "";
    return foldedTitle(`${fold(authors)} ${year} ${order}`.trim());
  };
  const current = (): Map<number, FoldedTitle> => {
    names ??= new Map(all.all().map((row) => [row.key, nameOf(row)]));
    for (const id of stale) {
      const row = one.get(id);
      if (row === undefined) continue;
      if (row.live === 1) names.set(row.key, nameOf(row));
      else names.delete(row.key);
    }
    stale.clear();
    return names;
  };

  const suggestion = (key: number, query: string): readonly Suggestion[] => {
    const row = shown.get(key);
    if (row === undefined) return [];
    const title = citedAs(row);
    const matches = query === "" ? [] : (fuzzyMatch(query, title)?.matches ?? []);
    return [{ kind: "article", id: row.id, title, detail: row.title, matches }];
  };
  const recentFirst = (limit: number): readonly number[] =>
    [...new Set([...recent.all(limit), ...newest.all(limit)])].slice(0, limit);

  const matching = (query: string, limit: number): readonly number[] => {
    const words = queryWords(query);
    const mask = letterMask(words.join(""));
    const rank = new Map(recent.all(recents).map((key, at) => [key, at]));
    const scored = (loosely: boolean) => {
      const best: { readonly key: number; readonly score: number }[] = [];
      for (const [key, name] of current()) {
        if ((name.mask & mask) !== mask) continue;
        const score = scoreFolded(words, name, loosely);
        if (score === null) continue;
        const at = rank.get(key);
        const one = { key, score: score + (at === undefined ? 0 : 10 - at / 5) };
        const last = best.at(-1);
        if (best.length >= limit && last !== undefined && last.score >= one.score) continue;
        const place = best.findIndex((each) => each.score < one.score);
        best.splice(place < 0 ? best.length : place, 0, one);
        if (best.length > limit) best.pop();
      }
      return best;
    };
    const strict = scored(false);
    // Several words are a sentence more likely than a name: prose after an @ must not find anything.
    const found = strict.length > 0 || words.length > 1 ? strict : scored(true);
    return found.map(({ key }) => key);
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
    /** Reads all names, so that the first `@` need not wait. */
    warm: (): void => void database.read(current),
  };
}
