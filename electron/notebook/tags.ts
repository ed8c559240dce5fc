import type { EntityKind, Tag, TagRenamed, TagRow, Undoable } from "../api.ts";
import { NotebookError } from "../api.ts";
import { fold } from "../text/tokens.ts";
import type { Database } from "./database.ts";
import type { FullText } from "./fulltext.ts";
import { titled } from "./history-labels.ts";
import type { Change, History, TakeBack } from "./history.ts";

/** The tags of an open notebook. */
export type Tags = ReturnType<typeof openTags>;

export interface TagPage {
  readonly total: number;
  readonly rows: readonly TagRow[];
}

interface KeyedTag extends TagRow {
  readonly key: number;
}
/** Tags to give by name, and to take by key. */
interface TagChange {
  readonly add?: readonly string[];
  readonly drop?: readonly number[];
}
interface KeyedArticle {
  readonly key: number;
  readonly id: string;
}

/** Nobody reads a longer one, in UTF-16 units. */
const longestName = 100;

/**
 * A name as it is kept: one line, NFC, without the `#` that some people write before a tag. Empty for
 * what has no letter to show.
 */
export function tagName(typed: string): string {
  const name = typed.normalize("NFC").replace(/\s+/g, " ").trim().replace(/^#\s*/, "");
  return name.slice(0, longestName).toWellFormed().trim();
}

/** Prepares tags: names that articles are gathered under. */
export function openTags(database: Database, history: History, fullText: FullText) {
  const { sqlite } = database;
  const columns = `tag_key as "key", id, name, articles`;
  const byOrder = sqlite.prepare<[string], KeyedTag>(
    `select ${columns} from tag where name_order = ?`,
  );
  const byId = sqlite.prepare<[string], KeyedTag>(`select ${columns} from tag where id = ?`);
  const page = sqlite.prepare<[{ words: string; limit: number; offset: number }], TagRow>(
    `select id, name, articles from tag
     where articles > 0 and (:words = '' or instr(name_order, :words) > 0)
     order by name_order limit :limit offset :offset`,
  );
  const count = sqlite
    .prepare<[{ words: string }], number>(
      `select count(*) from tag
       where articles > 0 and (:words = '' or instr(name_order, :words) > 0)`,
    )
    .pluck();
  const best = sqlite.prepare<[{ words: string; limit: number }], TagRow>(
    `select id, name, articles from tag
     where articles > 0 and (:words = '' or instr(name_order, :words) > 0)
     order by name_order = :words desc, instr(name_order, :words) > 1, articles desc, name_order
     limit :limit`,
  );
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
  const ofArticle = sqlite.prepare<[number], Tag>(
    `select id, name from article_tag join tag using (tag_key)
     where article_key = ? order by name_order`,
  );
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

  const known = (id: string): KeyedTag => {
    const tag = byId.get(id);
    if (tag !== undefined) return tag;
    throw new NotebookError("not-found", "This tag is no longer in the notebook.");
  };
  const named = (typed: string): string => {
    const name = tagName(typed);
    if (name !== "") return name;
    throw new NotebookError("bad-request", "A tag needs a name.", "Type at least one letter.");
  };
  const isUsed = (tag: KeyedTag) => tag.articles > 0 || articlesOf.get(tag.key) !== undefined;

  /** The tag of a name, made when there is none. One that nothing has takes the name as it is written now. */
  const tagOf = (name: string): number => {
    const order = fold(name);
    const tag = byOrder.get(order);
    if (tag === undefined)
      return Number(addTag.run({ id: database.newId(), name, order }).lastInsertRowid);
    if (tag.name !== name && !isUsed(tag)) setName.run({ key: tag.key, name, order });
    return tag.key;
  };
  const namesOf = (article: number) => ofArticle.all(article).map(({ name }) => name);
  const touch = (touched: Set<EntityKind>) => touched.add("tag").add("article").add("articleList");

  const changeOne = (article: KeyedArticle, { add = [], drop = [] }: TagChange): Change | null => {
    const before = namesOf(article.key);
    let changes = 0;
    for (const name of add) changes += link.run({ article: article.key, tag: tagOf(name) }).changes;
    for (const tag of drop) changes += unlink.run({ article: article.key, tag }).changes;
    if (changes === 0) return null;
    const after = namesOf(article.key);
    return {
      verb: "tag.put",
      entity: article.id,
      before: { tags: before },
      after: { tags: after },
    };
  };
  /** Changes what tags articles have; nothing of those that this changes nothing of. */
  const change = (
    articles: readonly KeyedArticle[],
    changeOf: TagChange | ((article: KeyedArticle) => TagChange),
    touched: Set<EntityKind>,
  ): readonly Change[] => {
    const made = articles.flatMap((article) => {
      const asked = typeof changeOf === "function" ? changeOf(article) : changeOf;
      const one = changeOne(article, asked);
      return one === null ? [] : [{ key: article.key, change: one }];
    });
    fullText.putTitles(made.map(({ key }) => key));
    if (made.length > 0) touch(touched);
    return made.map((each) => each.change);
  };
  const articles = (ids: readonly string[]): readonly KeyedArticle[] =>
    [...new Set(ids)].map((id) => {
      const key = liveArticle.get(id);
      if (key !== undefined) return { key, id };
      throw new NotebookError(
        "not-found",
        "This article is not in the notebook.",
        "It may be in the trash.",
      );
    });
  const recorded = (label: string, made: readonly Change[]): Undoable | null => {
    if (made.length === 0) return null;
    return history.record(made.length === 1 ? label : `${label} on ${made.length} articles`, made);
  };

  const namesToAdd = (names: readonly string[]) => [
    ...new Set(names.map(tagName).filter((name) => name !== "")),
  ];
  const put = (
    article: string,
    add: readonly string[],
    job: string | null,
    touched: Set<EntityKind>,
  ): void => {
    const changes = change(articles([article]), { add }, touched);
    if (changes.length === 0) return;
    const found = changes.map((each) => ({ ...each, verb: "tag.found" as const }));
    history.record("tag article", found, {
      undoable: false,
      ...(job === null ? {} : { group: job }),
    });
  };

  // Only what the change did is taken back: tags given or taken since stay so.
  const putBack: TakeBack = (id, before, touched, after) => {
    const key = anyArticle.get(id);
    if (key === undefined) return;
    const had = new Set(listOf(before["tags"]));
    const has = listOf(after["tags"]);
    const drop = has
      .filter((name) => !had.has(name))
      .flatMap((name) => byOrder.get(fold(name))?.key ?? []);
    const add = [...had].filter((name) => !has.includes(name));
    change([{ key, id }], { add, drop }, touched);
  };
  history.undoes("tag.put", putBack, (id, before, touched, after) =>
    putBack(id, after, touched, before),
  );
  // Its article goes with the import, and keeps its tags for when it comes back.
  const nothing = () => undefined;
  history.undoes("tag.found", nothing, nothing);
  const renameTo = (id: string, name: unknown, touched: Set<EntityKind>) => {
    const tag = byId.get(id);
    if (tag !== undefined) rename(tag, String(name), touched);
  };
  history.undoes(
    "tag.rename",
    (id, before, touched) => renameTo(id, before["name"], touched),
    (id, _before, touched, after) => renameTo(id, after["name"], touched),
  );
  const putTogether: TakeBack = (id, before, touched, after) => {
    const tag = byId.get(id);
    const name = String(before["name"]);
    const key = tag?.key ?? tagOf(name);
    const into = byId.get(String(after["into"]))?.key;
    const joined = JSON.stringify(listOf(after["joined"]));
    const parted = into === undefined ? [] : unlinkEach.all({ ids: joined, tag: into });
    const ids = JSON.stringify(listOf(before["articles"]));
    fullText.putTitles([...new Set([...parted, ...linkEach.all({ ids, tag: key })])]);
    touch(touched);
  };
  history.undoes("tag.delete", putTogether, (id, _before, touched, after) => {
    const tag = byId.get(id);
    const into = byId.get(String(after["into"])) ?? null;
    if (tag !== undefined) dissolve(tag, into, touched);
  });

  const rename = (tag: KeyedTag, name: string, touched: Set<EntityKind>): Change => {
    const order = fold(name);
    const other = byOrder.get(order);
    // What took the name meanwhile and is used by nothing makes room for it.
    if (other !== undefined && other.key !== tag.key) {
      if (isUsed(other))
        throw new NotebookError("bad-request", `There is another tag named “${other.name}” now.`);
      dropTag.run(other.key);
    }
    setName.run({ key: tag.key, name, order });
    fullText.putTitles(articlesOf.all(tag.key).map(({ key }) => key));
    touch(touched);
    return { verb: "tag.rename", entity: tag.id, before: { name: tag.name }, after: { name } };
  };

  /** Takes a tag from all articles, and gives them another in its place unless `into` is null. */
  const dissolve = (tag: KeyedTag, into: KeyedTag | null, touched: Set<EntityKind>): Change => {
    const had = articlesOf.all(tag.key);
    const joined = new Set(into === null ? [] : linkAllOf.all({ tag: tag.key, into: into.key }));
    unlinkAllOf.run(tag.key);
    fullText.putTitles(had.map(({ key }) => key));
    touch(touched);
    return {
      verb: "tag.delete",
      entity: tag.id,
      before: { name: tag.name, articles: had.map(({ id }) => id) },
      after: {
        into: into?.id ?? null,
        joined: had.filter(({ key }) => joined.has(key)).map(({ id }) => id),
      },
    };
  };

  return {
    /** Tags that an article outside the trash has, by name; `words` must stand in the name. */
    list(input: {
      readonly offset: number;
      readonly limit: number;
      readonly words: string;
    }): TagPage {
      const words = fold(input.words);
      return database.read(() => ({
        total: count.get({ words }) ?? 0,
        rows: page.all({ words, limit: input.limit, offset: input.offset }),
      }));
    },

    /** A tag; null when it is unknown or no article has it any more. */
    get({ id }: { readonly id: string }): TagRow | null {
      const tag = database.read(() => byId.get(id));
      return tag === undefined || tag.articles === 0
        ? null
        : { id: tag.id, name: tag.name, articles: tag.articles };
    },

    /** Tags to choose from: the one of this name, those that begin so, those that hold it. */
    suggest(input: { readonly query: string; readonly limit: number }): readonly TagRow[] {
      const words = fold(tagName(input.query));
      return database.read(() => best.all({ words, limit: input.limit }));
    },

    /** The tags of an article by name, also of one in the trash; none for an unknown one. */
    ofArticle(id: string): readonly Tag[] {
      return database.read(() => {
        const key = anyArticle.get(id);
        return key === undefined ? [] : ofArticle.all(key);
      });
    },

    /**
     * Gives an article these tags beside those it has; names without a letter are left out. What an
     * import found is only recorded: taking the import back takes the article with its tags.
     */
    put(article: string, names: readonly string[], job: string | null = null): void {
      const add = namesToAdd(names);
      if (add.length > 0) database.write((touched) => put(article, add, job, touched));
    },

    /** As `put`, committed with what else comes at the time; durable when it resolves. */
    async putSoon(article: string, names: readonly string[], job: string | null): Promise<void> {
      const add = namesToAdd(names);
      if (add.length > 0) await database.writeSoon((touched) => put(article, add, job, touched));
    },

    /** Gives articles a tag. Null when all of them have it already. */
    tag(input: { readonly ids: readonly string[]; readonly name: string }): Undoable | null {
      return database.write((touched) => {
        const name = named(input.name);
        const made = change(articles(input.ids), { add: [name] }, touched);
        return recorded(titled("add tag", name), made);
      });
    },

    /**
     * Gives each of these articles its names as tags, as part of a change group of that label; those in
     * the trash are left alone. Null when that changes nothing.
     */
    tagEach(
      label: string,
      group: string,
      entries: readonly { readonly article: string; readonly names: readonly string[] }[],
    ): Undoable | null {
      return database.write((touched) => {
        const live = entries.flatMap(({ article, names }) => {
          const key = liveArticle.get(article);
          return key === undefined ? [] : [{ key, id: article, add: namesToAdd(names) }];
        });
        const adds = new Map(live.map(({ key, add }) => [key, add]));
        const made = change(live, ({ key }) => ({ add: adds.get(key) ?? [] }), touched);
        if (made.length === 0) return null;
        return history.record(label, made, { undoable: true, group });
      });
    },

    /** Takes a tag from articles. Null when none of them has it. */
    untag(input: { readonly ids: readonly string[]; readonly tag: string }): Undoable | null {
      return database.write((touched) => {
        const { key, name } = known(input.tag);
        const made = change(articles(input.ids), { drop: [key] }, touched);
        return recorded(titled("remove tag", name), made);
      });
    },

    /** Gives a tag another name. Under the name of another tag the two become one. */
    rename(input: { readonly id: string; readonly name: string }): TagRenamed {
      return database.write((touched) => {
        const tag = known(input.id);
        const name = named(input.name);
        const other = byOrder.get(fold(name));
        const merged = other !== undefined && other.key !== tag.key && isUsed(other);
        const label = merged
          ? titled(titled("merge tag", tag.name), other.name, "into")
          : titled(titled("rename tag", tag.name), name, "to");
        const change = merged ? dissolve(tag, other, touched) : rename(tag, name, touched);
        return { ...history.record(label, [change]), merged };
      });
    },

    /** Takes a tag from all articles. */
    delete({ id }: { readonly id: string }): Undoable {
      return database.write((touched) => {
        const tag = known(id);
        return history.record(titled("delete tag", tag.name), [dissolve(tag, null, touched)]);
      });
    },
  };
}

/** A list of words out of a change: written by us as one, absent in older ones. */
function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
