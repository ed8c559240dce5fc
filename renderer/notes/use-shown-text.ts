/** What a note shows, read again after each change of it. */
import type { LexicalEditor } from "lexical";
import { useCallback, useEffect, useRef, useState } from "react";
import { shownText, type ShownText } from "./find/note-text.ts";

/** Longer texts are read again when the writer rests, which costs as much as many keys; UTF-16 units. */
const long = 100_000;
/** After the last key; ms. */
const restMs = 200;

const read = (editor: LexicalEditor): ShownText => {
  const root = editor.getRootElement();
  return root ? shownText(root) : { text: "", pieces: [] };
};

/**
 * At most once a frame, however fast one types, and in a long text not while one does. `catchUp` reads
 * what is still to be read at once, for whoever is about to use it.
 */
export function useShownText(editor: LexicalEditor): {
  readonly shown: ShownText;
  readonly catchUp: () => void;
} {
  const [shown, setShown] = useState(() => read(editor));
  const isLong = shown.text.length > long;
  /** Stops what would read it again; null while nothing is to be read. */
  const waiting = useRef<(() => void) | null>(null);
  const catchUp = useCallback(() => {
    if (waiting.current === null) return;
    waiting.current();
    waiting.current = null;
    setShown(read(editor));
  }, [editor]);
  useEffect(() => {
    const stop = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size + dirtyLeaves.size === 0) return;
      waiting.current?.();
      if (isLong && editor.getRootElement()?.contains(document.activeElement)) {
        const timer = setTimeout(catchUp, restMs);
        waiting.current = () => clearTimeout(timer);
      } else {
        const frame = requestAnimationFrame(catchUp);
        waiting.current = () => cancelAnimationFrame(frame);
      }
    });
    return () => {
      waiting.current?.();
      stop();
    };
  }, [editor, isLong, catchUp]);
  return { shown, catchUp };
}
