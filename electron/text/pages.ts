import type { Block } from "../entities.ts";
import { blockAt } from "./blocks.ts";

/**
 * The page a span is on, by the labels of the page breaks before it: `4`, or `4–5` when it goes on over
 * a break; null when the text does not say.
 */
export function pageOf(
  blocks: readonly Block[],
  starts: readonly number[],
  span: { readonly start: number; readonly end: number },
): string | null {
  const first = labelBefore(blocks, blockAt(starts, span.start));
  const last = labelBefore(blocks, blockAt(starts, Math.max(span.start, span.end - 1)));
  if (first === null) return null;
  return last === null || last === first ? first : `${first}–${last}`;
}

function labelBefore(blocks: readonly Block[], from: number): string | null {
  const block = blocks
    .slice(0, from + 1)
    .findLast((each) => each.kind === "pageBreak" && each.label !== "");
  return block?.kind === "pageBreak" ? block.label : null;
}
