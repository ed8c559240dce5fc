/** Word's tables. */
import type { DraftBlock } from "../draft-blocks.ts";
import type { Cell, Row } from "../office/flow.ts";
import type { Losses } from "../office/losses.ts";
import { isOn, numberOf } from "./styles.ts";
import { childOf, type XmlElement } from "../xml-tree.ts";

/** Columns that one cell may cover; beyond that the table is a trick. */
const spanLimit = 100;
const settings =
  /^w:(?:tblPr|tblGrid|tblPrEx|trPr|sdtPr|sdtEndPr|del|moveFrom|bookmark.*|comment.*|.*Range.*|proofErr|perm.*)$/;
const wrappers = /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/;

/** The rows of a table that were not deleted; `read` gives the blocks of a cell. */
export function readDocxTable(
  table: XmlElement,
  losses: Losses,
  read: (cell: XmlElement) => readonly DraftBlock[],
): readonly Row[] {
  const rows: Row[] = [];
  for (const row of partsOf(table, "w:tr")) {
    const properties = childOf(row, "w:trPr");
    if (childOf(properties, "w:del") !== null) {
      losses.deletions += 1;
      continue;
    }
    rows.push({
      cells: partsOf(row, "w:tc").map((cell): Cell => {
        const across = numberOf(childOf(cell, "w:tcPr", "w:gridSpan")) ?? 1;
        return { blocks: read(cell), across: Math.min(Math.max(across, 1), spanLimit) };
      }),
      isHeading: isOn(childOf(properties, "w:tblHeader")),
    });
  }
  return rows;
}

/**
 * The rows of a table or the cells of a row, also those within controls and tracked changes. Anything
 * else, such as what was nested too deeply, stands in a part of its own, so that its words are kept.
 */
function partsOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string" || settings.test(child.name)) return [];
    if (child.name === name) return [child];
    if (wrappers.test(child.name)) return partsOf(child, name);
    return [{ name, attributes: {}, children: [child] }];
  });
}
