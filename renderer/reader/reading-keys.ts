/** Selecting by the keyboard, in text that has no caret. */
import { firstVisible, showSpan } from "./geometry.ts";
import { offsetAt, type Span, type TextIndex } from "./offsets.ts";
import { sentenceBefore, sentenceFrom } from "./sentences.ts";
import { select, selectedSpan } from "./selection.ts";

export interface ReadingPlace {
  readonly index: TextIndex;
  readonly scroller: HTMLElement;
  readonly text: string;
  readonly language: string | null;
}

/** Acts on a key press in the article's text; false when the key means nothing here. */
export function selectByKey(place: ReadingPlace, event: KeyboardEvent): boolean {
  const step = sentenceStep(event);
  if (step) {
    stepSentence(place, step, event.shiftKey);
    return true;
  }
  if (isSelectAll(event)) {
    select(place.index, { start: 0, end: place.index.length });
    return true;
  }
  const move = event.shiftKey && !event.metaKey ? moves[event.key] : undefined;
  if (!move) return false;
  const [direction, unit, unitWithControl] = move;
  extend(place, direction, event.ctrlKey || event.altKey ? unitWithControl : unit);
  return true;
}

type Direction = "forward" | "backward";

/** `.` and `,` step by sentence; with Shift they extend, whatever character the layout then makes. */
function sentenceStep({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): Direction | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "." || key === ">") return "forward";
  if (key === "," || key === "<") return "backward";
  if (key === ":" && code === "Period") return "forward";
  if (key === ";" && code === "Comma") return "backward";
  return null;
}

function isSelectAll({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "a" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

const moves: Readonly<
  Record<
    string,
    readonly [direction: "left" | "right", unit: string, withControl: string] | undefined
  >
> = {
  ArrowLeft: ["left", "character", "word"],
  ArrowRight: ["right", "character", "word"],
  ArrowUp: ["left", "line", "paragraph"],
  ArrowDown: ["right", "line", "paragraph"],
  Home: ["left", "lineboundary", "lineboundary"],
  End: ["right", "lineboundary", "lineboundary"],
};

/** Moves the selection's moving end. With nothing selected, begins where one reads. */
function extend(place: ReadingPlace, direction: "left" | "right", unit: string): void {
  const selection = document.getSelection();
  if (!selection) return;
  if (!selection.focusNode || !place.index.root.contains(selection.focusNode)) {
    const start = startOfReading(place);
    select(place.index, { start, end: start });
  }
  const vertical = unit === "line" || unit === "paragraph";
  const way = vertical ? (direction === "left" ? "backward" : "forward") : direction;
  selection.modify("extend", way, unit);
  keepInSight(place);
}

/** Selects the next or previous sentence, or lets the selection grow by it. */
function stepSentence(place: ReadingPlace, direction: Direction, grow: boolean): void {
  const { index, text, language } = place;
  const selected = selectedSpan(index, text);
  const caret = selected ?? caretOrReading(place);
  const found =
    direction === "forward"
      ? sentenceFrom(text, caret.end, language)
      : sentenceBefore(text, caret.start, language);
  if (!found) return;
  const focus = direction === "forward" ? "end" : "start";
  const span = grow && selected ? union(selected, found) : found;
  select(index, span, grow ? focus : "end");
  showSpan(index, place.scroller, grow ? found : span);
}

function union(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** Where the caret would be if it could be seen: where was last clicked or selected, if in the text. */
function caretOrReading(place: ReadingPlace): Span {
  const selection = document.getSelection();
  const node = selection?.focusNode;
  if (!selection || !node || !place.index.root.contains(node)) {
    const start = startOfReading(place);
    return { start, end: start };
  }
  const range = selection.getRangeAt(0);
  const start = offsetAt(place.index, range.startContainer, range.startOffset, "start");
  return { start, end: start };
}

function startOfReading({ index, scroller }: ReadingPlace): number {
  return firstVisible(index, scroller);
}

function keepInSight(place: ReadingPlace): void {
  const selected = selectedSpan(place.index, place.text);
  if (!selected) return;
  const at = selected[selected.focus];
  showSpan(
    place.index,
    place.scroller,
    selected.focus === "end" ? { start: Math.max(0, at - 1), end: at } : { start: at, end: at + 1 },
  );
}
