/**
 * Tables of a PDF, which knows none: rows whose parts stand under each other, with a gap between that
 * runs through all of them. Where that is not evident the rows stay text.
 */
import type { Block, Mark, TextRun } from "../../entities.ts";
import type { PageLine } from "./lines.ts";
import { shiftedMark } from "./links.ts";

/** Lines of a page that are one table, or that are none. */
export type Segment =
  | { readonly kind: "lines"; readonly lines: readonly PageLine[] }
  | { readonly kind: "table"; readonly lines: readonly PageLine[]; readonly block: Block };

interface Cell {
  readonly run: TextRun;
  readonly left: number;
  readonly right: number;
}

interface Row {
  readonly lines: readonly PageLine[];
  readonly cells: readonly Cell[];
}

interface Column {
  left: number;
  right: number;
  /** By the number of the row; a cell of several lines has several. */
  readonly cells: Map<number, TextRun[]>;
  /** Where each cell begins. */
  readonly lefts: number[];
}

interface Table {
  readonly columns: Column[];
  readonly rows: Row[];
  /** Rows that began, those that only went on not counted. */
  begun: number;
}

const fewestRows = 3;
/** In sizes of the letters, from one row to the next. */
const widestStep = 3.5;
const widestWrap = 1.7;
/** Longer cells, in UTF-16 units, are the lines of columns of text. */
const longestCell = 120;
/** Cells that are centred beside ones of several lines come out torn: rows are better then. */
const filledShare = 0.6;
/** Of the cells of a column, a head that is centred left aside. */
const alignedShare = 0.75;
const number = /^[\s\d.,:%()+±<>=$€£¥*–−-]+$/;
/** A column of these beside one other is a list. */
const sign = /^(?:[•▪◦‣●○■□⁃∙*–-]|[[(]?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[\].)]{0,2})$/i;
const leader = /\.\s?\.\s?\./;

/** The lines of a page in their order, tables set apart. */
export function segmentsOf(lines: readonly PageLine[]): readonly Segment[] {
  const segments: Segment[] = [];
  let text: PageLine[] = [];
  let table: Table | null = null;
  const close = (): void => {
    const block = table === null ? null : blockOf(table);
    const own = table?.rows.flatMap((row) => row.lines) ?? [];
    table = null;
    if (block === null) {
      text.push(...own);
      return;
    }
    if (text.length > 0) segments.push({ kind: "lines", lines: text });
    text = [];
    segments.push({ kind: "table", lines: own, block });
  };
  for (const row of rowsOf(lines)) {
    if (table !== null && takes(table, row)) continue;
    close();
    const begun: Table = { columns: [], rows: [], begun: 0 };
    if (row.cells.length > 1 && takes(begun, row)) table = begun;
    else text.push(...row.lines);
  }
  close();
  if (text.length > 0) segments.push({ kind: "lines", lines: text });
  return segments;
}

function rowsOf(lines: readonly PageLine[]): readonly Row[] {
  const rows: { lines: PageLine[]; cells: Cell[] }[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const last = row?.lines.at(-1);
    const isBeside =
      last !== undefined && Math.abs(last.y - line.y) < line.size * 0.4 && line.left > last.right;
    if (row !== undefined && isBeside) {
      row.lines.push(line);
      row.cells.push(...cellsOf(line));
    } else rows.push({ lines: [line], cells: [...cellsOf(line)] });
  }
  return rows;
}

function cellsOf({ text, marks, cells }: PageLine): readonly Cell[] {
  return cells.map(({ start, left, right }, at) => {
    const part = text.slice(start, cells[at + 1]?.start ?? text.length).trimEnd();
    const own = marks.flatMap((mark) => {
      const moved = shiftedMark(mark, -start);
      return moved === null || moved[0] >= part.length ? [] : [moved];
    });
    return {
      run: {
        text: part,
        marks: own.map((mark) => cutMark(mark, part.length)),
      },
      left,
      right,
    };
  });
}

function cutMark([start, end, kind, value]: Mark, length: number): Mark {
  const stop = Math.min(end, length);
  return value === undefined ? [start, stop, kind] : [start, stop, kind, value];
}

