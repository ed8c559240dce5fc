/** Where an article opens, where it goes, and where it was left. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { boxAt, firstVisible, oneThird, scrollTo } from "./geometry.ts";
import type { Span, TextIndex } from "./offsets.ts";
import { paint } from "./paint.ts";

/** How long the passage one went to stands out, in ms. */
const flashMs = 1_200;

/** Scrolls a passage to one third of the pane's height and lets it flash once. */
export function goToPassage(index: TextIndex, scroller: HTMLElement, span: Span): void {
  scrollTo(index, scroller, span.start, oneThird(scroller));
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const unpaint = paint("flash", index, [span]);
  setTimeout(unpaint, flashMs);
}

/** Room over the first line when an article opens where it was left, in px. */
const headroom = 24;
/** A position is saved when scrolling has rested this long, in ms. */
const restMs = 600;

export interface PlaceOf {
  readonly index: TextIndex | null;
  readonly scroller: HTMLElement | null;
  /** Where the article was left. */
  readonly position: number;
  /** Where to go; null for where it was left. */
  readonly span: Span | null;
  /** Changes at each navigation. */
  readonly key: number;
  readonly save: (offset: number) => void;
}

/** Goes to places before they are painted, and remembers where reading stopped. */
export function usePlace({ index, scroller, position, span, key, save }: PlaceOf): void {
  const gone = useRef<number | null>(null);
  const opened = useRef<TextIndex | null>(null);
  const go = useEffectEvent(() => {
    // In a pane that does not show there is nothing to measure; going waits until it does.
    if (!index || !scroller || scroller.clientHeight === 0) return;
    if (span && gone.current !== key) {
      gone.current = key;
      goToPassage(index, scroller, span);
    } else if (opened.current !== index && position > 0) {
      scrollTo(index, scroller, position, headroom);
    }
    opened.current = index;
  });
  useLayoutEffect(() => go(), [index, scroller, key, span?.start, span?.end]);

  useEffect(() => {
    if (!scroller) return;
    const observer = new ResizeObserver(() => go());
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);

  const saveNow = useEffectEvent((offset: number) => save(offset));
  useEffect(() => {
    if (!index || !scroller) return;
    return watchPosition(index, scroller, saveNow);
  }, [index, scroller]);
}

/**
 * Reports where reading stands when scrolling rests, and at the latest when the page is left. Keeps that
 * line where it is when the text is set anew, in another width or size.
 */
function watchPosition(
  index: TextIndex,
  scroller: HTMLElement,
  save: (offset: number) => void,
): () => void {
  const stop = new AbortController();
  let timer = 0;
  let unsaved = false;
  let line = lineInSight(index, scroller);
  let setting = settingOf(index);
  /** Where keeping the line has put the pane: the scroll event of that is not the person's. */
  let kept: number | null = null;
  const flush = () => {
    clearTimeout(timer);
    if (unsaved) save(line.offset);
    unsaved = false;
  };
  const onScroll = () => {
    if (scroller.scrollTop === kept) return;
    kept = null;
    // Read while the text is still there: at the end of its life it can no longer be measured.
    line = lineInSight(index, scroller);
    unsaved = true;
    clearTimeout(timer);
    timer = window.setTimeout(flush, restMs);
  };
  const observer = new ResizeObserver(() => {
    const now = settingOf(index);
    if (scroller.clientHeight === 0 || now === setting) return;
    setting = now;
    if (line.offset === 0) return;
    scrollTo(index, scroller, line.offset, line.below);
    kept = scroller.scrollTop;
  });
  observer.observe(index.root);
  scroller.addEventListener("scroll", onScroll, { signal: stop.signal, passive: true });
  window.addEventListener("pagehide", flush, { signal: stop.signal });
  return () => {
    stop.abort();
    observer.disconnect();
    flush();
  };
}

/** The first line in sight, and how far under the top of the pane it is, in px. */
function lineInSight(
  index: TextIndex,
  scroller: HTMLElement,
): { readonly offset: number; readonly below: number } {
  const offset = firstVisible(index, scroller);
  if (offset === 0) return { offset, below: 0 };
  const top = scroller.getBoundingClientRect().top;
  return { offset, below: boxAt(index, offset, "start").top - top };
}

/** What decides where lines break. */
function settingOf({ root }: TextIndex): string {
  return `${root.clientWidth} ${getComputedStyle(root).fontSize}`;
}
