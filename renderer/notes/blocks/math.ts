/** Formulas: `$…$` among the words, `$$…$$` on a line of their own; Enter or a click edits one. */
import { configExtension, NodeSelectionDataSelectedExtension } from "@lexical/extension";
import { defineImportRule, DOMImportExtension, sel } from "@lexical/html";
import type { TextMatchTransformer } from "@lexical/markdown";
import { $isTableCellNode } from "@lexical/table";
import {
  $createParagraphNode,
  $getNearestNodeFromDOMNode,
  $getSelection,
  $insertNodes,
  $isNodeSelection,
  $isParagraphNode,
  $isRangeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_LOW,
  createCommand,
  defineExtension,
  isDOMNode,
  KEY_ENTER_COMMAND,
  mergeRegister,
  type LexicalCommand,
  type NodeKey,
} from "lexical";
import { $createMathNode, $isMathNode, MathNode } from "./math-node.ts";

/** Puts an empty formula at the caret and asks for it. */
export const FORMULA_COMMAND: LexicalCommand<{ readonly display: boolean }> =
  createCommand("FORMULA_COMMAND");
/** Asks for the TeX of a formula. */
export const EDIT_FORMULA_COMMAND: LexicalCommand<NodeKey> = createCommand("EDIT_FORMULA_COMMAND");

/** Sums of money are no formulas: `$5 and $` and `$5-$` are left alone. */
const money = /^[\d\s.,–-]*$/;

export const INLINE_MATH: TextMatchTransformer = {
  type: "text-match",
  dependencies: [MathNode],
  regExp: /(?<![\\$\p{L}\p{N}])\$(?!\s)([^$\n]+)(?<![\s\\])\$$/u,
  trigger: "$",
  replace(text, match) {
    const [, source = ""] = match;
    if (money.test(source)) return;
    const formula = $createMathNode(source, false);
    text.replace(formula);
    formula.selectNext(0, 0);
  },
};

export const DISPLAY_MATH: TextMatchTransformer = {
  type: "text-match",
  dependencies: [MathNode],
  regExp: /^\$\$([^$]+)\$\$$/,
  trigger: "$",
  replace(text, match) {
    const paragraph = text.getParent();
    if (!$isParagraphNode(paragraph) || paragraph.getTextContent() !== match[0]) return;
    const formula = $createMathNode((match[1] ?? "").trim(), true);
    const next = $createParagraphNode();
    paragraph.replace(formula);
    formula.insertAfter(next);
    next.select();
  },
};

const importRule = defineImportRule({
  name: "commonplace/math",
  match: sel
    .tag("span", "div")
    .attr("data-commonplace-math", /^(?:inline|display)$/, { capture: "kind" }),
  $import: (context, element) => [
    $createMathNode(element.textContent ?? "", context.captures.kind[0] === "display"),
  ],
});

/** Enter after `$$` asks for a formula on its own line. */
function $formulaByEnter(): MathNode | null {
  const selection = $getSelection();
  const paragraph = $isRangeSelection(selection) ? selection.anchor.getNode().getParent() : null;
  if (!$isParagraphNode(paragraph) || paragraph.getTextContent() !== "$$") return null;
  if ($isTableCellNode(paragraph.getParent())) return null;
  const formula = $createMathNode("", true);
  paragraph.replace(formula);
  const next = $createParagraphNode();
  formula.insertAfter(next);
  next.select();
  return formula;
}

export const MathExtension = defineExtension({
  name: "commonplace/math",
  nodes: () => [MathNode],
  dependencies: [
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [MathNode] }),
    configExtension(DOMImportExtension, { rules: [importRule] }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(
        FORMULA_COMMAND,
        ({ display }) => {
          const formula = $createMathNode("", display);
          $insertNodes([formula]);
          return editor.dispatchCommand(EDIT_FORMULA_COMMAND, formula.getKey());
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        CLICK_COMMAND,
        ({ target }) => {
          const node = isDOMNode(target) ? $getNearestNodeFromDOMNode(target) : null;
          if (!$isMathNode(node)) return false;
          return editor.dispatchCommand(EDIT_FORMULA_COMMAND, node.getKey());
        },
        COMMAND_PRIORITY_LOW,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          const selection = $getSelection();
          const [only, second] = $isNodeSelection(selection) ? selection.getNodes() : [];
          const isOne = second === undefined && $isMathNode(only);
          const formula = isOne ? only : event?.shiftKey === true ? null : $formulaByEnter();
          if (!formula) return false;
          event?.preventDefault();
          return editor.dispatchCommand(EDIT_FORMULA_COMMAND, formula.getKey());
        },
        COMMAND_PRIORITY_LOW,
      ),
    ),
});
