/** A formula in TeX, among the words or on a line of its own. */
import {
  $applyNodeReplacement,
  $getDocument,
  booleanValue,
  DecoratorNode,
  nodeSchema,
  stringValue,
  withField,
  type DOMExportOutput,
  type LexicalNode,
} from "lexical";
import type { SerializedMath } from "../../../electron/api.ts";
import { drawFormula } from "./math-drawing.ts";

const schema = nodeSchema<MathNode>()({
  source: withField(stringValue(), { field: "__source" }),
  display: withField(booleanValue(), { field: "__display" }),
});

export class MathNode extends DecoratorNode<null> {
  /** @internal */
  __source = "";
  /** @internal */
  __display = false;

  override $config() {
    return this.config("math", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__source = previous.__source;
    this.__display = previous.__display;
  }

  /** TeX, without dollar signs around it. */
  getSource(): string {
    return this.getLatest().__source;
  }
  setSource(source: string): this {
    const node = this.getWritable();
    node.__source = source;
    return node;
  }
  /** Whether it stands on a line of its own. */
  isDisplay(): boolean {
    return this.getLatest().__display;
  }

  override exportJSON(): SerializedMath {
    return { type: "math", version: 1, source: this.getSource(), display: this.isDisplay() };
  }
  override isInline(): boolean {
    return !this.isDisplay();
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override getTextContent(): string {
    const marks = this.isDisplay() ? "$$" : "$";
    return `${marks}${this.getSource()}${marks}`;
  }
  override createDOM(): HTMLElement {
    const element = $getDocument().createElement(this.__display ? "div" : "span");
    element.className = "note-math";
    element.dataset["display"] = String(this.__display);
    drawFormula(element, this.__source, this.__display);
    return element;
  }
  override updateDOM(previous: this, element: HTMLElement): boolean {
    if (previous.__display !== this.__display) return true;
    if (previous.__source !== this.__source) drawFormula(element, this.__source, this.__display);
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const element = $getDocument().createElement(this.isDisplay() ? "div" : "span");
    element.dataset["commonplaceMath"] = this.isDisplay() ? "display" : "inline";
    element.textContent = this.getSource();
    return { element };
  }
}

export function $createMathNode(source: string, display: boolean): MathNode {
  const node = new MathNode();
  node.__source = source;
  node.__display = display;
  return $applyNodeReplacement(node);
}
export function $isMathNode(node: LexicalNode | null | undefined): node is MathNode {
  return node instanceof MathNode;
}
