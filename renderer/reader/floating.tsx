/** Something that floats beside a span of the text and scrolls with it. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactNode } from "react";
import { boxAt, placeBar } from "./geometry.ts";
import type { Span, TextIndex } from "./offsets.ts";

export interface FloatingProps {
  readonly index: TextIndex;
  /** The pane that scrolls. The element is placed in its first child, which is positioned. */
  readonly scroller: HTMLElement;
  readonly span: Span;
  /** The end of the span to be near. */
  readonly focus: "start" | "end";
  readonly prefer: "above" | "below";
  readonly onEscape: () => void;
  readonly children: ReactNode;
}

/** Places its only child beside the span, never on it. Placed again when the layout changes. */
export function Floating(props: FloatingProps) {
  const { index, scroller, span, focus, prefer, onEscape, children } = props;
  const self = useRef<HTMLDivElement>(null);
  const place = () => {
    const element = self.current;
    const page = element?.offsetParent;
    if (!element || !page) return;
    const origin = page.getBoundingClientRect();
    const { left, top } = placeBar({
      first: boxAt(index, span.start, "start"),
      last: boxAt(index, span.end, "end"),
      focus,
      prefer,
      size: { width: element.offsetWidth, height: element.offsetHeight },
      bounds: scroller.getBoundingClientRect(),
    });
    element.style.left = `${Math.round(left - origin.left)}px`;
    element.style.top = `${Math.round(top - origin.top)}px`;
  };
  useLayoutEffect(place, [index, scroller, span.start, span.end, focus, prefer]);
  const placeAgain = useEffectEvent(place);
  useEffect(() => {
    const observer = new ResizeObserver(placeAgain);
    observer.observe(index.root);
    if (self.current) observer.observe(self.current);
    return () => observer.disconnect();
  }, [index]);
  return (
    // Escape pressed anywhere inside; what is inside has roles of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={self}
      className="reader-floating"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </div>
  );
}
