/**
 * The seals of all quotes of a note: what is true of each, in order, for the sum at its head, for checking
 * them, and for saying more of one. Worked out when quotes or their clips change, never while typing.
 */
import { getExtensionDependencyFromEditor, signal, type Signal } from "@lexical/extension";
import {
  $createParagraphNode,
  $createTextNode,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  COMMAND_PRIORITY_HIGH,
  defineExtension,
  HISTORY_PUSH_TAG,
  KEY_ENTER_COMMAND,
  mergeRegister,
  SKIP_DOM_SELECTION_TAG,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical";
import type { QuoteState, SourcedClip } from "../../../electron/api.ts";
import { sourceLine } from "../../../electron/text/citation.ts";
import { $isClipQuoteNode, ClipQuoteExtension, ClipQuoteNode, stateOfQuote } from "./clip-quote.ts";
import { editQuote, updateQuote } from "./clip-quote-edit.ts";
import { whenIdle } from "../idle.ts";
import { $createNotebookLinkNode } from "../links/notebook-link.ts";

/** A quote of the open note. */
export interface SealedQuote {
  readonly key: NodeKey;
  /** Which of the note's quotes it is, counted from 0. */
  readonly index: number;
  readonly clip: string;
  /** Null when the notebook does not know the clip. */
  readonly source: SourcedClip | null;
  readonly state: QuoteState;
}

/** The quote of which more is shown. */
export interface OpenSeal {
  readonly key: NodeKey;
  /** Asked for by a key or a click, so that it has the focus and stays until it is closed. */
  readonly pinned: boolean;
}

/** As long as a pointer rests on a seal before more is shown; ms. */
const restMs = 300;

export const SealExtension = defineExtension({
  name: "commonplace/seal",
  dependencies: [ClipQuoteExtension],
  build: (): {
    /** In order; those whose clip is still on its way are left out. */
    readonly quotes: Signal<readonly SealedQuote[]>;
    readonly open: Signal<OpenSeal | null>;
  } => ({ quotes: signal<readonly SealedQuote[]>([]), open: signal<OpenSeal | null>(null) }),
  register(editor, _config, state) {
    const { quotes, open } = state.getOutput();
    return mergeRegister(
      followQuotes(editor, (next) => {
        quotes.value = next;
        const shown = open.peek();
        if (shown && !next.some(({ key }) => key === shown.key)) open.value = null;
      }),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          const key = $selectedQuote();
          if (event?.altKey !== true || key === null) return false;
          event.preventDefault();
          open.value = { key, pinned: true };
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
      editor.registerRootListener((root) => (root ? followPointer(editor, root, open) : undefined)),
    );
  },
});

/** The seals of an editor. */
export function sealsOf(editor: LexicalEditor) {
  return getExtensionDependencyFromEditor(editor, SealExtension).output;
}

/** Shows no more of any seal. */
export function closeSeal(editor: LexicalEditor): void {
  sealsOf(editor).open.value = null;
}

/** Tells of the note's quotes whenever they or what is true of them became others. */
function followQuotes(
  editor: LexicalEditor,
  tell: (quotes: readonly SealedQuote[]) => void,
): () => void {
  const { clips } = getExtensionDependencyFromEditor(editor, ClipQuoteExtension).config;
  const watched = new Map<string, () => void>();
  let waiting = false;
  let over = false;
  const gather = () => {
    waiting = false;
    if (over) return;
    const nodes = editor.getEditorState().read($quotes);
    const found = nodes.flatMap((node, index): readonly SealedQuote[] => {
      const clip = node.__clip;
      const source = clips.peek(clip);
      if (source === undefined) return [];
      return [{ key: node.getKey(), index, clip, source, state: stateOfQuote(node, source) }];
    });
    const used = new Set(nodes.map(({ __clip }) => __clip));
    for (const clip of used) if (!watched.has(clip)) watched.set(clip, clips.watch(clip, soon));
    for (const [clip, stop] of watched) {
      if (used.has(clip)) continue;
      stop();
      watched.delete(clip);
    }
    tell(found);
  };
  const soon = () => {
    if (waiting || over) return;
    waiting = true;
    whenIdle(gather);
  };
  const stop = editor.registerMutationListener(ClipQuoteNode, soon);
  return () => {
    over = true;
    stop();
    for (const unwatch of watched.values()) unwatch();
  };
}

/** The note's quotes in order. */
function $quotes(): readonly ClipQuoteNode[] {
  const found: ClipQuoteNode[] = [];
  const stack: LexicalNode[] = [$getRoot()];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ($isClipQuoteNode(node)) found.push(node);
    // Quotes are blocks: a paragraph has none in it.
    else if ($isElementNode(node) && node.getType() !== "paragraph")
      stack.push(...node.getChildren().toReversed());
  }
  return found;
}

