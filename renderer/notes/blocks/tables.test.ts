import { buildEditorFromExtensions } from "@lexical/extension";
import { $isTableCellNode, $isTableNode, $isTableRowNode, type TableRowNode } from "@lexical/table";
import { $createParagraphNode, $getRoot, $isParagraphNode } from "lexical";
import { describe, expect, it } from "vitest";
import {
  CHANGE_TABLE_COMMAND,
  NEW_TABLE_COMMAND,
  TablesExtension,
  type TableAction,
} from "./tables.ts";

async function withTable(...actions: readonly TableAction[]) {
  const editor = buildEditorFromExtensions(TablesExtension);
  editor.update(() => void $getRoot().append($createParagraphNode()).selectEnd(), {
    discrete: true,
  });
  editor.dispatchCommand(NEW_TABLE_COMMAND);
  await Promise.resolve();
  for (const action of actions) {
    editor.update(() => void editor.dispatchCommand(CHANGE_TABLE_COMMAND, action), {
      discrete: true,
    });
  }
  return editor.read(() => {
    const table = $getRoot().getChildren().find($isTableNode);
    return table?.getChildren().filter($isTableRowNode).map(cellsOf) ?? null;
  });
}

/** A row as letters: H for a heading cell. */
const cellsOf = (row: TableRowNode) =>
  row
    .getChildren()
    .filter($isTableCellNode)
    .map((cell) => {
      const paragraph = cell.getFirstChild();
      const format = $isParagraphNode(paragraph) ? paragraph.getFormatType() : "";
      return format === "right" ? "r" : cell.hasHeader() ? "H" : "-";
    })
    .join("");

describe("a table", () => {
  it("is made with a heading row", async () => {
    expect(await withTable()).toEqual(["HHH", "---", "---"]);
  });

  it.each([
    ["rowBelow", 4, 3],
    ["rowAbove", 4, 3],
    ["columnAfter", 3, 4],
    ["columnBefore", 3, 4],
    ["deleteRow", 2, 3],
    ["deleteColumn", 3, 2],
  ] as const)("after %s has %i rows of %i", async (action, rows, columns) => {
    const table = await withTable(action);
    expect(table).toHaveLength(rows);
    for (const row of table ?? []) expect(row).toHaveLength(columns);
  });

  it.each(["rowAbove", "rowBelow"] as const)(
    "has one heading row, its first, after %s",
    async (action) => {
      expect(await withTable(action)).toEqual(["HHH", "---", "---", "---"]);
    },
  );

  it("turns its heading row off and on", async () => {
    expect(await withTable("headerRow")).toEqual(["---", "---", "---"]);
    expect(await withTable("headerRow", "headerRow")).toEqual(["HHH", "---", "---"]);
  });

  it("has columns that are aligned, also in rows that come in later", async () => {
    expect(await withTable("alignRight", "rowBelow")).toEqual(["rHH", "r--", "r--", "r--"]);
    expect(await withTable("alignRight", "alignLeft")).toEqual(["HHH", "---", "---"]);
  });

  it("is deleted as a whole", async () => {
    expect(await withTable("deleteTable")).toBeNull();
  });
});
