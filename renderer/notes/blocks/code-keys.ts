/**
 * Tab and Shift+Tab in code: a tab at the caret, or all selected lines in and out. Lexical's own keys know
 * only the nodes of its own highlighting, which we do without: they threw at the first selected line.
 */
import { $isCodeNode, CodeExtension, type CodeNode } from "@lexical/code";
import {
  $createTabNode,
  $findMatchingParent,
  $getSelection,
  $insertNodes,
  $isLineBreakNode,
  $isRangeSelection,
  $isTabNode,
  $isTextNode,
  COMMAND_PRIORITY_NORMAL,
  defineExtension,
  KEY_TAB_COMMAND,
  type LexicalNode,
  type PointType,
  type RangeSelection,
} from "lexical";

/** As many spaces at the start of a line go at once. */
const tabSize = 2;

export const CodeKeysExtension = defineExtension({
  name: "commonplace/code-keys",
  dependencies: [CodeExtension],
  register: (editor) =>
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        const selection = $getSelection();
        const code = $isRangeSelection(selection) ? $codeOf(selection) : null;
        if (!code || !$isRangeSelection(selection)) return false;
        event.preventDefault();
        if (event.shiftKey) $outdent(selection, code);
        else if (selection.isCollapsed()) $insertNodes([$createTabNode()]);
        else $indent(selection, code);
        return true;
      },
      COMMAND_PRIORITY_NORMAL,
    ),
});

/** The code that holds all of a selection; null when it reaches out of it. */
export function $codeOf({ anchor, focus }: RangeSelection): CodeNode | null {
  const code = $findMatchingParent(anchor.getNode(), $isCodeNode);
  return code && code.is($findMatchingParent(focus.getNode(), $isCodeNode)) ? code : null;
}

type Line = readonly LexicalNode[];

/** The lines of code, each without the break that ends it; and which of them are selected. */
export function $codeLines(
  code: CodeNode,
  { anchor, focus }: RangeSelection,
): { readonly lines: readonly Line[]; readonly first: number; readonly last: number } {
  const lines: LexicalNode[][] = [[]];
  for (const child of code.getChildren())
    if ($isLineBreakNode(child)) lines.push([]);
    else lines.at(-1)?.push(child);
  const at = [$lineOf(code, anchor), $lineOf(code, focus)];
  return { lines, first: Math.min(...at), last: Math.max(...at) };
}

function $lineOf(code: CodeNode, point: PointType): number {
  const node = point.getNode();
  const before = node.is(code) ? point.offset : node.getIndexWithinParent();
  return code.getChildren().slice(0, before).filter($isLineBreakNode).length;
}

function $indent(selection: RangeSelection, code: CodeNode): void {
  const { lines, first, last } = $codeLines(code, selection);
  for (const [start] of lines.slice(first, last + 1)) start?.insertBefore($createTabNode());
}

function $outdent(selection: RangeSelection, code: CodeNode): void {
  const { lines, first, last } = $codeLines(code, selection);
  for (const [start] of lines.slice(first, last + 1)) {
    if ($isTabNode(start)) start.remove();
    else if ($isTextNode(start)) {
      const text = start.getTextContent();
      const spaces = Math.min(tabSize, text.length - text.trimStart().length);
      if (spaces === 0) continue;
      // The caret stays at its letter.
      for (const point of [selection.anchor, selection.focus])
        if (point.key === start.getKey())
          point.set(point.key, Math.max(0, point.offset - spaces), "text");
      if (spaces === text.length) start.remove();
      else start.setTextContent(text.slice(spaces));
    }
  }
}
