/** Puts a block where words stand in a line. */
import { $isListItemNode, $isListNode, type ListNode } from "@lexical/list";
import { $isQuoteNode } from "@lexical/rich-text";
import { $isTableCellNode, $isTableNode } from "@lexical/table";
import {
  $createParagraphNode,
  $findMatchingParent,
  $isElementNode,
  $isParagraphNode,
  $isRootOrShadowRoot,
  $splitNode,
  type ElementNode,
  type LexicalNode,
  type TextNode,
} from "lexical";

/**
 * Puts a block in the place of words. Paragraphs, quotations and lists are parted there; after a heading or
 * another line that cannot be parted the block comes next, after a table for words in a cell, which has
 * room for lines only. The caret goes to what follows the block.
 */
export function $putBlock(words: TextNode, block: LexicalNode): void {
  const line = words.getParentOrThrow();
  const table = $findMatchingParent(words, $isTableCellNode)
    ? $findMatchingParent(words, $isTableNode)
    : null;
  if (table !== null) {
    words.remove(true);
    table.insertAfter(block);
  } else if ($isParagraphNode(line) || $isQuoteNode(line) || $isListItemNode(line)) {
    $part(line, words, block);
  } else {
    const top = words.getTopLevelElementOrThrow();
    words.remove(true);
    top.insertAfter(block);
  }
  const next = block.getNextSibling();
  if ($isElementNode(next)) {
    next.selectStart();
    return;
  }
  const paragraph = $createParagraphNode();
  block.insertAfter(paragraph);
  paragraph.select();
}

/** Parts a line, and the lists it is in, and puts the block between. Nothing empty is left around it. */
function $part(line: ElementNode, words: TextNode, block: LexicalNode): void {
  // They go to the second part: at the end of a line there would be nothing else to part it before.
  const [before, after] = $splitNode(line, words.getIndexWithinParent());
  words.remove(true);
  after.insertBefore(block);
  $goOnCounting(before, after);
  const next = after.getNextSibling();
  // The paragraph that follows has room for the caret already.
  const isNeeded = !$isParagraphNode(after) || !$isElementNode(next) || !$isParagraphNode(next);
  if (before !== null) $removeEmpty($lastLine(before));
  if (isNeeded && $isParagraphNode(after)) return;
  $removeEmpty($firstLine(after));
}

/** The second part of a numbered list goes on where the first ended. */
function $goOnCounting(before: ElementNode | null, after: ElementNode): void {
  if (!$isListNode(before) || !$isListNode(after) || after.getListType() !== "number") return;
  const firstWords = $firstLine(after).getTextContent().trim();
  const lastWords = $lastLine(before).getTextContent().trim();
  const numbered = numberedItems(before);
  // Of an item that is parted, a half without words goes.
  const halves = firstWords !== "" && lastWords === "" ? 1 : 0;
  after.setStart(before.getStart() + numbered - halves);
}

function numberedItems(list: ListNode): number {
  return list
    .getChildren()
    .filter((item) => $isElementNode(item) && !$isListNode(item.getFirstChild())).length;
}

function $lastLine(block: ElementNode): ElementNode {
  const last = block.getLastChild();
  return $isListNode(last) || $isListItemNode(last) ? $lastLine(last) : block;
}

function $firstLine(block: ElementNode): ElementNode {
  const first = block.getFirstChild();
  return $isListNode(first) || $isListItemNode(first) ? $firstLine(first) : block;
}

/** Removes a line without words, and what is empty without it. */
function $removeEmpty(line: ElementNode): void {
  const hasOthers = line.getChildren().some((child) => child.getTextContent().trim() !== "");
  if (hasOthers || $isRootOrShadowRoot(line)) return;
  const parent = line.getParent();
  line.remove();
  if (parent !== null && parent.isAttached() && parent.isEmpty()) $removeEmpty(parent);
}
