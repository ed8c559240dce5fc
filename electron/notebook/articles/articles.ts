import type { Article, Block, Deleted, EntityKind, Tag } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { openArticleList } from "./article-list.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { titled } from "../history/history-labels.ts";
import type { History, TakeBack } from "../history/history.ts";
import { describedOf, metadataColumns, type MetadataRow } from "./metadata.ts";
import { openQuotedClips } from "../clips/quoted-clips.ts";
import type { Tags } from "./tags.ts";

/** What the notebook already knows of a file's bytes. */
export interface KnownFile {
  readonly article: string;
  readonly title: string;
  readonly version: string;
  readonly words: number;
  /** True when its article lies in the trash, or the import of this version was undone. */
  readonly deleted: boolean;
}

interface ArticleRow extends MetadataRow {
  readonly key: number;
  readonly versionKey: number;
  readonly id: string;
  readonly version: string;
  readonly versionNumber: number;
  readonly words: number;
  readonly addedAt: number;
  readonly fileName: string;
  readonly warnings: string;
  readonly position: number;
}

/**
 * Prepares the articles of an open notebook. `retitled` hears of each that comes, goes or comes back.
 */
export function openArticles(
  database: Database,
  history: History,
  fullText: FullText,
  tags: Pick<Tags, "ofArticle">,
  retitled: (id: string) => void,
  bringBack: (version: string, touched: Set<EntityKind>) => void,
  picturesOf: (blocks: readonly Block[]) => Article["pictures"],
) {
  const { sqlite } = database;
  const shown = `
    select article.article_key as "key", version_key as versionKey, article.id, version.id as version,
      number as versionNumber, ${metadataColumns}, version.words, added_at as addedAt, file_name as fileName, warnings, position
    from article join version using (article_key)
    where article.id = :id and live = 1 and removed_at is null`;
  const byId = sqlite.prepare<[{ id: string }], ArticleRow>(
    `${shown} order by number desc limit 1`,
  );
  const byVersion = sqlite.prepare<[{ id: string; version: string }], ArticleRow>(
    `${shown} and version.id = :version`,
  );
  const blocksOf = sqlite.prepare<[number], { codec: number; blocks: Uint8Array }>(
    `select codec, blocks from version_body where version_key = ?`,
  );
  const textOf = sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body join version using (version_key)
     where article_key = ? and removed_at is null order by number desc limit 1`,
  );
  const byHash = sqlite.prepare<[string], Omit<KnownFile, "deleted"> & { deleted: number }>(
    `select article.id as article, version.id as version, title, article.words,
       live = 0 or removed_at is not null as deleted
     from file join version using (file_key) join article using (article_key) where hash = ?`,
  );
  const quoted = openQuotedClips(database);
  const keyOf = sqlite
    .prepare<[string], number>(`select article_key from article where id = ? and live = 1`)
    .pluck();
  const inTrash = sqlite
    .prepare<[string], number>(`select deleted_at from article where id = ? and deleted_at > 0`)
    .pluck();
  const setPosition = sqlite.prepare<[{ id: string; position: number }]>(
    `update article set position = :position where id = :id and live = 1`,
  );
  const setOpened = sqlite.prepare<[{ key: number; at: number }]>(
    `update article set opened_at = :at where article_key = :key`,
  );
  const setRead = sqlite.prepare<[number]>(
    `update article set unread = 0 where article_key = ? and unread = 1`,
  );
  const setDeleted = sqlite.prepare<[{ id: string; at: number | null }]>(
    // What is going for good already does not come back.
    `update article set deleted_at = :at, live = :at is null where id = :id and deleted_at is not 0`,
  );
  const clipKeys = sqlite
    .prepare<[number], number>(
      `select clip_key from clip where article_key = ? and deleted_at is null`,
    )
    .pluck();
  const clipWords = sqlite.prepare<[number], { quote: string; comment: string }>(
    `select quote, comment from clip where clip_key = ?`,
  );
  const titleOf = sqlite
    .prepare<[number], string>(`select title from article where article_key = ?`)
    .pluck();
  const setClipLive = sqlite.prepare<[number, number]>(
    `update clip set live = ? where clip_key = ?`,
  );

  const unknown = () =>
    new NotebookError(
      "not-found",
      "This article is not in the notebook.",
      "It may be in the trash.",
    );

  /** Says that the article is being read. A change only when it was not read before. */
  const markOpened = (key: number, touched: Set<EntityKind>) => {
    setOpened.run({ key, at: database.now() });
    if (setRead.run(key).changes > 0) touched.add("articleList");
  };

  /** Puts an article and its clips into the index and the lists again. */
  const restore = (id: string, touched: Set<EntityKind>) => {
    setDeleted.run({ id, at: null });
    const row = byId.get({ id });
    if (row === undefined) throw unknown();
    const body = textOf.get(row.key);
    fullText.putArticle(row.key, {
      ...describedOf(row).metadata,
      text: body === undefined ? "" : unpackBody(body.codec, body.text),
    });
    for (const key of clipKeys.all(row.key)) {
      setClipLive.run(1, key);
      const clip = clipWords.get(key);
      if (clip !== undefined) fullText.putClip(key, clip);
    }
    retitled(id);
    touched.add("article").add("articleList").add("clip");
  };
  /** Takes an article and its clips out of the index and the lists; when that was. */
  const moveToTrash = (
    id: string,
    key: number,
    touched: Set<EntityKind>,
    at = database.now(),
  ): number => {
    setDeleted.run({ id, at });
    fullText.dropArticle(key);
    for (const clip of clipKeys.all(key)) {
      setClipLive.run(0, clip);
      fullText.dropClip(clip);
    }
    retitled(id);
    touched.add("article").add("articleList").add("clip");
    return at;
  };
  // The undo of an import. What was thrown away by hand since lies in the trash already.
  const toTrash: TakeBack = (entity, _before, touched, _after, at) => {
    const key = keyOf.get(entity);
    if (key !== undefined) moveToTrash(entity, key, touched, at);
    touched.add("import");
  };
  const fromTrash: TakeBack = (entity, _before, touched) => {
    if (inTrash.get(entity) !== undefined) restore(entity, touched);
    touched.add("import");
  };
  // What a person had thrown away before stays there when the import is done again.
  history.undoes("article.add", toTrash, (entity, before, touched, after, at) => {
    if (inTrash.get(entity) === at) fromTrash(entity, before, touched, after, at);
    touched.add("import");
  });
  history.undoes("article.delete", fromTrash, toTrash);

  return {
    list: openArticleList(database),

    /** How articles go into the trash and out of it, for the trash. */
    ways: { toTrash, fromTrash },

    /**
     * The article with its newest version, or with the one that is named; null when there is none, or
     * it is in the trash.
     */
    get({
      id,
      version,
    }: {
      readonly id: string;
      readonly version?: string | undefined;
    }): Article | null {
      return database.read(() => {
        const row = version === undefined ? byId.get({ id }) : byVersion.get({ id, version });
        if (row === undefined) return null;
        const body = blocksOf.get(row.versionKey);
        if (body === undefined) throw new RangeError(`Expected a body for version ${row.version}.`);
        // Written by `versions.add`.
        const blocks = JSON.parse(unpackBody(body.codec, body.blocks)) as readonly Block[];
        return articleOf(row, tags.ofArticle(id), blocks, picturesOf(blocks));
      });
    },

    /** Remembers where the reader was left, and that the article has been opened. */
    setPosition({ id, position }: { readonly id: string; readonly position: number }): null {
      if (database.readOnly) return null;
      return database.write((touched) => {
        const key = keyOf.get(id);
        if (key === undefined) throw unknown();
        setPosition.run({ id, position });
        markOpened(key, touched);
        return null;
      });
    },

    /** Notes, within a transaction, that the article is shown; unknown ids are none of its business. */
    opened(id: string, touched: Set<EntityKind>): void {
      const key = keyOf.get(id);
      if (key !== undefined) markOpened(key, touched);
    },

    /** Moves the article to the trash; its clips go out of the lists with it. Tells which notes quote them. */
    delete({ id }: { readonly id: string }): Deleted {
      return database.write((touched) => {
        const key = keyOf.get(id);
        if (key === undefined) throw unknown();
        const quotedBy = quoted.ofArticle(key);
        const at = moveToTrash(id, key, touched);
        const undoable = history.record(titled("delete article", titleOf.get(key) ?? ""), [
          {
            verb: "article.delete",
            entity: id,
            before: { deletedAt: null },
            after: { deletedAt: at },
          },
        ]);
        return { ...undoable, ...quotedBy };
      });
    },

    /** The article made from exactly these bytes, also when it is in the trash; null when none was. */
    findByHash(sha256: string): KnownFile | null {
      return database.read(() => {
        const row = byHash.get(sha256);
        return row === undefined ? null : { ...row, deleted: row.deleted === 1 };
      });
    },

    /**
     * Takes an article out of the trash, and a version of it out of its undone import: what importing
     * its file again means. Throws `not-found` when there is no such article.
     */
    restore(id: string, version?: string): null {
      return database.write((touched) => {
        restore(id, touched);
        if (version !== undefined) bringBack(version, touched);
        return null;
      });
    },
  };
}

function articleOf(
  row: ArticleRow,
  tags: readonly Tag[],
  blocks: readonly Block[],
  pictures: Article["pictures"],
): Article {
  const { id, version, versionNumber, words, addedAt, fileName, position } = row;
  const { metadata, edited } = describedOf(row);
  return {
    ...metadata,
    id,
    tags,
    edited,
    version,
    versionNumber,
    words,
    addedAt,
    fileName,
    position,
    warnings: JSON.parse(row.warnings) as readonly string[],
    blocks,
    pictures,
  };
}
