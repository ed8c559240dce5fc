/**
 * Takes an entry of a bibliography that has files: the first that can be read gives the text, each
 * further one becomes an article beside it.
 */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { extensionOf, fileLimit, type HarvestedArticle } from "../import/format.ts";
import { formatNames } from "../import/index.ts";
import { staysInside } from "../import/room.ts";
import type { ImportItem } from "../entities.ts";
import type { Staged } from "../notebook/notebook.ts";
import { reasonOf } from "./lines.ts";
import { overlaid } from "./overlay.ts";
import {
  addReported,
  below,
  read,
  takeArticle,
  type AttachmentWork,
  type EntryWork,
  type Inner,
  type Taking,
} from "./take.ts";
import type { Found } from "./walk.ts";

/** Keeps the files of an entry from being imported by themselves too. */
export async function claimFiles(
  found: Found,
  article: HarvestedArticle,
  { claimed }: Taking,
): Promise<void> {
  for (const { place } of await filesOf(found, article)) if (place !== null) claimed.add(place);
}

/** A file that an entry names. */
interface EntryFile {
  readonly name: string;
  /** Null when it is no file that may be read or none that is there; then why. */
  readonly place: string | null;
  readonly reason: string;
}

async function filesOf(
  found: Found,
  { attachments }: HarvestedArticle,
): Promise<readonly EntryFile[]> {
  const files: EntryFile[] = [];
  for (const attachment of attachments) {
    const name = nameOf(attachment);
    const place = placeOf(found, attachment);
    if (place === null)
      files.push({ name, place, reason: "It is no file that a bibliography may name." });
    else {
      const status = await lstat(place).catch(() => null);
      const isThere = status?.isFile() === true;
      files.push({ name, place: isThere ? place : null, reason: "The file is no longer there." });
    }
  }
  return files;
}

/** The further work is the entry's other files; held is the entry itself until the person has answered. */
export async function takeEntry(
  work: EntryWork,
  taking: Taking,
): Promise<Pick<Inner, "works" | "held">> {
  const { found, article } = work;
  const all = await filesOf(found, article);
  const files = all.flatMap(({ place }) => (place === null ? [] : [place]));
  const unread = all.flatMap(({ name, place, reason }) =>
    place === null ? [`${name}: ${reason}`] : [],
  );
  for (const [at, place] of files.entries()) {
    if (taking.signal?.aborted === true) return nothing;
    const others = files.slice(at + 1);
    const took = await takeFirst(work, place, { unread, others }, taking);
    if (took === "question") return { works: [], held: [work] };
    if ("unread" in took) unread.push(`${path.basename(place)}: ${took.unread}`);
    else return { works: furtherWorks(work, others, at + 2, took, taking), held: [] };
  }
  const draft = overlaid(article.draft, article.draft, unread);
  const isHeld = await takeArticle(found, { ...article, draft, attachments: [] }, null, taking);
  return isHeld
    ? { works: [], held: [{ ...work, article: { ...article, attachments: [] } }] }
    : nothing;
}

const nothing: Pick<Inner, "works" | "held"> = { works: [], held: [] };

/** Why a file gives no text. */
interface Unread {
  readonly unread: string;
}

/** Adds an entry with the text of a file; its line of the report. */
async function takeFirst(
  { found, article }: EntryWork,
  place: string,
  { unread, others }: { readonly unread: readonly string[]; readonly others: readonly string[] },
  taking: Taking,
): Promise<ImportItem | "question" | Unread> {
  const staged = await stagedOrReason(place, taking);
  if (typeof staged === "string") return { unread: staged };
  try {
    const reading = await read({ ...found, path: place }, staged, null, taking);
    if (!reading.ok) return { unread: reading.reason };
    const inner = reading.harvest.articles[0];
    if (inner === undefined) return { unread: "There is no article in it." };
    const further = others.map((other) => path.basename(other));
    const draft = overlaid(inner.draft, article.draft, unread, further);
    const whole = { ...article, draft, original: null, record: false };
    const file = below(found, article.name);
    const fileName = path.basename(place);
    return await addReported(
      { file, article: whole, staged, fileName, folders: found.folders },
      taking,
    );
  } finally {
    await taking.notebook.files.discard(staged);
  }
}

/** The entry's files besides the one that gave it its text; `first` is the number of the first of them. */
function furtherWorks(
  { found, article: entry }: EntryWork,
  places: readonly string[],
  first: number,
  { article: besides }: ImportItem,
  { grow }: Taking,
): readonly AttachmentWork[] {
  if (besides === null) return [];
  grow(places.length);
  const count = first + places.length - 1;
  return places.map((place, at) => ({
    kind: "attachment",
    found,
    entry,
    place,
    number: first + at,
    count,
    besides,
  }));
}

function nameOf(attachment: string): string {
  return path.posix.basename(attachment.replaceAll("\\", "/"));
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

/** A copy of a file; why there is none, in a sentence or two. */
export async function stagedOrReason(
  place: string,
  { notebook }: Taking,
): Promise<Staged | string> {
  try {
    return await notebook.files.stage(place, fileLimit);
  } catch (error) {
    return reasonOf(error);
  }
}
