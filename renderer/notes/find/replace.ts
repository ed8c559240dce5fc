/** Replacing words of a note, as one step to undo. */
import {
  $createRangeSelection,
  $setSelection,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
} from "lexical";
import type { Span } from "../../../electron/text/sentences.ts";
import { $pointsOf, type Point, type ShownText } from "./note-text.ts";

/**
 * Puts words in the place of each span that is the writer's own text, and gives how many those were.
 * What quotes and links show is left as it is. `spans` are in order and apart.
 */
export function replaceSpans(
  editor: LexicalEditor,
  shown: ShownText,
  spans: readonly Span[],
  words: string,
): number {
  const places = editor.read(() => spans.map((span) => $pointsOf(shown, span)));
  const own = places.filter((place) => place !== null);
  if (own.length === 0) return 0;
  editor.update(
    () => {
      // From the end, so that what is still to be replaced stays where it was.
      for (const [start, end] of own.toReversed()) $replace(start, end, words);
    },
    { discrete: true, tag: [HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
  );
  return own.length;
}

function $replace(start: Point, end: Point, words: string): void {
  const selection = $createRangeSelection();
  selection.anchor.set(start.key, start.offset, "text");
  selection.focus.set(end.key, end.offset, "text");
  $setSelection(selection);
  if (words === "") selection.removeText();
  else selection.insertText(words);
}
