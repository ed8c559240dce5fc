/**
 * Words in quotation marks that the writer types or pastes: looked up in the notebook while nobody types,
 * and offered a link to where they come from. The text is never changed unasked.
 */
import { effect, signal, type ReadonlySignal, type Signal } from "@lexical/extension";
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
  safeCast,
  SELECTION_CHANGE_COMMAND,
  UNDO_COMMAND,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import type { FoundQuotation, SourcedClip } from "../../../electron/api.ts";
import { quotationsIn } from "../../../electron/text/quotes/quotations.ts";
import { ClipQuoteExtension } from "./clip-quote.ts";
import { NotebookLinkExtension } from "../links/notebook-link.ts";
import { PASTE_SLICE_TAG } from "../paste/paste-slices.ts";
import { createRest } from "../rest.ts";
import { $link, $now, $restore } from "./typed-quotes-edits.ts";
import { $blockText, $offsetIn, $selectionOf } from "./typed-quotes-text.ts";

/** A quotation of the note, and where in the notebook it comes from. */
export interface TypedQuote {
  readonly block: NodeKey;
  /** With its marks, in the text of the block. */
  readonly start: number;
  readonly end: number;
  /** With its marks. */
  readonly whole: string;
  /** Without them. */
  readonly text: string;
  readonly found: FoundQuotation;
}

export interface TypedQuotesConfig {
  /** Null when the notebook does not have it. */
  readonly find: (text: string) => Promise<FoundQuotation | null>;
  /** Makes a clip of a passage, or gives the one that is there. */
  readonly clip: (found: FoundQuotation) => Promise<SourcedClip>;
  /** Hears why a clip could not be made. */
  readonly onFailure: (reason: string) => void;
}

export interface TypedQuotes {
  readonly quotes: ReadonlySignal<readonly TypedQuote[]>;
  /** The one that the caret is at or behind, in its paragraph. */
  readonly active: ReadonlySignal<TypedQuote | null>;
  /** Makes it a quote: of its own when it is a paragraph, else by a link behind it. */
  link(quote: TypedQuote): void;
  /** Puts the article's words in the place of the writer's. */
  restore(quote: TypedQuote): void;
  /** Says no more about these words. */
  dismiss(quote: TypedQuote): void;
  /** Grows each time the keys ask for what differs. */
  readonly asked: ReadonlySignal<number>;
}

/** Rest after the last key before anything is looked up, in ms. */
const restMs = 400;
/** As many answers are kept; typing elsewhere in a paragraph asks nothing again. */
const mostKnown = 200;
/** Quotations longer than this are texts. */
const longestText = 20_000;

export const TypedQuotesExtension = defineExtension({
  name: "commonplace/typed-quotes",
  config: safeCast<TypedQuotesConfig>({
    find: async () => null,
    clip: async () => {
      throw new Error("Expected an editor that can make clips");
    },
    onFailure: () => {},
  }),
  dependencies: [ClipQuoteExtension, NotebookLinkExtension],
  build: (editor, config) => createTypedQuotes(editor, config),
  register: (_editor, _config, state) => state.getOutput().register(),
});

type Candidate = Omit<TypedQuote, "found">;

