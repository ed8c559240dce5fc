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
  const aligned = rules.map((each) => alignments[each.replaceAll(/-+/g, "-")] ?? "");
  const rows: Node[] = [];
  while (lines[next]?.includes("|")) {
    const cells = cellsOf(lines[next] ?? "");
    rows.push(
      row(
        Array.from(head, (_, column) => cells[column] ?? ""),
        aligned,
        0,
      ),
    );
    next += 1;
  }
  // A row of headings without any words says that there are none.
  if (rows.length === 0 || head.some((words) => words !== "")) rows.unshift(row(head, aligned, 1));
  return { block: element("table", rows), next };
}

const alignments: Readonly<Record<string, string>> = {
  ":-": "left",
  ":-:": "center",
  "-:": "right",
};

function cellsOf(line: string): readonly string[] {
  return line
    .replaceAll(/^[ \t]*\|?|(?<!\\)\|[ \t]*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => trimmed(cell).replaceAll("\\|", "|"));
}

function row(cells: readonly string[], aligned: readonly string[], headerState: number): Node {
  const made = cells.map((words, column) =>
    element("tablecell", paragraphsOf(words, aligned[column] ?? ""), {
      backgroundColor: null,
      colSpan: 1,
      headerState,
      rowSpan: 1,
    }),
  );
  return element("tablerow", made);
}

function paragraphsOf(words: string, format: string): readonly Node[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of words.matchAll(/\\[^]|<p>/g)) {
    if (found !== "<p>") continue;
    parts.push(words.slice(from, index));
    from = index + found.length;
  }
  parts.push(words.slice(from));
  return parts.map((part) => ({
    ...paragraph(readInline(part === "&nbsp;" ? "" : part)),
    format,
  }));
}
