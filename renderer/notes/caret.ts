/**
 * Where the caret is when the text gets the focus again by keys: where it was, or after a quote that
 * came in meanwhile. Left to itself, the browser puts it at the start.
 */
import { defineExtension } from "lexical";

export const CaretExtension = defineExtension({
  name: "commonplace/caret",
  register: (editor) =>
    editor.registerRootListener((root) => {
      if (!root) return;
      let pointed = false;
      const onPointerDown = () => {
        pointed = true;
      };
      const onFocus = () => {
        // A pointer says itself where the caret goes.
        if (!pointed) editor.focus(undefined, { defaultSelection: "rootStart" });
        pointed = false;
      };
      const onPointerUp = () => {
        pointed = false;
      };
      root.addEventListener("pointerdown", onPointerDown, { capture: true });
      root.addEventListener("focus", onFocus);
      window.addEventListener("pointerup", onPointerUp, { capture: true });
      return () => {
        root.removeEventListener("pointerdown", onPointerDown, { capture: true });
        root.removeEventListener("focus", onFocus);
        window.removeEventListener("pointerup", onPointerUp, { capture: true });
      };
    }),
});
