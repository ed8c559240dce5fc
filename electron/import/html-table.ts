/** Tells tables of data from tables used for layout, and reads the former into rows of cells. */
import type { Block, TextRun } from "../entities.ts";
import { isElement, type DomElement, type DomNode } from "./html-dom.ts";
import { breaksLine } from "./html-scan.ts";
import { buildRun, trimRun, type RunBuilder } from "./runs.ts";
import { inlineMark } from "./html-marks.ts";

export interface ReadTable {
  /** Null when every cell is blank. */
  readonly block: Block | null;
  readonly captions: readonly DomElement[];
  readonly images: readonly DomElement[];
}

/** A cell may span this many columns or rows; beyond that the table is a trick. */
const spanLimit = 100;
/** Cells longer than this hold paragraphs, not data. */
const cellLength = 400;
/** Columns of one table. */
const columnLimit = 1_000;

/** Null when the table only lays out the page: its cells are then read as ordinary blocks. */
export function readTable(element: DomElement): ReadTable | null {
  const rows = rowsOf(element);
  if (!isData(element, rows)) return null;
  const grid: TextRun[][] = rows.map(() => []);
  rows.forEach((row, at) => fillRow(grid, at, row));
  const filled = grid.filter((cells) => cells.some((cell) => cell.text !== ""));
  const width = Math.max(0, ...filled.map((cells) => cells.length));
  const even = filled.map((cells) => [...cells, ...blanks(width - cells.length)]);
  const block: Block | null =
    even.length === 0
      ? null
      : { kind: "table", headerRows: headerRows(rows, even.length), rows: even };
  return {
    block,
    captions: [...element.querySelectorAll("caption")],
    images: [...element.querySelectorAll("img")],
  };
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
  const widest = Math.max(0, ...rows.slice(0, 1_000).map((row) => cellsOf(row).length));
  if (widest < 2 || table.querySelector("table") !== null) return false;
  if (table.querySelector("h1, h2, h3, h4, blockquote, pre, figure") !== null) return false;
  const cells = rows.slice(0, 200).flatMap(cellsOf);
  const long = cells.filter((cell) => (cell.textContent ?? "").trim().length > cellLength);
  if (long.length > cells.length * 0.1) return false;
  if (table.querySelector("th, thead, caption") !== null) return true;
  return rows.length >= 2;
}

function fillRow(grid: TextRun[][], at: number, row: DomElement): void {
  const cells = grid[at] ?? [];
  let column = 0;
  for (const cell of cellsOf(row)) {
    while (cells[column] !== undefined) column += 1;
    const across = span(cell, "colspan");
    const down = Math.min(span(cell, "rowspan"), grid.length - at);
    if (column + across > columnLimit) return;
    for (let below = 0; below < down; below += 1) {
      for (let i = 0; i < across; i += 1) {
        const target = grid[at + below];
        if (target === undefined) continue;
        while (target.length < column + i) target.push({ text: "", marks: [] });
        target[column + i] = below === 0 && i === 0 ? readCell(cell) : { text: "", marks: [] };
      }
    }
    column += across;
  }
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

function blanks(n: number): TextRun[] {
  return Array.from({ length: Math.max(n, 0) }, () => ({ text: "", marks: [] }));
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