/** The quote that is selected as a whole; null when none is. */
export function $selectedQuote(): NodeKey | null {
  const selection = $getSelection();
  const [node, second] = $isNodeSelection(selection) ? selection.getNodes() : [];
  return $isClipQuoteNode(node) && second === undefined ? node.getKey() : null;
}

/** Shows more of the seal that is pointed at, clicked or reached by Tab; a double click edits. */
function followPointer(
  editor: LexicalEditor,
  root: HTMLElement,
  open: Signal<OpenSeal | null>,
): () => void {
  let resting: ReturnType<typeof setTimeout> | null = null;
  const rest = (run: (() => void) | null) => {
    if (resting !== null) clearTimeout(resting);
    resting = run && setTimeout(run, restMs);
  };
  const keyAt = (target: EventTarget | null, within: string): NodeKey | null => {
    const element = target instanceof Element ? target.closest(within) : null;
    if (!element) return null;
    return editor.read(() => {
      const node = $getNearestNodeFromDOMNode(element);
      return $isClipQuoteNode(node) ? node.getKey() : null;
    });
  };
  const seal = ".note-quote-seal";
  const over = new AbortController();
  const { signal: until } = over;
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    hear: (event: HTMLElementEventMap[Name]) => void,
  ) => root.addEventListener(name, hear, { capture: true, signal: until });

  on("click", (event) => {
    const key = keyAt(event.target, seal);
    if (key === null) return;
    // A click beside it opens the source.
    event.stopPropagation();
    rest(null);
    open.value = { key, pinned: true };
  });
  on("dblclick", (event) => {
    const key = keyAt(event.target, ".note-quote-words");
    if (key === null || !editor.isEditable()) return;
    event.preventDefault();
    startEditing(editor, key);
  });
  on("pointerover", (event) => {
    const key = event.buttons === 0 ? keyAt(event.target, seal) : null;
    if (key === null) rest(null);
    else if (!open.peek()?.pinned) rest(() => (open.value = { key, pinned: false }));
  });
  on("focusin", (event) => {
    const key = keyAt(event.target, `${seal}:focus-visible`);
    if (key !== null) open.value = { key, pinned: false };
  });
  // Keys on the button are its own: Enter in the text would open the source, or part a paragraph.
  on("keydown", (event) => {
    if (keyAt(event.target, seal) !== null && /^(?:Enter| )$/.test(event.key))
      event.stopPropagation();
  });
  return () => {
    rest(null);
    over.abort();
  };
}

/** Lets the writer shorten and mark a quote in its place; the focus returns to the note. */
export function startEditing(editor: LexicalEditor, key: NodeKey): void {
  closeSeal(editor);
  editQuote(editor, key, ({ focus }) => {
    if (focus) focusNote(editor);
  });
}

/** Gives the note the focus; by itself the editor takes none while a whole quote is selected. */
export function focusNote(editor: LexicalEditor): void {
  editor.getRootElement()?.focus({ preventScroll: true });
  editor.focus();
}

/** Lets a quote show its clip's exact words again. */
export function restoreQuote(editor: LexicalEditor, key: NodeKey): void {
  updateQuote(editor, key, (node) => void node.setWords(""));
}

/** Says, or takes back, that a quote's writer knows it to be altered. */
export function keepQuote(editor: LexicalEditor, key: NodeKey, kept: boolean): void {
  updateQuote(editor, key, (node) => void node.setKept(kept));
}

/** Turns a quote into words of the writer's own, with a link to the clip they came from. */
export function paraphraseQuote(editor: LexicalEditor, quote: SealedQuote): void {
  const { key, clip, source, state } = quote;
  const label = source ? sourceLine(source) : "";
  editor.update(
    () => {
      const node = $getNodeByKey(key);
      if (!$isClipQuoteNode(node)) return;
      const words = state.shown.replaceAll(/\s+/g, " ").trim();
      const paragraph = $createParagraphNode().append(
        $createTextNode(`${words} (`),
        $createNotebookLinkNode({ kind: "clip", id: clip }, label),
        $createTextNode(")"),
      );
      node.replace(paragraph);
      paragraph.selectEnd();
    },
    { discrete: true, tag: [SKIP_DOM_SELECTION_TAG, HISTORY_PUSH_TAG] },
  );
}
