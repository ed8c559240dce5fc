import type { ArticleDraft, ArticleMetadata, ClipCounts, EntityKind } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import type { Anchors } from "../clips/anchors.ts";
import { foundOf, renewed, takeBackFound } from "./article-complete.ts";
import type { Database } from "../database.ts";
import { titled } from "../history/history-labels.ts";
import type { History, TakeBack } from "../history/history.ts";
import type { Metadata } from "./metadata.ts";
import { excerptOf, type KnownVersion, type Origin, type VersionRows } from "./version-rows.ts";

/** What became of a draft. `duplicate`: its very bytes were here already, nothing was added. */
export interface AddedVersion extends KnownVersion {
  readonly status: "version" | "duplicate";
  readonly number: number;
  /** What became of the clips of the article. */
  readonly clips: ClipCounts;
}

interface VersionRow {
  readonly key: number;
  readonly id: string;
  readonly number: number;
  readonly article: string;
  readonly articleKey: number;
  readonly removedAt: number | null;
}

const noClips: ClipCounts = { unchanged: 0, moved: 0, attention: 0 };

/** Prepares adding versions to articles, taking them off again and bringing them back. */
export function openVersionAdd({
  database,
  history,
  anchors,
  versions,
  metadata,
}: {
  readonly database: Database;
  readonly history: History;
  readonly anchors: Anchors;
  readonly versions: VersionRows;
  readonly metadata: Metadata;
}) {
  const { sqlite } = database;
  const byId = sqlite.prepare<[string], VersionRow>(
    `select version_key as "key", version.id, number, article.id as article,
       version.article_key as articleKey, removed_at as removedAt
     from version join article using (article_key) where version.id = ?`,
  );
  const lastNumber = sqlite
    .prepare<[number], number>(`select max(number) from version where article_key = ?`)
    .pluck();
  const setRemoved = sqlite.prepare<[{ key: number; at: number | null; number: number }]>(
    `update version set removed_at = :at, number = :number where version_key = :key`,
  );
  const setShown = sqlite.prepare<[{ key: number; words: number; excerpt: string }]>(
    `update article set words = :words, excerpt = :excerpt where article_key = :key`,
  );
  const keyOf = sqlite
    .prepare<[string], number>(`select article_key from article where id = ? and live = 1`)
    .pluck();
  const wordsOf = sqlite
    .prepare<[number], number>(`select words from version where version_key = ?`)
    .pluck();
  const positionOf = sqlite
    .prepare<[number], number>(`select position from article where article_key = ?`)
    .pluck();
  const setPosition = sqlite.prepare<[number, number]>(
    `update article set position = ? where article_key = ?`,
  );

  /** Makes lists and index say what the newest version says, after that has become another one. */
  const show = (article: string, articleKey: number, touched: Set<EntityKind>) => {
    const newest = anchors.newest(articleKey);
    const title = metadata.describe(article)?.metadata.title;
    if (newest === null || title === undefined) throw new RangeError(`Expected ${article}.`);
    const excerpt = excerptOf(title, anchors.text(newest.key));
    setShown.run({ key: articleKey, words: wordsOf.get(newest.key) ?? 0, excerpt });
    touched.add("article").add("articleList").add("clip");
  };

  const takeOff: TakeBack = (id, before, touched, after) => {
    const row = byId.get(id);
    if (row === undefined || row.removedAt !== null) return;
    const shown = anchors.newest(row.articleKey)?.key === row.key;
    setRemoved.run({ ...row, at: database.now() });
    // Where a later version shows, what it says of the article stands.
    touched.add("article").add("clip").add("import");
    if (!shown) return;
    // Recorded by `add`.
    const [was, made] = [before["found"], after["found"]] as [ArticleMetadata, ArticleMetadata];
    takeBackFound(metadata, row.article, was, made, touched);
    if (typeof before["position"] === "number") setPosition.run(before["position"], row.articleKey);
    show(row.article, row.articleKey, touched);
  };
  /** Puts a version that was taken off back, under a number. */
  const putBack = (row: VersionRow, number: number, touched: Set<EntityKind>): void => {
    setRemoved.run({ key: row.key, at: null, number });
    anchors.fill(row.articleKey, row.key);
    touched.add("article").add("clip").add("import");
    if (anchors.newest(row.articleKey)?.key !== row.key) return;
    // Puts its text into the index.
    const found = foundOf(metadata, row.article);
    if (found !== null) metadata.found(row.article, found, touched);
    show(row.article, row.articleKey, touched);
  };
  const bringBack = (id: string, touched: Set<EntityKind>): void => {
    const row = byId.get(id);
    if (row === undefined || row.removedAt === null) return;
    const last = lastNumber.get(row.articleKey) ?? 0;
    putBack(row, row.number === last ? last : last + 1, touched);
  };
  // Done again it is what it was, be there later versions or not.
  history.undoes("version.add", takeOff, (id, before, touched, after) => {
    const row = byId.get(id);
    if (row === undefined || row.removedAt === null) return;
    putBack(row, row.number, touched);
    if (anchors.newest(row.articleKey)?.key !== row.key) return;
    const [was, made] = [before["found"], after["found"]] as [ArticleMetadata, ArticleMetadata];
    takeBackFound(metadata, row.article, made, was, touched);
    if (typeof after["position"] === "number") setPosition.run(after["position"], row.articleKey);
  });

  /** Where reading stopped, in the new text. */
  const carriedPosition = async (articleKey: number, to: string): Promise<number> => {
    const position = database.read(() => positionOf.get(articleKey)) ?? 0;
    const newest = anchors.newest(articleKey);
    if (position === 0 || newest === null) return 0;
    return anchors.carryPosition(newest.key, position, to);
  };

  return {
    /**
     * Adds a draft to an article as its newest version: original and text beside the former ones, what is
     * known of the article renewed but for the fields that a person wrote, every clip carried from the
     * version it was made on. Durable when it resolves. Throws `not-found` for an article that is not
     * there or in the trash, `bad-request` for a text that could not be stored exactly.
     */
    async add(id: string, draft: ArticleDraft, origin: Origin): Promise<AddedVersion> {
      const prepared = await versions.prepare(draft);
      const { text, words } = prepared;
      const articleKey = database.read(() => keyOf.get(id));
      if (articleKey === undefined) throw unknown();
      const carried = await anchors.carry(articleKey, text);
      const position = await carriedPosition(articleKey, text);

      return database.writeSoon((touched): AddedVersion => {
        const already = versions.known(origin.sha256);
        if (already !== null) return { status: "duplicate", ...already, number: 0, clips: noClips };
        const before = foundOf(metadata, id);
        if (before === null || keyOf.get(id) === undefined) throw unknown();
        const number = (lastNumber.get(articleKey) ?? 0) + 1;
        const version = versions.insert({ articleKey, number }, prepared, origin);
        const clips = anchors.putAll(articleKey, version.key, text, carried);
        const after = renewed(before, draft);
        const { title } = metadata.found(id, after, touched);
        const left = positionOf.get(articleKey) ?? 0;
        setPosition.run(position, articleKey);
        setShown.run({ key: articleKey, words, excerpt: excerptOf(title, text) });
        touched.add("clip");
        history.record(
          titled("import a new version", title, "of"),
          [
            {
              verb: "version.add",
              entity: version.id,
              before: { article: id, position: left, found: before },
              after: { article: id, position, found: after },
            },
          ],
          // A whole import becomes undoable when it ends.
          origin.job === null ? undefined : { undoable: false, group: origin.job },
        );
        return { status: "version", article: id, version: version.id, title, words, number, clips };
      });
    },

    /** Brings back a version whose import was undone, as the newest, within a transaction. */
    bringBack,
  };
}
export type VersionAdd = ReturnType<typeof openVersionAdd>;

function unknown(): NotebookError {
  return new NotebookError(
    "not-found",
    "This article is not in the notebook.",
    "It may be in the trash.",
  );
}
