/** Which link or quote of a note is meant: by the pointer, or by the caret. */
import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  getNearestEditorFromDOMNode,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import type { HeadedTarget } from "../../../electron/api.ts";
import { $isClipQuoteNode } from "../quotes/clip-quote.ts";
import { $isNoteEmbedNode } from "../blocks/note-embed.ts";
import { $isNotebookLinkNode } from "./notebook-link.ts";

/** A link or quote as it stands in the text. */
export interface Pointed {
  readonly target: HeadedTarget;
  readonly element: HTMLElement;
}

/** The link or quote that an element of a note's text belongs to; null for other text. */
export function pointedAt(editor: LexicalEditor, element: Element): Pointed | null {
  // A seal has more to show of itself.
  if (element.closest(".note-quote-seal")) return null;
  const drawn = element.closest<HTMLElement>(".note-link, .note-quote");
  if (!drawn) return null;
  // What is embedded has an editor of its own.
  const owner = getNearestEditorFromDOMNode(drawn) ?? editor;
  const target = owner.read(() => {
    const node = $getNearestNodeFromDOMNode(drawn);
    return node && $targetOf(node);
  });
  return target && { target, element: drawn };
}

/** The link or quote that is selected, or that the caret stands at. */
export function $pointedByCaret(editor: LexicalEditor): Pointed | null {
  for (const node of $nodesAtCaret()) {
    const target = $targetOf(node);
    const element = editor.getElementByKey(node.getKey());
    if (target && element) return { target, element };
  }
  return null;
}

function $nodesAtCaret(): readonly LexicalNode[] {
  const selection = $getSelection();
  if ($isNodeSelection(selection)) return selection.getNodes();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return [];
  const node = selection.anchor.getNode();
  const { offset } = selection.anchor;
  if ($isElementNode(node)) return node.getChildren().slice(Math.max(0, offset - 1), offset + 1);
  const beside = [
    offset === 0 ? node.getPreviousSibling() : null,
    offset === node.getTextContentSize() ? node.getNextSibling() : null,
  ];
  return beside.filter((each) => each !== null);
}

function $targetOf(node: LexicalNode): HeadedTarget | null {
  if ($isNotebookLinkNode(node)) return node.getHeadedTarget();
  if ($isNoteEmbedNode(node)) return node.getNote() === "" ? null : node.getHeadedTarget();
  return $isClipQuoteNode(node) ? { kind: "clip", id: node.getClip() } : null;
}
