/** Selecting by the keyboard, with a caret and without one. */
import { caretBox, firstVisible, showSpan } from "./geometry.ts";
import { offsetAt, rangeOf, type Span, type TextIndex } from "./offsets.ts";
import { sentenceBefore, sentenceFrom } from "./sentences.ts";
import { select, selectedSpan } from "./selection.ts";

export interface ReadingPlace {
  readonly index: TextIndex;
  readonly scroller: HTMLElement;
  readonly text: string;
  readonly language: string | null;
  /** Whether there is a caret that keys without Shift move. */
  readonly caret: boolean;
}

/** Acts on a key press in the article's text; false when the key means nothing here. */
export function selectByKey(place: ReadingPlace, event: KeyboardEvent): boolean {
  const towards = sentenceStep(event);
  if (towards) {
    stepSentence(place, towards, event.shiftKey);
    return true;
  }
  if (isSelectAll(event)) {
    select(place.index, { start: 0, end: place.index.length });
    return true;
  }
  if (event.metaKey || !(event.shiftKey || (place.caret && !event.altKey))) return false;
  const move = moves[event.key];
  if (!move) return false;
  const [direction, unit, unitWithControl] = move;
  const alter = event.shiftKey ? "extend" : "move";
  step(place, alter, direction, event.ctrlKey || event.altKey ? unitWithControl : unit);
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
  Home: ["left", "lineboundary", "text"],
  End: ["right", "lineboundary", "text"],
  PageUp: ["left", "page", "page"],
  PageDown: ["right", "page", "page"],
};

/** Gives the text a caret where one reads, unless there is one or something is selected. */
export function beginCaret(place: ReadingPlace): void {
  const { focusNode } = document.getSelection() ?? {};
  if (focusNode && place.index.root.contains(focusNode)) return;
  const start = startOfReading(place);
  select(place.index, { start, end: start });
}

type Alter = "move" | "extend";

/** Moves the selection's moving end. With nothing selected, begins where one reads. */
function step(place: ReadingPlace, alter: Alter, direction: "left" | "right", unit: string): void {
  const selection = document.getSelection();
  if (!selection) return;
  beginCaret(place);
  if (unit === "text") toEnd(place, selection, alter, direction);
  else if (unit === "page") turnPage(place, selection, alter, direction);
  else modify(place, selection, alter, direction, unit);
  keepInSight(place);
}

/** As the browser moves, but never out of the article. */
function modify(
  { index }: ReadingPlace,
  selection: Selection,
  alter: Alter,
  direction: "left" | "right",
  unit: string,
): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const vertical = unit === "line" || unit === "paragraph";
  const way = vertical ? (direction === "left" ? "backward" : "forward") : direction;
  selection.modify(alter, way, unit);
  if (index.root.contains(selection.focusNode) || !anchorNode || !focusNode) return;
  selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

/** To the first or last letter of the article. */
function toEnd(
  { index }: ReadingPlace,
  selection: Selection,
  alter: Alter,
  direction: "left" | "right",
): void {
  const at = direction === "left" ? 0 : index.length;
  const end = rangeOf(index, { start: at, end: at });
  if (alter === "extend") selection.extend(end.startContainer, end.startOffset);
  else selection.collapse(end.startContainer, end.startOffset);
}

/** No page has more lines; a pane that cannot be measured ends here too. */
const mostLines = 200;

/** Line by line, until a pane's height is behind, less a line to find one's place again. */
function turnPage(
  place: ReadingPlace,
  selection: Selection,
  alter: Alter,
  direction: "left" | "right",
): void {
  const from = caretBox(place.index);
  if (!from) return;
  const far = place.scroller.clientHeight - 2 * (from.bottom - from.top);
  for (let line = 0; line < mostLines; line++) {
    const { focusNode, focusOffset } = selection;
    modify(place, selection, alter, direction, "line");
    const now = caretBox(place.index);
    if (!now || Math.abs(now.top - from.top) >= far) return;
    if (selection.focusNode === focusNode && selection.focusOffset === focusOffset) return;
  }
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
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  if (!focusNode || focusOffset === undefined) return;
  const at = offsetAt(place.index, focusNode, focusOffset, "start");
  const start = Math.max(0, Math.min(at, place.index.length - 1));
  showSpan(place.index, place.scroller, { start, end: start + 1 });
}
