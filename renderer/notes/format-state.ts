/** What the toolbar shows of the place where the caret is. Changes only when one of its facts does. */
import { $isCodeNode } from "@lexical/code";
import { signal, type ReadonlySignal } from "@lexical/extension";
import { HistoryExtension } from "@lexical/history";
import { $isLinkNode } from "@lexical/link";
import { $isListNode } from "@lexical/list";
import { $isHeadingNode, $isQuoteNode } from "@lexical/rich-text";
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  defineExtension,
  type LexicalNode,
  type UpdateListenerPayload,
} from "lexical";
import type { CalloutFold } from "../../electron/text/notes/callouts.ts";
import { $isCalloutNode } from "./blocks/callout-node.ts";
import { $cellAtCaret } from "./blocks/tables.ts";

/** The kinds of block a note is made of; one may be turned into another. */
export const blockLabels = {
  paragraph: "Text",
  h1: "Heading 1",
  h2: "Heading 2",
  h3: "Heading 3",
  h4: "Heading 4",
  h5: "Heading 5",
  h6: "Heading 6",
  quote: "Block quotation",
  code: "Code",
  bullet: "Bulleted list",
  number: "Numbered list",
  check: "Check list",
} as const;
export type BlockKind = keyof typeof blockLabels;

export interface FormatState {
  readonly block: BlockKind;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly inTable: boolean;
  /** As it is stored, empty for none; null outside of code. */
  readonly language: string | null;
  /** The address of the web link at the caret; null when there is none. */
  readonly address: string | null;
  /** The kind of the callout around the caret, as it is stored; null outside of any. */
  readonly callout: string | null;
  readonly fold: CalloutFold;
}

const nowhere: FormatState = {
  block: "paragraph",
  bold: false,
  italic: false,
  inTable: false,
  language: null,
  address: null,
  callout: null,
  fold: "",
};

export const FormatStateExtension = defineExtension({
  name: "commonplace/format-state",
  dependencies: [HistoryExtension],
  build: (): { readonly format: ReadonlySignal<FormatState> & { value: FormatState } } => ({
    format: signal(nowhere),
  }),
  register: (editor, _config, state) => {
    const { format } = state.getOutput();
    return editor.registerUpdateListener((update) => {
      const { editorState } = update;
      if (isTyping(update)) return;
      const next = editorState.read($format);
      const last = format.peek();
      // The caret is elsewhere in the window: the toolbar goes on showing where it was.
      if (next && !isSame(next, last)) format.value = next;
    });
  },
});

/** Whether letters came or went beside the caret and nothing else: that changes none of the facts. */
function isTyping({
  dirtyElements,
  dirtyLeaves,
  editorState,
  prevEditorState,
}: UpdateListenerPayload): boolean {
  const [now, before] = [editorState._selection, prevEditorState._selection];
  if (!$isRangeSelection(now) || !$isRangeSelection(before) || dirtyLeaves.size !== 1) return false;
  const { anchor } = now;
  const isHere =
    dirtyLeaves.has(anchor.key) &&
    [now.focus, before.anchor, before.focus].every(({ key }) => key === anchor.key) &&
    now.format === before.format;
  // What is around the text was not changed itself, only by what is in it.
  return isHere && [...dirtyElements.values()].every((isMeant) => !isMeant);
}

function isSame(a: FormatState, b: FormatState): boolean {
  return (
    a.block === b.block &&
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.inTable === b.inTable &&
    a.language === b.language &&
    a.address === b.address &&
    a.callout === b.callout &&
    a.fold === b.fold
  );
}

function $format(): FormatState | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const node = selection.anchor.getNode();
  const link = $findMatchingParent(node, $isLinkNode);
  const code = $findMatchingParent(node, $isCodeNode);
  const callout = $findMatchingParent(node, $isCalloutNode);
  return {
    block: $blockKind(node),
    bold: selection.hasFormat("bold"),
    italic: selection.hasFormat("italic"),
    inTable: $cellAtCaret() !== null,
    language: code ? (code.getLanguage() ?? "") : null,
    address: link ? link.getURL() : null,
    callout: callout?.getKind() ?? null,
    fold: callout?.getFold() ?? "",
  };
}

function $blockKind(node: LexicalNode): BlockKind {
  for (const each of [node, ...node.getParents()]) {
    if ($isListNode(each)) return each.getListType();
    if ($isHeadingNode(each)) return each.getTag();
    if ($isQuoteNode(each)) return "quote";
    if ($isCodeNode(each)) return "code";
  }
  return "paragraph";
}
