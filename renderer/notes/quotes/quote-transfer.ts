/** Passages that come into a note: pasted, dropped or sent there from the reader. */
import { $isCodeNode } from "@lexical/code";
import {
  $createParagraphNode,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  PASTE_COMMAND,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import { readPassages, type ArrivedPassage } from "../../passages.ts";
import { $createClipQuoteNode, INSERT_QUOTE_COMMAND } from "./clip-quote.ts";
import { $createNotebookLinkNode } from "../links/notebook-link.ts";

/** What passages become in the note. */
export type Form = "quote" | "text" | "link";

/** Makes clips of passages, in their order; null when one is not of this notebook. Never rejects. */
export type ClipsFor = (passages: readonly ArrivedPassage[]) => Promise<readonly string[] | null>;

/** Told when passages had to come in as words alone. */
export const foreignPassages = "These words are not in this notebook, so they came in as text.";

/** Between which blocks: before the one with this key, or at the end. */
export interface DropPlace {
  readonly before: NodeKey | null;
}

/** Makes quotes of passages that are pasted. */
export function registerPassagePaste(
  editor: LexicalEditor,
  clipsFor: ClipsFor,
  tell: (message: string) => void,
): () => void {
  return editor.registerCommand(
    PASTE_COMMAND,
    (event) => {
      const data = event instanceof ClipboardEvent ? event.clipboardData : null;
      const selection = $getSelection();
      const passages = data && readPassages(data);
      if (!passages || !data || !editor.isEditable()) return false;
      const at = $isRangeSelection(selection) ? selection.anchor.getNode() : null;
      // Code takes words only.
      if (at && [at, ...at.getParents()].some($isCodeNode)) return false;
      event.preventDefault();
      const plain = data.getData("text/plain");
      void clipsFor(passages).then((clips) => {
        editor.update(() => {
          const now = $getSelection();
          if ($isRangeSelection(now) && !now.isCollapsed()) now.removeText();
          if (clips) $quoteAtCaret(editor, clips);
          else $getSelection()?.insertText(plain);
        });
        if (!clips) tell(foreignPassages);
      });
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

/** One after the other, each after the block of the caret. */
function $quoteAtCaret(editor: LexicalEditor, clips: readonly string[]): void {
  for (const clip of clips) editor.dispatchCommand(INSERT_QUOTE_COMMAND, { clip });
}

/** Puts passages between two blocks. Focus stays where it is: whoever drags goes on reading. */
export async function putPassages(
  editor: LexicalEditor,
  passages: readonly ArrivedPassage[],
  form: Form,
  place: DropPlace,
  clipsFor: ClipsFor,
): Promise<"put" | "foreign"> {
  const clips = form === "text" ? null : await clipsFor(passages);
  editor.update(
    () => {
      const nodes = $nodesOf(passages, clips, form);
      const next = place.before === null ? null : $getNodeByKey(place.before);
      if (next?.isAttached()) for (const node of nodes) next.insertBefore(node);
      else $append(nodes);
    },
    { tag: [SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
  );
  return form !== "text" && clips === null ? "foreign" : "put";
}

function $nodesOf(
  passages: readonly ArrivedPassage[],
  clips: readonly string[] | null,
  form: Form,
): readonly LexicalNode[] {
  if (clips === null) {
    return passages.flatMap(({ words }) =>
      words.split("\n").map((line) => $createParagraphNode().append($createTextNode(line))),
    );
  }
  if (form === "quote") return clips.map((clip) => $createClipQuoteNode(clip));
  return clips.map((clip) =>
    $createParagraphNode().append($createNotebookLinkNode({ kind: "clip", id: clip }, "")),
  );
}

/** At the end, where an empty last paragraph stays last: it is there to be written in. */
function $append(nodes: readonly LexicalNode[]): void {
  const last = $getRoot().getLastChild();
  if (last?.getType() === "paragraph" && last.getTextContentSize() === 0) {
    for (const node of nodes) last.insertBefore(node);
  } else {
    $getRoot().append(...nodes, $createParagraphNode());
  }
}
