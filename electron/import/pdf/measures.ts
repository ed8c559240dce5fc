/** What is usual in a PDF, counted over all of it: the size of its text and how its lines are spaced. */
import type { Page, PageLine } from "./lines.ts";

/** How a line stands in its column. Lengths are points. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

export interface Measures {
  /** The size of most letters. */
  readonly bodySize: number;
  /** Whether most letters are of a typewriter font. */
  readonly monospaced: boolean;
  /** From one line of a paragraph to the next, for letters of this size. */
  readonly leading: (size: number) => number;
  /** The column of each line of a page, in the order of its lines. */
  readonly columns: (page: Page) => readonly Column[];
}

/** Sizes this near to each other count as one, in points. */
const step = 0.5;
/** What lines are apart where nothing tells, in sizes. */
const usualLeading = 1.2;

/** Counts once over all lines. */
export function measure(pages: readonly Page[]): Measures {
  const letters = new Map<number, number>();
  const gaps = new Map<number, Map<number, number>>();
  let typed = 0;
  let all = 0;
  for (const { lines } of pages) {
    let last: PageLine | null = null;
    for (const line of lines) {
      const size = sizeClass(line.size);
      add(letters, size, line.text.length);
      all += line.text.length;
      if (line.monospaced) typed += line.text.length;
      if (last !== null && sizeClass(last.size) === size && isBelow(last, line)) {
        const counts = gaps.get(size) ?? new Map<number, number>();
        gaps.set(size, counts);
        add(counts, Math.round((line.y - last.y) * 5) / 5, 1);
      }
      last = line;
    }
  }
  const bodySize = most(letters) ?? 10;
  const leadings = new Map<number, number>();
  for (const [size, counts] of gaps) leadings.set(size, most(counts) ?? size * usualLeading);
  const bodyRatio = (leadings.get(bodySize) ?? bodySize * usualLeading) / bodySize;
  const leading = (size: number): number => leadings.get(sizeClass(size)) ?? size * bodyRatio;
  return {
    bodySize,
    monospaced: typed > all / 2,
    leading,
    columns: (page) => columnsOf(page, leading),
  };
}

/** The size that lines of nearly the same size share, in points. */
export function sizeClass(size: number): number {
  return Math.max(Math.round(size / step) * step, step);
}

function isBelow(above: PageLine, line: PageLine): boolean {
  const gap = line.y - above.y;
  return (
    gap > line.size * 0.5 &&
    gap < line.size * 3 &&
    line.left < above.right &&
    line.right > above.left
  );
}

/** Lines further apart than this, in leadings, may have other margins. */
const loose = 1.3;

/**
 * The left edge is that at which most lines of the page start, at the line's own start or a little
 * before; the right one is how far the lines go that follow one another without a gap.
 */
function columnsOf({ lines }: Page, leading: (size: number) => number): readonly Column[] {
  const starts = new Map<number, number>();
  for (const { left } of lines) add(starts, Math.round(left), 1);
  const columns: { left: number; right: number }[] = [];
  let from = 0;
  lines.forEach((line, i) => {
    columns.push({ left: edgeOf(line, starts), right: line.right });
    const next = lines[i + 1];
    if (
      next !== undefined &&
      isBelow(line, next) &&
      sizeClass(next.size) === sizeClass(line.size)
    ) {
      if (next.y - line.y < leading(line.size) * loose) return;
    }
    const right = lines.slice(from, i + 1).reduce((most, each) => Math.max(most, each.right), 0);
    for (const column of columns.slice(from)) column.right = right;
    from = i + 1;
  });
  return columns;
}

function edgeOf(line: PageLine, starts: ReadonlyMap<number, number>): number {
  let edge = Math.round(line.left);
  let count = starts.get(edge) ?? 0;
  // Broken files have letters as large as a house.
  const furthest = edge - Math.min(Math.ceil(line.size * 5), 200);
  for (let at = edge + 1; at >= furthest; at -= 1) {
    const here = starts.get(at) ?? 0;
    if (here > count) [edge, count] = [at, here];
  }
  return edge;
}

function add(counts: Map<number, number>, key: number, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/** The key counted most; of several the smallest. Null when nothing was counted. */
function most(counts: ReadonlyMap<number, number>): number | null {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}
