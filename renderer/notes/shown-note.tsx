/** A note's text, drawn as its editor draws it, to look at. */
import { COMMAND_PRIORITY_EDITOR } from "lexical";
import { useEffect, useRef } from "react";
import type { Target } from "../../electron/api.ts";
import { createNoteEditor, UnreadableNote, type NoteSurroundings } from "./note-editor.ts";
import { OPEN_TARGET_COMMAND } from "./open-target.ts";
import { notebookClips, notebookTitles } from "./targets.ts";

const never = () => Promise.reject(new Error("Expected a note that is only looked at"));
/** Nothing can be written here, so nothing is ever asked of these. */
const surroundings: NoteSurroundings = {
  titles: notebookTitles,
  clips: notebookClips,
  links: {
    known: () => [],
    suggest: async () => [],
    create: never,
    want: never,
    onFailure: () => undefined,
  },
  addImage: never,
};

/** Null for a body that this version cannot read; opening the note tells more. */
function editorOf(body: string): ReturnType<typeof createNoteEditor> | null {
  try {
    return createNoteEditor(body, surroundings, reportError);
  } catch (error) {
    if (error instanceof UnreadableNote) return null;
    throw error;
  }
}

export interface ShownNoteProps {
  readonly body: string;
  readonly onOpen: (target: Target) => void;
}

/** Draws a body; says so where it cannot be read. Give it a key to draw another. */
export function ShownNote({ body, onOpen }: ShownNoteProps) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const editor = editorOf(body);
    if (!editor) {
      element.textContent = "This note cannot be shown here.";
      return;
    }
    editor.setEditable(false);
    editor.setRootElement(element);
    const stop = editor.registerCommand(
      OPEN_TARGET_COMMAND,
      (target) => {
        onOpen(target);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    );
    return () => {
      stop();
      editor.setRootElement(null);
      editor.dispose();
    };
  }, [body, onOpen]);
  return <div ref={root} className="note-body note-shown" />;
}
