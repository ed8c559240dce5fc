/** Running heads, running feet and page numbers: what a page repeats around its text. */
import type { Page, PageLine } from "./lines.ts";
import { measure } from "./measures.ts";

/** The part of a page, at its top and at its bottom, where they stand. */
const outer = 0.1;
const recurring = 0.17;
/** The share of the pages on which the same line has to be. */
const repeated = 0.3;
/** In a chapter: on this many pages, none further from the next than this. */
const chapterPages = 3;
const chapterStep = 2;

/** In files of few pages, what stands there on all of them may be their text: only one row is none. */
const fewPages = 3;
/** At most so many rows of them, and each at most so many points higher or lower than on other pages. */
const mostRows = 3;
const jitter = 4;
/** A running head on a page of its own kind is this much smaller than the text, and this far off it. */
const smaller = 0.93;
const apart = 1.6;

/**
 * The pages without them, and how many lines were taken away. `title` is what the file calls itself,
 * empty when it does not.
 */
export function dropRunningHeads(
  pages: readonly Page[],
  title = "",
): {
  readonly pages: readonly Page[];
  readonly dropped: number;
} {
  const running = runningHeads(pages);
  const { bodySize } = measure(pages);
  const rows = rowsOf(pages, running);
  let dropped = 0;
  const kept = pages.map((page) => {
    const gone = new Set(
      page.lines.filter((line) => {
        if (isPageNumber(masked(line))) return false;
        if (running.holds(line, page)) return true;
        // Where others stand, one that is alone of its kind goes too, unless it is written as text is.
        const isOdd = Math.abs(line.size - bodySize) > bodySize * 0.04;
        return isOdd && isMarginal(line, page) && rows.has(rowOf(line));
      }),
    );
    const rest = page.lines.filter((line) => !gone.has(line));
    const numbers = numberRows(rest, page, running);
    for (const line of numbers) gone.add(line);
    if (pages.length === 1)
      for (const line of onlyHeads(rest, page, numbers, title)) gone.add(line);
    dropped += gone.size;
    return { ...page, lines: page.lines.filter((line) => !gone.has(line)) };
  });
  return { pages: kept, dropped };
}

interface Running {
  /** Whether it says what others at its place say. */
  readonly holds: (line: PageLine, page: Page) => boolean;
}

/** Lines that recur on enough pages, and at the same place: a word that begins many lines is none. */
function runningHeads(pages: readonly Page[]): Running {
  const places = new Map<string, { readonly at: number; readonly away: number }[]>();
  const most = pages.length > fewPages ? mostRows : 1;
  pages.forEach((page, at) => {
    for (const line of outermost(page, most)) {
      const key = keyOf(line, page);
      const seen = places.get(key) ?? [];
      places.set(key, seen);
      seen.push({ at, away: awayFrom(line, page) });
    }
  });
  const running = new Map<string, readonly number[]>();
  for (const [key, seen] of places) {
    const heights = seen
      .map(({ away }) => away)
      .filter((height) => {
        const level = seen.filter(({ away }) => Math.abs(away - height) < jitter);
        return isRunning([...new Set(level.map(({ at }) => at))], pages.length);
      });
    if (heights.length > 0) running.set(key, [...new Set(heights)]);
  }
  return {
    holds: (line, page) => {
      const away = awayFrom(line, page);
      return (running.get(keyOf(line, page)) ?? []).some((at) => Math.abs(at - away) < jitter);
    },
  };
}

/**
 * The lines of the outermost rows at both ends, as many as `most`, down to the last of them that stands off what is further
 * in: the last line of a footnote stands at one height too.
 */
function outermost(page: Page, most: number): readonly PageLine[] {
  const lines = page.lines.toSorted((a, b) => awayFrom(a, page) - awayFrom(b, page));
  return [true, false].flatMap((isTop) => {
    const own = lines.filter((line) => isTop === line.y < page.height / 2);
    let found: readonly PageLine[] = [];
    const seen: PageLine[] = [];
    let rows = 0;
    for (const line of own) {
      const last = seen.at(-1);
      if (last !== undefined && Math.abs(line.y - last.y) > 1) {
        if (Math.abs(line.y - last.y) > last.size * apart) found = [...seen];
        rows += 1;
        if (rows === most) return found;
      }
      if (!isMarginal(line, page)) return found;
      seen.push(line);
    }
    return seen;
  });
}

function keyOf(line: PageLine, page: Page): string {
  return `${line.y < page.height / 2 ? "top" : "foot"} ${masked(line)}`;
}

