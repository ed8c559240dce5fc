/** The person's selection as a span of the article. */
import { clipRange } from "../../electron/text/clip-range.ts";
import { offsetsOf, rangeOf, type Span, type TextIndex } from "./offsets.ts";

export interface Selected extends Span {
  /** The end that was moved last: where eyes and pointer are. */
  readonly focus: "start" | "end";
}

/**
 * What is selected in the article now, without the space and stray punctuation that a hand drags along
 * at its ends; null when no words are.
 */
export function selectedSpan(index: TextIndex, text: string): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const span = offsetsOf(index, selection.getRangeAt(0));
  const bare = span && clipRange(text, span.start, span.end);
  return bare && { ...bare, focus: isBackward(selection) ? "start" : "end" };
}

function isBackward({ anchorNode, anchorOffset, focusNode, focusOffset }: Selection): boolean {
  if (!anchorNode || !focusNode) return false;
  if (anchorNode === focusNode) return focusOffset < anchorOffset;
  return Boolean(anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** Selects a span, so that Shift with arrows goes on from there. */
export function select(index: TextIndex, span: Span, focus: Selected["focus"] = "end"): void {
  const range = rangeOf(index, span);
  const ends = [
    range.startContainer,
    range.startOffset,
    range.endContainer,
    range.endOffset,
  ] as const;
  const [from, fromOffset, to, toOffset] = ends;
  const selection = document.getSelection();
  if (focus === "end") selection?.setBaseAndExtent(from, fromOffset, to, toOffset);
  else selection?.setBaseAndExtent(to, toOffset, from, fromOffset);
}

/** How long a selection made with keys must rest before it counts, in ms. */
const restMs = 40;

/** Follows the selection of a drawn article. */
export interface SelectionWatch {
  /** Reports what is selected now, unless that was reported already or the pointer is still down. */
  readonly settle: () => void;
  readonly stop: () => void;
}

/**
 * Reports the selection whenever it has come to rest: at once when the pointer is let go, a moment
 * after the last change otherwise, and at once when nothing is selected any more. Never touches it.
 */
export function watchSelection(
  index: TextIndex,
  text: string,
  settled: (selected: Selected | null) => void,
): SelectionWatch {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let pointerDown = false;
  let timer = 0;
  let reported: Selected | null = null;
  const report = (selected: Selected | null) => {
    clearTimeout(timer);
    reported = selected;
    settled(selected);
  };
  const read = () => report(selectedSpan(index, text));
  /** What was reported before is not said again: the bar for it may have been sent away meanwhile. */
  const readNew = () => {
    clearTimeout(timer);
    const now = selectedSpan(index, text);
    if (!isSame(now, reported)) report(now);
  };
  const readAfter = (ms: number, reading: () => void) => {
    clearTimeout(timer);
    timer = window.setTimeout(reading, ms);
  };
  index.root.addEventListener(
    "pointerdown",
    ({ button }) => {
      pointerDown = button === 0;
    },
    options,
  );
  for (const type of ["pointerup", "pointercancel"]) {
    // The browser changes the selection after the event, hence a task later.
    window.addEventListener(
      type,
      () => {
        if (!pointerDown) return;
        pointerDown = false;
        readAfter(0, read);
      },
      options,
    );
  }
  document.addEventListener(
    "selectionchange",
    () => {
      if (document.getSelection()?.isCollapsed !== false) report(null);
      else if (!pointerDown) readAfter(restMs, readNew);
    },
    options,
  );
  // Whoever was quicker than this began before anybody watched.
  if (document.getSelection()?.isCollapsed === false) readAfter(restMs, readNew);
  return {
    settle() {
      if (!pointerDown) readNew();
    },
    stop() {
      clearTimeout(timer);
      stop.abort();
    },
  };
}

function isSame(a: Selected | null, b: Selected | null): boolean {
  return a?.start === b?.start && a?.end === b?.end && a?.focus === b?.focus;
}
