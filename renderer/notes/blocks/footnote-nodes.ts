/** Footnotes: where they are referred to, and their words. Numbers are drawn, never stored. */
import {
  $applyNodeReplacement,
  $getDocument,
  $getRoot,
  $isElementNode,
  DecoratorNode,
  ElementNode,
  nodeSchema,
  stringValue,
  withField,
  type DOMExportOutput,
  type ElementDOMSlot,
  type LexicalNode,
} from "lexical";
import type { SerializedFootnoteReference } from "../../../electron/api.ts";

const referenceSchema = nodeSchema<FootnoteReferenceNode>()({
  footnote: withField(stringValue(), { field: "__footnote" }),
});

export class FootnoteReferenceNode extends DecoratorNode<null> {
  /** @internal */
  __footnote = "";

  override $config() {
    return this.config("footnote-reference", { extends: DecoratorNode, json: referenceSchema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__footnote = previous.__footnote;
  }
  /** The id of the footnote it refers to. */
  getFootnote(): string {
    return this.getLatest().__footnote;
  }
  override exportJSON(): SerializedFootnoteReference {
    return { type: "footnote-reference", version: 1, footnote: this.getFootnote() };
  }
  override isInline(): true {
    return true;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override getTextContent(): string {
    return "";
  }
  override createDOM(): HTMLElement {
    const page = $getDocument();
    const mark = page.createElement("sup");
    mark.className = "note-footnote-reference";
    mark.setAttribute("role", "link");
    mark.dataset["footnote"] = this.__footnote;
    // Words of the page: beside an empty element the browser puts no caret, and composes letters twice.
    const number = page.createElement("span");
    number.className = "note-footnote-number";
    number.setAttribute("aria-hidden", "true");
    mark.append(number);
    return mark;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const mark = $getDocument().createElement("sup");
    mark.dataset["commonplaceFootnote"] = this.getFootnote();
    return { element: mark };
  }
}

const footnoteSchema = nodeSchema<FootnoteNode>()({
  footnote: withField(stringValue(), { field: "__footnote" }),
});

export class FootnoteNode extends ElementNode {
  /** @internal */
  __footnote = "";

  override $config() {
    return this.config("footnote", { extends: ElementNode, json: footnoteSchema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__footnote = previous.__footnote;
  }
  /** Its id, which references name. */
  getFootnote(): string {
    return this.getLatest().__footnote;
  }
  override createDOM(): HTMLElement {
    const page = $getDocument();
    const footnote = page.createElement("div");
    footnote.className = "note-footnote";
    footnote.dataset["footnote"] = this.__footnote;
    const back = page.createElement("button");
    back.type = "button";
    back.className = "note-footnote-back";
    back.contentEditable = "false";
    // Reached by Enter from within; in the order of Tab it would stand inside the text.
    back.tabIndex = -1;
    footnote.append(back);
    return footnote;
  }
  override getDOMSlot(element: HTMLElement): ElementDOMSlot {
    return super.getDOMSlot(element).withAfter(element.firstElementChild);
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const element = $getDocument().createElement("p");
    element.dataset["commonplaceFootnoteWords"] = this.getFootnote();
    return { element };
  }
  override canIndent(): false {
    return false;
  }
}

export function $createFootnoteReferenceNode(footnote: string): FootnoteReferenceNode {
  const node = new FootnoteReferenceNode();
  node.__footnote = footnote;
  return $applyNodeReplacement(node);
}
export function $createFootnoteNode(footnote: string): FootnoteNode {
  const node = new FootnoteNode();
  node.__footnote = footnote;
  return $applyNodeReplacement(node);
}
export function $isFootnoteReferenceNode(
  node: LexicalNode | null | undefined,
): node is FootnoteReferenceNode {
  return node instanceof FootnoteReferenceNode;
}
export function $isFootnoteNode(node: LexicalNode | null | undefined): node is FootnoteNode {
  return node instanceof FootnoteNode;
}

/** All references of the note, in the order of its text. */
export function $references(): readonly FootnoteReferenceNode[] {
  const found: FootnoteReferenceNode[] = [];
  const stack: LexicalNode[] = [$getRoot()];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ($isFootnoteReferenceNode(node)) found.push(node);
    if ($isElementNode(node)) stack.push(...node.getChildren().toReversed());
  }
  return found;
}

/** The footnotes' words, as they stand in the note. */
export function $footnotes(): readonly FootnoteNode[] {
  return $getRoot().getChildren().filter($isFootnoteNode);
}

/** The words of a footnote; null when the note has none of that id. */
export function $footnote(id: string): FootnoteNode | null {
  return $footnotes().find((each) => each.getFootnote() === id) ?? null;
}

/** Takes a footnote away with all that refers to it; the caret goes where it was first referred to. */
export function $removeFootnote(footnote: FootnoteNode): void {
  const references = $references().filter((each) => each.getFootnote() === footnote.getFootnote());
  const [first] = references;
  if (first) first.selectNext(0, 0);
  else footnote.selectPrevious();
  for (const reference of references) reference.remove();
  footnote.remove();
}
