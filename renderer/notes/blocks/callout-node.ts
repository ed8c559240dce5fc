/** A callout in a note: a box with a title, then blocks of any kind. */
import {
  $applyNodeReplacement,
  $createParagraphNode,
  $getDocument,
  $isParagraphNode,
  ElementNode,
  enumValue,
  nodeSchema,
  stringValue,
  withField,
  type DOMExportOutput,
  type ElementDOMSlot,
  type LexicalNode,
  type RangeSelection,
} from "lexical";
import {
  calloutKindOf,
  calloutName,
  type CalloutFold,
} from "../../../electron/text/notes/callouts.ts";
import { calloutSign } from "./callout-sign.ts";

const schema = nodeSchema<CalloutNode>()({
  kind: withField(stringValue(), { field: "__kind" }),
  fold: withField(enumValue(["", "open", "folded"]), { field: "__fold" }),
});

export class CalloutNode extends ElementNode {
  /** @internal */
  __kind = "note";
  /** @internal */
  __fold: CalloutFold = "";

  override $config() {
    return this.config("callout", { extends: ElementNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__kind = previous.__kind;
    this.__fold = previous.__fold;
  }
  /** As it was written; see {@link calloutKindOf} for what it is shown as. */
  getKind(): string {
    return this.getLatest().__kind;
  }
  setKind(kind: string): this {
    const node = this.getWritable();
    node.__kind = kind;
    return node;
  }
  getFold(): CalloutFold {
    return this.getLatest().__fold;
  }
  setFold(fold: CalloutFold): this {
    const node = this.getWritable();
    node.__fold = fold;
    return node;
  }

  override createDOM(): HTMLElement {
    const page = $getDocument();
    const box = page.createElement("div");
    box.className = "note-callout";
    box.setAttribute("role", "note");
    const head = page.createElement("div");
    head.className = "note-callout-head";
    head.contentEditable = "false";
    box.append(head);
    draw(box, head, this);
    return box;
  }
  override updateDOM(previous: this, box: HTMLElement): boolean {
    const head = box.firstElementChild;
    const same = previous.__kind === this.__kind && previous.__fold === this.__fold;
    if (!same && head instanceof HTMLElement) draw(box, head, this);
    return false;
  }
  override getDOMSlot(element: HTMLElement): ElementDOMSlot {
    return super.getDOMSlot(element).withAfter(element.firstElementChild);
  }
  override exportDOM(): DOMExportOutput {
    const element = $getDocument().createElement("blockquote");
    element.dataset["commonplaceCallout"] = this.getKind();
    if (this.getFold() !== "") element.dataset["fold"] = this.getFold();
    return { element };
  }
  /** Blocks stand in it as they do in the note. */
  override isShadowRoot(): boolean {
    return true;
  }
  override canIndent(): false {
    return false;
  }
}

/** Draws what stands before the words. A button of a callout that stays keeps the focus. */
function draw(box: HTMLElement, head: HTMLElement, { __kind, __fold }: CalloutNode): void {
  const page = box.ownerDocument;
  const name = calloutName(__kind);
  box.dataset["kind"] = calloutKindOf(__kind);
  box.dataset["fold"] = __fold;
  box.setAttribute("aria-label", name);
  const sign = page.createElement("span");
  sign.className = "note-callout-sign";
  sign.setAttribute("aria-hidden", "true");
  const label = page.createElement("span");
  label.className = "note-callout-name";
  label.textContent = name;
  sign.append(calloutSign(page, calloutKindOf(__kind)), label);
  const known = head.querySelector("button");
  if (__fold === "") known?.remove();
  else if (known) known.ariaExpanded = String(__fold === "open");
  else head.append(foldButton(page, __fold === "open"));
  const old = head.querySelector(".note-callout-sign");
  if (old) old.replaceWith(sign);
  else head.prepend(sign);
}

function foldButton(page: Document, open: boolean): HTMLButtonElement {
  const button = page.createElement("button");
  button.type = "button";
  button.className = "note-callout-fold";
  // Reached by Ctrl+Enter in the title; in the order of Tab it would stand inside the text.
  button.tabIndex = -1;
  // The caret stays where it is.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.ariaLabel = "Show what is in it";
  button.ariaExpanded = String(open);
  return button;
}

export class CalloutTitleNode extends ElementNode {
  override $config() {
    return this.config("callout-title", { extends: ElementNode });
  }
  override createDOM(): HTMLElement {
    const title = $getDocument().createElement("div");
    title.className = "note-callout-title";
    return title;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const element = $getDocument().createElement("p");
    element.dataset["commonplaceCalloutTitle"] = "";
    return { element };
  }
  override canIndent(): false {
    return false;
  }
  /** Enter goes on in the box, which is unfolded for it: in the empty paragraph there, if there is one. */
  override insertNewAfter(_selection: RangeSelection, restoreSelection = true): ElementNode {
    const callout = this.getParent();
    if ($isCalloutNode(callout) && callout.getFold() === "folded") callout.setFold("open");
    const next = this.getNextSibling();
    if ($isParagraphNode(next) && next.isEmpty()) {
      if (restoreSelection) next.selectStart();
      return next;
    }
    const paragraph = $createParagraphNode();
    this.insertAfter(paragraph, restoreSelection);
    return paragraph;
  }
  /** Backspace at the start of the title takes the box away; its words stay. */
  override collapseAtStart(): true {
    const callout = this.getParent();
    if ($isCalloutNode(callout)) $unwrapCallout(callout);
    return true;
  }
}

/** A callout with a title, which is empty, and no blocks yet. */
export function $createCalloutNode(kind: string, fold: CalloutFold = ""): CalloutNode {
  const node = new CalloutNode();
  node.__kind = kind;
  node.__fold = fold;
  return $applyNodeReplacement(node);
}
export function $createCalloutTitleNode(): CalloutTitleNode {
  return $applyNodeReplacement(new CalloutTitleNode());
}
export function $isCalloutNode(node: LexicalNode | null | undefined): node is CalloutNode {
  return node instanceof CalloutNode;
}
export function $isCalloutTitleNode(
  node: LexicalNode | null | undefined,
): node is CalloutTitleNode {
  return node instanceof CalloutTitleNode;
}

/** Puts what a callout holds in its place; its title becomes a paragraph unless it is empty. */
export function $unwrapCallout(callout: CalloutNode): void {
  const [title, ...blocks] = callout.getChildren();
  if ($isCalloutTitleNode(title)) {
    const paragraph = $createParagraphNode();
    if (!title.isEmpty() || blocks.length === 0) {
      callout.insertBefore(paragraph);
      const isEmpty = title.isEmpty();
      paragraph.append(...title.getChildren());
      if (isEmpty) paragraph.select();
    }
  }
  const rest = $isCalloutTitleNode(title) ? blocks : callout.getChildren();
  for (const block of rest) callout.insertBefore(block);
  if ($isCalloutTitleNode(title) && title.isEmpty()) rest[0]?.selectStart();
  callout.remove();
}
