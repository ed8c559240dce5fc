/** Puts a block where words stand in a line. */
import {
  $createParagraphNode,
  $isElementNode,
  $isParagraphNode,
  type LexicalNode,
  type TextNode,
} from "lexical";

/**
 * Puts a block in the place of words. A paragraph is parted there; after what cannot be parted, such as a
 * list, the block comes next. The caret goes to what follows it.
 */
export function $putBlock(words: TextNode, block: LexicalNode): void {
  const line = words.getTopLevelElementOrThrow();
  const isParagraph = $isParagraphNode(line) && words.getParent()?.is(line) === true;
  const after = isParagraph ? words.getNextSiblings() : [];
  words.remove(true);
  const rest = isParagraph ? $createParagraphNode().append(...after) : null;
  line.insertAfter(block);
  const following = block.getNextSibling();
  if (rest && ($textIn(rest) !== "" || !$isElementNode(following) || !$isParagraphNode(following)))
    block.insertAfter(rest);
  if (isParagraph && $textIn(line) === "" && line.getChildrenSize() === 0) line.remove();
  const next = block.getNextSibling();
  if ($isElementNode(next)) {
    next.selectStart();
    return;
  }
  const paragraph = $createParagraphNode();
  block.insertAfter(paragraph);
  paragraph.select();
}

const $textIn = (node: LexicalNode): string => node.getTextContent().trim();
