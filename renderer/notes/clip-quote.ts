/**
 * A clip shown inside a note. The note stores the clip's id only: the words are always those of the
 * clip, so a quote cannot be altered here, only removed.
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
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  DecoratorNode,
  defineExtension,
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
import type { SerializedClipQuote, SourcedClip } from "../../electron/api.ts";
import { plainQuote, sourceLine } from "../../electron/text/citation.ts";
import { drawQuote, quoteFrame } from "./clip-quote-view.ts";
import { createLive } from "./live.ts";
import { registerLiveNodes } from "./live-nodes.ts";
import { registerOpening } from "./open-target.ts";
import type { Clips } from "./targets.ts";

/** Puts a clip after the block of the caret, or at the end; the paragraph after it gets the caret. */
export const INSERT_QUOTE_COMMAND: LexicalCommand<{ readonly clip: string }> =
  createCommand("INSERT_QUOTE_COMMAND");

const schema = nodeSchema<ClipQuoteNode>()({
  clip: withField(stringValue(), { field: "__clip" }),
});

export class ClipQuoteNode extends DecoratorNode<null> {
  /** @internal */
  __clip = "";
  /**
   * The clip last drawn, for copying: Lexical asks for it where no editor is at hand. Not saved, and
   * shared by all copies of the node, which are frozen.
   * @internal
   */
  __shown: { clip: SourcedClip | null } = { clip: null };

  override $config() {
    return this.config("clip-quote", { extends: DecoratorNode, json: schema });
  }
  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__clip = previous.__clip;
    this.__shown = previous.__shown;
  }

  getClip(): string {
    return this.getLatest().__clip;
  }

  override exportJSON(): SerializedClipQuote {
    return { type: "clip-quote", version: 1, clip: this.getClip() };
  }

  override isInline(): false {
    return false;
  }
  override isKeyboardSelectable(): boolean {
    return true;
  }
  override getTextContent(): string {
    const { clip } = this.getLatest().__shown;
    return clip ? plainQuote(clip.quote, clip) : "";
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const frame = quoteFrame($getDocument());
    draw(frame, this, clipsOf(editor).peek(this.__clip));
    return frame;
  }
  override updateDOM(): boolean {
    return false;
  }
  override exportDOM(): DOMExportOutput {
    const page = $getDocument();
    const quote = page.createElement("blockquote");
    quote.dataset["commonplaceClip"] = this.getClip();
    const { clip } = this.getLatest().__shown;
    if (!clip) return { element: quote };
    quote.cite = `urn:uuid:${clip.article}`;
    for (const words of clip.quote.split("\n")) {
      const paragraph = page.createElement("p");
      paragraph.textContent = words;
      quote.append(paragraph);
    }
    const footer = page.createElement("footer");
    const cite = page.createElement("cite");
    cite.textContent = sourceLine(clip);
    footer.append(cite);
    quote.append(footer);
    return { element: quote };
  }
}

export function $createClipQuoteNode(clip: string): ClipQuoteNode {
  const node = new ClipQuoteNode();
  node.__clip = clip;
  return $applyNodeReplacement(node);
}

export function $isClipQuoteNode(node: LexicalNode | null | undefined): node is ClipQuoteNode {
  return node instanceof ClipQuoteNode;
}

function clipsOf(editor: LexicalEditor): Clips {
  return getExtensionDependencyFromEditor(editor, ClipQuoteExtension).config.clips;
}

function draw(frame: HTMLElement, node: ClipQuoteNode, clip: SourcedClip | null | undefined): void {
  if (clip) node.__shown.clip = clip;
  drawQuote(frame, clip);
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

const written = /^[0-9a-z-]{1,64}$/i;

/** Our own quotes keep their clip when they are copied from note to note. */
const importRule = defineImportRule({
  name: "commonplace/clip-quote",
  match: sel.tag("blockquote").attr("data-commonplace-clip", written, { capture: "clip" }),
  $import: (context) => [$createClipQuoteNode(context.captures.clip[0])],
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
      registerOpening(editor, (node) =>
        $isClipQuoteNode(node) ? { kind: "clip", id: node.getClip() } : null,
      ),
      registerLiveNodes(editor, ClipQuoteNode, clips, (node) => node.getClip(), draw),
    );
  },
});
