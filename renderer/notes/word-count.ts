/** How many words a note has: only blocks that changed are counted again. */
import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  HISTORIC_TAG,
  mergeRegister,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import { countWords } from "../../electron/text/tokens.ts";
import { $isClipQuoteNode } from "./quotes/clip-quote.ts";
import { $isNoteEmbedNode } from "./blocks/note-embed.ts";
import { LINK_TITLE_SHOWN_COMMAND, NotebookLinkNode } from "./links/notebook-link.ts";
import { createRest } from "./rest.ts";

export interface WordCount {
  /** The writer's own. */
  readonly words: number;
  /** In the selection; null while nothing is selected. */
  readonly selected: number | null;
}

/** The words of quotes and embedded notes are not the writer's here. */
const $isNotOwn = (node: LexicalNode): boolean => $isClipQuoteNode(node) || $isNoteEmbedNode(node);

/** After the last key; counting must not take time from typing. */
const restMs = 250;

/** Counts now and after each change, until the returned function is called. */
export function followWordCount(
  editor: LexicalEditor,
  onCount: (count: WordCount) => void,
): () => void {
  const blocks = new Map<NodeKey, number>();
  const stale = new Set<NodeKey>();
  let total = 0;

  const setBlock = (key: NodeKey, words: number | null) => {
    total += (words ?? 0) - (blocks.get(key) ?? 0);
    if (words === null) blocks.delete(key);
    else blocks.set(key, words);
  };
  const $count = (): WordCount => {
    for (const key of stale) {
      const node = $getNodeByKey(key);
      // Nested blocks are counted with those they stand in.
      const isBlock = node?.getParent() === $getRoot() && !$isNotOwn(node);
      if (isBlock) setBlock(key, countWords(node.getTextContent()));
      else if (blocks.has(key)) setBlock(key, null);
    }
    stale.clear();
    const selection = $getSelection();
    const isAny = $isRangeSelection(selection) && !selection.isCollapsed();
    return { words: total, selected: isAny ? countWords(selection.getTextContent()) : null };
  };
  const staleAll = () => {
    for (const key of blocks.keys()) stale.add(key);
    for (const key of editor.getEditorState().read(() => $getRoot().getChildrenKeys()))
      stale.add(key);
  };
  const count = () => onCount(editor.getEditorState().read($count));

  staleAll();
  count();
  const { touch: countSoon, stop: stopCounting } = createRest(restMs, count);
  /** Counts the block around a link again, whose title has come or become another. */
  const $recountAround = (link: NodeKey) => {
    const block = $getNodeByKey(link)?.getTopLevelElement();
    if (!block) return;
    stale.add(block.getKey());
    countSoon();
  };
  const stop = mergeRegister(
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, tags }) => {
      // Undoing puts a whole text in the place of another and tells of no block.
      if (tags.has(HISTORIC_TAG)) staleAll();
      for (const key of dirtyElements.keys()) stale.add(key);
      for (const key of dirtyLeaves) stale.add(key);
      countSoon();
    }),
    // A link knows its title from when it is first drawn.
    editor.registerMutationListener(NotebookLinkNode, (links) =>
      editor.getEditorState().read(() => {
        for (const link of links.keys()) $recountAround(link);
      }),
    ),
    editor.registerCommand(
      LINK_TITLE_SHOWN_COMMAND,
      (link) => {
        $recountAround(link);
        return false;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
  );
  return () => {
    stopCounting();
    stop();
  };
}
