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
} from "@lexical/table";
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  defineExtension,
  KEY_TAB_COMMAND,
  mergeRegister,
  type LexicalCommand,
} from "lexical";

/** What can be done to the table of the caret. */
export const tableActions = {
  rowAbove: "Insert row above",
  rowBelow: "Insert row below",
  columnBefore: "Insert column before",
  columnAfter: "Insert column after",
  headerRow: "Heading row on or off",
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
          const cells = $insertTableRowAtNode(cell)?.getChildren() ?? [];
          const [first] = cells;
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
      $insertTableRowAtSelection(false);
      break;
    case "rowBelow":
      $insertTableRowAtSelection(true);
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

function $toggleHeaderRow(): void {
  const cell = $cellAtCaret();
  const row = cell && $findTableNode(cell)?.getFirstChild();
  if (!$isTableRowNode(row)) return;
  const cells = row.getChildren().filter($isTableCellNode);
  const isHeader = cells.every((each) => each.hasHeaderState(TableCellHeaderStates.ROW));
  for (const each of cells) {
    each.setHeaderStyles(
      isHeader ? TableCellHeaderStates.NO_STATUS : TableCellHeaderStates.ROW,
      TableCellHeaderStates.ROW,
    );
  }
}

function $deleteTable(): void {
  const cell = $cellAtCaret();
  const table = cell && $findTableNode(cell);
  if (!table) return;
  table.selectPrevious();
  table.remove();
}
