/**
 * The canonical text of a version: its blocks' texts joined by line feeds, a table's cells by tabs and
 * its rows by line feeds. Every stored offset counts UTF-16 code units of this text, so the rule never
 * changes for a version once stored.
 */
import type { Block } from "../entities.ts";

/** The text one block adds. Pictures, rules and page breaks add none. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case "table":
      return block.rows.map((row) => row.map((cell) => cell.text).join("\t")).join("\n");
    case "image":
    case "rule":
    case "pageBreak":
      return "";
    default:
      return block.text;
  }
}

/** The whole text of a version. */
export function canonicalText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n");
}

/** For each block, the offset of its first unit in the canonical text. */
export function blockStarts(blocks: readonly Block[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const block of blocks) {
    starts.push(at);
    at += blockText(block).length + 1;
  }
  return starts;
}

/** The index of the block that holds `offset`; the last one that starts at or before it. */
export function blockAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
