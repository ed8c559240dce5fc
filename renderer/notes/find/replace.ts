/** Replacing words of a note, as one step to undo. */
import {
  $createRangeSelection,
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $isTextNode,
  $setSelection,
  HISTORY_PUSH_TAG,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type LexicalEditor,
  type NodeKey,
  type RangeSelection,
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
  const ownerOf = remembered($getNearestNodeFromDOMNode);
  const places = editor.read(() => spans.map((span) => $pointsOf(shown, span, ownerOf)));
  const own = places.filter((place) => place !== null);
  const [first] = own;
  if (!first) return 0;
  editor.update(
    () => {
      const [{ key, offset }] = first;
      // Ahead of all that is replaced: no place in a text that becomes shorter is left.
      $select(first[0], first[0]);
      $replaceAll(own, words);
      const node = $getNodeByKey(key);
      if ($isTextNode(node)) node.select(offset + words.length, offset + words.length);
    },
    { discrete: true, tag: [HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
  );
  return own.length;
}

type Place = readonly [start: Point, end: Point];

const keyWithin = ([start, end]: Place): NodeKey | null =>
  start.key === end.key ? start.key : null;

/**
 * From the end, so that what is still to be replaced stays where it was; what stands in one text at once,
 * so that a letter can be replaced all over a long note.
 */
function $replaceAll(places: readonly Place[], words: string): void {
  const groups: { readonly key: NodeKey | null; readonly places: [Place, ...Place[]] }[] = [];
  for (const place of places) {
    const key = keyWithin(place);
    const last = groups.at(-1);
    if (key !== null && last?.key === key) last.places.push(place);
    else groups.push({ key, places: [place] });
  }
  for (const group of groups.toReversed())
    if (group.key === null) $replaceAcross(group.places[0], words);
    else $replaceWithin(group.key, group.places, words);
}

/** `places` are all in the text of this key. */
function $replaceWithin(key: NodeKey, places: readonly Place[], words: string): void {
  const node = $getNodeByKey(key);
  if (!$isTextNode(node)) return;
  const text = node.getTextContent();
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of places) {
    parts.push(text.slice(from, start.offset), words);
    from = end.offset;
  }
  const next = parts.join("") + text.slice(from);
  if (next === "") node.remove();
  else node.setTextContent(next);
}

function $replaceAcross([start, end]: Place, words: string): void {
  const selection = $select(start, end);
  if (words === "") selection.removeText();
  else selection.insertText(words);
}

function $select(start: Point, end: Point): RangeSelection {
  const selection = $createRangeSelection();
  selection.anchor.set(start.key, start.offset, "text");
  selection.focus.set(end.key, end.offset, "text");
  $setSelection(selection);
  return selection;
}

/** As the function, which is asked once about each. */
function remembered<Key, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const last = known.get(key);
    if (last !== undefined) return last;
    const value = ask(key);
    known.set(key, value);
    return value;
  };
}
