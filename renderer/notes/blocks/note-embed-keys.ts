/** What keys and clicks do to an embed: its title and Enter open its note, Space shows all of it. */
import {
  $createNodeSelection,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  isDOMNode,
  KEY_ENTER_COMMAND,
  KEY_SPACE_COMMAND,
  mergeRegister,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import type { HeadedTarget } from "../../../electron/api.ts";
import { toggleEmbed } from "./note-embed-view.ts";
import { OPEN_TARGET_COMMAND } from "../links/open-target.ts";

/** `$targetOf` is null for nodes that are not embeds. */
export function registerEmbedKeys(
  editor: LexicalEditor,
  $targetOf: (node: LexicalNode) => HeadedTarget | null,
): () => void {
  const $selected = (): LexicalNode | null => {
    const selection = $getSelection();
    const nodes = $isNodeSelection(selection) ? selection.getNodes() : [];
    const [node] = nodes;
    return nodes.length === 1 && node && $targetOf(node) ? node : null;
  };
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target }) => {
        const node = isDOMNode(target) ? $getNearestNodeFromDOMNode(target) : null;
        const embedded = node && $targetOf(node);
        if (!node || !embedded || !(target instanceof Element)) return false;
        if (target.closest(".note-embed-title"))
          return editor.dispatchCommand(OPEN_TARGET_COMMAND, embedded);
        if (target.closest(".note-embed-act"))
          return editor.dispatchCommand(OPEN_TARGET_COMMAND, { ...embedded, restore: true });
        const frame = editor.getElementByKey(node.getKey());
        if (target.closest(".note-embed-more") && frame) toggleEmbed(frame);
        // Words being selected in it are not a click on it.
        if (document.getSelection()?.isCollapsed === false || !editor.isEditable()) return true;
        const selection = $createNodeSelection();
        selection.add(node.getKey());
        $setSelection(selection);
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const node = $selected();
        const target = node && $targetOf(node);
        if (!target) return false;
        event?.preventDefault();
        return editor.dispatchCommand(OPEN_TARGET_COMMAND, { ...target, focus: true });
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      KEY_SPACE_COMMAND,
      (event) => {
        const node = $selected();
        const frame = node && editor.getElementByKey(node.getKey());
        if (!frame || !toggleEmbed(frame)) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );
}
