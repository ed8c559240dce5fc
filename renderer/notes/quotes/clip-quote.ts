/**
 * A clip shown inside a note. The note stores the clip's id, and a wording only where its writer shortened
 * or marked the quote; what is true of it is computed from both whenever it is drawn.
 */
import {
  configExtension,
  getExtensionDependencyFromEditor,
  NodeSelectionDataSelectedExtension,
} from "@lexical/extension";
import { DOMImportExtension, defineImportRule, sel } from "@lexical/html";
import { RichTextExtension } from "@lexical/rich-text";
import {
  $applyNodeReplacement,
  $createParagraphNode,
  $getDocument,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  COPY_COMMAND,
  createCommand,
  CUT_COMMAND,
  DecoratorNode,
  defineExtension,
  enumValue,
  mergeRegister,
  nodeSchema,
  safeCast,
  stringValue,
  withField,
  type DOMExportOutput,
  type EditorConfig,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import type { QuoteState, SerializedClipQuote, SourcedClip } from "../../../electron/api.ts";
import { isStateAtHand, quoteState } from "../../../electron/text/quotes/quote-state.ts";
import { hasEmphasis, quoteRuns, quoteWordsOf } from "../../../electron/text/quotes/quote-words.ts";
import { plainQuote, sourceLine } from "../../../electron/text/citation.ts";
import { appendRuns, drawQuote, quoteFrame } from "./clip-quote-view.ts";
import { whenIdle } from "../idle.ts";
import { createLive } from "../live.ts";
import { registerLiveNodes } from "../live-nodes.ts";
import { registerOpening } from "../links/open-target.ts";
import type { Clips } from "../links/targets.ts";

/** Puts a clip after the block of the caret, or at the end; the paragraph after it gets the caret. */
export const INSERT_QUOTE_COMMAND: LexicalCommand<{ readonly clip: string }> =
  createCommand("INSERT_QUOTE_COMMAND");

const schema = nodeSchema<ClipQuoteNode>()({
  clip: withField(stringValue(), { field: "__clip" }),
  words: withField(stringValue(), { field: "__words" }),
  kept: withField(enumValue(["", "altered"]), { field: "__kept" }),
});

interface Shown {
  clip: SourcedClip | null;
  /** Tells its work from another of the same authors and year in this note; mostly empty. */
  letter: string;
  /** The text of a copy, with what it was made of; null until it is asked for. */
  copied: {
    readonly clip: SourcedClip;
    readonly letter: string;
    readonly words: string;
    readonly text: string;
  } | null;
}

export class ClipQuoteNode extends DecoratorNode<null> {
  /** @internal */
  __clip = "";
  /** @internal */
  __words = "";
  /** @internal */
  __kept: "" | "altered" = "";
  /**
   * The clip last drawn, for copying: Lexical asks for it where no editor is at hand. Not saved, and
   * shared by all copies of the node, which are frozen.
   * @internal
   */
  __shown: Shown = { clip: null, letter: "", copied: null };

  override $config() {
    return this.config("clip-quote", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__clip = previous.__clip;
    this.__words = previous.__words;
    this.__kept = previous.__kept;
    this.__shown = previous.__shown;
  }

  getClip(): string {
    return this.getLatest().__clip;
  }

  /** The writer's wording; empty when it shows the clip's exact words. */
  getWords(): string {
    return this.getLatest().__words;
  }
  /** Whether the writer knows that it is altered. */
  isKept(): boolean {
    return this.getLatest().__kept === "altered";
  }
  /** Gives it a wording, or none; what was said of the last one is not true of this one. */
  setWords(words: string): this {
    const node = this.getWritable();
    node.__words = words;
    node.__kept = "";
    return node;
  }
  setKept(kept: boolean): this {
    const node = this.getWritable();
    node.__kept = kept ? "altered" : "";
    return node;
  }

  override exportJSON(): SerializedClipQuote {
    const { __clip, __words, __kept } = this.getLatest();
    return {
      type: "clip-quote",
      version: 1,
      clip: __clip,
      ...(__words === "" ? {} : { words: __words }),
      ...(__kept === "" ? {} : { kept: __kept }),
    };
  }

  override isInline(): false {
    return false;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  /**
   * Lexical asks every block for it when it is drawn and at every key, so it is made once, and its seal is
   * not worked out for it: {@link prepareCopy} does that for whoever copies.
   */
  override getTextContent(): string {
    const { __shown: shown, __words: words } = this.getLatest();
    const { clip, letter, copied } = shown;
    if (!clip) return words;
    if (copied?.clip === clip && copied.words === words && copied.letter === letter)
      return copied.text;
    if (isStateAtHand({ words, kept: false }, clip)) return this.prepareCopy();
    return plainQuote(words || clip.quote, { ...clip, letter });
  }
  /** Lets the text say what was done to the words, and gives it. */
  prepareCopy(): string {
    const { __shown: shown, __words: words } = this.getLatest();
    const { clip, letter } = shown;
    if (!clip) return words;
    const text = plainQuote(words || clip.quote, { ...clip, letter }, null, doneTo(this, clip));
    shown.copied = { clip, letter, words, text };
    return text;
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const frame = quoteFrame($getDocument());
    draw(editor, frame, this, clipsOf(editor).peek(this.__clip));
    return frame;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const page = $getDocument();
    const quote = page.createElement("blockquote");
    quote.dataset["commonplaceClip"] = this.getClip();
    const words = this.getWords();
    if (words !== "") quote.dataset["words"] = words;
    if (this.isKept()) quote.dataset["kept"] = "altered";
    const { clip, letter } = this.getLatest().__shown;
    if (!clip) return { element: quote };
    quote.cite = `urn:uuid:${clip.article}`;
    appendRuns(quote, quoteRuns(words || quoteWordsOf(clip.quote)));
    const footer = page.createElement("footer");
    const cite = page.createElement("cite");
    cite.textContent = sourceLine({ ...clip, letter });
    footer.append(cite);
    const done = doneTo(this, clip);
    if (done !== "") footer.append(`, ${done}`);
    quote.append(footer);
    return { element: quote };
  }
}

export function $createClipQuoteNode(clip: string, words = "", kept = false): ClipQuoteNode {
  const node = new ClipQuoteNode();
  node.__clip = clip;
  node.__words = words;
  node.__kept = kept ? "altered" : "";
  return $applyNodeReplacement(node);
}

export function $isClipQuoteNode(node: LexicalNode | null | undefined): node is ClipQuoteNode {
  return node instanceof ClipQuoteNode;
}

function clipsOf(editor: LexicalEditor): Clips {
  return getExtensionDependencyFromEditor(editor, ClipQuoteExtension).config.clips;
}

/** What is true of a quote, given its clip; null when the notebook has none. */
export function stateOfQuote(node: ClipQuoteNode, clip: SourcedClip | null): QuoteState {
  return quoteState({ words: node.__words, kept: node.__kept === "altered" }, clip);
}

/** What whoever reads a copy must be told of the words. */
function doneTo(node: ClipQuoteNode, clip: SourcedClip): string {
  const { wording } = stateOfQuote(node.getLatest(), clip);
  if (wording === "altered") return "altered";
  return hasEmphasis(node.getWords()) ? "emphasis added" : "";
}

/** What each frame was drawn from last: its node and its clip both ask for it when it is new. */
const drawnFrom = new WeakMap<HTMLElement, readonly unknown[]>();

/** Draws what is known at once; a seal that takes work comes when nobody is typing. */
function draw(
  editor: LexicalEditor,
  frame: HTMLElement,
  node: ClipQuoteNode,
  clip: SourcedClip | null | undefined,
): void {
  if (clip) node.__shown.clip = clip;
  const words = node.__words;
  const { letter } = node.__shown;
  const from = [clip, words, node.__kept, letter];
  const last = drawnFrom.get(frame);
  if (last && from.every((each, nth) => each === last[nth])) return;
  drawnFrom.set(frame, from);
  if (clip === undefined || isStateAtHand({ words, kept: false }, clip)) {
    const state = clip === undefined ? null : stateOfQuote(node, clip);
    drawQuote(frame, words, clip && { ...clip, letter }, state);
    return;
  }
  drawQuote(frame, words, clip && { ...clip, letter }, null);
  whenIdle(() => {
    if (editor.getElementByKey(node.getKey()) !== frame) return;
    const drawn = editor.getEditorState().read(() => $getNodeByKey(node.getKey()));
    if ($isClipQuoteNode(drawn) && drawn.__words === words)
      drawQuote(
        frame,
        words,
        clip && { ...clip, letter: drawn.__shown.letter },
        stateOfQuote(drawn, clip),
      );
  });
}

/** Draws a quote whose work is told from another of this note by another letter than before. */
export function setLetter(editor: LexicalEditor, node: ClipQuoteNode, letter: string): void {
  if (node.__shown.letter === letter) return;
  node.__shown.letter = letter;
  const frame = editor.getElementByKey(node.getKey());
  if (frame) draw(editor, frame, node, clipsOf(editor).peek(node.__clip));
}

/** What is selected is about to be copied, by somebody else. */
function $prepareCopies(): false {
  for (const node of $getSelection()?.getNodes() ?? [])
    if ($isClipQuoteNode(node)) node.prepareCopy();
  return false;
}

function $insertQuote(clip: string): void {
  const quote = $createClipQuoteNode(clip);
  const block = $blockOfCaret();
  if (block && $isElementNode(block) && block.getType() === "paragraph" && block.isEmpty()) {
    block.insertBefore(quote);
  } else if (block) {
    block.insertAfter(quote);
  } else {
    $getRoot().append(quote);
  }
  const next = quote.getNextSibling();
  if ($isElementNode(next) && next.getType() === "paragraph") {
    next.selectStart();
    return;
  }
  const paragraph = $createParagraphNode();
  quote.insertAfter(paragraph);
  paragraph.select();
}

/** The block right under the root (or table cell) that holds the caret; the last one without a caret. */
function $blockOfCaret(): LexicalNode | null {
  const selection = $getSelection();
  const at = $isRangeSelection(selection)
    ? selection.focus.getNode()
    : $isNodeSelection(selection)
      ? selection.getNodes().at(-1)
      : null;
  return at?.getTopLevelElement() ?? $getRoot().getLastChild();
}

/** No wording of a quote is longer; what comes from outside may say anything. */
const longestWording = 100_000;
const written = /^[0-9a-z-]{1,64}$/i;

/** Our own quotes keep their clip when they are copied from note to note. */
const importRule = defineImportRule({
  name: "commonplace/clip-quote",
  match: sel.tag("blockquote").attr("data-commonplace-clip", written, { capture: "clip" }),
  $import: (context, { dataset }) => [
    $createClipQuoteNode(
      context.captures.clip[0],
      dataset["words"]?.slice(0, longestWording),
      dataset["kept"] === "altered",
    ),
  ],
});

/** Clips for editors that are given none: nothing is known. */
const noClips: Clips = createLive<SourcedClip>({
  fetch: async () => new Map(),
  onStale: () => () => {},
});

export const ClipQuoteExtension = defineExtension({
  name: "commonplace/clip-quote",
  config: safeCast<{ readonly clips: Clips }>({ clips: noClips }),
  nodes: () => [ClipQuoteNode],
  dependencies: [
    // Its rule for quotations comes after ours, because we depend on it.
    RichTextExtension,
    configExtension(NodeSelectionDataSelectedExtension, { nodes: [ClipQuoteNode] }),
    configExtension(DOMImportExtension, { rules: [importRule] }),
  ],
  register(editor, { clips }) {
    return mergeRegister(
      editor.registerCommand(
        INSERT_QUOTE_COMMAND,
        ({ clip }) => {
          $insertQuote(clip);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(COPY_COMMAND, $prepareCopies, COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(CUT_COMMAND, $prepareCopies, COMMAND_PRIORITY_CRITICAL),
      registerOpening(editor, (node) =>
        $isClipQuoteNode(node) ? { kind: "clip", id: node.getClip() } : null,
      ),
      registerLiveNodes(
        editor,
        ClipQuoteNode,
        clips,
        (node) => node.getClip(),
        (frame, node, clip) => draw(editor, frame, node, clip),
      ),
    );
  },
});
