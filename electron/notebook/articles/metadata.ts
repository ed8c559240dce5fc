import type {
  ArticleMetadata,
  EditableField,
  Edited,
  EntityKind,
  FieldValue,
  FoundValue,
  MetadataChanges,
  Undoable,
} from "../../api.ts";
import { NotebookError } from "../../api.ts";
import {
  byHand,
  changedFields,
  edit,
  fieldsOf,
  understand,
  unedited,
  useFound,
  valueOf,
  withValue,
  type Described,
} from "../../text/metadata-edit.ts";
import { personName } from "../../text/person-name.ts";
import { orderKey } from "../../text/tokens.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import type { FullText } from "../search/fulltext.ts";
import { titled } from "../history/history-labels.ts";
import type { History } from "../history/history.ts";

/** The columns of `article` that hold what is known of it. */
export interface MetadataRow {
  readonly title: string;
  readonly byline: string;
  readonly names: string;
  readonly site: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly identifiers: string;
  readonly abstract: string | null;
  readonly fields: string;
  readonly found: string;
  readonly edited: string;
}

/** They as a list for a query. */
export const metadataColumns = `title, byline, names, site, published, url, language, identifiers,
  abstract, fields, found, edited`;

/** Sorts after every text, so that rows without the field come last in ascending order. */
export const orderLast = "\u{10FFFF}";

/** What is known of articles, and how it changes. */
export type Metadata = ReturnType<typeof openMetadata>;

/** How a field stood before or after a change; `edited` is null for one that no person wrote. */
interface FieldState {
  readonly value: FieldValue;
  readonly edited: FoundValue | null;
}

