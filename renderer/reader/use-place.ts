/** Where an article opens, where it goes, and where it was left. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { firstVisible, oneThird, scrollTo } from "./geometry.ts";
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

/** Reports where reading stands when scrolling rests, and at the latest when the page is left. */
function watchPosition(
  index: TextIndex,
  scroller: HTMLElement,
  save: (offset: number) => void,
): () => void {
  const stop = new AbortController();
  let timer = 0;
  let reached: number | null = null;
  const flush = () => {
    clearTimeout(timer);
    if (reached !== null) save(reached);
    reached = null;
  };
  scroller.addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      // Read while the text is still there: at the end of its life it can no longer be measured.
      reached = firstVisible(index, scroller);
      timer = window.setTimeout(flush, restMs);
    },
    { signal: stop.signal, passive: true },
  );
  window.addEventListener("pagehide", flush, { signal: stop.signal });
  return () => {
    stop.abort();
    flush();
  };
}
