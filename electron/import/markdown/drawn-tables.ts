/** Tables that are drawn with characters: in a grid of `+---+`, or with rows of dashes below the columns' heads. */
import type MarkdownIt from "markdown-it";
import type { StateBlock } from "markdown-it";

type Parser = InstanceType<typeof MarkdownIt>;

/** A row: the lines of each of its cells. */
type Row = readonly (readonly string[])[];
interface DrawnTable {
  readonly head: readonly Row[];
  readonly body: readonly Row[];
  /** The line behind it. */
  readonly after: number;
}

/** Cells are parsed as blocks of their own; a drawing within a drawing is read to this depth. */
const deepest = 4;
const depths = new WeakMap<object, number>();

/** Teaches the parser tables that are drawn. */
export function useDrawnTables(parser: Parser): void {
  const ends = { alt: ["paragraph", "reference", "blockquote", "list"] };
  parser.block.ruler.before("fence", "grid_table", rule(gridTable, true), ends);
  // A head at the right edge of its column may stand far enough to the right to be code.
  parser.block.ruler.before("code", "dashed_table", rule(dashedTable, false));
}

/** A rule from what finds a table at a line; `terminates` says whether it may end a paragraph. */
function rule(
  find: (lines: LineReader, from: number, end: number) => DrawnTable | null,
  terminates: boolean,
): (state: StateBlock, line: number, end: number, silent: boolean) => boolean {
  return (state, line, end, silent) => {
    if (silent && !terminates) return false;
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    const depth = depths.get(state.env) ?? 0;
    if (indent < 0 || depth >= deepest) return false;
    const table = find(
      (at) =>
        (state.sCount[at] ?? 0) < state.blkIndent && !state.isEmpty(at)
          ? ""
          : state.getLines(at, at + 1, state.blkIndent, false).trimEnd(),
      line,
      end,
    );
    if (table === null) return false;
    if (silent) return true;
    depths.set(state.env, depth + 1);
    state.push("table_open", "table", 1);
    for (const row of table.head) pushRow(state, row);
    state.push("thead_close", "thead", -1);
    for (const row of table.body) pushRow(state, row);
    state.push("table_close", "table", -1);
    depths.set(state.env, depth);
    state.line = table.after;
    return true;
  };
}

type LineReader = (line: number) => string;

function pushRow(state: StateBlock, row: Row): void {
  state.push("tr_open", "tr", 1);
  for (const cell of row) {
    state.push("td_open", "td", 1);
    state.md.block.parse(undented(cell).join("\n"), state.md, state.env, state.tokens);
    state.push("td_close", "td", -1);
  }
  state.push("tr_close", "tr", -1);
}

/** A cell's lines without the spaces that all of them begin with: they are no code. */
function undented(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length), 1_000);
  return lines.map((line) => line.slice(indent).trimEnd());
}

/** A grid: every line begins with `+` or `|`; `+===+` closes the head. */
function gridTable(read: LineReader, from: number, end: number): DrawnTable | null {
  const first = read(from).trimStart();
  const indent = read(from).length - first.length;
  if (indent >= 4 || !/^\+(?:[-=:]{2,}\+)+$/.test(first)) return null;
  // Looked for here, so that rulers without a row are not all read again from each of them.
  if (from + 1 >= end || read(from + 1)[indent] !== "|") return null;
  const edges = Array.from(first.matchAll(/\+/g), (edge) => edge.index);
  let rows: Row[] = [];
  let head: readonly Row[] = [];
  let open: string[][] | null = null;
  let at = from + 1;
  for (; at < end; at += 1) {
    const line = read(at).slice(indent);
    if (!/^[+|].*[+|]$/.test(line)) break;
    if (/^\+[-=:+]+\+$/.test(line)) {
      if (open !== null) rows.push(open);
      open = null;
      if (!line.includes("=") || head.length > 0) continue;
      head = rows;
      rows = [];
      continue;
    }
    const cells: string[][] = open ?? edges.slice(1).map(() => []);
    open = cells;
    gridCells(line, edges).forEach((text, column) => cells[column]?.push(text));
  }
  if (open !== null) rows.push(open);
  return rows.length + head.length === 0 ? null : { head, body: rows, after: at };
}