function createTypedQuotes(
  editor: LexicalEditor,
  config: TypedQuotesConfig,
): TypedQuotes & { register(): () => void } {
  const quotes: Signal<readonly TypedQuote[]> = signal([]);
  const active: Signal<TypedQuote | null> = signal(null);
  const asked: Signal<number> = signal(0);
  const pending = new Set<NodeKey>();
  const known = new Map<string, FoundQuotation | null>();
  const dismissed = new Set<string>();
  let looking = false;
  /** The link that was asked for and is not made yet. */
  let linking: { isWanted: boolean } | null = null;
  let ended = false;

  const { touch: rest, stop: stopResting } = createRest(restMs, () => void look());

  /** Looks up what has changed, one question at a time. */
  async function look(): Promise<void> {
    if (looking || ended) return;
    if (editor.isComposing()) return rest();
    looking = true;
    const blocks = [...pending];
    pending.clear();
    try {
      for (const block of blocks) await lookIn(block);
    } catch (error) {
      // What is shown stays; the next change asks again.
      reportError(error);
    } finally {
      looking = false;
      if (pending.size > 0) rest();
    }
  }

  async function lookIn(block: NodeKey): Promise<void> {
    for (const { text } of editor.read(() => $candidates(block))) {
      if (known.has(text) || dismissed.has(text)) continue;
      const found = await config.find(text);
      if (known.size >= mostKnown) known.clear();
      known.set(text, found);
      if (ended) return;
    }
    show([block]);
  }

  /** Shows what is known of these blocks as they are now. */
  function show(blocks: Iterable<NodeKey>): void {
    const changed = new Set(blocks);
    const fresh = editor.read(() =>
      [...changed].flatMap((block) =>
        $candidates(block).flatMap((each): readonly TypedQuote[] => {
          const found = known.get(each.text);
          return found && !dismissed.has(each.text) ? [{ ...each, found }] : [];
        }),
      ),
    );
    const others = quotes.peek().filter(({ block }) => !changed.has(block));
    const next = [...others, ...fresh];
    if (next.length > 0 || quotes.peek().length > 0) quotes.value = next;
    follow();
  }

  /** The quotation that the caret is at or behind in its paragraph. */
  function follow(): void {
    // Nothing is shown, nothing will be: no need to bring a change under way to its end at each key.
    if (quotes.peek().length === 0 && active.peek() === null) return;
    // Reading brings a change under way to its end, which shows other quotes: they are taken after that.
    const next = editor.read(() => $atCaret(quotes.peek()));
    const last = active.peek();
    if (JSON.stringify(next) !== JSON.stringify(last)) active.value = next;
  }

  const dismiss = (quote: TypedQuote): void => {
    dismissed.add(quote.text);
    show([quote.block]);
  };

  /** Until its clip is there, a link can be taken back like one that is made, and is not asked for twice. */
  async function link(quote: TypedQuote): Promise<void> {
    if (linking !== null) return;
    const own = { isWanted: true };
    linking = own;
    try {
      const clip = await config.clip(quote.found);
      if (own.isWanted) editor.update(() => $link(quote, clip), { tag: HISTORY_PUSH_TAG });
    } catch (error) {
      if (own.isWanted) config.onFailure(error instanceof Error ? error.message : String(error));
    } finally {
      if (linking === own) linking = null;
    }
  }
  const unlink = (): boolean => {
    if (linking === null) return false;
    linking.isWanted = false;
    linking = null;
    return true;
  };

  const onKey =
    (act: (quote: TypedQuote) => boolean) =>
    (event: KeyboardEvent | null): boolean => {
      const quote = active.peek();
      if (!quote || editor.isComposing() || !act(quote)) return false;
      event?.preventDefault();
      event?.stopPropagation();
      return true;
    };
  const take = onKey((quote) => {
    if (!$caretIsBehind(quote)) return false;
    if (quote.found.state === "altered") asked.value = asked.peek() + 1;
    else void link(quote);
    return true;
  });
  const leave = onKey((quote) => {
    dismiss(quote);
    return true;
  });

  return {
    quotes,
    active,
    asked,
    dismiss,
    link: (quote) => void link(quote),
    restore(quote) {
      editor.update(() => $restore(quote), { tag: HISTORY_PUSH_TAG });
    },
    register: () =>
      mergeRegister(
        editor.registerUpdateListener(({ dirtyElements, tags }) => {
          // A note that is only read into the editor is not being written.
          const isOurs = tags.has(HISTORY_MERGE_TAG) && !tags.has(PASTE_SLICE_TAG);
          if (dirtyElements.size === 0 || isOurs) return follow();
          for (const [key] of dirtyElements) if (key !== "root") pending.add(key);
          const shown = new Set(quotes.peek().map(({ block }) => block));
          if (shown.size > 0) show(shown);
          rest();
        }),
        editor.registerCommand(
          SELECTION_CHANGE_COMMAND,
          () => {
            follow();
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
        editor.registerCommand(KEY_TAB_COMMAND, take, COMMAND_PRIORITY_CRITICAL),
        editor.registerCommand(KEY_ESCAPE_COMMAND, leave, COMMAND_PRIORITY_CRITICAL),
        editor.registerCommand(
          UNDO_COMMAND,
          () => {
            const quote = active.peek();
            if (unlink()) return true;
            if (!quote) return false;
            dismiss(quote);
            return true;
          },
          COMMAND_PRIORITY_CRITICAL,
        ),
        // What is found is painted, not written: the text stays as it is.
        effect(() => paint(editor, quotes.value)),
        () => {
          ended = true;
          unlink();
          stopResting();
        },
      ),
  };
}

/** The quotations of a block that have no source yet. */
function $candidates(block: NodeKey): readonly Candidate[] {
  const content = $blockText($getNodeByKey(block));
  if (content === null || !/["“”„«»‹›「」『』＂]/.test(content.text)) return [];
  const { text, linked } = content;
  return quotationsIn(text).flatMap((each): readonly Candidate[] => {
    const hasSource = linked.some((at) => at >= each.end && text.slice(each.end, at).trim() === "");
    if (each.depth > 0 || hasSource || each.text.length > longestText) return [];
    const { start, end } = each;
    return [{ block, start, end, whole: text.slice(start, end), text: each.text }];
  });
}

function $atCaret(all: readonly TypedQuote[]): TypedQuote | null {
  if (all.length === 0) return null;
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const here = all.filter(({ block }) => $offsetIn(block) !== null);
  const [first] = here;
  if (first === undefined) return null;
  const at = $offsetIn(first.block) ?? 0;
  return here.findLast(({ start }) => start < at) ?? first;
}

/** Right behind the closing mark, or behind the space after it. */
function $caretIsBehind({ block, end }: TypedQuote): boolean {
  const at = $offsetIn(block);
  const content = $blockText($getNodeByKey(block));
  return at !== null && content !== null && at >= end && content.text.slice(end, at).trim() === "";
}

const names = { true: "note-quotation", altered: "note-quotation-altered" } as const;

/** Underlines what was found, by highlights that are no part of the text. */
function paint(editor: LexicalEditor, quotes: readonly TypedQuote[]): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  const ranges = { true: [] as Range[], altered: [] as Range[] };
  for (const quote of quotes) {
    const range = rangeOf(editor, quote);
    if (range) ranges[quote.found.state === "altered" ? "altered" : "true"].push(range);
  }
  for (const kind of ["true", "altered"] as const)
    if (ranges[kind].length === 0) CSS.highlights.delete(names[kind]);
    else CSS.highlights.set(names[kind], new Highlight(...ranges[kind]));
}

/** Where a quotation is drawn; null when it is not. */
export function rangeOf(editor: LexicalEditor, quote: TypedQuote): Range | null {
  const ends = editor.read(() => {
    const now = $now(quote);
    const selection = now && $selectionOf(now.content, now.start, now.end);
    return selection && { from: { ...selection.anchor }, to: { ...selection.focus } };
  });
  if (!ends) return null;
  const [from, to] = [ends.from, ends.to].map(({ key, offset }) => {
    const text = textIn(editor.getElementByKey(key));
    return text && offset <= text.length ? { text, offset } : null;
  });
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.text, from.offset);
  range.setEnd(to.text, to.offset);
  return range;
}

function textIn(element: Node | null): Text | null {
  let node: Node | null = element;
  while (node && !(node instanceof Text)) node = node.firstChild;
  return node;
}
