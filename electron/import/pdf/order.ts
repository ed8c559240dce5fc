/** The order of a page's lines: as drawn, unless that jumps about more than columns explain. */
import type { PageLine } from "./lines.ts";

/** More jumps up the page than this, and a larger share of its lines, are no columns. */
const fewestJumps = 6;
const jumpShare = 0.2;
/** A gutter is at least this wide, in points; at most this share of the lines may cross it. */
const gutterWidth = 8;
const crossing = 0.2;
/** The share of the lines that each column has at least. */
const columnShare = 0.25;

/** The lines in the order in which they are read. */
export function inReadingOrder(lines: readonly PageLine[]): readonly PageLine[] {
  let jumps = 0;
  let landed = Infinity;
  lines.forEach((line, i) => {
    const last = lines[i - 1];
    const isUp = last !== undefined && line.y < last.y - line.size * 0.5;
    if (!isUp) return;
    // To the side goes the next column, or the next cell of a row, and no higher than the one before.
    if (isAbove(line, last) || line.y < landed - line.size * 0.5) jumps += 1;
    landed = line.y;
  });
  if (jumps <= fewestJumps || jumps <= lines.length * jumpShare) return lines;
  const gutter = gutterOf(lines);
  const ordered: PageLine[] = [];
  let columns: readonly [PageLine[], PageLine[]] = [[], []];
  const flush = (): void => {
    ordered.push(...columns[0], ...columns[1]);
    columns = [[], []];
  };
  for (const line of byRows(lines)) {
    if (gutter !== null && line.right <= gutter) columns[0].push(line);
    else if (gutter !== null && line.left >= gutter) columns[1].push(line);
    else {
      // What spans both columns ends them: below it they begin again.
      flush();
      ordered.push(line);
    }
  }
  flush();
  return ordered;
}

function isAbove(line: PageLine, last: PageLine): boolean {
  return line.left < last.right && line.right > last.left;
}

/** From the top, and along each row from the left. */
function byRows(lines: readonly PageLine[]): readonly PageLine[] {
  const rows: PageLine[][] = [];
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && line.y - row[0].y < line.size * 0.4) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.left - b.left));
}

/** Where the fewest lines cross from one column to the other; null when there are no two columns. */
function gutterOf(lines: readonly PageLine[]): number | null {
  const rights = lines.map(({ right }) => right).sort((a, b) => a - b);
  const lefts = lines.map(({ left }) => left).sort((a, b) => a - b);
  let gutter: number | null = null;
  let fewest = lines.length * crossing;
  let begun = 0;
  rights.forEach((right, i) => {
    while ((lefts[begun] ?? Infinity) < right + gutterWidth) begun += 1;
    const across = begun - (i + 1);
    const smaller = Math.min(i + 1, lines.length - begun);
    if (across > fewest || smaller < lines.length * columnShare) return;
    fewest = across;
    gutter = right + gutterWidth / 2;
  });
  return gutter;
}
