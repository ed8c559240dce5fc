/** Tells tables of data from tables used for layout, and reads the former into rows of cells. */
import type { Block, TextRun } from "../../entities.ts";
import { columnLimit } from "../format.ts";
import { isElement, type DomElement, type DomNode } from "./dom.ts";
import { breaksLine } from "./scan.ts";
import { buildRun, trimRun, type RunBuilder } from "../runs.ts";
import { inlineMark } from "./marks.ts";
import { mathText } from "./math.ts";

export interface ReadTable {
  /** Null when every cell is blank. */
  readonly block: Block | null;
  readonly captions: readonly DomElement[];
  readonly images: readonly DomElement[];
}

/** A cell may span this many columns or rows; beyond that the table is a trick. */
const spanLimit = 100;
/** Cells of one table, those that spans cover included. */
const cellLimit = 500_000;
const blank: TextRun = { text: "", marks: [] };
/** Cells longer than this hold paragraphs, not data. */
const cellLength = 400;

/** Null when the table only lays out the page: its cells are then read as ordinary blocks. */
export function readTable(element: DomElement): ReadTable | null {
  const rows = rowsOf(element);
  if (!isData(element, rows)) return null;
  const grid = fillGrid(rows);
  if (grid === null) return null;
  const filled = grid.filter((cells) => cells.some((cell) => cell.text !== ""));
  const block: Block | null =
    filled.length === 0
      ? null
      : { kind: "table", headerRows: headerRows(rows, filled.length), rows: filled };
  return {
    block,
    captions: [...element.querySelectorAll("caption")],
    images: [...element.querySelectorAll("img")],
  };
}

/** Whether a table has columns that are lost: it is read as paragraphs. */
export function isLaidOut(table: DomElement): boolean {
  const role = table.getAttribute("role");
  if (role === "presentation" || role === "none") return false;
  const rows = rowsOf(table);
  return rows.some((row) => cellsOf(row).length > 1) && !isData(table, rows);
}

function rowsOf(table: DomElement): readonly DomElement[] {
  return [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
}

function cellsOf(row: DomElement): readonly DomElement[] {
  const cells: DomElement[] = [];
  for (const node of row.childNodes) {
    if (isElement(node) && (node.localName === "td" || node.localName === "th")) cells.push(node);
  }
  return cells;
}

function isData(table: DomElement, rows: readonly DomElement[]): boolean {
  const role = table.getAttribute("role");
  if (role === "presentation" || role === "none") return false;
  const widest = rows.reduce((most, row) => Math.max(most, cellsOf(row).length), 0);
  if (widest < 2 || widest > columnLimit || table.querySelector("table") !== null) return false;
  if (table.querySelector("h1, h2, h3, h4, blockquote, pre, figure") !== null) return false;
  const cells = rows.slice(0, 200).flatMap(cellsOf);
  const long = cells.filter((cell) => (cell.textContent ?? "").trim().length > cellLength);
  if (long.length > cells.length * 0.1) return false;
  if (table.querySelector("th, thead, caption") !== null) return true;
  return rows.length >= 2;
}

/** Cells by row and column, blank where another cell reaches over; null when there are too many. */
function fillGrid(rows: readonly DomElement[]): readonly (readonly TextRun[])[] | null {
  const grid: TextRun[][] = rows.map(() => []);
  let total = 0;
  for (const [at, row] of rows.entries()) {
    const cells = grid[at] ?? [];
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (cells[column] !== undefined) column += 1;
      const across = span(cell, "colspan");
      const down = Math.min(span(cell, "rowspan"), grid.length - at);
      total += across * down;
      if (column + across > columnLimit || total > cellLimit) return null;
      for (const below of grid.slice(at, at + down)) reserve(below, column, across);
      cells[column] = readCell(cell);
      column += across;
    }
  }
  return grid;
}

function reserve(row: TextRun[], column: number, across: number): void {
  while (row.length < column) row.push(blank);
  for (let i = column; i < column + across; i += 1) row[i] = blank;
}

function headerRows(rows: readonly DomElement[], limit: number): number {
  let n = 0;
  for (const row of rows) {
    const cells = cellsOf(row);
    const parent = row.parentNode;
    const inHead = parent !== null && isElement(parent) && parent.localName === "thead";
    if (!inHead && !(cells.length > 1 && cells.every((cell) => cell.localName === "th"))) break;
    n += 1;
  }
  return Math.min(n, limit);
}

function span(cell: DomElement, name: string): number {
  const value = cell.getAttribute(name);
  if (value === null || !/^\s*\d{1,6}\s*$/.test(value)) return 1;
  return Math.min(Math.max(Number(value), 1), spanLimit);
}

/** A cell's text on one line. */
function readCell(cell: DomElement): TextRun {
  const run = buildRun();
  readInline(cell, run);
  return trimRun(run.take());
}

function readInline(node: DomNode, run: RunBuilder): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 3) run.text(child.textContent ?? "");
    else if (isElement(child) && child.localName === "math") run.text(mathText(child));
    else if (isElement(child)) {
      const mark = inlineMark(child);
      if (mark === "skip") continue;
      if (breaksLine(child.localName)) run.text(" ");
      const close = mark === null ? null : run.mark(mark.kind, mark.value);
      readInline(child, run);
      close?.();
      if (breaksLine(child.localName)) run.text(" ");
    }
  }
}
