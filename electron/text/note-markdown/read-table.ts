/** Tables in Markdown. */
import { element, paragraph, type Node } from "./nodes.ts";
import { readInline, trimmed } from "./read-inline.ts";

const ruleLine = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/** The table whose first row is at a line; null when the next is no rule of as many columns. */
export function readTable(
  lines: readonly string[],
  at: number,
): { readonly block: Node; readonly next: number } | null {
  const first = lines[at] ?? "";
  const below = lines[at + 1] ?? "";
  if (!first.includes("|") || !below.includes("|") || !ruleLine.test(below)) return null;
  const head = cellsOf(first);
  const rules = cellsOf(below);
  if (head.length !== rules.length) return null;
  let next = at + 2;
  const rows = [row(head, (column) => (rules[column]?.startsWith(":") ? 0 : 1))];
  while (lines[next]?.includes("|")) {
    const cells = cellsOf(lines[next] ?? "");
    rows.push(
      row(
        Array.from(head, (_, column) => cells[column] ?? ""),
        () => 0,
      ),
    );
    next += 1;
  }
  return { block: element("table", rows), next };
}

function cellsOf(line: string): readonly string[] {
  return line
    .replaceAll(/^[ \t]*\|?|(?<!\\)\|[ \t]*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => trimmed(cell).replaceAll("\\|", "|"));
}

function row(cells: readonly string[], headerState: (column: number) => number): Node {
  const made = cells.map((words, column) =>
    element("tablecell", [paragraph(readInline(words))], {
      backgroundColor: null,
      colSpan: 1,
      headerState: headerState(column),
      rowSpan: 1,
    }),
  );
  return element("tablerow", made);
}
