/** Lists: Tab indents, Ctrl/Cmd+Enter ticks. Elsewhere Tab leaves the editor, as everywhere else. */
import { configExtension } from "@lexical/extension";
import { domOverride, DOMRenderExtension } from "@lexical/html";
import {
  $isListItemNode,
  $isListNode,
  CheckListExtension,
  ListExtension,
  ListItemNode,
} from "@lexical/list";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  INDENT_CONTENT_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
  type LexicalEditor,
} from "lexical";

/**
 * Lexical writes each item's number into the page, where they are in order anyway. For each of them the
 * page looks at all items after it: a list of four thousand took seconds to show.
 */
const plainItems = domOverride([ListItemNode], {
  $decorateDOM(_item, _before, element) {
    element.removeAttribute("value");
    // Lexical makes a checkbox of an item of a check list. What stands in a checkbox is no text and no link to
    // assistive technology, and what holds it no list: the style sheet says instead whether it is done.
    element.removeAttribute("role");
    element.removeAttribute("aria-checked");
  },
});

export const ListsExtension = defineExtension({
  name: "commonplace/lists",
  theme: {
    list: {
      checklist: "note-checklist",
      listitem: "note-item",
      listitemChecked: "note-item-checked",
      listitemUnchecked: "note-item-unchecked",
      nested: { listitem: "note-item-nested" },
    },
  },
  dependencies: [
    configExtension(ListExtension, { hasStrictIndent: true, shouldPreserveNumbering: true }),
    CheckListExtension,
    configExtension(DOMRenderExtension, { overrides: [plainItems] }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        KEY_TAB_COMMAND,
        (event) => {
          if (!$itemAtCaret()) return false;
          event.preventDefault();
          const command = event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND;
          return editor.dispatchCommand(command);
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (!event || !(event.ctrlKey || event.metaKey)) return false;
          const item = $itemAtCaret();
          const list = item?.getParent();
          if (!item || !$isListNode(list) || list.getListType() !== "check") return false;
          event.preventDefault();
          item.toggleChecked();
          say(editor, item.getChecked() === true ? "Done" : "To do");
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});

/** To those who do not see it. */
function say(editor: LexicalEditor, words: string): void {
  const root: (HTMLElement & { readonly ariaNotify?: (words: string) => void }) | null =
    editor.getRootElement();
  root?.ariaNotify?.(words);
}

function $itemAtCaret() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  return $findMatchingParent(selection.anchor.getNode(), $isListItemNode);
}
