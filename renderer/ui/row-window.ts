/**
 * Which rows of a long list are to be drawn. All rows have one height, so there is nothing to measure;
 * what is left is that Chromium draws no element taller than about 33.5 million px, and a million
 * clips are taller. Past {@link tallest} the scroll bar is therefore scaled: a small scroll moves by
 * its own distance, a large one (the bar was dragged) by its share of the whole.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** The height of the scrolled element never grows past this, in px. */
export const tallest = 15_000_000;

/** Lengths in px: of all rows, of the scrolled element, of what shows of it. */
export interface Extent {
  readonly whole: number;
  readonly drawn: number;
  readonly shown: number;
}

/** The place in the whole that a scroll position stands for when nothing else is known. */
export function placeOf(scrollTop: number, { whole, drawn, shown }: Extent): number {
  return drawn <= shown ? 0 : (scrollTop * (whole - shown)) / (drawn - shown);
}

/** The scroll position that stands for a place in the whole. */
export function scrollTopOf(place: number, { whole, drawn, shown }: Extent): number {
  return whole <= shown ? 0 : (place * (drawn - shown)) / (whole - shown);
}

/** Where one is in the whole after scrolling from one position to another. */
export function scrolledTo(place: number, from: number, to: number, extent: Extent): number {
  if (extent.whole === extent.drawn) return to;
  const atAnEnd = to <= 0 || to >= extent.drawn - extent.shown;
  const far = Math.abs(to - from) > extent.shown * 3;
  return atAnEnd || far ? placeOf(to, extent) : place + (to - from);
}

/** Rows drawn beyond each edge, so that a quick scroll finds them there. */
const spare = 6;

interface Drawn {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  /** What is added to a place in the drawn element to get the place in the whole. */
  readonly base: number;
}

export interface RowWindow extends Drawn {
  /** For the element that scrolls. */
  readonly scroller: (element: HTMLDivElement | null) => void;
  /** The height of the element inside it, in px. */
  readonly height: number;
  /** Rows that fit, at least 1. */
  readonly perPage: number;
  /** Scrolls no further than needed to show a row. */
  readonly reveal: (index: number) => void;
}

/** Follows the scrolling of a list of `total` rows of `rowHeight` px. */
export function useRowWindow(total: number, rowHeight: number): RowWindow {
  const element = useRef<HTMLDivElement | null>(null);
  const position = useRef({ scrollTop: 0, place: 0 });
  const [shown, setShown] = useState(0);
  const [drawn, setDrawn] = useState<Drawn>({ first: 0, end: 0, base: 0 });
  const whole = total * rowHeight;
  const height = Math.min(whole, tallest);

  /** Draws what belongs at the current place; does nothing when that is drawn already. */
  const draw = useCallback(() => {
    const { scrollTop, place } = position.current;
    const visible = element.current?.clientHeight ?? 0;
    setShown(visible);
    const next: Drawn = {
      first: Math.max(0, Math.floor(place / rowHeight) - spare),
      end: Math.min(total, Math.ceil((place + visible) / rowHeight) + spare),
      base: place - scrollTop,
    };
    setDrawn((last) =>
      last.first === next.first && last.end === next.end && last.base === next.base ? last : next,
    );
  }, [total, rowHeight]);

  const extent = useCallback(
    (): Extent => ({ whole, drawn: height, shown: element.current?.clientHeight ?? 0 }),
    [whole, height],
  );

  const follow = useCallback(() => {
    if (!element.current) return;
    const { scrollTop } = element.current;
    const last = position.current;
    if (last.scrollTop !== scrollTop) {
      position.current = {
        scrollTop,
        place: scrolledTo(last.place, last.scrollTop, scrollTop, extent()),
      };
    }
    draw();
  }, [draw, extent]);

  /** Goes to a place, and leaves the scroll bar where it stands for that place. */
  const goTo = useCallback(
    (place: number) => {
      if (!element.current) return;
      element.current.scrollTop = scrollTopOf(place, extent());
      position.current = { scrollTop: element.current.scrollTop, place };
      draw();
    },
    [draw, extent],
  );

  const scroller = useCallback(
    (found: HTMLDivElement | null) => {
      element.current = found;
      if (!found) return;
      // Rows must be there in the frame that shows the new position.
      const onScroll = () => flushSync(follow);
      const onScrollEnd = () => {
        if (height < whole) flushSync(() => goTo(position.current.place));
      };
      const resized = new ResizeObserver(draw);
      resized.observe(found);
      found.addEventListener("scroll", onScroll, { passive: true });
      found.addEventListener("scrollend", onScrollEnd);
      return () => {
        resized.disconnect();
        found.removeEventListener("scroll", onScroll);
        found.removeEventListener("scrollend", onScrollEnd);
        element.current = null;
      };
    },
    [follow, goTo, draw, height, whole],
  );

  // Also when the list became shorter and the browser moved the scroll position without an event yet.
  useLayoutEffect(follow, [follow]);

  const reveal = useCallback(
    (index: number) => {
      const { place } = position.current;
      const visible = element.current?.clientHeight ?? 0;
      const top = index * rowHeight;
      if (top < place) goTo(top);
      else if (top + rowHeight > place + visible) goTo(top + rowHeight - visible);
    },
    [goTo, rowHeight],
  );

  return {
    ...drawn,
    end: Math.min(drawn.end, total),
    scroller,
    height,
    perPage: Math.max(1, Math.floor(shown / rowHeight)),
    reveal,
  };
}
