/** What a note shows, read again after each change of it. */
import type { LexicalEditor } from "lexical";
import { useEffect, useState } from "react";
import { shownText, type ShownText } from "./note-text.ts";

const read = (editor: LexicalEditor): ShownText => {
  const root = editor.getRootElement();
  return root ? shownText(root) : { text: "", pieces: [] };
};

/** At most once a frame, however fast one types. */
export function useShownText(editor: LexicalEditor): ShownText {
  const [shown, setShown] = useState(() => read(editor));
  useEffect(() => {
    let frame = 0;
    const stop = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (dirtyElements.size + dirtyLeaves.size === 0 || frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        setShown(read(editor));
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [editor]);
  return shown;
}
