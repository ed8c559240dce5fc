/** What is known of an article besides its text: part of the nouns of entities.ts. */

/** Metadata fields that remember where they were found. */
export type MetadataField =
  | "title"
  | "byline"
  | "site"
  | "published"
  | "url"
  | "language"
  | "identifiers"
  | "abstract";

/** A name in parts; an organisation's is `family` alone. `van` is a particle, `Jr.` a suffix. */
export interface PersonName {
  readonly given: string;
  readonly family: string;
  readonly particle?: string;
  readonly suffix?: string;
}

export interface ArticleMetadata {
  readonly title: string;
  /** The authors as they are shown, in order. */
  readonly byline: readonly string[];
  /** The same authors in parts: `names[n]` is `byline[n]`. */
  readonly names: readonly PersonName[];
  readonly site: string | null;
  /** ISO 8601 at the precision that is known: `2015`, `2015-05`, `2015-05-12` or a full date-time. */
  readonly published: string | null;
  readonly url: string | null;
  /** BCP 47, or null when it could not be told. */
  readonly language: string | null;
  readonly identifiers: { readonly [scheme: string]: string };
  readonly abstract: string | null;
  /** All else the file said of the work, as found: `journal`, `pages`, `citation key`, its own names. */
  readonly fields: { readonly [name: string]: string };
  /** Where each known field was found, as a short phrase; `derived` marks a title made by us. */
  readonly found: { readonly [field in MetadataField]?: string };
}

/** What a person can write over what an import found: a field, or one entry of those that are lists. */
export type EditableField =
  | Exclude<MetadataField, "identifiers">
  | `identifiers.${string}`
  | `fields.${string}`;

/** The value of one field. `text` is null when there is none; authors have their names beside it. */
export interface FieldValue {
  readonly text: string | null;
  readonly byline?: readonly string[];
  readonly names?: readonly PersonName[];
}

/** What imports found of a field that a person wrote over, and where; null when that is not known. */
export interface FoundValue extends FieldValue {
  readonly found: string | null;
}
export type Edited = { readonly [field in EditableField]?: FoundValue };

/** What a person writes over metadata; null clears a field. */
export interface MetadataChanges {
  readonly title?: string | undefined;
  /** Also the byline, which is made of the names as they are shown. */
  readonly names?: readonly PersonName[] | undefined;
  readonly site?: string | null | undefined;
  /** Any text that is one date: `2019`, `2019-05`, `12 May 2019`; kept as ISO 8601. */
  readonly published?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly abstract?: string | null | undefined;
  readonly identifiers?: { readonly [scheme: string]: string | null } | undefined;
  readonly fields?: { readonly [name: string]: string | null } | undefined;
}

/** A word that articles are gathered under. Two tags never differ by case or accents only. */
export interface Tag {
  readonly id: string;
  readonly name: string;
}

/** A tag with how many articles outside the trash have it. */
export interface TagRow extends Tag {
  readonly articles: number;
}
