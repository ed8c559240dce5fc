/**
 * What a bibliography knows of a work, laid over the draft that was read from the work's file. `further`:
 * the work's other files.
 */
import type { ArticleDraft } from "../entities.ts";
import { namesOf } from "../import/losses.ts";

/** The text of one draft with the metadata of an entry, where the entry has any. */
export function overlaid(
  text: ArticleDraft,
  entry: ArticleDraft,
  unread: readonly string[],
  further: readonly string[] = [],
): ArticleDraft {
  return {
    ...text,
    title: entry.title,
    byline: entry.byline.length > 0 ? entry.byline : text.byline,
    names: entry.byline.length > 0 ? entry.names : text.names,
    site: entry.site ?? text.site,
    published: entry.published ?? text.published,
    url: entry.url ?? text.url,
    language: entry.language ?? text.language,
    identifiers: { ...text.identifiers, ...entry.identifiers },
    abstract: entry.abstract ?? text.abstract,
    fields: { ...text.fields, ...entry.fields },
    found: { ...text.found, ...entry.found },
    warnings: [
      ...text.warnings,
      ...(further.length === 0 ? [] : [`Articles of their own: ${namesOf(further, 5)}.`]),
      ...unread.map((reason) => `An attachment was left out. ${reason}`.slice(0, 1_000)),
    ],
  };
}
