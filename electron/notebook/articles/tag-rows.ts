import type { TagRow } from "../../api.ts";
import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";

/** A tag with its rowid. */
export interface KeyedTag extends TagRow {
  readonly key: number;
}
/** An article by its rowid and its id. */
export interface KeyedArticle {
  readonly key: number;
  readonly id: string;
}
/** A tag as a change names it: by its id, and by its name should that id be gone. */
export interface TagRef {
  readonly id: string | null;
  readonly name: string;
}

/** Prepares reading and writing tags and which articles have them. The writing runs inside a transaction. */
export function openTagRows(database: Database) {
  const { sqlite } = database;
  const columns = `tag_key as "key", id, name, articles`;
  const byOrder = sqlite.prepare<[string], KeyedTag>(
    `select ${columns} from tag where name_order = ?`,
  );
  const byKey = sqlite.prepare<[number], TagRef>(`select id, name from tag where tag_key = ?`);
  const byId = sqlite.prepare<[string], KeyedTag>(`select ${columns} from tag where id = ?`);
  const addTag = sqlite.prepare<[{ id: string; name: string; order: string }]>(
    `insert into tag (id, name, name_order) values (:id, :name, :order)`,
  );
  const setName = sqlite.prepare<[{ key: number; name: string; order: string }]>(
    `update tag set name = :name, name_order = :order where tag_key = :key`,
  );
  const dropTag = sqlite.prepare<[number]>(`delete from tag where tag_key = ?`);
  const liveArticle = sqlite
    .prepare<[string], number>(`select article_key from article where id = ? and live = 1`)
    .pluck();
  const anyArticle = sqlite
    .prepare<[string], number>(`select article_key from article where id = ?`)
    .pluck();
  const articlesOf = sqlite.prepare<[number], KeyedArticle>(
    `select article_key as "key", id from article_tag join article using (article_key)
     where tag_key = ?`,
  );
  const link = sqlite.prepare<[{ article: number; tag: number }]>(
    `insert into article_tag (article_key, tag_key) values (:article, :tag) on conflict do nothing`,
  );
  // Of many articles in one statement: each that writes beside the index makes it write what it has gathered.
  const linkAllOf = sqlite
    .prepare<[{ tag: number; into: number }], number>(
      `insert into article_tag (article_key, tag_key)
       select article_key, :into from article_tag where tag_key = :tag
       on conflict do nothing returning article_key`,
    )
    .pluck();
  const unlinkAllOf = sqlite.prepare<[number]>(`delete from article_tag where tag_key = ?`);
  const linkEach = sqlite
    .prepare<[{ ids: string; tag: number }], number>(
      `insert into article_tag (article_key, tag_key)
       select article_key, :tag from json_each(:ids) cross join article on article.id = value where true
       on conflict do nothing returning article_key`,
    )
    .pluck();
  const unlinkEach = sqlite
    .prepare<[{ ids: string; tag: number }], number>(
      `delete from article_tag where tag_key = :tag and article_key in (
         select article_key from json_each(:ids) cross join article on article.id = value)
       returning article_key`,
    )
    .pluck();
  const unlink = sqlite.prepare<[{ article: number; tag: number }]>(
    `delete from article_tag where article_key = :article and tag_key = :tag`,
  );

  const isUsed = (tag: KeyedTag) => tag.articles > 0 || articlesOf.get(tag.key) !== undefined;

  /**
   * The key of the tag of a name, made when there is none, with the id that it had once if that is known.
   * One that nothing has takes the name as it is written now.
   */
  const tagOf = (name: string, id: string | null = null): number => {
    const order = fold(name);
    const tag = byOrder.get(order);
    if (tag === undefined)
      return Number(addTag.run({ id: id ?? database.newId(), name, order }).lastInsertRowid);
    if (tag.name !== name && !isUsed(tag)) setName.run({ key: tag.key, name, order });
    return tag.key;
  };

  return {
    byId: (id: string) => byId.get(id),
    /** The tag of this name, whatever its case and accents. */
    named: (name: string) => byOrder.get(fold(name)),
    tagOf,
    /** Whether any article has it, also one in the trash. */
    isUsed,
    refOf(key: number): TagRef {
      const tag = byKey.get(key);
      if (tag === undefined) throw new RangeError(`Expected the tag ${key}.`);
      return tag;
    },
    /** The key of a tag that a change names; null when there is no such tag any more. */
    keyOf: ({ id, name }: TagRef): number | null =>
      (id === null ? undefined : byId.get(id))?.key ?? byOrder.get(fold(name))?.key ?? null,
    /** The same, made again when there is none. */
    keyOfMade: ({ id, name }: TagRef): number =>
      (id === null ? undefined : byId.get(id))?.key ?? tagOf(name, id),

    rename: (key: number, name: string) => void setName.run({ key, name, order: fold(name) }),
    drop: (key: number) => void dropTag.run(key),
    live: (article: string): number | null => liveArticle.get(article) ?? null,
    any: (article: string): number | null => anyArticle.get(article) ?? null,
    articlesOf: (tag: number) => articlesOf.all(tag),
    /** Whether that changes anything. */
    link: (article: number, tag: number): boolean => link.run({ article, tag }).changes > 0,
    unlink: (article: number, tag: number): boolean => unlink.run({ article, tag }).changes > 0,
    /** Gives all articles of a tag another one beside it; those that did not have that. */
    linkAllOf: (tag: number, into: number) => linkAllOf.all({ tag, into }),
    unlinkAllOf: (tag: number) => void unlinkAllOf.run(tag),
    /** Gives articles a tag, or takes it; those that this changes. */
    linkEach: (articles: readonly string[], tag: number) =>
      linkEach.all({ ids: JSON.stringify(articles), tag }),
    unlinkEach: (articles: readonly string[], tag: number) =>
      unlinkEach.all({ ids: JSON.stringify(articles), tag }),
  };
}
