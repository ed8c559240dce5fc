/** The text of a block as quotations are looked for in it, and the way back from a place to its node. */
import { $isCodeNode } from "@lexical/code";
import {
  $createRangeSelection,
  $getNodeByKey,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
} from "lexical";
import { $isNotebookLinkNode } from "../links/notebook-link.ts";

/** A text node, and where its text begins in that of its block. */
export interface Piece {
  readonly key: NodeKey;
  readonly start: number;
  readonly end: number;
}

export interface BlockText {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Where links to clips stand: what is quoted before one has its source already. */
  readonly linked: readonly number[];
}

/** Takes the place of what is no prose: quotations never go over it. */
const gap = "\n\n";

/** The text of a block that holds words itself; null for code, and for what holds other blocks. */
export function $blockText(block: LexicalNode | null): BlockText | null {
  if (!$isElementNode(block) || $isCodeNode(block) || block.isInline()) return null;
  const pieces: Piece[] = [];
  const linked: number[] = [];
  let text = "";
  const walk = (parent: ElementNode): boolean => {
    for (const child of parent.getChildren()) {
      if ($isTextNode(child)) {
        const words = child.getTextContent();
        if (child.hasFormat("code")) text += gap;
        else {
          pieces.push({ key: child.getKey(), start: text.length, end: text.length + words.length });
          text += words;
        }
      } else if ($isLineBreakNode(child)) text += "\n";
      else if ($isNotebookLinkNode(child)) {
        if (child.getTarget().kind === "clip") linked.push(text.length);
        text += child.getTextContent();
      } else if ($isElementNode(child)) {
        if (!child.isInline() || !walk(child)) return false;
      } else text += gap;
    }
    return true;
  };
  return walk(block) ? { text, pieces, linked } : null;
}

/** The node and offset at a place of the text; null where there is no text node. */
export function pointAt(
  { pieces }: BlockText,
  at: number,
): { readonly key: NodeKey; readonly offset: number } | null {
  const piece = pieces.find(({ start, end }) => at >= start && at <= end);
  return piece === undefined ? null : { key: piece.key, offset: at - piece.start };
}

/** Where the caret is in the text of a block; null when it is elsewhere. */
export function $offsetIn(block: NodeKey): number | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const { key, offset, type } = selection.anchor;
  const content = $blockText($getNodeByKey(block));
  if (content === null) return null;
  if (type === "text") {
    const piece = content.pieces.find((each) => each.key === key);
    return piece === undefined ? null : piece.start + offset;
  }
  return key === block ? (offset === 0 ? 0 : content.text.length) : null;
}

/** A selection of [start, end) of the block's text; null when an end of it is no text. */
export function $selectionOf(block: BlockText, start: number, end: number): RangeSelection | null {
  // The last of the pieces that touch the beginning, so that what is before it keeps its form.
  const from = block.pieces.findLast((piece) => start >= piece.start && start <= piece.end);
  const to = pointAt(block, end);
  if (from === undefined || to === null) return null;
  const selection = $createRangeSelection();
  selection.anchor.set(from.key, start - from.start, "text");
  selection.focus.set(to.key, to.offset, "text");
  return selection;
}
