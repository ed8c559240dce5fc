/**
 * Where the caret is when the text gets the focus again by keys: where it was, or after a quote that
 * came in meanwhile. Left to itself, the browser puts it at the start.
 *
 * And where the keys for the beginning and the end of the text lead. The browser does not lay out blocks
 * that are out of sight, so that it took the beginning of the last one for the end of the text.
 */
import {
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  IS_APPLE,
  KEY_DOWN_COMMAND,
  mergeRegister,
  type LexicalEditor,
} from "lexical";

type Edge = "start" | "end";

/** Which edge of the text a key asks for; null for other keys. */
function edgeAsked({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): Edge | null {
  if (altKey || ctrlKey === metaKey || metaKey !== IS_APPLE) return null;
  const edges = IS_APPLE
    ? ({ ArrowUp: "start", ArrowDown: "end", Home: "start", End: "end" } as const)
    : ({ Home: "start", End: "end" } as const);
  return (edges as Readonly<Record<string, Edge>>)[key] ?? null;
}

function $goTo(edge: Edge, selecting: boolean): void {
  const last = $getSelection();
  const from = selecting && $isRangeSelection(last) ? last.clone().anchor : null;
  const root = $getRoot();
  const selection = edge === "start" ? root.selectStart() : root.selectEnd();
  if (from !== null) selection.anchor.set(from.key, from.offset, from.type);
}

function registerEdges(editor: LexicalEditor): () => void {
  return editor.registerCommand(
    KEY_DOWN_COMMAND,
    (event) => {
      // What is written in a field inside the text has its own ends.
      const isOurs = event.target === editor.getRootElement() && !editor.isComposing();
      const edge = isOurs ? edgeAsked(event) : null;
      if (edge === null) return false;
      event.preventDefault();
      $goTo(edge, event.shiftKey);
      return true;
    },
    COMMAND_PRIORITY_LOW,
  );
}

export const CaretExtension = defineExtension({
  name: "commonplace/caret",
  register: (editor) => mergeRegister(registerEdges(editor), registerFocus(editor)),
});

function registerFocus(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
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
  });
}
