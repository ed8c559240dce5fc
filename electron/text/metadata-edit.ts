/**
 * Editing what is known of an article. A field that a person wrote keeps what imports found in its
 * place beside it: so an import never changes it, and it can be taken back at any time.
 */
import type {
  ArticleMetadata,
  EditableField,
  Edited,
  FieldValue,
  FoundValue,
  MetadataChanges,
  MetadataField,
  PersonName,
} from "../entities.ts";
import { parseDate } from "./dates.ts";
import { displayName, nameOfParts } from "./person-name.ts";

/** Metadata with what a person wrote over it. */
export interface Described {
  readonly metadata: ArticleMetadata;
  readonly edited: Edited;
}

/** A value that cannot be taken: what is wrong with it, and what would be right. */
export interface Objection {
  readonly field: EditableField;
  readonly message: string;
  readonly advice: string;
}

/** Where a field was found when a person wrote it. */
export const byHand = "you";

const plainFields = ["title", "site", "published", "url", "language", "abstract"] as const;

/** The value that a field has. */
export function valueOf(metadata: ArticleMetadata, field: EditableField): FieldValue {
  if (field === "byline") return authors(metadata.byline, metadata.names);
  const entry = entryOf(field);
  if (entry !== null) return { text: ownOf(metadata[entry.list], entry.name) };
  const plain = plainFields.find((each) => each === field);
  return { text: plain === undefined ? null : metadata[plain] };
}

function authors(byline: readonly string[], names: readonly PersonName[]): FieldValue {
  return { text: byline.length === 0 ? null : byline.join(", "), byline, names };
}

/** Metadata in which a field has another value, found there. A title without a word stays as it was. */
export function withValue(
  metadata: ArticleMetadata,
  field: EditableField,
  value: FieldValue,
  foundAt: string | null,
): ArticleMetadata {
  const entry = entryOf(field);
  if (entry !== null)
    return { ...metadata, [entry.list]: withEntry(metadata[entry.list], entry.name, value.text) };
  // Neither of the lists: a field that remembers where it was found.
  const found = withEntry(metadata.found, field as MetadataField, foundAt);
  if (field === "byline")
    return { ...metadata, byline: value.byline ?? [], names: value.names ?? [], found };
  if (field === "title") return { ...metadata, title: value.text ?? metadata.title, found };
  return { ...metadata, [field]: value.text, found };
}

/** What a person's changes make of metadata; only the fields that come to be other than they were. */
export function edit(before: Described, changes: MetadataChanges): Described {
  const given = givenValues(changes);
  return given.reduce<Described>(({ metadata, edited }, [field, value]) => {
    const old = valueOf(metadata, field);
    if (same(old, value)) return { metadata, edited };
    const found: FoundValue = edited[field] ?? { ...old, found: foundOf(metadata, field) };
    return {
      metadata: withValue(metadata, field, value, byHand),
      edited: { ...edited, [field]: found },
    };
  }, before);
}

/** Gives fields back what the imports found of them. */
export function useFound(before: Described, fields: readonly EditableField[]): Described {
  return fields.reduce<Described>(({ metadata, edited }, field) => {
    const found = edited[field];
    if (found === undefined) return { metadata, edited };
    return {
      metadata: withValue(metadata, field, found, found.found),
      edited: withEntry(edited, field, null),
    };
  }, before);
}

/**
 * What a further import found, under what a person wrote: each edited field keeps its value, and what
 * was found of it now is what it can be taken back to.
 */
export function unedited(found: ArticleMetadata, stored: Described): Described {
  return fieldsOf(stored.edited).reduce<Described>(
    ({ metadata, edited }, field) => ({
      metadata: withValue(metadata, field, valueOf(stored.metadata, field), byHand),
      edited: {
        ...edited,
        [field]: { ...valueOf(found, field), found: foundOf(found, field) },
      },
    }),
    { metadata: found, edited: {} },
  );
}

/** The fields that a person wrote. */
export function fieldsOf(edited: Edited): readonly EditableField[] {
  // Keys of `Edited` are the fields.
  return Object.keys(edited) as EditableField[];
}

/** Fields whose values are not the same. */
export function changedFields(
  before: ArticleMetadata,
  after: ArticleMetadata,
): readonly EditableField[] {
  const lists = (["identifiers", "fields"] as const).flatMap((list) =>
    [...new Set([...Object.keys(before[list]), ...Object.keys(after[list])])].map(
      (name): EditableField => `${list}.${name}`,
    ),
  );
  return [...plainFields, "byline" as const, ...lists].filter(
    (field) => !same(valueOf(before, field), valueOf(after, field)),
  );
}

const longestLine = 2_000;

/**
 * A person's changes as they are kept: texts trimmed, dates and addresses in their one form, an empty
 * text as null; and what cannot be taken.
 */
