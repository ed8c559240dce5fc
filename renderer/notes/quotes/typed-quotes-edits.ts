/** What Tab and the chip do to the text of a note. */
import {
  $createTextNode,
  $getNodeByKey,
  $isElementNode,
  $isParagraphNode,
  $isTextNode,
  $setSelection,
  type LexicalNode,
} from "lexical";
import type { SourcedClip } from "../../../electron/api.ts";
import { sourceLine } from "../../../electron/text/citation.ts";
import { $createClipQuoteNode } from "./clip-quote.ts";
import { $createNotebookLinkNode } from "../links/notebook-link.ts";
import {
  $blockText,
  $offsetIn,
  $selectionOf,
  pointAt,
  type BlockText,
} from "./typed-quotes-text.ts";
import type { TypedQuote } from "./typed-quotes.ts";

/** The quote as it stands now; null when its words are no longer there. */
export function $now(quote: TypedQuote) {
  const node = $getNodeByKey(quote.block);
  const content = $blockText(node);
  if (content === null || !$isElementNode(node)) return null;
  const isThere = content.text.slice(quote.start, quote.end) === quote.whole;
  const start = isThere ? quote.start : content.text.indexOf(quote.whole);
  return start < 0 ? null : { node, content, start, end: start + quote.whole.length };
}

/**
 * Makes words in quotation marks a quote of their clip: of its own when they are a whole paragraph, else
 * by a link behind them. The caret goes behind the link, but stays where somebody has written on meanwhile.
 */
export function $link(quote: TypedQuote, clip: SourcedClip): void {
  const now = $now(quote);
  if (now === null) return;
  const { node, content, end } = now;
  const isAlone = content.text.trim() === quote.whole && $isParagraphNode(node);
  const isExact = quote.found.state === "verbatim" || quote.found.state === "typography";
  if (isAlone && isExact) {
    const hasCaret = $offsetIn(quote.block) !== null;
    node.insertBefore($createClipQuoteNode(clip.id));
    // The paragraph stays for whoever goes on writing.
    node.clear();
    if (hasCaret) node.select();
    return;
  }
  const caret = $offsetIn(quote.block);
  const before = $endingAt(content, end);
  if (before === null) return;
  const space = $createTextNode(" ");
  const source = $createNotebookLinkNode({ kind: "clip", id: clip.id }, `(${sourceLine(clip)})`);
  before.insertAfter(space);
  space.insertAfter(source);
  if (caret === null || caret < end || content.text.slice(end, caret).trim() !== "") return;
  const next = source.getNextSibling();
  if ($isTextNode(next)) next.select(0, 0);
  else source.selectNext(0, 0);
}

/** The text node that ends at this place of its block, cut there when it goes on; null when there is none. */
function $endingAt(content: BlockText, at: number): LexicalNode | null {
  const point = pointAt(content, at);
  const node = point === null ? null : $getNodeByKey(point.key);
  if (point === null || !$isTextNode(node)) return null;
  return point.offset < node.getTextContentSize()
    ? (node.splitText(point.offset)[0] ?? null)
    : node;
}

/** Puts the article's words in the place of the writer's. */
export function $restore(quote: TypedQuote): void {
  const now = $now(quote);
  if (now === null) return;
  const inner = now.start + quote.whole.indexOf(quote.text);
  const selection = $selectionOf(now.content, inner, inner + quote.text.length);
  if (selection === null) return;
  $setSelection(selection);
  selection.insertText(quote.found.words.replaceAll(/\s*\n\s*/g, " "));
}
