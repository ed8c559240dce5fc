/** Tables: plain grids with a heading row; Tab moves and, in the last cell, adds a row. */
import { configExtension } from "@lexical/extension";
import {
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtNode,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableRowNode,
  INSERT_TABLE_COMMAND,
  TableCellHeaderStates,
  TableExtension,
  type TableCellNode,
  type TableRowNode,
} from "@lexical/table";
import {
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  defineExtension,
  KEY_TAB_COMMAND,
  mergeRegister,
  type LexicalCommand,
  type LexicalNode,
} from "lexical";

/** What can be done to the table of the caret. */
export const tableActions = {
  rowAbove: "Insert row above",
  rowBelow: "Insert row below",
  columnBefore: "Insert column before",
  columnAfter: "Insert column after",
  headerRow: "Heading row on or off",
  alignLeft: "Align column left",
  alignCenter: "Centre column",
  alignRight: "Align column right",
  deleteRow: "Delete row",
  deleteColumn: "Delete column",
  deleteTable: "Delete table",
} as const;
export type TableAction = keyof typeof tableActions;

/** Puts a small table with a heading row at the caret. */
export const NEW_TABLE_COMMAND: LexicalCommand<void> = createCommand("NEW_TABLE_COMMAND");
export const CHANGE_TABLE_COMMAND: LexicalCommand<TableAction> =
  createCommand("CHANGE_TABLE_COMMAND");

export const TablesExtension = defineExtension({
  name: "commonplace/tables",
  theme: {
    table: "note-table",
    tableCell: "note-cell",
    tableCellHeader: "note-cell-header",
    tableCellSelected: "note-cell-selected",
    tableScrollableWrapper: "note-table-scroll",
    tableSelection: "note-table-selection",
  },
  dependencies: [
    configExtension(TableExtension, { hasCellMerge: false, hasCellBackgroundColor: false }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        NEW_TABLE_COMMAND,
        () =>
          editor.dispatchCommand(INSERT_TABLE_COMMAND, {
            rows: "3",
            columns: "3",
            includeHeaders: { rows: true, columns: false },
          }),
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CHANGE_TABLE_COMMAND,
        (action) => {
          $change(action);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        KEY_TAB_COMMAND,
        (event) => {
          const cell = event.shiftKey ? null : $cellAtCaret();
          if (!cell || !$isLastCell(cell)) return false;
          event.preventDefault();
          const row = $insertTableRowAtNode(cell);
          $alignAsBeside(row);
          const [first] = row?.getChildren() ?? [];
          if ($isTableCellNode(first)) first.selectStart();
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    ),
});

/** The table cell of the caret; null outside of tables. */
export function $cellAtCaret(): TableCellNode | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $findCellNode(selection.anchor.getNode()) : null;
}

function $isLastCell(cell: TableCellNode): boolean {
  return cell.getNextSibling() === null && cell.getParent()?.getNextSibling() === null;
}

function $change(action: TableAction): void {
  switch (action) {
    case "rowAbove":
      $rowAbove();
      break;
    case "rowBelow":
      $alignAsBeside($insertTableRowAtSelection(true));
      break;
    case "alignLeft":
      $alignColumn("left");
      break;
    case "alignCenter":
      $alignColumn("center");
      break;
    case "alignRight":
      $alignColumn("right");
      break;
    case "columnBefore":
      $insertTableColumnAtSelection(false);
      break;
    case "columnAfter":
      $insertTableColumnAtSelection(true);
      break;
    case "headerRow":
      $toggleHeaderRow();
      break;
    case "deleteRow":
      $deleteTableRowAtSelection();
      break;
    case "deleteColumn":
      $deleteTableColumnAtSelection();
      break;
    case "deleteTable":
      $deleteTable();
      break;
    default:
      throw new RangeError(`Expected a table action, not ${String(action satisfies never)}`);
  }
}

/** Only the first row is one of headings: a row above it takes that over. */
function $rowAbove(): void {
  const row = $insertTableRowAtSelection(false);
  $alignAsBeside(row);
  const below = row?.getNextSibling();
  if (!row || row.getPreviousSibling() !== null || !$isTableRowNode(below)) return;
  const [cell] = below.getChildren();
  $setHeading(row, $isTableCellNode(cell) && cell.hasHeaderState(TableCellHeaderStates.ROW));
  $setHeading(below, false);
}

function $setHeading(row: TableRowNode, isHeading: boolean): void {
  const state = isHeading ? TableCellHeaderStates.ROW : TableCellHeaderStates.NO_STATUS;
  for (const cell of row.getChildren().filter($isTableCellNode))
    cell.setHeaderStyles(state, TableCellHeaderStates.ROW);
}

type Alignment = "" | "left" | "center" | "right";

/** How a column is aligned is what the paragraphs of its cells say. */
function $alignCell(cell: LexicalNode | undefined, alignment: Alignment): void {
  if (!$isTableCellNode(cell)) return;
  for (const block of cell.getChildren()) if ($isParagraphNode(block)) block.setFormat(alignment);
}

/** Numbers go to the right; left is what a column is anyway, so it is not kept. */
function $alignColumn(alignment: Exclude<Alignment, "">): void {
  const cell = $cellAtCaret();
  const table = cell && $findTableNode(cell);
  if (!cell || !table) return;
  const column = cell.getIndexWithinParent();
  for (const row of table.getChildren())
    if ($isTableRowNode(row))
      $alignCell(row.getChildAtIndex(column) ?? undefined, alignment === "left" ? "" : alignment);
}

/** A row that came in is aligned as the one beside it. */
function $alignAsBeside(row: TableRowNode | null): void {
  const beside = row?.getPreviousSibling() ?? row?.getNextSibling();
  if (!row || !$isTableRowNode(beside)) return;
  for (const [column, cell] of row.getChildren().entries()) {
    const other = beside.getChildAtIndex(column);
    const paragraph = $isTableCellNode(other) ? other.getFirstChild() : null;
    const format = $isParagraphNode(paragraph) ? paragraph.getFormatType() : "";
    if (format === "left" || format === "center" || format === "right") $alignCell(cell, format);
  }
}

function $toggleHeaderRow(): void {
  const cell = $cellAtCaret();
  const row = cell && $findTableNode(cell)?.getFirstChild();
  if (!$isTableRowNode(row)) return;
  const cells = row.getChildren().filter($isTableCellNode);
  const isHeader = cells.every((each) => each.hasHeaderState(TableCellHeaderStates.ROW));
  $setHeading(row, !isHeader);
}

function $deleteTable(): void {
  const cell = $cellAtCaret();
  const table = cell && $findTableNode(cell);
  if (!table) return;
  table.selectPrevious();
  table.remove();
}
