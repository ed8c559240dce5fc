/** Which paragraphs are headings, and of which level: by larger type, by bold type, by bookmarks. */
import type { LineGroup } from "./paragraphs.ts";
import { headingKey, type Bookmark } from "./outline.ts";
import { sizeClass } from "./measures.ts";

export type Level = 1 | 2 | 3 | 4 | 5 | 6;

/** Larger type that goes on for longer is text. In UTF-16 units. */
const longestHeading = 250;
/** Bold type that goes on for longer is a warning or an abstract. */
const longestBold = 120;
/** Bookmarks count where at least this share of them is found in the text. */
const foundShare = 0.5;

/** The headings among the groups of all pages. The largest type is level 1, the next level 2 … */
export function headingLevels(
  pages: readonly (readonly LineGroup[])[],
  bookmarks: readonly Bookmark[],
): ReadonlyMap<LineGroup, Level> {
  const marked = bookmarked(pages, bookmarks);
  const all = pages.flat();
  const strong = all.filter((group, at) => isBold(group, all[at - 1], all[at + 1]));
  // Where much of the text is bold, bold type means nothing.
  const bold = new Set(lettersOf(strong) > lettersOf(all) * 0.3 ? [] : strong);
  const headings = all.filter((group) => isLarge(group) || bold.has(group));
  const sizes = [...new Set(headings.map(rankOf))].sort((a, b) => b - a);
  const levels = new Map<LineGroup, Level>(
    headings.map((group) => [group, levelAt(sizes.indexOf(rankOf(group)))]),
  );
  const first = headings[0];
  // A title above the outermost bookmarks is level 1, and they come below it.
  const shift = first !== undefined && !marked.has(first) && levels.get(first) === 1 ? 1 : 0;
  for (const [group, level] of marked) levels.set(group, levelAt(level - 1 + shift));
  return levels;
}

function levelAt(index: number): Level {
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return levels[Math.min(Math.max(index, 0), 5)] ?? 6;
}

function lengthOf({ lines }: LineGroup): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

function lettersOf(groups: readonly LineGroup[]): number {
  return groups.reduce((sum, group) => sum + lengthOf(group), 0);
}

function isLarge(group: LineGroup): boolean {
  return group.kind === "heading" && lengthOf(group) <= longestHeading;
}

/** Bold type of the text's own size ranks below all that is larger. */
function rankOf({ lines, kind }: LineGroup): number {
  return sizeClass(lines[0]?.size ?? 0) - (kind === "heading" ? 0 : 0.1);
}

function isBold(group: LineGroup, before?: LineGroup, after?: LineGroup): boolean {
  const [line] = group.lines;
  if (line === undefined || group.kind !== "text" || group.lines.length > 2) return false;
  if (!group.lines.every(({ strong }) => strong) || lengthOf(group) > longestBold) return false;
  const text = group.lines.map((each) => each.text).join(" ");
  if (!/\p{L}{2}/u.test(text) || /[,;.]$/.test(text)) return false;
  // The head of a table stands beside others; the last thing on a page heads nothing.
  return after !== undefined && !isBeside(group, before) && !isBeside(group, after);
}

function isBeside(group: LineGroup, other: LineGroup | undefined): boolean {
  const [a] = group.lines;
  return (
    a !== undefined &&
    group.lines.length + (other?.lines.length ?? 0) < 8 &&
    other?.lines.some((b) => Math.abs(a.y - b.y) < a.size * 0.3) === true
  );
}

/** The groups that bookmarks lead to, with their levels; none when hardly any is found. */
function bookmarked(
  pages: readonly (readonly LineGroup[])[],
  bookmarks: readonly Bookmark[],
): ReadonlyMap<LineGroup, number> {
  const found = new Map<LineGroup, number>();
  const taken = new Set<LineGroup>();
  for (const { key, level, page } of bookmarks) {
    const group = (pages[page] ?? []).find((each) => !taken.has(each) && names(each, key));
    if (group === undefined) continue;
    taken.add(group);
    found.set(group, level);
  }
  return found.size < bookmarks.length * foundShare ? new Map() : found;
}

/** Whether the group is what the bookmark says, with or without its number. */
function names(group: LineGroup, key: string): boolean {
  if (lengthOf(group) > longestHeading) return false;
  const text = headingKey(group.lines.map((line) => line.text).join(" "));
  return text === key || text.replace(/^\d+/, "") === key || text === key.replace(/^\d+/, "");
}
