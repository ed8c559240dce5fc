/** What is typed into the details of an article, and the changes that it comes to. */
import type { Article, EditableField, MetadataChanges, PersonName } from "../../electron/api.ts";
import { displayName, nameOfParts } from "../../electron/text/person-name.ts";

/** The fields that are one text. */
export const textFields = ["title", "site", "published", "url", "language", "abstract"] as const;
export type TextField = (typeof textFields)[number];
export type EntryList = "identifiers" | "fields";

/** An author as typed: `last` holds particle and family name. */
export interface NameRow {
  readonly key: string;
  readonly given: string;
  readonly last: string;
  /** The name it was before anything was typed; null for a new one. */
  readonly name: PersonName | null;
}

/** An identifier or a further field as typed. */
export interface EntryRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** What was typed so far; what is left out shows what the article has. */
export interface Draft {
  readonly texts: { readonly [field in TextField]?: string };
  readonly names?: readonly NameRow[];
  readonly identifiers?: readonly EntryRow[];
  readonly fields?: readonly EntryRow[];
}

export const emptyDraft: Draft = { texts: {} };

export function textIn(draft: Draft, article: Article, field: TextField): string {
  return draft.texts[field] ?? article[field] ?? "";
}

export function namesIn(draft: Draft, { names }: Article): readonly NameRow[] {
  return draft.names ?? names.map((name, at) => ({ key: `name ${at}`, ...partsOf(name), name }));
}

export function entriesIn(draft: Draft, article: Article, list: EntryList): readonly EntryRow[] {
  return (
    draft[list] ??
    Object.entries(article[list]).map(([name, value]) => ({ key: `entry ${name}`, name, value }))
  );
}

/** The draft without what was typed into a field, which shows what the article has again. */
export function withoutField(draft: Draft, field: EditableField): Draft {
  const { names, identifiers, fields } = draft;
  const { [field as TextField]: _gone, ...texts } = draft.texts;
  return {
    texts,
    ...(names === undefined || field === "byline" ? {} : { names }),
    ...(identifiers === undefined || field.startsWith("identifiers.") ? {} : { identifiers }),
    ...(fields === undefined || field.startsWith("fields.") ? {} : { fields }),
  };
}

/** What the draft would change in the article. */
export function changesOf(draft: Draft, article: Article): MetadataChanges {
  const texts = Object.fromEntries(
    textFields.flatMap((field) => {
      const text = draft.texts[field];
      return text === undefined || text === (article[field] ?? "") ? [] : [[field, text]];
    }),
  );
  return {
    ...texts,
    ...(draft.names === undefined ? {} : { names: draft.names.map(nameOf) }),
    ...(draft.identifiers === undefined
      ? {}
      : { identifiers: entryChanges(draft.identifiers, article.identifiers) }),
    ...(draft.fields === undefined ? {} : { fields: entryChanges(draft.fields, article.fields) }),
  };
}

function partsOf(name: PersonName): { readonly given: string; readonly last: string } {
  const { given, ...rest } = name;
  return { given, last: displayName({ ...rest, given: "" }) };
}

/** A name of which nothing was typed stays as it is; else particle and suffix stay while they are there. */
function nameOf({ given, last, name }: NameRow): PersonName {
  if (name !== null) {
    const before = partsOf(name);
    if (before.last === last) return nameOfParts({ ...name, given });
    const { particle } = name;
    if (particle !== undefined && last.startsWith(`${particle} `))
      return nameOfParts({ given, particle, family: last.slice(particle.length) });
  }
  return nameOfParts({ given, family: last });
}

function entryChanges(
  rows: readonly EntryRow[],
  before: { readonly [name: string]: string },
): { readonly [name: string]: string | null } {
  const now = new Map(rows.map(({ name, value }) => [name.trim(), value]));
  const gone = Object.keys(before).filter((name) => !now.has(name));
  return Object.fromEntries([
    ...gone.map((name) => [name, null] as const),
    ...[...now].filter(([name, value]) => name !== "" && before[name] !== value),
  ]);
}
