/** Takes an entry of a bibliography that has files: the first that can be read gives the text. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { extensionOf, fileLimit, type HarvestedArticle } from "../import/format.ts";
import { formatNames } from "../import/index.ts";
import { staysInside } from "../import/room.ts";
import type { Staged } from "../notebook/notebook.ts";
import { reasonOf } from "./lines.ts";
import { overlaid } from "./overlay.ts";
import {
  addOrAsk,
  below,
  read,
  takeArticle,
  type EntryWork,
  type Taking,
  type Work,
} from "./take.ts";
import type { Found } from "./walk.ts";

/** Keeps the file that will give an entry its text from being imported by itself too. */
export async function claimFile(
  found: Found,
  article: HarvestedArticle,
  { claimed }: Taking,
): Promise<void> {
  for (const attachment of article.attachments) {
    const place = placeOf(found, attachment);
    const status = place === null ? null : await lstat(place).catch(() => null);
    if (place !== null && status?.isFile() === true) return void claimed.add(place);
  }
}

/** The entry itself when it is held back until the person has answered. */
export async function takeEntry(work: EntryWork, taking: Taking): Promise<readonly Work[]> {
  const { found, article } = work;
  const { files } = taking.notebook;
  const file = below(found, article.name);
  const unread: string[] = [];
  for (const attachment of article.attachments) {
    if (taking.signal?.aborted === true) return [];
    const fileName = nameOf(attachment);
    const place = placeOf(found, attachment);
    if (place === null) {
      unread.push(`${fileName}: It is no file that a bibliography may name.`);
      continue;
    }
    const staged = await stagedOrReason(place, taking);
    if (typeof staged === "string") {
      unread.push(`${fileName}: ${staged}`);
      continue;
    }
    try {
      const reading = await read({ ...found, path: place }, staged, null, taking);
      const inner = reading.ok ? reading.harvest.articles[0] : undefined;
      if (inner === undefined) {
        unread.push(`${fileName}: ${reading.ok ? "There is no article in it." : reading.reason}`);
        continue;
      }
      const others = article.attachments.slice(article.attachments.indexOf(attachment) + 1);
      const draft = overlaid(inner.draft, article.draft, [...unread, ...others.map(besides)]);
      const whole = { ...article, draft, original: null, record: false };
      const addition = { file, article: whole, staged, fileName, folders: found.folders };
      return (await addOrAsk(addition, taking)) ? [work] : [];
    } finally {
      await files.discard(staged);
    }
  }
  const draft = overlaid(article.draft, article.draft, unread);
  const isHeld = await takeArticle(found, { ...article, draft, attachments: [] }, null, taking);
  return isHeld ? [{ ...work, article: { ...article, attachments: [] } }] : [];
}

function nameOf(attachment: string): string {
  return path.posix.basename(attachment.replaceAll("\\", "/"));
}

function besides(attachment: string): string {
  return `${nameOf(attachment)}: One file gives an entry its text; import the others by themselves.`;
}

/**
 * Where an attachment lies. Bibliographies on disk name files anywhere, as reference managers write
 * them: only files that a person would read, and none that is hidden. One in an archive names only what
 * is in there with it.
 */
function placeOf(found: Found, attachment: string): string | null {
  const folder = path.dirname(found.path);
  if (found.depth > 0)
    return staysInside(attachment) ? path.join(folder, ...attachment.split("/")) : null;
  const place = path.resolve(folder, attachment);
  const isHidden = path
    .relative(folder, place)
    .split(path.sep)
    .some((name) => /^\.[^.]/.test(name));
  return isHidden || !readable.has(extensionOf(place)) ? null : place;
}

const readable = new Set(formatNames.flatMap(({ extensions }) => extensions));

async function stagedOrReason(place: string, { notebook }: Taking): Promise<Staged | string> {
  try {
    return await notebook.files.stage(place, fileLimit);
  } catch (error) {
    return reasonOf(error);
  }
}
