/** Tables as one types them: a line `| a | b |`, a line `| --- | --: |` below, Enter. */
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  TableCellHeaderStates,
  TableExtension,
  type TableRowNode,
} from "@lexical/table";
import {
  $createParagraphNode,
  $createTextNode,
  $getSelection,
  $isLineBreakNode,
  $isParagraphNode,
  $isRangeSelection,
  $isRootNode,
  $isTextNode,
  COMMAND_PRIORITY_NORMAL,
  defineExtension,
  KEY_ENTER_COMMAND,
  type LexicalNode,
  type ParagraphNode,
} from "lexical";
import { $isCalloutNode } from "./callout-node.ts";

const rule = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

export const TypedTableExtension = defineExtension({
  name: "commonplace/typed-table",
  dependencies: [TableExtension],
  register: (editor) =>
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (event?.shiftKey || event?.ctrlKey || event?.metaKey || !$makeTable()) return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_NORMAL,
    ),
});

type Alignment = "" | "left" | "center" | "right";

function $makeTable(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const paragraph = selection.anchor.getNode().getParent();
  if (!$isParagraphNode(paragraph) || !$mayHoldTable(paragraph)) return false;
  const { anchor } = selection;
  const last = paragraph.getLastChild();
  if (anchor.key !== last?.getKey() || anchor.offset !== last.getTextContentSize()) return false;
  const lines = $linesOf(paragraph);
  const written = textOf(lines.at(-1) ?? []);
  if (!written.includes("|") || !rule.test(written)) return false;
  const alignments = cellsOf(written).map(alignmentOf);
  // The headings stand in the line before, or in the paragraph before.
  const previous = paragraph.getPreviousSibling();
  const isOwn = lines.length > 1;
  const head = isOwn ? lines.at(-2) : $isParagraphNode(previous) ? $linesOf(previous).at(-1) : null;
  if (!head || !textOf(head).includes("|")) return false;
  const cells = $split(head);
  if (cells.length !== alignments.length) return false;
  const first = $row(cells, alignments, TableCellHeaderStates.ROW);
  const second = $row(
    cells.map(() => []),
    alignments,
    TableCellHeaderStates.NO_STATUS,
  );
  paragraph.insertAfter($createTableNode().append(first, second));
  $removeLines(paragraph, isOwn ? 2 : 1);
  if (!isOwn && $isParagraphNode(previous)) $removeLines(previous, 1);
  const after = first.getParentOrThrow();
  if (after.getNextSibling() === null) after.insertAfter($createParagraphNode());
  second.getFirstDescendant()?.selectStart();
  return true;
}

function $mayHoldTable(paragraph: ParagraphNode): boolean {
  const parent = paragraph.getParent();
  return $isRootNode(parent) || $isCalloutNode(parent);
}

function $linesOf(paragraph: ParagraphNode): readonly (readonly LexicalNode[])[] {
  const lines: LexicalNode[][] = [[]];
  for (const child of paragraph.getChildren())
    if ($isLineBreakNode(child)) lines.push([]);
    else lines.at(-1)?.push(child);
  return lines;
}

const textOf = (line: readonly LexicalNode[]): string =>
  line.map((node) => node.getTextContent()).join("");

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replaceAll(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function alignmentOf(written: string): Alignment {
  const [left, right] = [written.startsWith(":"), written.endsWith(":")];
  return left && right ? "center" : right ? "right" : left ? "left" : "";
}

/** The nodes of a line between its upright strokes, without the spaces beside them. */
function $split(line: readonly LexicalNode[]): readonly (readonly LexicalNode[])[] {
  const cells: LexicalNode[][] = [[]];
  for (const node of line) {
    if (!$isTextNode(node)) {
      cells.at(-1)?.push(node);
      continue;
    }
    node
      .getTextContent()
      .split("|")
      .forEach((part, index) => {
        if (index > 0) cells.push([]);
        const words = $createTextNode(part).setFormat(node.getFormat());
        if (part !== "") cells.at(-1)?.push(words);
      });
  }
  for (const cell of cells) $trim(cell);
  if (cells[0]?.length === 0) cells.shift();
  if (cells.at(-1)?.length === 0) cells.pop();
  return cells;
}

function $trim(cell: LexicalNode[]): void {
  const [first] = cell;
  if ($isTextNode(first)) first.setTextContent(first.getTextContent().trimStart());
  const last = cell.at(-1);
  if ($isTextNode(last)) last.setTextContent(last.getTextContent().trimEnd());
  if ($isTextNode(last) && last.getTextContent() === "") cell.pop();
  if ($isTextNode(first) && first.getTextContent() === "") cell.shift();
}

function $row(
  cells: readonly (readonly LexicalNode[])[],
  alignments: readonly Alignment[],
  header: number,
): TableRowNode {
  const row = $createTableRowNode();
  cells.forEach((words, column) => {
    const paragraph = $createParagraphNode().setFormat(alignments[column] ?? "");
    row.append($createTableCellNode(header).append(paragraph.append(...words)));
  });
  return row;
}

/** Takes the last lines away, and the paragraph when none is left. */
function $removeLines(paragraph: ParagraphNode, count: number): void {
  const kept = $linesOf(paragraph).slice(0, -count);
  if (kept.length === 0) {
    paragraph.remove();
    return;
  }
  const size = kept.reduce((sum, line) => sum + line.length, kept.length - 1);
  for (const child of paragraph.getChildren().slice(size)) child.remove();
}
