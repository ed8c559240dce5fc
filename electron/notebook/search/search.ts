import type { SearchHit, SearchResult } from "../../api.ts";
import { cutSnippet, markAll, matcherOf } from "../../text/snippet.ts";
import { parseQuery, type QueryTerm } from "../../text/search-query.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { matchOf } from "./match.ts";
import { openRanking, type Ranked } from "./ranking.ts";

/** A word in the title says more of what an article is about than one in its text. */
const titleWeight = 3;

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly codec: number;
  readonly text: Uint8Array;
}
interface ClipRow {
  readonly id: string;
  readonly article: string;
  readonly title: string;
  readonly quote: string;
  readonly comment: string;
  /** In the newest version; null for a clip that is lost in it. */
  readonly start: number | null;
  readonly end: number | null;
}
interface NoteRow {
  readonly id: string;
  readonly title: string;
  readonly codec: number | null;
  readonly text: Uint8Array | null;
}

/** Prepares the search over articles, clips and notes. */
export function openSearch(database: Database) {
  const { sqlite } = database;
  const titles = openRanking(database, "title");
  const bodies = openRanking(database, "body");
  const clips = openRanking(database, "clip");
  const notes = openRanking(database, "note");
  const articleRow = sqlite.prepare<[number], ArticleRow>(
    `select article.id, title, codec, text
     from article join version using (article_key) join version_body using (version_key)
     where article_key = ? and removed_at is null order by number desc limit 1`,
  );
  const clipRow = sqlite.prepare<[number], ClipRow>(
    `select clip.id, article.id as article, title, quote, comment, anchor."start", anchor."end"
     from clip join article using (article_key)
       left join anchor on anchor.clip_key = clip.clip_key and anchor.version_key = (
         select version_key from version where version.article_key = clip.article_key
           and removed_at is null order by number desc limit 1)
     where clip.clip_key = ?`,
  );
  const noteRow = sqlite.prepare<[number], NoteRow>(
    `select id, title, codec, text from note left join note_body using (note_key) where note_key = ?`,
  );

  const articleHit = (key: number, matcher: RegExp | null): SearchHit | null => {
    const row = articleRow.get(key);
    if (row === undefined) return null;
    const { segments, at } = cutSnippet(unpackBody(row.codec, row.text), matcher);
    return { kind: "article", id: row.id, title: row.title, segments, article: row.id, at };
  };
  const clipHit = (key: number, matcher: RegExp | null): SearchHit | null => {
    const row = clipRow.get(key);
    if (row === undefined) return null;
    const { id, article, title, start, end } = row;
    const quote = cutSnippet(row.quote, matcher);
    // The words may be in the comment alone: then that is what shows why it was found.
    const comment = quote.at === null ? cutSnippet(row.comment, matcher) : quote;
    const { segments } = comment.at === null ? quote : comment;
    const at = start === null || end === null ? null : { start, end };
    return { kind: "clip", id, title, segments, article, at };
  };
  const noteHit = (key: number, matcher: RegExp | null): SearchHit | null => {
    const row = noteRow.get(key);
    if (row === undefined) return null;
    const { id, title } = row;
    const text = row.codec === null || row.text === null ? "" : unpackBody(row.codec, row.text);
    const body = cutSnippet(text, matcher);
    const segments = text === "" ? markAll(title, matcher) : body.segments;
    return { kind: "note", id, title, segments, article: null, at: null };
  };

  const findArticles = (terms: readonly QueryTerm[], limit: number) => {
    const titleMatch = matchOf(terms, { shortPrefixes: true });
    const bodyMatch = matchOf(terms, { shortPrefixes: false });
    if (titleMatch === null || bodyMatch === null) return { keys: [], total: 0 };
    const keys = merged(titles.best(titleMatch, limit), bodies.best(bodyMatch, limit), limit);
    return { keys, total: Math.max(titles.count(titleMatch), bodies.count(bodyMatch)) };
  };
  const findIn = (
    ranking: ReturnType<typeof openRanking>,
    terms: readonly QueryTerm[],
    limit: number,
  ) => {
    const match = matchOf(terms, { shortPrefixes: false });
    if (match === null) return { keys: [], total: 0 };
    return { keys: ranking.best(match, limit).map(({ key }) => key), total: ranking.count(match) };
  };

  return {
    /**
     * What answers a query, best first, so many of each kind. The last word may be half typed. A query
     * without a word finds nothing; no query is an error.
     */
    find(input: { readonly query: string; readonly limit: number }): SearchResult {
      return database.read(() => {
        const terms = parseQuery(input.query, { asYouType: true });
        const matcher = matcherOf(terms);
        const { limit } = input;
        const found = {
          articles: findArticles(terms, limit),
          clips: findIn(clips, terms, limit),
          notes: findIn(notes, terms, limit),
        };
        const hits = (keys: readonly number[], hit: typeof articleHit) =>
          keys.flatMap((key) => hit(key, matcher) ?? []);
        return {
          articles: hits(found.articles.keys, articleHit),
          clips: hits(found.clips.keys, clipHit),
          notes: hits(found.notes.keys, noteHit),
          totals: {
            articles: found.articles.total,
            clips: found.clips.total,
            notes: found.notes.total,
          },
        };
      });
    },
  };
}

/** Hits of titles and of bodies as one list; what is found in both counts for both. */
function merged(
  titles: readonly Ranked[],
  bodies: readonly Ranked[],
  limit: number,
): readonly number[] {
  const scores = new Map(bodies.map(({ key, score }) => [key, score]));
  for (const { key, score } of titles)
    scores.set(key, (scores.get(key) ?? 0) + score * titleWeight);
  // bm25 gives the best the lowest number.
  return [...scores]
    .toSorted((a, b) => a[1] - b[1])
    .slice(0, limit)
    .map(([key]) => key);
}
