/** Backspace at the start of a block: a heading becomes text, and words after a callout go on in it. */
import { $isHeadingNode } from "@lexical/rich-text";
import {
  $createParagraphNode,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  KEY_BACKSPACE_COMMAND,
  type LexicalNode,
} from "lexical";
import { $isCalloutNode, $isCalloutTitleNode } from "./callout-node.ts";

export const BlockStartExtension = defineExtension({
  name: "commonplace/block-start",
  register: (editor) =>
    editor.registerCommand(
      KEY_BACKSPACE_COMMAND,
      (event) => {
        const block = $blockWithCaretAtStart();
        if (!block || !($toText(block) || $intoCallout(block))) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
});

function $blockWithCaretAtStart(): LexicalNode | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const { anchor } = selection;
  const node = anchor.getNode();
  const block = node.getTopLevelElement();
  if (!block || anchor.offset > 0) return null;
  return node.is(block) || node.is(block.getFirstDescendant()) ? block : null;
}

function $toText(block: LexicalNode): boolean {
  if (!$isHeadingNode(block)) return false;
  const paragraph = $createParagraphNode();
  block.replace(paragraph, true);
  if (paragraph.isEmpty()) paragraph.select();
  return true;
}

function $intoCallout(block: LexicalNode): boolean {
  const callout = block.getPreviousSibling();
  if (!$isParagraphNode(block) || block.isEmpty() || !$isCalloutNode(callout)) return false;
  if (callout.getFold() === "folded") return false;
  const last = callout.getLastChild();
  if ($isParagraphNode(last) || $isCalloutTitleNode(last)) last.append(...block.getChildren());
  else {
    callout.append(block);
    return true;
  }
  block.remove();
  return true;
}
