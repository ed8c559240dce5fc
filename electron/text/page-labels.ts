import type { Block } from "../entities.ts";

/**
 * The label of the page that the place `offset` stands on; null where no page bound with a label comes
 * before it. `starts` are those of `blockStarts`.
 */
export function pageLabelAt(
  blocks: readonly Block[],
  starts: readonly number[],
  offset: number,
): string | null {
  let label: string | null = null;
  for (const [index, block] of blocks.entries()) {
    if ((starts[index] ?? 0) > offset) break;
    if (block.kind === "pageBreak" && block.label !== "") label = block.label;
  }
  return label;
}
