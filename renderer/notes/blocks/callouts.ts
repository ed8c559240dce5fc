/**
 * Callouts: `> [!tip] Title` as it is typed, or a command, puts one around the text; Enter in an empty
 * last line leaves it, Ctrl/Cmd+Enter in its title folds it, Backspace at the start of its title takes it away.
 */
import { configExtension } from "@lexical/extension";
import { BlockSchema, DOMImportExtension, defineImportRule, sel } from "@lexical/html";
import type { TextMatchTransformer } from "@lexical/markdown";
import { $isQuoteNode, QuoteNode, RichTextExtension } from "@lexical/rich-text";
import {
  $createParagraphNode,
  $findMatchingParent,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isParagraphNode,
  $isRangeSelection,
  $isRootNode,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  createCommand,
  defineExtension,
  isDOMNode,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type ElementNode,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import {
  calloutHeadOf,
  type CalloutFold,
  type CalloutHead,
} from "../../../electron/text/notes/callouts.ts";
import { SET_BLOCK_COMMAND } from "./block-kind.ts";
import {
  $createCalloutNode,
  $createCalloutTitleNode,
  $isCalloutNode,
  $isCalloutTitleNode,
  $unwrapCallout,
  CalloutNode,
  CalloutTitleNode,
} from "./callout-node.ts";

/** Puts a callout around the selected blocks, with the caret in its title. */
export const CALLOUT_COMMAND: LexicalCommand<void> = createCommand("CALLOUT_COMMAND");
/** Changes the callout of the caret, or takes it away and leaves its words. */
export const CHANGE_CALLOUT_COMMAND: LexicalCommand<
  { readonly kind: string } | { readonly fold: CalloutFold } | "unwrap"
> = createCommand("CHANGE_CALLOUT_COMMAND");

/** `[!tip] ` begins a callout in a quotation, and changes the kind of one in its title. */
export const CALLOUT: TextMatchTransformer = {
  type: "text-match",
  dependencies: [CalloutNode, CalloutTitleNode, QuoteNode],
  regExp: /^\[![a-zA-Z][\w-]*\][+-]? $/,
  trigger: " ",
  replace(text, match) {
    const head = calloutHeadOf(match[0].trimEnd());
    const block = text.getParent();
    if (!head || text.getPreviousSibling()) return;
    if ($isQuoteNode(block)) {
      text.remove();
      $fromQuotation(block, head).selectStart();
    } else if ($isCalloutTitleNode(block)) {
      $calloutOf(block)?.setKind(head.kind).setFold(head.fold);
      text.remove();
      block.selectStart();
    }
  },
};

const kinds = /^[a-z][\w-]{0,39}$/;
const foldOf = (element: HTMLElement): CalloutFold => {
  const { fold } = element.dataset;
  return fold === "open" || fold === "folded" ? fold : "";
};
const ownRule = defineImportRule({
  name: "commonplace/callout",
  match: sel.tag("blockquote").attr("data-commonplace-callout", kinds, { capture: "kind" }),
  $import: (context, element) => [
    $createCalloutNode(context.captures.kind[0], foldOf(element)).append(
      ...context.$importChildren(element, { schema: BlockSchema }),
    ),
  ],
});
const titleRule = defineImportRule({
  name: "commonplace/callout-title",
  match: sel.tag("p").attr("data-commonplace-callout-title", true),
  $import: (context, element) => [
    $createCalloutTitleNode().append(...context.$importChildren(element)),
  ],
});

export const CalloutsExtension = defineExtension({
  name: "commonplace/callouts",
  nodes: () => [CalloutNode, CalloutTitleNode],
  dependencies: [
    // Its rule for quotations comes after ours, because we depend on it.
    RichTextExtension,
    configExtension(DOMImportExtension, { rules: [ownRule, titleRule] }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(CalloutNode, $repair),
      editor.registerNodeTransform(CalloutTitleNode, $repairTitle),
      editor.registerCommand(
        CALLOUT_COMMAND,
        () => {
          $insert();
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CHANGE_CALLOUT_COMMAND,
        (change) => {
          const callout = $calloutAtCaret();
          if (!callout) return false;
          if (change === "unwrap") $unwrapCallout(callout);
          else if ("kind" in change) callout.setKind(change.kind);
          else $fold(callout, change.fold);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (event?.shiftKey) return false;
          const isFolding = event?.ctrlKey === true || event?.metaKey === true;
          if (!(isFolding ? $foldByEnter() : $beginByEnter() || $leaveByEnter())) return false;
          event?.preventDefault();
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ARROW_DOWN_COMMAND,
        (event) => $leaveByArrow(event, "after"),
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ARROW_UP_COMMAND,
        (event) => $leaveByArrow(event, "before"),
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        CLICK_COMMAND,
        ({ target }) => $clickFold(editor, target),
        COMMAND_PRIORITY_LOW,
      ),
      // A title is no heading and no list.
      editor.registerCommand(
        SET_BLOCK_COMMAND,
        () => $isCalloutTitleNode($blockAtCaret()),
        COMMAND_PRIORITY_HIGH,
      ),
    ),
});

/** The innermost callout around the caret; null outside of any. */
export function $calloutAtCaret(): CalloutNode | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $calloutOf(selection.anchor.getNode()) : null;
}

const $calloutOf = (node: LexicalNode): CalloutNode | null =>
  $findMatchingParent(node, $isCalloutNode);

/** The block of the caret that stands in the note, a callout or a cell. */
function $blockAtCaret(): LexicalNode | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null;
}

/** A callout begins with its title, whatever was pasted into it or taken out of it. */
function $repair(callout: CalloutNode): void {
  const first = callout.getFirstChild();
  if ($isCalloutTitleNode(first)) return;
  if (!first) {
    callout.remove();
    return;
  }
  const moved = callout.getChildren().find($isCalloutTitleNode);
  first.insertBefore(moved ?? $createCalloutTitleNode());
}

/** A title that stands anywhere else is a paragraph. */
function $repairTitle(title: CalloutTitleNode): void {
  const parent = title.getParent();
  if ($isCalloutNode(parent)) {
    const first = parent.getFirstChild();
    if (title.is(first) || !$isCalloutTitleNode(first)) return;
  }
  title.replace($createParagraphNode(), true);
}

/** Makes a callout of a quotation whose first words were its head; gives the title. */
function $fromQuotation(quote: ElementNode, { kind, fold }: CalloutHead): CalloutTitleNode {
  const title = $createCalloutTitleNode();
  const callout = $createCalloutNode(kind, fold).append(title);
  let block: ElementNode = title;
  for (const child of quote.getChildren()) {
    if ($isLineBreakNode(child)) {
      block = $createParagraphNode();
      callout.append(block);
    } else block.append(child);
  }
  quote.replace(callout);
  return title;
}

/** Enter after `[!tip]` in a quotation begins a callout without a title of its own. */
function $beginByEnter(): boolean {
  const block = $blockAtCaret();
  const head = $isQuoteNode(block) ? calloutHeadOf(block.getTextContent()) : null;
  if (!head || head.title !== "" || !$isElementNode(block)) return false;
  block.clear();
  const title = $fromQuotation(block, head);
  const paragraph = $createParagraphNode();
  title.insertAfter(paragraph);
  paragraph.select();
  return true;
}

/** Ctrl+Enter in its title folds and unfolds a callout that can be folded. */
function $foldByEnter(): boolean {
  const title = $blockAtCaret();
  const callout = $isCalloutTitleNode(title) ? title.getParent() : null;
  if (!$isCalloutNode(callout) || callout.getFold() === "") return false;
  $fold(callout, $isHidden(callout) ? "open" : "folded");
  return true;
}

/** Enter in the empty last line of a callout goes on after it. */
function $leaveByEnter(): boolean {
  const block = $blockAtCaret();
  const callout = block?.getParent();
  if (!$isParagraphNode(block) || !block.isEmpty() || !$isCalloutNode(callout)) return false;
  if (block.getNextSibling()) return false;
  block.remove();
  const paragraph = $createParagraphNode();
  callout.insertAfter(paragraph);
  paragraph.select();
  return true;
}

/** Arrows leave a callout at the edge of the note, where there is nothing to go to. */
function $leaveByArrow(event: KeyboardEvent, to: "before" | "after"): boolean {
  const selection = $getSelection();
  if (event.shiftKey || !$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const block = $blockAtCaret();
  const callout = block?.getParent();
  if (!block || !$isCalloutNode(callout)) return false;
  const isEdge =
    to === "after"
      ? !callout.getNextSibling() && ($isHidden(callout) || !block.getNextSibling())
      : !callout.getPreviousSibling() && !block.getPreviousSibling();
  if (!isEdge || !$isCaretAtEdge(block, to)) return false;
  const paragraph = $createParagraphNode();
  if (to === "after") callout.insertAfter(paragraph);
  else callout.insertBefore(paragraph);
  paragraph.select();
  event.preventDefault();
  return true;
}

/** Whether there is nothing of a block between the caret and its start or end. */
function $isCaretAtEdge(block: LexicalNode, edge: "before" | "after"): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !$isElementNode(block)) return false;
  const { anchor } = selection;
  const node = anchor.getNode();
  const outermost = edge === "after" ? block.getLastDescendant() : block.getFirstDescendant();
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize();
  const isAtEdgeOfNode = anchor.offset === (edge === "after" ? size : 0);
  return isAtEdgeOfNode && (node.is(block) || node.is(outermost));
}

const $isHidden = (callout: CalloutNode): boolean => callout.getFold() === "folded";

/** The caret never stays in what is hidden. */
function $fold(callout: CalloutNode, fold: CalloutFold): void {
  callout.setFold(fold);
  const selection = $getSelection();
  const title = callout.getFirstChild();
  if (fold !== "folded" || !$isRangeSelection(selection) || !$isElementNode(title)) return;
  const inside = [selection.anchor.getNode(), selection.focus.getNode()].some(
    (node) => callout.isParentOf(node) && !title.is(node) && !title.isParentOf(node),
  );
  if (inside) title.selectEnd();
}

function $clickFold(editor: LexicalEditor, target: EventTarget | null): boolean {
  if (!isDOMNode(target) || !(target instanceof Element)) return false;
  const button = target.closest(".note-callout-fold");
  const callout = button && $getNearestNodeFromDOMNode(button);
  if (!$isCalloutNode(callout)) return false;
  const fold = $isHidden(callout) ? "open" : "folded";
  const box = editor.getElementByKey(callout.getKey());
  // A note that cannot be changed is still unfolded to be read, without keeping that.
  if (!editor.isEditable() && box) {
    const shown = box.dataset["fold"] === "folded" ? "open" : "folded";
    box.dataset["fold"] = shown;
    button?.setAttribute("aria-expanded", String(shown === "open"));
  } else $fold(callout, fold);
  return true;
}

/** Shows what stands in folded callouts around a node of the page, in an update of its own. */
export function unfoldAround(editor: LexicalEditor, node: Node): void {
  const inside = node instanceof Element ? node : node.parentElement;
  if (!inside?.closest('.note-callout[data-fold="folded"]')) return;
  editor.update(
    () => {
      const shown = $getNearestNodeFromDOMNode(inside);
      for (const each of shown?.getParents() ?? [])
        if ($isCalloutNode(each) && $isHidden(each)) each.setFold("open");
    },
    { discrete: true },
  );
}

function $insert(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const [first, last] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  const start = $blockFor(first.getNode());
  if (!start || $isCalloutTitleNode(start)) return;
  const parent = start.getParent();
  const end = $blockFor(last.getNode());
  const blocks: LexicalNode[] = [start];
  for (let block: LexicalNode = start; end?.getParent()?.is(parent) && !block.is(end);) {
    const next = block.getNextSibling();
    if (!next) break;
    blocks.push(next);
    block = next;
  }
  const title = $createCalloutTitleNode();
  const callout = $createCalloutNode("note").append(title);
  start.insertBefore(callout);
  callout.append(...blocks);
  title.select();
}

/** The block around a node that stands in the note or in a callout; not a footnote. */
function $blockFor(node: LexicalNode): LexicalNode | null {
  const found = $findMatchingParent(node, (each) => {
    const parent = each.getParent();
    return $isRootNode(parent) || $isCalloutNode(parent);
  });
  return found?.getType() === "footnote" ? null : found;
}
