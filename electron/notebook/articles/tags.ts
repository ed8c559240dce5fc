import type { EntityKind, Tag, TagRenamed, TagRow, Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { fold } from "../../text/tokens.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { titled } from "../history/history-labels.ts";
import type { Change, History, TakeBack } from "../history/history.ts";
import { openTagRows, type KeyedArticle, type KeyedTag, type TagRef } from "./tag-rows.ts";

/** The tags of an open notebook. */
export type Tags = ReturnType<typeof openTags>;

export interface TagPage {
  readonly total: number;
  readonly rows: readonly TagRow[];
}

/** Tags to give and to take, by their keys. */
interface TagChange {
  readonly add?: readonly number[];
  readonly drop?: readonly number[];
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
  const rows = openTagRows(database);
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
  const ofArticle = sqlite.prepare<[number], Tag>(
    `select id, name from article_tag join tag using (tag_key)
     where article_key = ? order by name_order`,
  );
  const known = (id: string): KeyedTag => {
    const tag = rows.byId(id);
    if (tag !== undefined) return tag;
    throw new NotebookError("not-found", "This tag is no longer in the notebook.");
  };
  const named = (typed: string): string => {
    const name = tagName(typed);
    if (name !== "") return name;
    throw new NotebookError("bad-request", "A tag needs a name.", "Type at least one letter.");
  };
  const touch = (touched: Set<EntityKind>) => touched.add("tag").add("article").add("articleList");

  // Only what changes is recorded: an article may have thousands of tags.
  const changeOne = (article: KeyedArticle, { add = [], drop = [] }: TagChange): Change | null => {
    const given = add.filter((tag) => rows.link(article.key, tag)).map(rows.refOf);
    const taken = drop.filter((tag) => rows.unlink(article.key, tag)).map(rows.refOf);
    if (given.length + taken.length === 0) return null;
    return {
      verb: "tag.put",
      entity: article.id,
      before: { tags: taken },
      after: { tags: given },
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
      const key = rows.live(id);
      if (key !== null) return { key, id };
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

  const tagsOf = (names: readonly string[]) =>
    // Of two spellings the first counts.
    [...Map.groupBy(names, fold).values()].flatMap(([name]) => (name ? rows.tagOf(name) : []));
  const namesToAdd = (names: readonly string[]) => [
    ...new Set(names.map(tagName).filter((name) => name !== "")),
  ];
  const put = (
    article: string,
    add: readonly string[],
    job: string | null,
    touched: Set<EntityKind>,
  ): void => {
    const changes = change(articles([article]), { add: tagsOf(add) }, touched);
    if (changes.length === 0) return;
    const found = changes.map((each) => ({ ...each, verb: "tag.found" as const }));
    history.record("tag article", found, {
      undoable: false,
      ...(job === null ? {} : { group: job }),
    });
  };

  // Only what the change did is taken back: tags given or taken since stay so.
  const putBack: TakeBack = (id, before, touched, after) => {
    const key = rows.any(id);
    if (key === null) return;
    const had = refsOf(before["tags"]);
    const has = refsOf(after["tags"]);
    const drop = without(has, had).flatMap((tag) => rows.keyOf(tag) ?? []);
    change([{ key, id }], { add: without(had, has).map(rows.keyOfMade), drop }, touched);
  };
  history.undoes("tag.put", putBack, (id, before, touched, after, at) =>
    putBack(id, after, touched, before, at),
  );
  // Its article goes with the import, and keeps its tags for when it comes back.
  const nothing = () => undefined;
  history.undoes("tag.found", nothing, nothing);
  const renameTo = (id: string, name: unknown, touched: Set<EntityKind>) => {
    const tag = rows.byId(id);
    if (tag !== undefined) rename(tag, String(name), touched);
  };
  history.undoes(
    "tag.rename",
    (id, before, touched) => renameTo(id, before["name"], touched),
    (id, _before, touched, after) => renameTo(id, after["name"], touched),
  );
  const putTogether: TakeBack = (id, before, touched, after) => {
    const key = rows.keyOfMade({ id, name: String(before["name"]) });
    const into = rows.byId(String(after["into"]))?.key;
    const parted = into === undefined ? [] : rows.unlinkEach(listOf(after["joined"]), into);
    const back = rows.linkEach(listOf(before["articles"]), key);
    fullText.putTitles([...new Set([...parted, ...back])]);
    touch(touched);
  };
  // Only from the articles that had it then: those of imports that are done again after this keep theirs.
  history.undoes("tag.delete", putTogether, (id, before, touched, after) => {
    const tag = rows.byId(id);
    if (tag === undefined) return;
    const into = rows.byId(String(after["into"]))?.key;
    const parted = rows.unlinkEach(listOf(before["articles"]), tag.key);
    const joined = into === undefined ? [] : rows.linkEach(listOf(after["joined"]), into);
    fullText.putTitles([...new Set([...parted, ...joined])]);
    touch(touched);
  });

  const rename = (tag: KeyedTag, name: string, touched: Set<EntityKind>): Change => {
    const other = rows.named(name);
    if (other !== undefined && other.key !== tag.key) makeRoom(other);
    rows.rename(tag.key, name);
    fullText.putTitles(rows.articlesOf(tag.key).map(({ key }) => key));
    touch(touched);
    return { verb: "tag.rename", entity: tag.id, before: { name: tag.name }, after: { name } };
  };
  /** Has a tag let go of its name: of what nothing has nobody knows, and what only the trash has is numbered. */
  const makeRoom = (tag: KeyedTag): void => {
    if (tag.articles > 0)
      throw new NotebookError(
        "bad-request",
        `There is another tag named “${tag.name}” now.`,
        "Both tags stay as they are. Rename one of them under Tags, or undo what was done before that.",
      );
    if (!rows.isUsed(tag)) return rows.drop(tag.key);
    let number = 2;
    while (rows.named(`${tag.name} ${number}`) !== undefined) number += 1;
    rows.rename(tag.key, `${tag.name} ${number}`);
  };

  /** Takes a tag from all articles, and gives them another in its place unless `into` is null. */
  const dissolve = (tag: KeyedTag, into: KeyedTag | null, touched: Set<EntityKind>): Change => {
    const had = rows.articlesOf(tag.key);
    const joined = new Set(into === null ? [] : rows.linkAllOf(tag.key, into.key));
    rows.unlinkAllOf(tag.key);
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
      const tag = database.read(() => rows.byId(id));
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
        const key = rows.any(id);
        return key === null ? [] : ofArticle.all(key);
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
        const made = change(articles(input.ids), { add: [rows.tagOf(name)] }, touched);
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
          const key = rows.live(article);
          return key === null ? [] : [{ key, id: article, add: tagsOf(namesToAdd(names)) }];
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
        const other = rows.named(name);
        const merged = other !== undefined && other.key !== tag.key && rows.isUsed(other);
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

/** Tags out of a change; older ones name them only, and list all that the article had. */
function refsOf(value: unknown): readonly TagRef[] {
  if (!Array.isArray(value)) return [];
  return value.map((each: unknown) =>
    // Written by `changeOne`.
    typeof each === "string" ? { id: null, name: each } : (each as TagRef),
  );
}

function without(tags: readonly TagRef[], others: readonly TagRef[]): readonly TagRef[] {
  const names = new Set(others.map(({ name }) => name));
  return tags.filter(({ name }) => !names.has(name));
}
