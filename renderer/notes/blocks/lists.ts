/** Lists: Tab indents, Ctrl/Cmd+Enter ticks. Elsewhere Tab leaves the editor, as everywhere else. */
import { configExtension } from "@lexical/extension";
import { domOverride, DOMRenderExtension } from "@lexical/html";
import {
  $isListItemNode,
  $isListNode,
  CheckListExtension,
  ListExtension,
  ListItemNode,
  ListNode,
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
} from "lexical";

/** Lexical makes the items of a check list checkboxes; what holds them is then no list any more. */
const checkListRole = domOverride([ListNode], {
  $decorateDOM(list, _before, element) {
    if (list.getListType() === "check") element.setAttribute("role", "group");
    else element.removeAttribute("role");
  },
});

/**
 * Lexical writes each item's number into the page, where they are in order anyway. For each of them the
 * page looks at all items after it: a list of four thousand took seconds to show.
 */
const numberedByPage = domOverride([ListItemNode], {
  $decorateDOM(_item, _before, element) {
    element.removeAttribute("value");
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
    configExtension(DOMRenderExtension, { overrides: [checkListRole, numberedByPage] }),
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
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});

function $itemAtCaret() {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  return $findMatchingParent(selection.anchor.getNode(), $isListItemNode);
}
