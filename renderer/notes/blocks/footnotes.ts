/**
 * Footnotes: `[^1]` or a key puts one in, Enter or a click goes from the number to its words and back.
 * They are numbered in the order of the text and end the note, in that order.
 */
import { configExtension } from "@lexical/extension";
import { DOMImportExtension, defineImportRule, sel } from "@lexical/html";
import type { TextMatchTransformer } from "@lexical/markdown";
import {
  $getNearestNodeFromDOMNode,
  $getRoot,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  $isRangeSelection,
  $findMatchingParent,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_LOW,
  createCommand,
  defineExtension,
  isDOMNode,
  KEY_BACKSPACE_COMMAND,
  KEY_ENTER_COMMAND,
  mergeRegister,
  RootNode,
  type LexicalCommand,
  type LexicalEditor,
} from "lexical";
import { SET_BLOCK_COMMAND } from "./block-kind.ts";
import { numberFootnotes, registerNumbering } from "./footnote-numbers.ts";
import {
  $createFootnoteNode,
  $createFootnoteReferenceNode,
  $footnote,
  $footnotes,
  $isFootnoteNode,
  $isFootnoteReferenceNode,
  $references,
  $removeFootnote,
  FootnoteNode,
  FootnoteReferenceNode,
} from "./footnote-nodes.ts";

/** Puts a footnote at the caret, which goes into its words; from there it goes back. */
export const FOOTNOTE_COMMAND: LexicalCommand<void> = createCommand("FOOTNOTE_COMMAND");

const written = /^[a-z0-9-]{1,64}$/i;

const referenceRule = defineImportRule({
  name: "commonplace/footnote-reference",
  match: sel.tag("sup").attr("data-commonplace-footnote", written, { capture: "id" }),
  $import: (context) => [$createFootnoteReferenceNode(context.captures.id[0])],
});
const footnoteRule = defineImportRule({
  name: "commonplace/footnote",
  match: sel.tag("p").attr("data-commonplace-footnote-words", written, { capture: "id" }),
  $import: (context, element) => {
    const footnote = $createFootnoteNode(context.captures.id[0]);
    footnote.append(...context.$importChildren(element));
    return [footnote];
  },
});

/** `[^2]` refers to the second footnote if there is one, and else begins another. */
export const FOOTNOTE: TextMatchTransformer = {
  type: "text-match",
  dependencies: [FootnoteNode, FootnoteReferenceNode],
  regExp: /\[\^[^\]\s]*\]$/,
  trigger: "]",
  replace(text, match) {
    const number = Number(match[0].slice(2, -1));
    const known = [...new Set($references().map((each) => each.getFootnote()))][number - 1];
    const reference = $createFootnoteReferenceNode(known ?? newId());
    text.replace(reference);
    if (known === undefined) $wordsOf(reference).selectEnd();
    else reference.selectNext(0, 0);
  },
};

