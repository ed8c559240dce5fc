/** How what is inside a note asks for what it points to; the pane answers by navigation. */
import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  createCommand,
  isDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import type { HeadedTarget } from "../../../electron/api.ts";

/** Shows a note, an article, or a clip in its article. */
export const OPEN_TARGET_COMMAND: LexicalCommand<OpenTarget> = createCommand("OPEN_TARGET_COMMAND");

/** What to open; a click leaves the focus in the note, Enter takes it along. */
export interface OpenTarget extends HeadedTarget {
  readonly focus?: boolean;
  /** Takes it out of the trash first, where it is there: nothing more is asked. */
  readonly restore?: boolean;
}

/**
 * Opens what a node points to when it is clicked, or when it is selected and Enter is pressed.
 * `$targetOf` is null for nodes that are not meant.
 */
export function registerOpening(
  editor: LexicalEditor,
  $targetOf: (node: LexicalNode) => HeadedTarget | null,
): () => void {
  const $open = (node: LexicalNode | null, focus: boolean): boolean => {
    const target = node && $targetOf(node);
    return target ? editor.dispatchCommand(OPEN_TARGET_COMMAND, { ...target, focus }) : false;
  };
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      (event) => {
        if (!isDOMNode(event.target) || event.shiftKey) return false;
        // Words are being selected, not clicked.
        if (document.getSelection()?.isCollapsed === false) return false;
        return $open($getNearestNodeFromDOMNode(event.target), false);
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selection = $getSelection();
        if (!$isNodeSelection(selection)) return false;
        const [node, second] = selection.getNodes();
        if (node === undefined || second !== undefined || !$open(node, true)) return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}
