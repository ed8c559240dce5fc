/** Links of a PDF: areas of a page, turned into marks on the words that stand in them. */
import type { Mark } from "../../entities.ts";
import { areaOf, type PageArea } from "./areas.ts";

export interface PageLink extends PageArea {
  /** An absolute http, https or mailto address. */
  readonly url: string;
}

/** Longer addresses carry data, not places. */
const longestUrl = 4_000;

/** The link that an annotation of pdf.js is; the types leave it open, as it comes from a stranger. */
export function linkIn(annotation: unknown): readonly PageLink[] {
  const { subtype, url, rect } = annotation as {
    readonly subtype?: unknown;
    readonly url?: unknown;
    readonly rect?: unknown;
  };
  if (subtype !== "Link" || typeof url !== "string" || url.length > longestUrl) return [];
  if (!/^(?:https?|mailto):$/.test(URL.parse(url)?.protocol ?? "")) return [];
  const area = areaOf(rect);
  return area === null ? [] : [{ ...area, url }];
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
