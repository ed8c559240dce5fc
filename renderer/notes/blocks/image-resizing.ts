/** Making pictures wider and narrower by their corner. Widths are shares of the text's, so they fit anywhere. */
import { $getNearestNodeFromDOMNode, type LexicalEditor } from "lexical";
import { $isImageNode } from "./image-node.ts";

const narrowest = 10;

/** The width of a picture in percent of the text, made larger by `by`. */
export function resized(frame: HTMLElement, by: number): number {
  const room = frame.parentElement?.clientWidth ?? 0;
  const now = room === 0 ? 100 : (frame.getBoundingClientRect().width / room) * 100;
  // In steps from round numbers, wherever one begins.
  return clamp(Math.round((now + by) / 10) * 10);
}

const clamp = (scale: number): number => Math.min(100, Math.max(narrowest, Math.round(scale)));

/** Follows the pointer that has taken hold of a corner, until the returned function is called. */
export function registerResizing(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return;
    const onPointerDown = (event: PointerEvent) => {
      const handle = event.target;
      if (!(handle instanceof HTMLElement) || !handle.matches(".note-image-handle")) return;
      if (!editor.isEditable()) return;
      event.preventDefault();
      follow(editor, handle, event);
    };
    root.addEventListener("pointerdown", onPointerDown);
    return () => root.removeEventListener("pointerdown", onPointerDown);
  });
}

function follow(editor: LexicalEditor, handle: HTMLElement, start: PointerEvent): void {
  const frame = handle.closest<HTMLElement>(".note-image");
  const room = frame?.parentElement?.clientWidth ?? 0;
  if (!frame || room === 0) return;
  const width = frame.getBoundingClientRect().width;
  const stop = new AbortController();
  const { signal } = stop;
  let scale = 0;
  handle.setPointerCapture(start.pointerId);
  handle.addEventListener(
    "pointermove",
    (event) => {
      scale = clamp(((width + event.clientX - start.clientX) / room) * 100);
      frame.style.width = `${scale}%`;
      frame.dataset["scaled"] = "true";
    },
    { signal },
  );
  const end = () => {
    stop.abort();
    if (scale === 0) return;
    editor.update(() => {
      const node = $getNearestNodeFromDOMNode(frame);
      if ($isImageNode(node)) node.setPicture({ scale });
    });
  };
  handle.addEventListener("pointerup", end, { signal });
  handle.addEventListener("pointercancel", end, { signal });
}
