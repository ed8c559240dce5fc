/** What stands beside the lines of a page: list signs drawn apart from their items, and line numbers. */
import type { Page, PageLine } from "./lines.ts";
import { shiftedMark } from "./links.ts";

/** A list's sign that is a line of its own: a bullet, "12.", "(iv)", "b)". */
const loneSign = /^(?:[•▪◦‣●○■□⁃∙*–-]|\(?(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)])$/i;
/** Signs of one page that are looked at; pages have a hundred lines. */
const signLimit = 500;
/** In sizes of the letters: how far from its item a sign stands, and how much higher or lower. */
const furthest = 4;
const unlevel = 0.35;

/** The pages with list signs before their items and without the numbers that count the lines. */
export function withTidyMargins(pages: readonly Page[]): {
  readonly pages: readonly Page[];
  readonly lineNumbers: number;
} {
  const numbers = pages.map(({ lines }) => countingOn(lines.flatMap(marginNumber)));
  // One page of prose shows what the numbers are on others, which have little of it.
  const isCounted = pages.some(({ lines }, at) => countsProse(lines, numbers[at] ?? []));
  let lineNumbers = 0;
  const tidy = pages.map((page, at) => {
    const own = numbers[at] ?? [];
    const isFree = isCounted && isBeside(page.lines, own);
    if (isFree) lineNumbers += own.length;
    const lines = isFree ? withoutNumbers(page.lines, own) : page.lines;
    return { ...page, lines: withListSigns(lines) };
  });
  return { pages: tidy, lineNumbers };
}

/** The lines with each lone list sign put back before the text at its right. */
function withListSigns(lines: readonly PageLine[]): readonly PageLine[] {
  const signs = lines.filter(({ text }) => loneSign.test(text)).slice(0, signLimit);
  if (signs.length === 0) return lines;
  const signOf = new Map<PageLine, PageLine>();
  for (const sign of signs) {
    const item = itemOf(sign, lines);
    if (item !== null && !signOf.has(item)) signOf.set(item, sign);
  }
  const moved = new Set(signOf.values());
  return lines.flatMap((line) => {
    if (moved.has(line)) return [];
    const sign = signOf.get(line);
    return sign === undefined ? [line] : [besides(sign, line)];
  });
}

/** The nearest text at the right of the sign, on its level. */
function itemOf(sign: PageLine, lines: readonly PageLine[]): PageLine | null {
  let nearest: PageLine | null = null;
  for (const line of lines) {
    const away = line.left - sign.right;
    if (away < 0 || away > line.size * furthest || line === sign) continue;
    if (Math.abs(line.y - sign.y) > line.size * unlevel || loneSign.test(line.text)) continue;
    if (nearest === null || line.left < nearest.left) nearest = line;
  }
  return nearest;
}

/** One line of the two. */
function besides(sign: PageLine, line: PageLine): PageLine {
  const by = sign.text.length + 1;
  return {
    ...line,
    text: `${sign.text} ${line.text}`,
    marks: line.marks.map((mark) => shiftedMark(mark, by)).filter((mark) => mark !== null),
    left: sign.left,
    strong: line.strong && sign.strong,
    cells: [
      { start: 0, left: sign.left, right: sign.right },
      ...line.cells.map((cell) => ({ ...cell, start: cell.start + by })),
    ],
  };
}

/** Fewer numbers that count on are a list or a table. */
const fewestNumbers = 8;
/** Between them may be others, such as the number of a note; so many runs are looked at. */
const fewestOfRun = 3;
const openRuns = 8;
/** The share of the text beside them that is whole lines of prose. */
const proseShare = 0.6;
/** In sizes: shorter lines are names and the like. */
const shortestProse = 18;
/** In points: how far their edges differ. */
const ragged = 2;

/** A number in the margin: a line of its own, or the first part of one. */
interface MarginNumber {
  readonly line: PageLine;
  readonly value: number;
  readonly left: number;
  readonly right: number;
  /** Whether nothing else is on the line. */
  readonly isAlone: boolean;
}

/** Whether the numbers stand outside of the text. */
function isBeside(lines: readonly PageLine[], numbers: readonly MarginNumber[]): boolean {
  const text = withoutNumbers(lines, numbers);
  const edge = numbers.reduce((most, { right }) => Math.max(most, right), 0);
  const start = numbers.reduce((least, { left }) => Math.min(least, left), Infinity);
  const inside = text.filter(({ left, right }) => left < edge && right > start);
  return inside.length <= text.length * 0.1;
}

/** Whether what the numbers count are lines of prose, and no list or table. */
function countsProse(lines: readonly PageLine[], numbers: readonly MarginNumber[]): boolean {
  if (numbers.length < fewestNumbers || !isBeside(lines, numbers)) return false;
  const text = withoutNumbers(lines, numbers);
  const widest = text.reduce((most, { right, left }) => Math.max(most, right - left), 0);
  const prose = text.filter(
    ({ cells, left, right, size }) =>
      cells.length === 1 && right - left > Math.max(widest * 0.8, size * shortestProse),
  );
  return text.length >= fewestNumbers && prose.length >= text.length * proseShare;
}

function withoutNumbers(
  lines: readonly PageLine[],
  numbers: readonly MarginNumber[],
): readonly PageLine[] {
  const numbered = new Map(numbers.map((number) => [number.line, number]));
  return lines.flatMap((line) => {
    const number = numbered.get(line);
    if (number === undefined) return [line];
    return number.isAlone ? [] : [withoutFirstCell(line)];
  });
}

function marginNumber(line: PageLine): readonly MarginNumber[] {
  const [first, second] = line.cells;
  if (first === undefined) return [];
  const text = line.text.slice(0, second?.start).trim();
  if (!/^\d{1,5}$/.test(text)) return [];
  const isAlone = second === undefined;
  return [{ line, value: Number(text), left: first.left, right: first.right, isAlone }];
}

/** Those under each other, from the top, that count by one step for a while. */
function countingOn(all: readonly MarginNumber[]): readonly MarginNumber[] {
  const runs: MarginNumber[][] = [];
  for (const number of all.toSorted((a, b) => a.line.y - b.line.y)) {
    const run = runs.slice(-openRuns).find((each) => goesOn(each, number));
    if (run === undefined) runs.push([number]);
    else run.push(number);
  }
  return runs.filter((run) => run.length >= fewestOfRun).flat();
}

function goesOn(run: readonly MarginNumber[], next: MarginNumber): boolean {
  const [before, last] = [run.at(-2), run.at(-1)];
  if (last === undefined) return false;
  const step = next.value - last.value;
  const isStep =
    before === undefined ? step === 1 || step === 5 : step === last.value - before.value;
  return (
    isStep &&
    (Math.abs(last.right - next.right) < ragged || Math.abs(last.left - next.left) < ragged)
  );
}

function withoutFirstCell(line: PageLine): PageLine {
  const [, second, ...others] = line.cells;
  if (second === undefined) return line;
  return {
    ...line,
    text: line.text.slice(second.start),
    marks: line.marks
      .map((mark) => shiftedMark(mark, -second.start))
      .filter((mark) => mark !== null),
    left: second.left,
    cells: [second, ...others].map((cell) => ({ ...cell, start: cell.start - second.start })),
  };
}
