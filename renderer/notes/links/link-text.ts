/** Where in a note a link is being typed, or words could become one. */
import { $isCodeNode } from "@lexical/code";
import { $isLinkNode } from "@lexical/link";
import {
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
  type TextNode,
} from "lexical";
import { closedLinkAt, linkQueryAt, type LinkQuery } from "./link-query.ts";

export interface LinkText {
  readonly node: TextNode;
  readonly text: NodeKey;
  readonly query: LinkQuery;
  /** All of its text, closing brackets too. */
  readonly written: string;
  /** The whole run of text that it stands in. */
  readonly around: string;
}

/** The `[[…` in which the caret stands; null outside of one, in code and in links. */
export function $linkBeingTyped(): LinkText | null {
  return $linkText(linkQueryAt);
}

/** The `[[…]]` right before the caret; null where there is none, in code and in links. */
export function $linkJustClosed(): LinkText | null {
  return $linkText(closedLinkAt);
}

function $linkText(read: typeof linkQueryAt): LinkText | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || !$mayLink(selection)) return null;
  const text = node.getTextContent();
  const caret = selection.anchor.offset;
  const query = read(text, caret);
  if (query === null) return null;
  const written = text.slice(query.start, query.end);
  return { node, text: node.getKey(), query, written, around: text };
}

/** Whether a link may stand at the selection: not in code, not inside another link. */
export function $mayLink(selection: RangeSelection): boolean {
  return $mayHoldLink(selection.anchor.getNode());
}

/** As {@link $mayLink}, for a place. */
export function $mayHoldLink(node: LexicalNode): boolean {
  if ($isTextNode(node) && node.hasFormat("code")) return false;
  return [node, ...node.getParents()].every((each) => !$isCodeNode(each) && !$isLinkNode(each));
}

/** The selected span when it lies within one run of text that may hold a link. */
export function $wordsWithinOneText(
  selection: RangeSelection,
): { readonly node: TextNode; readonly start: number; readonly end: number } | null {
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || !node.is(selection.focus.getNode()) || !$mayLink(selection))
    return null;
  const [start, end] = [selection.anchor.offset, selection.focus.offset].toSorted((a, b) => a - b);
  return start === undefined || end === undefined ? null : { node, start, end };
}

/** The part of a text as a node of its own. */
export function $textOf(node: TextNode, { start, end }: { start: number; end: number }): TextNode {
  const parts = node.splitText(start, end);
  return (start === 0 ? parts[0] : parts[1]) ?? node;
}

/** Leaves what is selected as it is, with the caret behind it. */
export function $caretAfter(selection: RangeSelection): RangeSelection {
  const end = selection.isBackward() ? selection.anchor : selection.focus;
  selection.anchor.set(end.key, end.offset, end.type);
  selection.focus.set(end.key, end.offset, end.type);
  return selection;
}
