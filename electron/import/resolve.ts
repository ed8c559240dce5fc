/** Turns links as written into addresses that may be opened, and picture references into bytes. */
import type { Block, DraftImage, Mark, TextRun } from "../entities.ts";
import { mapRuns, type DraftBlock } from "./draft-blocks.ts";
import { imageCountLimit, imageLimit, imagesLimit, type SourceFile } from "./format.ts";
import { imageFrom, imageOf } from "./images.ts";
import { became, leftOut, namesOf } from "./losses.ts";

export interface Surroundings {
  /** The article's own address; null when unknown. */
  readonly url: string | null;
  /** What relative addresses start from; null when unknown. */
  readonly base: string | null;
  readonly readBeside: SourceFile["readBeside"];
  /** The bytes that a reference means within the file itself, for formats that carry their pictures. */
  readonly inside?: (reference: string) => Uint8Array | null;
}

export interface Resolved {
  readonly blocks: readonly Block[];
  readonly images: readonly DraftImage[];
  readonly warnings: readonly string[];
}

/** The longest address that is kept, in UTF-16 units. */
export const addressLimit = 4_000;

/** Resolves every link and picture of an article. */
export async function resolve(
  drafts: readonly DraftBlock[],
  around: Surroundings,
): Promise<Resolved> {
  const pictures = await resolveImages(drafts, around);
  const kept = pictures.drafts;
  const names = new Map<string, number>();
  kept.forEach(({ ids }, at) => {
    for (const id of ids) if (!names.has(id)) names.set(id, at);
  });
  const lost = { unsafe: 0, elsewhere: 0 };
  const link = (href: string): string | null => {
    const { address, loss } = resolveLink(href, around, names);
    if (loss) lost[loss] += 1;
    return address;
  };
  const blocks = kept.map(({ block }) => mapRuns(block, (run) => resolveRun(run, link)));
  return {
    blocks,
    images: pictures.images,
    warnings: [...pictures.warnings, ...linkWarnings(lost)],
  };
}

function resolveRun(run: TextRun, link: (href: string) => string | null): TextRun {
  if (!run.marks.some(([, , kind]) => kind === "link")) return run;
  const marks: Mark[] = [];
  for (const mark of run.marks) {
    if (mark[2] !== "link") marks.push(mark);
    else {
      const value = link(mark[3] ?? "");
      if (value !== null) marks.push([mark[0], mark[1], "link", value]);
    }
  }
  return { text: run.text, marks };
}

/** Where a link leads; `loss` says what is lost when it leads nowhere here. */
interface Lead {
  /** An address to open, or `block:N`; null when the link becomes plain text. */
  readonly address: string | null;
  /** The address would run or read something (`unsafe`), or needs files that are not here. */
  readonly loss?: "unsafe" | "elsewhere";
}

/** A link within a page that shows nothing of it: nothing is lost with it. */
const nowhere: Lead = { address: null };

function resolveLink(href: string, around: Surroundings, names: ReadonlyMap<string, number>): Lead {
  const written = href.trim();
  const own = around.url === null ? null : withoutFragment(around.url);
  const hash = written.indexOf("#");
  if (hash === 0 || (hash > 0 && own !== null && withoutFragment(written) === own)) {
    const at = names.get(decoded(written.slice(hash + 1)));
    if (at !== undefined) return { address: `block:${at}` };
    if (hash === 0) return nowhere;
  }
  if (written === "") return nowhere;
  const url = URL.parse(written) ?? (around.base === null ? null : URL.parse(written, around.base));
  if (url === null) return { address: null, loss: "elsewhere" };
  if (!/^(?:https?|mailto):$/.test(url.protocol)) return { address: null, loss: "unsafe" };
  return url.href.length > addressLimit
    ? { address: null, loss: "elsewhere" }
    : { address: url.href };
}

function linkWarnings(lost: {
  readonly unsafe: number;
  readonly elsewhere: number;
}): readonly string[] {
  const plainText = "made plain text";
  return [
    ...became(
      lost.unsafe,
      "link that is neither a web nor a mail address (such as javascript: or file:)",
      plainText,
      "links that are neither web nor mail addresses (such as javascript: or file:)",
    ),
    ...became(lost.elsewhere, "link to another file", plainText, "links to other files"),
  ];
}