/** Prepares editing what is known of an article. `retitled` hears of each whose title may be another. */
export function openMetadata(
  database: Database,
  history: History,
  fullText: FullText,
  retitled: (id: string) => void,
) {
  const { sqlite } = database;
  const byId = sqlite.prepare<[string], MetadataRow & { key: number; live: number }>(
    `select article_key as "key", live, ${metadataColumns} from article where id = ?`,
  );
  const textOf = sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body join version using (version_key)
     where article_key = ? and removed_at is null order by number desc limit 1`,
  );
  const update = sqlite.prepare(
    `update article set title = :title, title_derived = :titleDerived, byline = :byline,
       names = :names, site = :site, published = :published, url = :url, language = :language,
       identifiers = :identifiers, abstract = :abstract, fields = :fields, found = :found,
       edited = :edited, title_order = :titleOrder, byline_order = :bylineOrder,
       site_order = :siteOrder, published_order = :publishedOrder
     where article_key = :key`,
  );

  const known = (id: string) => {
    const row = byId.get(id);
    if (row !== undefined) return row;
    throw new NotebookError("not-found", "This article is not in the notebook.");
  };
  /** Stores what is known of an article, and keeps orders and index in step. */
  const write = (
    id: string,
    { key, live }: { readonly key: number; readonly live: number },
    { metadata, edited }: Described,
    touched: Set<EntityKind>,
  ) => {
    update.run({ key, ...rowOf(metadata), edited: JSON.stringify(edited) });
    const body = live === 1 ? textOf.get(key) : undefined;
    // Title, authors and site are among the words of the text's index too.
    if (body !== undefined)
      fullText.putArticle(key, { ...metadata, text: unpackBody(body.codec, body.text) });
    retitled(id);
    touched.add("article").add("articleList");
  };

  const change = (
    id: string,
    label: string,
    make: (before: Described) => Described,
  ): Undoable | null =>
    database.write((touched) => {
      const row = known(id);
      if (row.live === 0)
        throw new NotebookError(
          "not-found",
          "This article is in the trash.",
          "Bring it back first, then edit it.",
        );
      const before = describedOf(row);
      const after = make(before);
      const fields = [
        ...new Set([
          ...changedFields(before.metadata, after.metadata),
          ...fieldsOf(before.edited).filter((field) => after.edited[field] === undefined),
        ]),
      ];
      if (fields.length === 0) return null;
      write(id, row, after, touched);
      return history.record(titled(label, before.metadata.title, "of"), [
        {
          verb: "article.edit",
          entity: id,
          before: statesOf(before, fields),
          after: statesOf(after, fields),
        },
      ]);
    });

  const setBack = (
    id: string,
    states: Readonly<Record<string, unknown>>,
    touched: Set<EntityKind>,
  ) => {
    const row = byId.get(id);
    if (row !== undefined) write(id, row, withStates(describedOf(row), states), touched);
  };
  history.undoes(
    "article.edit",
    (id, before, touched) => setBack(id, before, touched),
    (id, _before, touched, after) => setBack(id, after, touched),
  );

  return {
    /** What is known of an article, and whether it is not in the trash; null for an unknown one. */
    describe(id: string): (Described & { readonly live: boolean }) | null {
      const row = byId.get(id);
      return row === undefined ? null : { ...describedOf(row), live: row.live === 1 };
    },

    /**
     * Writes a person's words over what imports found. Null when nothing comes to be other than it
     * was. Throws `bad-request` for a value that cannot be taken; then nothing is changed.
     */
    edit(input: { readonly id: string; readonly changes: MetadataChanges }): Undoable | null {
      const { changes, objections } = understand(input.changes);
      const [first] = objections;
      if (first !== undefined) throw new NotebookError("bad-request", first.message, first.advice);
      return change(input.id, "edit details", (before) => edit(before, changes));
    },

    /** Gives fields back what they were before an edit; null when they are so. */
    useEarlier(id: string, fields: Readonly<Record<string, unknown>>): Undoable | null {
      return change(id, "bring back details", (before) => withStates(before, fields));
    },

    /** Gives fields back what imports found of them. Null when no person had written them. */
    useFound(input: { readonly id: string; readonly fields: readonly string[] }): Undoable | null {
      return change(input.id, "use the import’s details", (before) =>
        useFound(
          before,
          fieldsOf(before.edited).filter((field) => input.fields.includes(field)),
        ),
      );
    },

    /**
     * Takes over what a further import of an article found, inside the caller's transaction; what a
     * person wrote stays. The caller indexes the text afterwards if that is another one. What is in
     * the article now.
     */
    found(id: string, metadata: ArticleMetadata, touched: Set<EntityKind>): ArticleMetadata {
      const row = known(id);
      const after = unedited(metadata, describedOf(row));
      write(id, row, after, touched);
      return after.metadata;
    },
  };
}

/** What a row of `article` says, in what a person wrote and what imports found. */
export function describedOf(row: MetadataRow): Described {
  // Columns written by `rowOf` and `articles.add` from the same fields.
  const byline = JSON.parse(row.byline) as readonly string[];
  const names = JSON.parse(row.names) as ArticleMetadata["names"];
  return {
    metadata: {
      title: row.title,
      byline,
      // Articles of notebooks before version 2 have their names as shown only.
      names: names.length === byline.length ? names : byline.map(personName),
      site: row.site,
      published: row.published,
      url: row.url,
      language: row.language,
      identifiers: JSON.parse(row.identifiers) as ArticleMetadata["identifiers"],
      abstract: row.abstract,
      fields: JSON.parse(row.fields) as ArticleMetadata["fields"],
      found: JSON.parse(row.found) as ArticleMetadata["found"],
    },
    edited: JSON.parse(row.edited) as Edited,
  };
}

/** The columns of `article` that follow from what is known of it. */
export function rowOf(metadata: ArticleMetadata) {
  const { title, byline, names, site, published, url, language, abstract } = metadata;
  return {
    title,
    titleDerived: Number(metadata.found.title === "derived"),
    byline: JSON.stringify(byline),
    names: JSON.stringify(names),
    site,
    published,
    url,
    language,
    identifiers: JSON.stringify(metadata.identifiers),
    abstract,
    fields: JSON.stringify(metadata.fields),
    found: JSON.stringify(metadata.found),
    titleOrder: orderKey(title),
    bylineOrder: orderKey(byline.join(", ")) || orderLast,
    siteOrder: orderKey(site ?? "") || orderLast,
    publishedOrder: published ?? "",
  };
}

/** Fields as they stood before or after a change. */
function withStates(now: Described, states: Readonly<Record<string, unknown>>): Described {
  const fields = Object.keys(states) as EditableField[]; // Written by `statesOf`.
  return fields.reduce<Described>((set, field) => {
    const state = states[field] as FieldState; // As above.
    // What no person had written is what imports found of it, be it since then.
    if (state.edited === null) return useFound(set, [field]);
    return {
      metadata: withValue(set.metadata, field, state.value, byHand),
      edited: { ...set.edited, [field]: state.edited },
    };
  }, now);
}

function statesOf(
  { metadata, edited }: Described,
  fields: readonly EditableField[],
): { readonly [field: string]: FieldState } {
  return Object.fromEntries(
    fields.map((field) => [
      field,
      { value: valueOf(metadata, field), edited: edited[field] ?? null },
    ]),
  );
}
