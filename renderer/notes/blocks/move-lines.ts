/**
 * Alt+Up and Alt+Down move what the selection touches past its neighbour: blocks, the items of a list with
 * all that lies under them, lines of code. It is the neighbour that is put elsewhere, so the selection stays.
 */
import { $isListItemNode, $isListNode } from "@lexical/list";
import {
  $createLineBreakNode,
  $findMatchingParent,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  $isRootNode,
  $setSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  defineExtension,
  HISTORY_PUSH_TAG,
  $addUpdateTag,
  type LexicalCommand,
  type LexicalNode,
} from "lexical";
import { $isCalloutNode, $isCalloutTitleNode } from "./callout-node.ts";
import { $codeLines, $codeOf } from "./code-keys.ts";
import { $isFootnoteNode } from "./footnote-nodes.ts";

/** Moves what is selected past what stands before or after it. */
export const MOVE_LINES_COMMAND: LexicalCommand<"up" | "down"> =
  createCommand("MOVE_LINES_COMMAND");

export const MoveLinesExtension = defineExtension({
  name: "commonplace/move-lines",
  register: (editor) =>
    editor.registerCommand(
      MOVE_LINES_COMMAND,
      (direction) => {
        // Each move is a step of its own to undo.
        $addUpdateTag(HISTORY_PUSH_TAG);
        if (!$moveCode(direction)) $moveBlocks(direction);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
});

/** Whether the selection is in code, whose lines are then moved as far as it goes. */
function $moveCode(direction: "up" | "down"): boolean {
  const selection = $getSelection();
  const code = $isRangeSelection(selection) ? $codeOf(selection) : null;
  if (!code || !$isRangeSelection(selection)) return false;
  const { lines, first, last } = $codeLines(code, selection);
  const from = direction === "up" ? first - 1 : last + 1;
  const moved = lines[from];
  if (!moved) return true;
  const kept = selection.clone();
  const order = lines.toSpliced(from, 1).toSpliced(direction === "up" ? last : first, 0, moved);
  for (const child of code.getChildren()) child.remove();
  code.append(
    ...order.flatMap((line, index) => (index > 0 ? [$createLineBreakNode(), ...line] : [...line])),
  );
  // A caret in an empty line stands between breaks, which are others now.
  const by = (direction === "up" ? -1 : 1) * (moved.length + 1);
  for (const point of [kept.anchor, kept.focus])
    if (point.key === code.getKey()) point.set(point.key, point.offset + by, "element");
  $setSelection(kept);
  return true;
}

function $moveBlocks(direction: "up" | "down"): void {
  const ends = $selectedEnds();
  if (!ends) return;
  const [first, last] = ends;
  if (direction === "up") {
    const before = $itemBefore(first);
    if (!before) return;
    let after = $endOf(last);
    for (const node of before) {
      after.insertAfter(node, false);
      after = node;
    }
  } else {
    const end = $endOf(last);
    const next = end.getNextSibling();
    if (!next || !$mayPass(next)) return;
    for (const node of $group(next)) first.insertBefore(node, false);
  }
}

/** The first and last block of the selection that stand beside each other; null where nothing moves. */
function $selectedEnds(): readonly [first: LexicalNode, last: LexicalNode] | null {
  const selection = $getSelection();
  if ($isNodeSelection(selection)) {
    const [node] = selection.getNodes();
    const block = node ? $movable(node) : null;
    return block && [block, block];
  }
  if (!$isRangeSelection(selection)) return null;
  const [start, end] = selection.isBackward()
    ? [selection.focus.getNode(), selection.anchor.getNode()]
    : [selection.anchor.getNode(), selection.focus.getNode()];
  const last = $movable(end);
  // Where they stand in different places, what holds both is moved.
  for (let outer = last; outer; outer = $movableAround(outer)) {
    const parent = outer.getParent();
    for (let inner = $movable(start); inner; inner = $movableAround(inner))
      if (parent?.is(inner.getParent())) return [inner, outer];
  }
  return null;
}

/** The smallest block around a node that can be moved: an item, or a block of the note or a callout. */
function $movable(node: LexicalNode): LexicalNode | null {
  const found = $findMatchingParent(node, (each) => {
    if ($isListItemNode(each)) return !$isListNode(each.getFirstChild());
    return $isBlock(each);
  });
  if ($isCalloutTitleNode(found)) return $movableAround(found);
  return $isFootnoteNode(found) ? null : found;
}

const $movableAround = (node: LexicalNode): LexicalNode | null => {
  const parent = node.getParent();
  return parent && $movable(parent);
};

function $isBlock(node: LexicalNode): boolean {
  const parent = node.getParent();
  return $isRootNode(parent) || $isCalloutNode(parent);
}

const $mayPass = (node: LexicalNode): boolean =>
  !$isFootnoteNode(node) && !$isCalloutTitleNode(node);

const $holdsList = (node: LexicalNode | null): boolean =>
  $isListItemNode(node) && $isListNode(node.getFirstChild());

/** A node, and the items that only hold the list under it. */
function $group(node: LexicalNode): readonly LexicalNode[] {
  const found = [node];
  for (let next = node.getNextSibling(); next && $holdsList(next); next = next.getNextSibling())
    found.push(next);
  return found;
}

const $endOf = (node: LexicalNode): LexicalNode => $group(node).at(-1) ?? node;

/** What stands before a block, whole; null where it is the first. */
function $itemBefore(node: LexicalNode): readonly LexicalNode[] | null {
  let before = node.getPreviousSibling();
  while (before && $holdsList(before) && before.getPreviousSibling())
    before = before.getPreviousSibling();
  if (!before || !$mayPass(before)) return null;
  const group: LexicalNode[] = [];
  for (let each: LexicalNode | null = before; each && !each.is(node); each = each.getNextSibling())
    group.push(each);
  return group;
}
