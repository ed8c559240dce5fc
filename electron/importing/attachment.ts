/** Takes a further file of an entry of a bibliography, such as a supplement or a translation. */
import path from "node:path";
import type { ArticleDraft } from "../entities.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { stagedOrReason } from "./entry.ts";
import { refused } from "./lines.ts";
import { addOrAsk, below, read, type AttachmentWork, type Taking, type Work } from "./take.ts";

/**
 * Its text becomes an article of its own, described as the entry is, that says which of the entry's files
 * it is. The work itself when it is held back until the person has answered.
 */
export async function takeAttachment(
  work: AttachmentWork,
  taking: Taking,
): Promise<readonly Work[]> {
  const { found, entry, place, besides } = work;
  const fileName = path.basename(place);
  const file = `${below(found, entry.name)}/${fileName}`;
  const staged = await stagedOrReason(place, taking);
  if (typeof staged === "string") {
    await taking.report(refused(file, staged));
    return [];
  }
  try {
    const reading = await read({ ...found, path: place }, staged, null, taking);
    const inner = reading.ok ? reading.harvest.articles[0] : undefined;
    if (inner === undefined) {
      const reason = reading.ok ? "There is no article in it." : reading.reason;
      await taking.report(refused(file, reason));
      return [];
    }
    const draft = describedBy(entry.draft, inner.draft, work, fileName);
    const article = { ...inner, name: "", draft, original: null, tags: entry.tags, record: false };
    const addition = { file, article, staged, fileName, folders: found.folders, besides };
    return (await addOrAsk(addition, taking)) ? [work] : [];
  } finally {
    await taking.notebook.files.discard(staged);
  }
}

/** Without what names the entry's own article, of which this one is no other version. */
function describedBy(
  entry: ArticleDraft,
  text: ArticleDraft,
  { number, count }: AttachmentWork,
  fileName: string,
): ArticleDraft {
  const isSamePlace =
    text.url !== null && entry.url !== null && canonicalUrl(text.url) === canonicalUrl(entry.url);
  const note = `Attachment ${number} of ${count} of “${entry.title}”.`;
  const { title, byline, site, published } = entry.found;
  const { identifiers: _none, url, ...found } = text.found;
  const ours = Object.entries({ title, byline, site, published, ...(isSamePlace ? {} : { url }) });
  return {
    ...text,
    title: `${entry.title} (${fileName})`,
    byline: entry.byline.length > 0 ? entry.byline : text.byline,
    names: entry.byline.length > 0 ? entry.names : text.names,
    site: entry.site ?? text.site,
    published: entry.published ?? text.published,
    url: isSamePlace ? null : text.url,
    identifiers: {},
    fields: { ...text.fields, note },
    found: { ...found, ...Object.fromEntries(ours.filter(([, where]) => where !== undefined)) },
    warnings: [note, ...text.warnings],
  };
}