export const FootnotesExtension = defineExtension({
  name: "commonplace/footnotes",
  nodes: () => [FootnoteNode, FootnoteReferenceNode],
  dependencies: [configExtension(DOMImportExtension, { rules: [referenceRule, footnoteRule] })],
  register: (editor) =>
    mergeRegister(
      registerNumbering(editor),
      // However a reference came in, pasted or dropped: there are words to write for it.
      editor.registerNodeTransform(FootnoteReferenceNode, (node) => void $wordsOf(node)),
      editor.registerNodeTransform(FootnoteNode, $relabelDouble),
      editor.registerNodeTransform(RootNode, $keepLast),
      editor.registerCommand(
        FOOTNOTE_COMMAND,
        () => {
          const footnote = $footnoteAtCaret();
          if (footnote) $goBack(editor, footnote);
          else $insert(editor);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (event?.shiftKey) return false;
          const footnote = $footnoteAtCaret();
          const reference = $selectedReference();
          if (!footnote && !reference) return false;
          event?.preventDefault();
          if (footnote) $goBack(editor, footnote);
          else if (reference) $goToWords(editor, reference);
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_BACKSPACE_COMMAND,
        (event) => {
          const footnote = $footnoteAtCaret();
          if (!footnote || !$isCaretAtStart(footnote)) return false;
          event.preventDefault();
          // Its words never run into the text before it.
          if (footnote.isEmpty()) $removeFootnote(footnote);
          return true;
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(CLICK_COMMAND, (event) => $click(editor, event), COMMAND_PRIORITY_LOW),
      // A footnote is no heading and no list; its number would be lost.
      editor.registerCommand(
        SET_BLOCK_COMMAND,
        () => $footnoteAtCaret() !== null,
        COMMAND_PRIORITY_HIGH,
      ),
    ),
});

function newId(): string {
  return crypto.randomUUID().slice(0, 8);
}

function $insert(editor: LexicalEditor): void {
  const reference = $createFootnoteReferenceNode(newId());
  $insertNodes([reference]);
  $goToWords(editor, reference);
}

/** The words a reference refers to, made where the order of the text puts them if there are none. */
function $wordsOf(reference: FootnoteReferenceNode): FootnoteNode {
  const id = reference.getFootnote();
  const known = $footnote(id);
  if (known) return known;
  const made = $createFootnoteNode(id);
  const order = $references().map((each) => each.getFootnote());
  const at = order.indexOf(id);
  const next = $footnotes().find((each) => order.indexOf(each.getFootnote()) > at);
  if (next) next.insertBefore(made);
  else $getRoot().append(made);
  return made;
}

/** Words that came in under an id that is taken are another footnote. */
function $relabelDouble(footnote: FootnoteNode): void {
  const first = $footnote(footnote.getFootnote());
  if (first && !first.is(footnote)) footnote.replace($createFootnoteNode(newId()), true);
}

/** Moves all footnotes behind all other blocks. */
function $keepLast(root: RootNode): void {
  let last = root.getLastChild();
  while ($isFootnoteNode(last)) last = last.getPreviousSibling();
  for (let block = last; block;) {
    const before = block.getPreviousSibling();
    if ($isFootnoteNode(block)) last?.insertAfter(block);
    block = before;
  }
}

function $footnoteAtCaret(): FootnoteNode | null {
  const selection = $getSelection();
  return $isRangeSelection(selection)
    ? $findMatchingParent(selection.anchor.getNode(), $isFootnoteNode)
    : null;
}

function $isCaretAtStart(footnote: FootnoteNode): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const { anchor } = selection;
  const first = footnote.getFirstDescendant();
  return (
    anchor.offset === 0 && (anchor.key === footnote.getKey() || anchor.key === first?.getKey())
  );
}

function $selectedReference(): FootnoteReferenceNode | null {
  const selection = $getSelection();
  if (!$isNodeSelection(selection)) return null;
  const [node, second] = selection.getNodes();
  return second === undefined && $isFootnoteReferenceNode(node) ? node : null;
}

function $goToWords(editor: LexicalEditor, reference: FootnoteReferenceNode): void {
  const words = $wordsOf(reference);
  words.selectEnd();
  show(editor, words.getKey());
}

/** To just after the first place that refers to it. */
function $goBack(editor: LexicalEditor, footnote: FootnoteNode): void {
  const reference = $references().find((each) => each.getFootnote() === footnote.getFootnote());
  if (!reference) return;
  reference.selectNext(0, 0);
  show(editor, reference.getKey());
}

/** In the next frame, when what was put in is there. */
function show(editor: LexicalEditor, key: string): void {
  if (!editor.getRootElement()) return;
  requestAnimationFrame(() => {
    numberFootnotes(editor);
    editor.getElementByKey(key)?.scrollIntoView({ block: "nearest" });
  });
}

function $click(editor: LexicalEditor, event: MouseEvent): boolean {
  if (!isDOMNode(event.target) || event.shiftKey) return false;
  const node = $getNearestNodeFromDOMNode(event.target);
  if ($isFootnoteReferenceNode(node)) $goToWords(editor, node);
  else if ($isFootnoteNode(node) && event.target instanceof HTMLButtonElement)
    $goBack(editor, node);
  else return false;
  return true;
}
