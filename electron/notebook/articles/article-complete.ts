import type { ArticleMetadata, EntityKind, MetadataField, Undoable } from "../../api.ts";
import { NotebookError } from "../../api.ts";
import { changedFields, fieldsOf, useFound, valueOf, withValue } from "../../text/metadata-edit.ts";
import type { Database } from "../database.ts";
import { titled } from "../history/history-labels.ts";
import type { History } from "../history/history.ts";
import type { Metadata } from "./metadata.ts";

/** Where an import found what it completes an article with. */
export interface MetadataSource {
  /** A short phrase for each field that does not say so itself: `library.bib`. */
  readonly found: string;
  /** The import job, whose group of changes it belongs to; null for none. */
  readonly job: string | null;
}

/** What was filled: names of fields, with what they hold of identifiers and others after a dot. */
export interface Completed extends Undoable {
  readonly fields: readonly string[];
}

/** What imports found of an article, under whatever a person wrote over it; null for an unknown one. */
export function foundOf(metadata: Metadata, id: string): ArticleMetadata | null {
  const stored = metadata.describe(id);
  return stored === null ? null : useFound(stored, fieldsOf(stored.edited)).metadata;
}

/**
 * Takes what an import found back to what was found before it, within a transaction, but for fields that
 * are no longer as that import left them.
 */
export function takeBackFound(
  metadata: Metadata,
  id: string,
  before: ArticleMetadata,
  after: ArticleMetadata,
  touched: Set<EntityKind>,
): void {
  const now = foundOf(metadata, id);
  if (now === null) return;
  const value = (of: ArticleMetadata, field: Parameters<typeof valueOf>[1]) =>
    JSON.stringify(valueOf(of, field));
  const next = changedFields(before, after)
    .filter((field) => value(now, field) === value(after, field))
    .reduce(
      (taken, field) =>
        withValue(taken, field, valueOf(before, field), before.found[listOf(field)] ?? null),
      now,
    );
  metadata.found(id, next, touched);
}

/** The field whose place it shares: identifiers were all found in one. */
function listOf(field: string): MetadataField {
  // The part before the dot of an editable field is a field, or `fields`, of which no place is kept.
  return (field.split(".")[0] ?? field) as MetadataField;
}

/** Prepares completing articles from what bibliographies say of them. */
export function openArticleComplete(database: Database, history: History, metadata: Metadata) {
  // Recorded below.
  const found = (state: Readonly<Record<string, unknown>>) => state["found"] as ArticleMetadata;
  history.undoes(
    "article.complete",
    (id, before, touched, after) =>
      takeBackFound(metadata, id, found(before), found(after), touched),
    (id, before, touched, after) =>
      takeBackFound(metadata, id, found(after), found(before), touched),
  );

  /**
   * Fills what an article does not say yet from what else is known of it: never a field that a person
   * wrote, never one that has a value, except a title that was derived. The group that an undo takes
   * back, and what was filled; null when that is nothing. Throws `not-found` for an article that is not
   * there.
   */
  return (id: string, other: ArticleMetadata, source: MetadataSource): Completed | null =>
    database.write((touched) => {
      const before = foundOf(metadata, id);
      if (before === null || metadata.describe(id)?.live !== true)
        throw new NotebookError("not-found", "This article is not in the notebook.");
      const after = completed(before, other, source.found);
      const fields = changedFields(before, after);
      if (fields.length === 0) return null;
      metadata.found(id, after, touched);
      const done = history.record(
        titled("complete details", after.title, "of"),
        [
          {
            verb: "article.complete",
            entity: id,
            before: { found: before },
            after: { found: after },
          },
        ],
        source.job === null ? undefined : { undoable: false, group: source.job },
      );
      return { ...done, fields };
    });
}

const single = ["title", "byline", "site", "published", "url", "language", "abstract"] as const;

/** What an article says, with what it does not say taken from elsewhere. */
function completed(
  metadata: ArticleMetadata,
  other: ArticleMetadata,
  foundIn: string,
): ArticleMetadata {
  const filled = single.filter((field) => isEmpty(metadata, field) && !isEmpty(other, field));
  const values = filled.reduce(
    (now, field) => withValue(now, field, valueOf(other, field), other.found[field] ?? foundIn),
    metadata,
  );
  return {
    ...values,
    identifiers: { ...other.identifiers, ...metadata.identifiers },
    fields: { ...other.fields, ...metadata.fields },
  };
}

/** What a new version says of the article; what it is silent about stays. */
export function renewed(metadata: ArticleMetadata, draft: ArticleMetadata): ArticleMetadata {
  const said = single.filter((field) => !isEmpty(draft, field));
  const values = said.reduce(
    (now, field) => withValue(now, field, valueOf(draft, field), draft.found[field] ?? null),
    metadata,
  );
  return {
    ...values,
    identifiers: { ...metadata.identifiers, ...draft.identifiers },
    fields: { ...metadata.fields, ...draft.fields },
  };
}

function isEmpty(metadata: ArticleMetadata, field: (typeof single)[number]): boolean {
  switch (field) {
    case "title":
      return metadata.title === "" || metadata.found.title === "derived";
    case "byline":
      return metadata.byline.length === 0;
    default:
      return metadata[field] === null || metadata[field] === "";
  }
}
