/** Links of a PDF: areas of a page, turned into marks on the words that stand in them. */
import type { Mark } from "../../entities.ts";
import type { PdfPage } from "./engine.ts";

/** An area as it lies on the page; lengths are points, y counts downwards. */
export interface PageLink {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** An absolute http, https or mailto address. */
  readonly url: string;
}

/** Areas of one page; pages of forms may have more, which mean nothing in a text. */
const linkLimit = 500;
/** Longer addresses carry data, not places. */
const longestUrl = 4_000;

/** Of the processor, for the links of one file: a busy machine must not change what is found. */
const budgetMs = 4_000;
/** pdf.js takes a millisecond for each area, and cannot be stopped within a page. */
const flood = /\/Annots\s*\[(?:\s*\d+\s+\d+\s+R\b){3000}/;

/** Finds the links of one file, page by page, as long as that does not take too long. */
export interface LinkFinder {
  readonly linksOf: (page: PdfPage) => Promise<readonly PageLink[]>;
  /** Whether pages were left out. */
  readonly isShort: () => boolean;
}

/** For the file with these bytes. */
export function createLinkFinder(bytes: Uint8Array): LinkFinder {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  let left = flood.test(text) ? 0 : budgetMs;
  let isShort = false;
  return {
    isShort: () => isShort,
    linksOf: async (page) => {
      if (left <= 0) {
        isShort = true;
        return [];
      }
      const started = process.cpuUsage();
      const links = await linksOf(page);
      left -= process.cpuUsage(started).user / 1_000;
      return links;
    },
  };
}

/** The links of a page, in the page's own coordinates; none when they are damaged. */
async function linksOf(page: PdfPage): Promise<readonly PageLink[]> {
  const annotations = await page.getAnnotations({ intent: "display" }).catch(() => []);
  return annotations.flatMap(linkIn).slice(0, linkLimit);
}

/** pdf.js leaves the fields of an annotation open: they come from a stranger. */
function linkIn(annotation: unknown): readonly PageLink[] {
  const { subtype, url, rect } = annotation as {
    readonly subtype?: unknown;
    readonly url?: unknown;
    readonly rect?: unknown;
  };
  if (subtype !== "Link" || typeof url !== "string" || url.length > longestUrl) return [];
  if (!/^(?:https?|mailto):$/.test(URL.parse(url)?.protocol ?? "")) return [];
  if (!Array.isArray(rect)) return [];
  const [a, b, c, d] = rect.map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return [];
  if (!Number.isFinite(a + b + c + d)) return [];
  return [
    {
      left: Math.min(a, c),
      right: Math.max(a, c),
      top: Math.min(b, d),
      bottom: Math.max(b, d),
      url,
    },
  ];
}

/** The area with both its corners moved. */
export function movedLink(
  link: PageLink,
  move: (x: number, y: number) => readonly [number, number],
): PageLink {
  const [a, b] = move(link.left, link.top);
  const [c, d] = move(link.right, link.bottom);
  return {
    left: Math.min(a, c),
    right: Math.max(a, c),
    top: Math.min(b, d),
    bottom: Math.max(b, d),
    url: link.url,
  };
}

/**
 * The marks of the words of a piece that begins at `start` of its line. Where a word stands is told
 * from the widths of all letters taken as equal, so its middle decides.
 */
export function linkMarks(
  words: string,
  start: number,
  piece: {
    readonly left: number;
    readonly right: number;
    readonly y: number;
    readonly size: number;
  },
  links: readonly PageLink[],
): readonly Mark[] {
  const middle = piece.y - piece.size * 0.3;
  const near = links.filter(
    ({ top, bottom, left, right }) =>
      top <= middle && bottom >= middle && left < piece.right && right > piece.left,
  );
  if (near.length === 0) return [];
  const step = (piece.right - piece.left) / Math.max(words.length, 1);
  const marks: Mark[] = [];
  for (const { 0: word, index } of words.matchAll(/\S+/g)) {
    const at = piece.left + (index + word.length / 2) * step;
    const link = near.find(({ left, right }) => left <= at && at <= right);
    if (link === undefined) continue;
    marks.push([start + index, start + index + word.length, "link", link.url]);
  }
  return joinedMarks(marks);
}

/** Marks of one kind and value that only a space or nothing parts, as one; in their order. */
export function joinedMarks(marks: readonly Mark[]): Mark[] {
  const joined: Mark[] = [];
  const last = new Map<string, number>();
  for (const mark of marks) {
    const key = `${mark[2]} ${mark[3] ?? ""}`;
    const at = last.get(key);
    const before = at === undefined ? undefined : joined[at];
    if (
      at !== undefined &&
      before !== undefined &&
      mark[0] >= before[1] &&
      mark[0] - before[1] <= 1
    ) {
      joined[at] =
        mark[3] === undefined
          ? [before[0], mark[1], mark[2]]
          : [before[0], mark[1], mark[2], mark[3]];
    } else last.set(key, joined.push(mark) - 1);
  }
  return joined;
}

/** The mark moved by `by`, and cut to what is at or after 0. Null when nothing is left. */
export function shiftedMark([start, end, kind, value]: Mark, by: number): Mark | null {
  if (end + by <= 0) return null;
  const from = Math.max(start + by, 0);
  return value === undefined ? [from, end + by, kind] : [from, end + by, kind, value];
}