export function understand(changes: MetadataChanges): {
  readonly changes: MetadataChanges;
  readonly objections: readonly Objection[];
} {
  const objections: Objection[] = [];
  const object = (field: EditableField, message: string, advice: string) => {
    objections.push({ field, message, advice });
    return null;
  };
  const title = changes.title === undefined ? undefined : line(changes.title);
  if (title === null) object("title", "An article needs a title.", "Write at least a word.");
  const published = (text: string | null) =>
    text === null
      ? null
      : (parseDate(text) ??
        object("published", `“${text}” is not a date.`, "Write 2019, 2019-05 or 12 May 2019."));
  const url = (text: string | null) =>
    text === null
      ? null
      : (address(text) ??
        object("url", `“${text}” is not an address.`, "Write it with https:// in front."));
  const language = (text: string | null) =>
    text === null
      ? null
      : (languageTag(text) ??
        object("language", `“${text}” is not a code of a language.`, "Write en, de or pt-BR."));
  const map = <Value>(
    value: string | null | undefined,
    read: (text: string | null) => Value,
  ): Value | undefined => (value === undefined ? undefined : read(line(value)));
  return {
    objections,
    changes: dropUndefined({
      title: title ?? undefined,
      names: changes.names?.map(nameOfParts).filter(({ family }) => family !== ""),
      site: map(changes.site, (text) => text),
      published: map(changes.published, published),
      url: map(changes.url, url),
      language: map(changes.language, language),
      abstract:
        changes.abstract === undefined ? undefined : (changes.abstract?.trim() ?? "") || null,
      identifiers: entries(changes.identifiers, identifier),
      fields: entries(changes.fields, (_name, text) => text),
    }),
  };
}

function givenValues(changes: MetadataChanges): readonly (readonly [EditableField, FieldValue])[] {
  const { names } = changes;
  const plain = plainFields.flatMap((field): [EditableField, FieldValue][] => {
    const text = changes[field];
    return text === undefined ? [] : [[field, { text }]];
  });
  const people: [EditableField, FieldValue][] =
    names === undefined ? [] : [["byline", authors(names.map(displayName), names)]];
  const lists = (["identifiers", "fields"] as const).flatMap((list) =>
    Object.entries(changes[list] ?? {}).map(([name, text]): [EditableField, FieldValue] => [
      `${list}.${name}`,
      { text },
    ]),
  );
  return [...plain, ...people, ...lists];
}

function same(a: FieldValue, b: FieldValue): boolean {
  return a.text === b.text && JSON.stringify(a.names ?? []) === JSON.stringify(b.names ?? []);
}

function foundOf(metadata: ArticleMetadata, field: EditableField): string | null {
  const named = field.startsWith("identifiers.") ? "identifiers" : field;
  return ownOf(metadata.found as Readonly<Record<string, string>>, named);
}

/** The list and the name in it that a field stands for; null for a field of its own. */
function entryOf(
  field: EditableField,
): { readonly list: "identifiers" | "fields"; readonly name: string } | null {
  const match = /^(identifiers|fields)\.(.*)$/s.exec(field);
  if (match === null) return null;
  return { list: match[1] === "fields" ? "fields" : "identifiers", name: match[2] ?? "" };
}

function ownOf(list: { readonly [name: string]: string }, name: string): string | null {
  return Object.hasOwn(list, name) ? (list[name] ?? null) : null;
}

/** A list with one entry set; taken out where the value is null. */
function withEntry<List extends object>(list: List, name: string, value: string | null): List {
  const entries = Object.entries(list);
  // An entry that is there already keeps its place. The list stays of the kind it was.
  return Object.fromEntries(
    value === null ? entries.filter(([each]) => each !== name) : [...entries, [name, value]],
  ) as List;
}

function line(text: string | null): string | null {
  const one = (text ?? "").replace(/\s+/g, " ").trim().slice(0, longestLine).toWellFormed();
  return one === "" ? null : one;
}

function entries(
  given: { readonly [name: string]: string | null } | undefined,
  read: (name: string, text: string) => string,
): { readonly [name: string]: string | null } | undefined {
  if (given === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const key = line(name);
      const text = line(value);
      return key === null ? [] : [[key, text === null ? null : read(key, text)]];
    }),
  );
}

/** An identifier without the address or the label that it is often pasted with. */
function identifier(scheme: string, text: string): string {
  const bare = text.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, "");
  const label = /^([a-z]+)\s*:\s*/i.exec(bare);
  return label?.[1]?.toLowerCase() === scheme.toLowerCase() ? bare.slice(label[0].length) : bare;
}

function address(text: string): string | null {
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname } = new URL(whole);
  return /^https?:$/.test(protocol) && hostname.includes(".") ? whole : null;
}

function languageTag(text: string): string | null {
  try {
    // Its own words for a code of five letters and more are of no language we know of.
    return /^[a-z]{2,3}(?:[-_]|$)/i.test(text)
      ? (Intl.getCanonicalLocales(text.replaceAll("_", "-"))[0] ?? null)
      : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function dropUndefined<Value extends object>(value: Value): Value {
  // Keys that were undefined are optional ones.
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as Value;
}
