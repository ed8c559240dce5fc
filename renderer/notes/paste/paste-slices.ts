/**
 * Puts many blocks into a note without keeping the window waiting: some at once, the others a few at a
 * time between frames. All of it is one step to undo.
 */
import { $isListNode } from "@lexical/list";
import { $isTableNode } from "@lexical/table";
import {
  $createParagraphNode,
  $getNodeByKey,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  HISTORY_MERGE_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
  type PointType,
} from "lexical";

/** Marks the updates that go on with a paste. */
export const PASTE_SLICE_TAG = "paste-slice";

/** Nodes are made for about this long at a time; drawing them takes about as long again. */
const sliceMs = 16;
/** However slow the machine is, it goes on. */
const leastBlocks = 4;

/** Makes the nodes of the next blocks; done when there are no more. */
export type BlockSource = Iterator<() => readonly LexicalNode[]>;

/** Begins at the caret, in an update; the rest follows by itself until it is done or undone. */
export function $insertInSlices(editor: LexicalEditor, source: BlockSource): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  if (!selection.isCollapsed()) selection.removeText();
  const here = $blockAt(selection.anchor.getNode());
  if (!here) return;
  const isAtStart = $isElementNode(here) && here.isEmpty() && $isParagraphNode(here);
  const tail = !isAtStart && splits.has(here.getType()) ? $split() : null;
  const head = tail ? tail.getPreviousSibling() : null;
  const first = head ?? here;
  const { last, isDone } = $insertSlice(source, first);
  if (isAtStart && !last.is(here)) here.remove();
  const end = tail?.getKey() ?? null;
  $caretAfter(last);
  if (isDone) $finish(end);
  else later(editor, source, last.getKey(), end);
}

/** What is put into any other block, such as a list, comes after it. */
const splits = new Set(["paragraph", "heading", "quote"]);

/** Parts the block of the caret; gives what follows the caret. */
function $split(): LexicalNode | null {
  const selection = $getSelection();
  const made = $isRangeSelection(selection) ? selection.insertParagraph() : null;
  return made && $blockAt(made);
}

const $blockAt = (node: LexicalNode): LexicalNode | null => node.getTopLevelElement();

function $insertSlice(source: BlockSource, after: LexicalNode) {
  const until = performance.now() + sliceMs;
  let last = after;
  for (let count = 0; count < leastBlocks || performance.now() < until; count++) {
    const next = source.next();
    if (next.done) return { last, isDone: true };
    for (const node of next.value()) {
      const block =
        $isElementNode(node) || !node.isInline() ? node : $createParagraphNode().append(node);
      if ($isElementNode(last) && $goesOn(block, last)) last.append(...block.getChildren());
      else {
        last.insertAfter(block, false);
        last = block;
      }
    }
  }
  return { last, isDone: false };
}

/**
 * Whether a block is the rest of the one before it. Two lists of a kind become one in any case, and then
 * the second would be no place to go on from.
 */
function $goesOn(block: LexicalNode, last: LexicalNode): block is ElementNode {
  if ($isListNode(block)) return $isListNode(last) && last.getListType() === block.getListType();
  return $isTableNode(block) && $isTableNode(last) && rests.has(block);
}

const rests = new WeakSet<LexicalNode>();

/** Says of the nodes of a block that they go on with the block before. */
export function asRest(nodes: readonly LexicalNode[]): readonly LexicalNode[] {
  for (const node of nodes) rests.add(node);
  return nodes;
}

function $isAtEndOf(block: LexicalNode, { key, offset, type }: PointType): boolean {
  if (!$isElementNode(block)) return $getNodeByKey(key)?.getTopLevelElement()?.is(block) === true;
  const end = block.getLastDescendant();
  if (type === "element") return key === block.getKey() || end?.getParent()?.getKey() === key;
  return key === end?.getKey() && offset === end.getTextContentSize();
}

function $caretAfter(block: LexicalNode): void {
  if ($isElementNode(block)) block.selectEnd();
  else block.selectNext();
}

/** An empty rest of the block it was put into goes. */
function $finish(end: NodeKey | null): void {
  const tail = end === null ? null : $getNodeByKey(end);
  if ($isElementNode(tail) && tail.isEmpty()) tail.remove();
}

function later(
  editor: LexicalEditor,
  source: BlockSource,
  after: NodeKey,
  end: NodeKey | null,
): void {
  setTimeout(() => {
    editor.update(
      () => {
        const place = $getNodeByKey(after);
        // Undone, or deleted meanwhile: there is nothing to go on with.
        if (!place?.isAttached()) return;
        const selection = $getSelection();
        const isAtEnd = $isRangeSelection(selection) && $isAtEndOf(place, selection.anchor);
        const { last, isDone } = $insertSlice(source, place);
        // Whoever went on elsewhere meanwhile stays there.
        if (isAtEnd) $caretAfter(last);
        if (isDone) $finish(end);
        else later(editor, source, last.getKey(), end);
      },
      { tag: [HISTORY_MERGE_TAG, PASTE_SLICE_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
    );
  });
}
