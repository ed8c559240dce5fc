/** Blocks on their way to a draft: links as they were written, pictures not yet fetched. */
import type { Block, TextRun } from "../entities.ts";

export interface DraftBlock {
  /** Link marks carry the address as written; a picture has neither hash nor host yet. */
  readonly block: Block;
  /** Names under which a link within the article can point at it. */
  readonly ids: readonly string[];
  /** For a picture, where its bytes may be, the best place first; empty for all else. */
  readonly sources: readonly string[];
}

/** A block without names and pictures. */
export function plain(block: Block): DraftBlock {
  return { block, ids: [], sources: [] };
}

/** The runs of a block: one, or the cells of a table, or none. */
export function runsOf(block: Block): readonly TextRun[] {
  switch (block.kind) {
    case "table":
      return block.rows.flat();
    case "image":
    case "rule":
    case "pageBreak":
      return [];
    default:
      return [block];
  }
}

/** The block with `change` applied to each of its runs. */
export function mapRuns(block: Block, change: (run: TextRun) => TextRun): Block {
  switch (block.kind) {
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(change)) };
    case "image":
    case "rule":
    case "pageBreak":
      return block;
    default:
      return { ...block, ...change({ text: block.text, marks: block.marks }) };
  }
}