/** A line's part of every cell; a cell that reaches over several columns stands in its first. */
function gridCells(line: string, edges: readonly number[]): readonly string[] {
  const cells = slices(line, edges);
  for (let column = cells.length - 1; column >= 0; column -= 1) {
    const text = cells[column] ?? "";
    if (/^[|+]/.test(text)) {
      cells[column] = /^\+[-=]*$/.test(text) ? "" : text.slice(1);
    } else if (column > 0) {
      cells[column - 1] = (cells[column - 1] ?? "") + text;
      cells[column] = "";
    }
  }
  // What is behind the last edge is the edge itself.
  return cells.slice(0, edges.length - 1).map((text) => text.replace(/\s+$/, ""));
}

const dashes = /^ *-{2,}(?: +-{2,})+ *$/;
const whole = /^ *-{5,} *$/;
/** Lines that the head of a table may have. */
const headLines = 12;

/** Columns below dashes: with a head of one line, or all between two rules with blank lines between rows. */
function dashedTable(read: LineReader, from: number, end: number): DrawnTable | null {
  const first = read(from);
  if (first === "") return null;
  if (whole.test(first) || dashes.test(first)) return closedTable(read, from, end);
  if (from + 2 >= end || !dashes.test(read(from + 1)) || read(from + 2) === "") return null;
  const columns = starts(read(from + 1));
  const body: Row[] = [];
  let at = from + 2;
  for (; at < end; at += 1) {
    const line = read(at);
    if (line === "" || dashes.test(line)) break;
    body.push(cellsOf([line], columns));
  }
  if (at < end && dashes.test(read(at))) at += 1;
  return { head: [cellsOf([first], columns)], body, after: at };
}

function closedTable(read: LineReader, from: number, end: number): DrawnTable | null {
  let ruler = from;
  if (!dashes.test(read(from))) {
    ruler += 1;
    while (ruler < end && ruler < from + headLines && isHead(read(ruler))) ruler += 1;
    if (ruler >= end || ruler === from + 1 || !dashes.test(read(ruler))) return null;
  }
  const columns = starts(read(ruler));
  const rows: string[][] = [[]];
  let blank = false;
  let at = ruler + 1;
  for (; at < end; at += 1) {
    const line = read(at);
    if (dashes.test(line) || whole.test(line)) break;
    if (line === "") {
      blank = true;
      rows.push([]);
    } else rows.at(-1)?.push(line);
  }
  if (at >= end) return null;
  const written = rows.filter((lines) => lines.length > 0);
  // Without a blank line between them, every line is a row.
  const parted = blank ? written : written.flatMap((lines) => lines.map((line) => [line]));
  if (parted.length === 0) return null;
  const heads = Array.from({ length: Math.max(0, ruler - from - 1) }, (_, n) => read(from + 1 + n));
  return {
    head: heads.length === 0 ? [] : [cellsOf(heads, columns)],
    body: parted.map((lines) => cellsOf(lines, columns)),
    after: at + 1,
  };
}

function isHead(line: string): boolean {
  return line !== "" && !/^ *-{2,}[- ]*$/.test(line);
}

function starts(line: string): readonly number[] {
  return [...line.matchAll(/-+/g)].map((match, at) => (at === 0 ? 0 : match.index));
}

function cellsOf(lines: readonly string[], columns: readonly number[]): Row {
  const parts = lines.map((line) => slices(line, columns));
  return columns.map((_, column) => parts.map((cells) => (cells[column] ?? "").trim()));
}

/** The line cut at columns as a terminal shows them: signs of East Asia take two. */
function slices(line: string, columns: readonly number[]): string[] {
  const cells = columns.map(() => "");
  let column = 0;
  let at = 0;
  for (const character of line) {
    while (column + 1 < columns.length && at >= (columns[column + 1] ?? Infinity)) column += 1;
    cells[column] += character;
    at += widthOf(character);
  }
  return cells;
}

function widthOf(character: string): number {
  if (character <= "\u02ff") return 1;
  if (/^(?:\p{M}|[\u200b-\u200d])$/u.test(character)) return 0;
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$|^\p{Emoji_Presentation}$/u.test(
    character,
  )
    ? 2
    : 1;
}
