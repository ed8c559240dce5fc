/** The caret of caret browsing. The browser draws none in text that cannot be written in. */
import { useEffect, useRef } from "react";
import { caretBox } from "./geometry.ts";
import type { TextIndex } from "./offsets.ts";

export interface CaretProps {
  readonly index: TextIndex;
}

/** Stands where the selection's moving end is, as long as that is in the article. It never blinks. */
export function Caret({ index }: CaretProps) {
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const element = self.current;
      const page = element?.offsetParent;
      const box = caretBox(index);
      if (!element || !page) return;
      element.style.visibility = box ? "visible" : "hidden";
      if (!box) return;
      const origin = page.getBoundingClientRect();
      element.style.left = `${Math.round(box.left - origin.left) - 1}px`;
      element.style.top = `${Math.round(box.top - origin.top)}px`;
      element.style.height = `${Math.round(box.bottom - box.top)}px`;
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(index.root);
    document.addEventListener("selectionchange", place);
    return () => {
      observer.disconnect();
      document.removeEventListener("selectionchange", place);
    };
  }, [index]);
  return <div ref={self} className="reader-caret" aria-hidden="true" />;
}
