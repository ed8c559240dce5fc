/** OpenDocument's tables. */
import type { DraftBlock } from "../draft-blocks.ts";
import type { Cell, Row } from "../office/flow.ts";
import { wholeOf } from "./styles.ts";
import type { XmlElement } from "../xml-tree.ts";

/** Rows and cells may be written once and stand for many; beyond these that is a trick. */
const rowRepeatLimit = 100;
const cellRepeatLimit = 100;
const settings =
  /^(?:table:table-columns?|table:table-header-columns|table:table-column-group|table:title|table:desc|text:soft-page-break|office:forms|table:shapes)$/;
const groups = /^table:(?:table-rows|table-header-rows|table-row-group)$/;

/** The rows of a table; `read` gives the blocks of a cell. */
export function readOdtTable(
  table: XmlElement,
  read: (cell: XmlElement) => readonly DraftBlock[],
  isHeading = false,
): readonly Row[] {
  return table.children.flatMap((child): readonly Row[] => {
    if (typeof child === "string" || settings.test(child.name)) return [];
    if (groups.test(child.name)) {
      return readOdtTable(child, read, isHeading || child.name === "table:table-header-rows");
    }
    if (child.name !== "table:table-row") {
      return [{ cells: [{ blocks: read(alone(child)), across: 1 }], isHeading }];
    }
    const row: Row = { cells: cellsOf(child, read), isHeading };
    const isBlank = row.cells.every(({ blocks }) => blocks.length === 0);
    const times = repeats(child.attributes["table:number-rows-repeated"], rowRepeatLimit);
    return isBlank ? [] : Array.from({ length: times }, () => row);
  });
}

function cellsOf(
  row: XmlElement,
  read: (cell: XmlElement) => readonly DraftBlock[],
): readonly Cell[] {
  return row.children.flatMap((child): readonly Cell[] => {
    if (typeof child === "string") return [];
    // What another cell covers is counted with that one.
    if (child.name === "table:covered-table-cell") {
      const blocks = read(child);
      return blocks.length === 0 ? [] : [{ blocks, across: 1 }];
    }
    if (child.name !== "table:table-cell") return [{ blocks: read(alone(child)), across: 1 }];
    const cell: Cell = {
      blocks: read(child),
      across: repeats(child.attributes["table:number-columns-spanned"], cellRepeatLimit),
    };
    const times = repeats(child.attributes["table:number-columns-repeated"], cellRepeatLimit);
    return Array.from({ length: times }, () => cell);
  });
}

function repeats(text: string | undefined, limit: number): number {
  return Math.min(Math.max(wholeOf(text) ?? 1, 1), limit);
}

function alone(element: XmlElement): XmlElement {
  return { name: "", attributes: {}, children: [element] };
}
