/** What a note of Evernote says of itself. */
import type { FoundMetadata } from "../assemble.ts";
import { namesIn } from "../names.ts";
import { childOf, textIn, type XmlElement } from "../xml-tree.ts";

const where = "Evernote note";
/** Attributes that are said elsewhere, or mean something to Evernote alone. */
const known = new Set([
  "author",
  "source-url",
  "application-data",
  "content-class",
  "reminder-order",
]);

/** Reads a `note`; what is not there stays unknown. */
export function noteMetadata(note: XmlElement): FoundMetadata {
  const attributes = childOf(note, "note-attributes");
  const text = (element: XmlElement | null, name: string): string =>
    textIn(childOf(element, name)).trim();
  const url = webAddress(text(attributes, "source-url"));
  const created = timeOf(text(note, "created"));
  const title = text(note, "title");
  return {
    title: /^untitled(?: note)?$/i.test(title) ? "" : title,
    byline: namesIn(text(attributes, "author")),
    site: null,
    // Of a clipped page it is known when it was clipped, not when it was published.
    published: url === null ? created : null,
    url,
    language: null,
    identifiers: {},
    abstract: null,
    fields: fieldsOf(attributes, created, timeOf(text(note, "updated"))),
    found: { title: where, byline: where, published: where, url: where },
  };
}

function fieldsOf(
  attributes: XmlElement | null,
  created: string | null,
  updated: string | null,
): { readonly [name: string]: string } {
  const fields = new Map<string, string>();
  if (created !== null) fields.set("created", created);
  if (updated !== null) fields.set("updated", updated);
  for (const child of attributes?.children ?? []) {
    if (typeof child === "string" || known.has(child.name)) continue;
    const value = textIn(child).replace(/\s+/g, " ").trim();
    if (value !== "") fields.set(child.name.replaceAll("-", " "), timeOf(value) ?? value);
  }
  return Object.fromEntries(fields);
}

/** `20150512T101500Z` as `2015-05-12T10:15:00Z`; null for anything else. */
function timeOf(written: string): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(written);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(time)) ? null : time;
}

function webAddress(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.href.length <= 4_000
    ? url.href
    : null;
}