/** Adds a row that fits under those before it. */
function takes(table: Table, row: Row): boolean {
  const [line] = row.lines;
  const last = table.rows.at(-1)?.lines[0];
  if (line === undefined || row.lines.some((each) => each.monospaced || leader.test(each.text)))
    return false;
  const step = last === undefined ? 0 : line.y - last.y;
  if (last !== undefined && (step <= 0 || step > line.size * widestStep)) return false;
  const places = row.cells.map((cell) => table.columns.filter((column) => overlaps(column, cell)));
  const goesOn = row.cells.length === 1;
  if (goesOn && (step > line.size * widestWrap || places[0]?.length !== 1)) return false;
  // Further columns may appear in the second row, below a head that leaves one out.
  if (table.begun > 1 && places.some((columns) => columns.length === 0)) return false;
  // Columns that a cell reaches under are one. A line of text would make one of all.
  const merged = places.reduce((sum, columns) => sum + Math.max(columns.length - 1, 0), 0);
  if (table.columns.length > 0 && table.columns.length - merged < 2) return false;
  const number = goesOn ? table.begun - 1 : table.begun;
  for (const cell of row.cells) {
    const [first, ...others] = table.columns.filter((column) => overlaps(column, cell));
    const column = first ?? added(table, cell);
    for (const other of others) mergeInto(column, other, table);
    column.left = Math.min(column.left, cell.left);
    column.right = Math.max(column.right, cell.right);
    if (!column.cells.has(number)) column.lefts.push(cell.left);
    column.cells.set(number, [...(column.cells.get(number) ?? []), cell.run]);
  }
  table.rows.push(row);
  table.begun = number + 1;
  return true;
}

function added(table: Table, { left, right }: Cell): Column {
  const column: Column = { left, right, cells: new Map(), lefts: [] };
  table.columns.push(column);
  table.columns.sort((a, b) => a.left - b.left);
  return column;
}

function mergeInto(column: Column, other: Column, table: Table): void {
  for (const [row, runs] of other.cells)
    column.cells.set(row, [...(column.cells.get(row) ?? []), ...runs]);
  column.left = Math.min(column.left, other.left);
  column.right = Math.max(column.right, other.right);
  table.columns.splice(table.columns.indexOf(other), 1);
}

function overlaps(column: Column, cell: Cell): boolean {
  return cell.left < column.right && cell.right > column.left;
}

/** Null for what is no table after all. */
function blockOf({ columns, rows, begun }: Table): Block | null {
  if (begun < fewestRows || columns.length < 2) return null;
  const cells = Array.from({ length: begun }, (_, row) =>
    columns.map((column) => joined(column.cells.get(row) ?? [])),
  );
  const all = cells.flat();
  if (all.some(({ text }) => text.length > longestCell)) return null;
  if (all.filter(({ text }) => text !== "").length < all.length * filledShare) return null;
  const [first] = columns;
  if (
    columns.length === 2 &&
    cells.every(([cell]) => sign.test(cell?.text ?? "") || cell?.text === "")
  )
    return null;
  if (first === undefined) return null;
  const size = rows[0]?.lines[0]?.size ?? 0;
  if (!columns.every((column) => isAligned(column, size) || isNumbers(column))) return null;
  const isHead = rows[0]?.lines.every(({ strong }) => strong) === true;
  return { kind: "table", headerRows: isHead ? 1 : 0, rows: cells };
}

/** Justified text has gaps too, even one above the other, but never at the very same place. */
function isAligned({ lefts }: Column, size: number): boolean {
  const middle = lefts.toSorted((a, b) => a - b)[lefts.length >> 1] ?? 0;
  const near = lefts.filter((left) => Math.abs(left - middle) < size * 0.1);
  return near.length >= lefts.length * alignedShare;
}

function isNumbers({ cells }: Column): boolean {
  const texts = [...cells.values()].map((runs) => joined(runs).text);
  return texts.filter((text) => number.test(text)).length >= texts.length * alignedShare;
}

function joined(runs: readonly TextRun[]): TextRun {
  let text = "";
  const marks: TextRun["marks"][number][] = [];
  for (const run of runs) {
    if (text !== "") text += " ";
    for (const mark of run.marks) {
      const moved = shiftedMark(mark, text.length);
      if (moved !== null) marks.push(moved);
    }
    text += run.text;
  }
  return { text, marks };
}