async function resolveImages(
  drafts: readonly DraftBlock[],
  around: Surroundings,
): Promise<{
  readonly drafts: readonly DraftBlock[];
  readonly images: readonly DraftImage[];
  readonly warnings: readonly string[];
}> {
  const images = new Map<string, DraftImage>();
  const lost = { missing: 0, kind: 0, room: 0 };
  /** The hosts of pictures that only the web has, one for each of those. */
  const remote: string[] = [];
  let bytes = 0;
  const kept: DraftBlock[] = [];
  // Names that pointed at a picture which is left out move on to the block that follows.
  let ids: readonly string[] = [];
  for (const draft of drafts) {
    if (draft.block.kind !== "image") {
      kept.push(ids.length === 0 ? draft : { ...draft, ids: [...ids, ...draft.ids] });
      ids = [];
      continue;
    }
    const found = await findImage(draft.sources, around);
    const image = found.image;
    const known = image !== null && images.has(image.hash);
    const fits =
      image === null ||
      known ||
      (images.size < imageCountLimit && bytes + image.bytes.length <= imagesLimit);
    if (found.problem !== null) lost[found.problem] += 1;
    if (!fits) lost.room += 1;
    if (image !== null && fits && !known) {
      images.set(image.hash, image);
      bytes += image.bytes.length;
    }
    const hash = image !== null && fits ? image.hash : null;
    if (image === null && found.host !== null) remote.push(found.host);
    if (hash === null && found.host === null) {
      ids = [...ids, ...draft.ids];
      continue;
    }
    kept.push({
      ...draft,
      ids: [...ids, ...draft.ids],
      block: { ...draft.block, hash, host: hash === null ? found.host : null },
    });
    ids = [];
  }
  return { drafts: kept, images: [...images.values()], warnings: imageWarnings(lost, remote) };
}

interface FoundImage {
  readonly image: DraftImage | null;
  /** Where a picture that is not here would come from. */
  readonly host: string | null;
  readonly problem: "missing" | "kind" | null;
}

async function findImage(sources: readonly string[], around: Surroundings): Promise<FoundImage> {
  let host: string | null = null;
  let problem: FoundImage["problem"] = null;
  for (const source of sources) {
    const carried = around.inside?.(source) ?? null;
    const found = carried === null ? await imageFrom(source, around.readBeside) : imageOf(carried);
    if (found.image !== null) return { image: found.image, host: null, problem: null };
    // What lies beside the page but is no picture of ours would be none on the web either.
    if (found.problem !== "kind") host ??= remoteHost(source, around.base);
    problem ??= found.problem;
  }
  return { image: null, host, problem: host === null ? problem : null };
}

function remoteHost(source: string, base: string | null): string | null {
  const url = URL.parse(source) ?? (base === null ? null : URL.parse(source, base));
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : null;
}

function imageWarnings(
  lost: { readonly missing: number; readonly kind: number; readonly room: number },
  remote: readonly string[],
): readonly string[] {
  const most = imageCountLimit.toLocaleString("en-US");
  const mebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
  return [
    ...leftOut(remote.length, "remote picture", {
      why: `not in the file but at ${namesOf(remote, 3)}`,
    }),
    ...leftOut(lost.missing, "picture", { why: "not found beside the file" }),
    ...leftOut(lost.kind, "picture", {
      why: "only PNG, JPEG, GIF, WebP and AVIF up to 20 MB are kept",
    }),
    ...leftOut(lost.room, "picture", {
      why: `an article keeps at most ${most} pictures and ${mebibytes(imagesLimit)} of them (one picture: ${mebibytes(imageLimit)})`,
    }),
  ];
}

function withoutFragment(url: string): string {
  const hash = url.indexOf("#");
  return hash === -1 ? url : url.slice(0, hash);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    if (error instanceof URIError) return fragment;
    throw error;
  }
}
