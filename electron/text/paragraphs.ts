import type { Block } from "../entities.ts";
import { blockAt, blockText } from "./blocks.ts";

/**
 * The number under which the place `offset` is cited: 1 for the first block with text that is no
 * heading. A heading counts as the paragraph that follows it.
 */
export function paragraphNumber(
  blocks: readonly Block[],
  starts: readonly number[],
  offset: number,
): number {
  const at = blockAt(starts, offset);
  const counts = (block: Block) => block.kind !== "heading" && blockText(block) !== "";
  const before = blocks.slice(0, at).filter(counts).length;
  return before + 1;
}
