/**
 * Puts many blocks into a note without keeping the window waiting: some at once, the others a few at a
 * time between frames. All of it is one step to undo, and nobody finds half of it: what the person does
 * next, and what is saved before a note is left, waits until the rest is in.
 */
import { $isListNode } from "@lexical/list";
import { $isTableNode } from "@lexical/table";
import {
  $createParagraphNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  HISTORY_MERGE_TAG,
  mergeRegister,
  REDO_COMMAND,
  SKIP_SCROLL_INTO_VIEW_TAG,
  UNDO_COMMAND,
  type ElementNode,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";

/** Marks the updates that go on with a paste. */
export const PASTE_SLICE_TAG = "paste-slice";

/** Nodes are made for about this long at a time; drawing them takes about as long again. */
const sliceMs = 16;
/**
 * A large table is laid out as a whole for each of its parts: what takes longer to draw comes in larger
 * parts, up to this.
 */
const longestSliceMs = 60;
/** However slow the machine is, it goes on. */
const leastBlocks = 2;

/** Makes the nodes of the next blocks; done when there are no more. */
export type BlockSource = Iterator<() => readonly LexicalNode[]>;

/** A paste that is not all in yet. */
interface Pending {
  readonly source: BlockSource;
  /** The block that all of it comes before; it holds the caret until then. */
  readonly end: NodeKey;
  /** It does not go on by itself any more. */
  readonly stop: () => void;
}

const pending = new WeakMap<LexicalEditor, Pending>();

/** Begins at the caret, in an update; the rest follows by itself. */
export function $insertInSlices(editor: LexicalEditor, source: BlockSource): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  if (!selection.isCollapsed()) selection.removeText();
  const here = selection.anchor.getNode().getTopLevelElement();
  const end = here && $endAt(here);
  if (!end) return;
  end.selectStart();
  if ($insertSlice(source, end, performance.now() + sliceMs)) $finish(end);
  else later(editor, source, end.getKey());
}

/** What is put into any other block, such as a list, comes after it. */
const splits = new Set(["paragraph", "heading", "quote"]);

/** The block that what is put at the caret comes before: an empty one, or what follows the caret. */
function $endAt(here: LexicalNode): ElementNode | null {
  if ($isParagraphNode(here) && here.isEmpty()) return here;
  const selection = $getSelection();
  if (splits.has(here.getType()) && $isRangeSelection(selection)) {
    const made = selection.insertParagraph()?.getTopLevelElement();
    const before = made?.getPreviousSibling();
    if ($isParagraphNode(before) && before.isEmpty()) before.remove();
    return $isElementNode(made) ? made : null;
  }
  const end = $createParagraphNode();
  here.insertAfter(end);
  return end;
}

/** Puts the next blocks in until the time is over; true when there are no more. */
function $insertSlice(source: BlockSource, end: LexicalNode, until: number): boolean {
  for (let count = 0; count < leastBlocks || performance.now() < until; count++) {
    const next = source.next();
    if (next.done) return true;
    for (const node of next.value()) {
      const block =
        $isElementNode(node) || !node.isInline() ? node : $createParagraphNode().append(node);
      const last = end.getPreviousSibling();
      if ($isElementNode(last) && $goesOn(block, last)) last.append(...block.getChildren());
      else end.insertBefore(block);
    }
  }
  return false;
}

/** Whether a block is the rest of the one before it. Two lists of a kind become one in any case. */
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

/** The caret comes after what was put in, and a block that was only there for it goes. */
function $finish(end: ElementNode): void {
  const last = end.getPreviousSibling();
  if (!last) return;
  const selection = $getSelection();
  const isHere =
    $isRangeSelection(selection) &&
    selection.isCollapsed() &&
    selection.anchor.offset === 0 &&
    selection.anchor.getNode().getTopLevelElement()?.is(end) === true;
  // After a block that has no end of its own, the empty one is where writing goes on.
  if (isHere && $isElementNode(last)) last.selectEnd();
  if (end.isEmpty() && $isElementNode(last)) end.remove();
}

const tag = [HISTORY_MERGE_TAG, PASTE_SLICE_TAG, SKIP_SCROLL_INTO_VIEW_TAG];

function later(editor: LexicalEditor, source: BlockSource, end: NodeKey): void {
  const since = performance.now();
  const timer = setTimeout(() => {
    pending.get(editor)?.stop();
    const now = performance.now();
    const until = now + Math.min(Math.max(now - since, sliceMs), longestSliceMs);
    editor.update(
      () => {
        const place = $placeOf(end);
        if ($insertSlice(source, place, until)) $finish(place);
        else later(editor, source, place.getKey());
      },
      { tag },
    );
  });
  const stopFollowing = followActs(editor);
  const stop = () => {
    clearTimeout(timer);
    stopFollowing();
    pending.delete(editor);
  };
  pending.set(editor, { source, end, stop });
}

/** Where the rest goes on: at the end of the note, when the block that it comes before is gone. */
function $placeOf(end: NodeKey): ElementNode {
  const place = $getNodeByKey(end)?.getTopLevelElement();
  if ($isElementNode(place) && place.isAttached()) return place;
  const made = $createParagraphNode();
  $getRoot().append(made);
  return made;
}

/** Puts in at once what is left of a paste, so that the note is whole. Not to be called in an update. */
export function finishPaste(editor: LexicalEditor): void {
  const left = pending.get(editor);
  if (!left) return;
  left.stop();
  editor.update(
    () => {
      const place = $placeOf(left.end);
      $insertSlice(left.source, place, Infinity);
      $finish(place);
    },
    { tag, discrete: true },
  );
}

/** By these a person goes on with something. */
const acts = ["keydown", "beforeinput", "paste", "cut", "drop", "pointerdown"];
const modifiers = new Set(["Alt", "AltGraph", "Control", "Meta", "Shift"]);

/** Whatever the person does next finds the paste whole: it is neither torn apart nor half undone. */
function followActs(editor: LexicalEditor): () => void {
  const finish = (event: Event): void => {
    if (!(event instanceof KeyboardEvent && modifiers.has(event.key))) finishPaste(editor);
  };
  for (const act of acts) window.addEventListener(act, finish, true);
  return () => {
    for (const act of acts) window.removeEventListener(act, finish, true);
  };
}

/** Keeps a step of the history from being half a paste. A menu asks for it without an act in the window. */
export function registerPasteSlices(editor: LexicalEditor): () => void {
  const afterPaste = (command: LexicalCommand<void>) =>
    editor.registerCommand(
      command,
      () => {
        if (!pending.has(editor)) return false;
        queueMicrotask(() => {
          finishPaste(editor);
          editor.dispatchCommand(command, undefined);
        });
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    );
  return mergeRegister(afterPaste(UNDO_COMMAND), afterPaste(REDO_COMMAND), () =>
    pending.get(editor)?.stop(),
  );
}
