import { indexText } from "../../text/tokens.ts";
import type { Database } from "../database.ts";

/**
 * The full-text index. All but `mergeStep` are called inside the transaction of the change they follow, and
 * done at its end.
 */
export interface FullText {
  putArticle(
    key: number,
    article: {
      readonly title: string;
      readonly byline: readonly string[];
      readonly site: string | null;
      readonly text: string;
    },
  ): void;
  /** Takes title, byline, site and tags of an article over as they are stored; not of one in the trash. */
  putTitle(key: number): void;
  /** The same for many. What cannot be done at once is left to `titleStep`. */
  putTitles(keys: readonly number[]): void;
  /** Does some of what `putTitles` left, in a transaction of its own; false when nothing was left. */
  titleStep(): boolean;
  dropArticle(key: number): void;
  putClip(key: number, clip: { readonly quote: string; readonly comment: string }): void;
  dropClip(key: number): void;
  /** Its other names, as they are stored, are found like its title. */
  putNote(key: number, note: { readonly title: string; readonly text: string }): void;
  dropNote(key: number): void;
  /** Merges about so many pages of index; false when nothing is left to merge. */
  mergeStep(pages: number): boolean;
}

/** Units of text that are indexed in a millisecond, about. */
const unitsPerMs = 25_000;
/** Titles indexed within the change that they follow, and in one step: some ten milliseconds. */
const titlesAtOnce = 400;

/** All that grow by segments; `fts_pair` is written by word-pairs.ts. */
const tables = ["fts_body", "fts_title", "fts_clip", "fts_note", "fts_pair"] as const;

/** Prepares the index of an open notebook. */
export function openFullText(database: Database): FullText {
  const { sqlite, atEnd } = database;
  const putBody = sqlite.prepare<[number, string]>(
    `insert or replace into fts_body (rowid, body) values (?, ?)`,
  );
  const putTitle = sqlite.prepare<[number, string, string, string, string]>(
    `insert or replace into fts_title (rowid, title, byline, site, tags) values (?, ?, ?, ?, ?)`,
  );
  const titleOf = sqlite.prepare<[number], { title: string; byline: string; site: string | null }>(
    `select title, byline, site from article where article_key = ? and live = 1`,
  );
  const tagsOf = sqlite
    .prepare<[number], string>(
      `select name from article_tag join tag using (tag_key) where article_key = ?`,
    )
    .pluck();
  const leaveTitle = sqlite.prepare<[string]>(
    `insert or ignore into unindexed_title select value from json_each(?)`,
  );
  const leftTitles = sqlite
    .prepare<[], number>(`select article_key from unindexed_title limit ${titlesAtOnce}`)
    .pluck();
  const isIndexed = sqlite.prepare<[string]>(
    `delete from unindexed_title where article_key in (select value from json_each(?))`,
  );
  const putClip = sqlite.prepare<[number, string, string]>(
    `insert or replace into fts_clip (rowid, quote, comment) values (?, ?, ?)`,
  );
  const putNote = sqlite.prepare<[number, string, string]>(
    `insert or replace into fts_note (rowid, body, title) values (?, ?, ?)`,
  );
  const aliasesOf = sqlite
    .prepare<[number], string>(`select alias from note_alias where note_key = ?`)
    .pluck();
  const dropBody = sqlite.prepare<[number]>(`delete from fts_body where rowid = ?`);
  const dropTitle = sqlite.prepare<[number]>(`delete from fts_title where rowid = ?`);
  const dropClip = sqlite.prepare<[number]>(`delete from fts_clip where rowid = ?`);
  const dropNote = sqlite.prepare<[number]>(`delete from fts_note where rowid = ?`);
  const merges = tables.map((table) =>
    sqlite.prepare<[number]>(`insert into ${table} (${table}, rank) values ('merge', ?)`),
  );
  const totalChanges = sqlite.prepare<[], number>(`select total_changes()`).pluck();

  const indexTitle = (
    key: number,
    { title, byline, site }: { title: string; byline: string; site: string | null },
  ) => {
    const tags = indexText(tagsOf.all(key).join("\n"));
    putTitle.run(key, indexText(title), indexText(byline), indexText(site ?? ""), tags);
  };

  const putStoredTitle = (key: number) => {
    const row = titleOf.get(key);
    if (row === undefined) return;
    // Written by `articles.add` from a list of names.
    const names = JSON.parse(row.byline) as readonly string[];
    indexTitle(key, { ...row, byline: names.join("\n") });
  };

  return {
    putArticle(key, { title, byline, site, text }) {
      const authors = byline.join("\n");
      // Title and authors are part of the body's words, so that a query may mix them with the text.
      const words = () => indexText([title, authors, site ?? "", text].join("\n"));
      atEnd(() => {
        putBody.run(key, words());
        indexTitle(key, { title, byline: authors, site });
      }, text.length / unitsPerMs);
    },
    putTitle: (key) => atEnd(() => putStoredTitle(key)),
    putTitles(keys) {
      if (keys.length > titlesAtOnce) leaveTitle.run(JSON.stringify(keys));
      else atEnd(() => keys.forEach(putStoredTitle));
    },
    titleStep() {
      if (database.read(() => leftTitles.get()) === undefined) return false;
      database.write((touched) => {
        const keys = leftTitles.all();
        isIndexed.run(JSON.stringify(keys));
        keys.forEach(putStoredTitle);
        // Lists that are narrowed by a tag's name may find other rows now.
        if (keys.length < titlesAtOnce) touched.add("articleList");
      });
      return true;
    },
    dropArticle: (key) =>
      atEnd(() => {
        dropBody.run(key);
        dropTitle.run(key);
      }),
    putClip: (key, { quote, comment }) =>
      atEnd(() => putClip.run(key, indexText(quote), indexText(comment))),
    dropClip: (key) => atEnd(() => dropClip.run(key)),
    putNote: (key, { title, text }) =>
      atEnd(() => {
        const names = [title, ...aliasesOf.all(key)].join("\n");
        putNote.run(key, indexText(text), indexText(names));
      }),
    dropNote: (key) => atEnd(() => dropNote.run(key)),
    mergeStep(pages) {
      return merges.some((merge) => {
        const before = totalChanges.get() ?? 0;
        merge.run(pages);
        // SQLite's documented sign that a merge found nothing to do: fewer than two rows changed.
        return (totalChanges.get() ?? 0) - before >= 2;
      });
    },
  };
}