/** From the nearer edge of the page, as pages of one file may be of two heights. */
function awayFrom(line: PageLine, page: Page): number {
  return Math.min(line.y, page.height - line.y);
}

/** The first and the last row of what is left, where they hold a page number: it and its neighbours. */
function numberRows(lines: readonly PageLine[], page: Page, running: Running): readonly PageLine[] {
  const heights = lines.map(({ y }) => y);
  const ends = [heights.reduce((a, b) => Math.min(a, b), Infinity)];
  ends.push(heights.reduce((a, b) => Math.max(a, b), -Infinity));
  return ends.flatMap((y) => {
    const row = lines.filter((line) => Math.abs(line.y - y) < 1);
    // More than one number, or more than three parts, is a row of a table.
    const [number, ...others] = row.filter((line) => isPageNumber(masked(line)));
    if (number === undefined || others.length > 0 || row.length > 3) return [];
    return isOuter(number, page) || running.holds(number, page) ? row : [];
  });
}

/**
 * The first and the last row of the only page, where nothing can recur: small, well off the text, and
 * with the file's title in it or a page number at the other end.
 */
function onlyHeads(
  lines: readonly PageLine[],
  page: Page,
  numbers: readonly PageLine[],
  title: string,
): readonly PageLine[] {
  const text = lines.filter((line) => !numbers.includes(line));
  const known = plain(title);
  return [Math.min, Math.max].flatMap((furthest) => {
    const end = text.map(({ y }) => y).reduce((a, b) => furthest(a, b), text[0]?.y ?? 0);
    const row = text.filter((line) => Math.abs(line.y - end) < 1);
    const others = text.filter((line) => !row.includes(line));
    const { bodySize } = measure([{ ...page, lines: others }]);
    const isSmall = row.every((line) => isOuter(line, page) && line.size < bodySize * smaller);
    if (!isSmall || others.length === 0) return [];
    const isStamped = row.some(({ text: words }) => stamp.test(words));
    const isNamed = row.some(({ text: words }) => {
      const key = plain(words.replace(stamp, ""));
      return key.length > 5 && known.startsWith(key);
    });
    const isOpposite = numbers.some(({ y }) => Math.abs(y - end) > page.height / 2);
    const isApart = others.every(({ y }) => Math.abs(y - end) > bodySize * apart);
    const isHead = isOpposite ? isStamped || isApart : isNamed && (isStamped || row.length > 1);
    return isHead ? row : [];
  });
}

/** The day and the hour that browsers print before the title. */
const stamp =
  /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]m\b)?\s*/i;

/** Letters and digits only, to compare. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The places and sizes of running lines that recur on enough pages. */
function rowsOf(pages: readonly Page[], running: Running): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const lines = page.lines.filter((line) => running.holds(line, page));
    for (const row of new Set(lines.map(rowOf))) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const enough = Math.max(pages.length * repeated, 2);
  return new Set([...counts].filter(([, n]) => n >= enough).map(([row]) => row));
}

function rowOf({ y, size }: PageLine): string {
  return `${y.toFixed(0)} ${size.toFixed(1)}`;
}

/** Whether the line stands where running heads and page numbers do. */
export function isOuter(line: PageLine, page: Page): boolean {
  return awayFrom(line, page) < page.height * outer;
}

/** Whether it may be one of those that recur: wide margins move them further in. */
function isMarginal(line: PageLine, page: Page): boolean {
  return awayFrom(line, page) < page.height * recurring;
}

/** The line with every number, also a Roman one at its ends, as the same sign. */
function masked({ text }: PageLine): string {
  return text
    .toLowerCase()
    .replace(/\d+/g, "#")
    .replace(/^[ivxlc]+(?=\s|$)|(?<=\s)[ivxlc]+$/g, "#")
    .replace(/\s+/g, " ");
}

/** Nothing but a number, dashes or "Page 3 of 7": no sentence, however short the file. */
function isPageNumber(key: string): boolean {
  return /^(?:page|seite|p\.)?[\s\p{P}]*#[\s\p{P}]*(?:(?:of|von|de|sur|\/)\s*#[\s\p{P}]*)?$/u.test(
    key,
  );
}

function isRunning(seen: readonly number[], pages: number): boolean {
  if (seen.length < 2) return false;
  if (seen.length >= pages * repeated) return true;
  let near = 1;
  for (let i = 1; i < seen.length; i += 1) {
    near = (seen[i] ?? 0) - (seen[i - 1] ?? 0) <= chapterStep ? near + 1 : 1;
    if (near >= chapterPages) return true;
  }
  return false;
}
