/** Turns the blocks of the selection into another kind: paragraph, heading, list, quotation, code. */
import { $createCodeNode, CodeExtension, CodeIndentExtension } from "@lexical/code";
import { configExtension } from "@lexical/extension";
import {
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
} from "@lexical/list";
import { $createHeadingNode, $createQuoteNode, RichTextExtension } from "@lexical/rich-text";
import { $setBlocksType } from "@lexical/selection";
import {
  $createParagraphNode,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  defineExtension,
  type ElementNode,
  type LexicalCommand,
} from "lexical";
import { FormatStateExtension, type BlockKind } from "../format-state.ts";
import { ListsExtension } from "./lists.ts";
import { $cellAtCaret } from "./tables.ts";

/** Makes the selected blocks this kind; those that are this list already become paragraphs. */
export const SET_BLOCK_COMMAND: LexicalCommand<BlockKind> = createCommand("SET_BLOCK_COMMAND");

const listCommands = {
  bullet: INSERT_UNORDERED_LIST_COMMAND,
  number: INSERT_ORDERED_LIST_COMMAND,
  check: INSERT_CHECK_LIST_COMMAND,
} as const;

const $make: {
  readonly [Kind in Exclude<BlockKind, keyof typeof listCommands>]: () => ElementNode;
} = {
  paragraph: () => $createParagraphNode(),
  h1: () => $createHeadingNode("h1"),
  h2: () => $createHeadingNode("h2"),
  h3: () => $createHeadingNode("h3"),
  h4: () => $createHeadingNode("h4"),
  h5: () => $createHeadingNode("h5"),
  h6: () => $createHeadingNode("h6"),
  quote: () => $createQuoteNode(),
  code: () => $createCodeNode(),
};

export const BlockKindExtension = defineExtension({
  name: "commonplace/block-kind",
  dependencies: [
    configExtension(RichTextExtension, {
      escapeFormatTriggers: {
        code: { onlyAtBoundary: true, enter: true, click: true, arrow: true },
      },
    }),
    ListsExtension,
    CodeExtension,
    configExtension(CodeIndentExtension, { tabSize: 2, escapeWithArrows: true }),
    FormatStateExtension,
  ],
  register(editor, _config, state) {
    const { format } = state.getDependency(FormatStateExtension).output;
    return editor.registerCommand(
      SET_BLOCK_COMMAND,
      (kind) => {
        // A cell has room for lines only.
        if ($cellAtCaret() !== null) return true;
        const now = format.peek().block;
        if (kind === "bullet" || kind === "number" || kind === "check") {
          const command = now === kind ? REMOVE_LIST_COMMAND : listCommands[kind];
          return editor.dispatchCommand(command);
        }
        if (now in listCommands) editor.dispatchCommand(REMOVE_LIST_COMMAND);
        const selection = $getSelection();
        if ($isRangeSelection(selection)) $setBlocksType(selection, $make[kind]);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    );
  },
});
