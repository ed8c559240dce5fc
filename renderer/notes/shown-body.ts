/** Draws the text of a note that is only looked at, in a preview or inside another. */
import { COMMAND_PRIORITY_EDITOR } from "lexical";
import { createNoteEditor, UnreadableNote, type NoteSurroundings } from "./note-editor.ts";
import type { ShowBody } from "./blocks/note-embed.ts";
import { OPEN_TARGET_COMMAND } from "./links/open-target.ts";
import { noteOfKey, notebookClips, notebookEmbeds, notebookTitles } from "./links/targets.ts";

const never = () => Promise.reject(new Error("Expected a note that is only looked at"));

/** Nothing can be written here, so most of these are never asked for anything. */
function surroundings(embeddedIn: readonly string[]): NoteSurroundings {
  return {
    note: noteOfKey(embeddedIn.at(-1) ?? ""),
    titles: notebookTitles,
    clips: notebookClips,
    links: {
      known: () => [],
      suggest: async () => [],
      create: never,
      want: never,
      onFailure: () => undefined,
    },
    embeds: { embeds: notebookEmbeds, show: showBody, embeddedIn, want: null },
    addImage: never,
  };
}

/** Null for a body that this version cannot read; opening the note tells more. */
function editorOf(
  body: string,
  embeddedIn: readonly string[],
): ReturnType<typeof createNoteEditor> | null {
  try {
    return createNoteEditor(body, surroundings(embeddedIn), reportError);
  } catch (error) {
    if (error instanceof UnreadableNote) return null;
    throw error;
  }
}

/** Draws a body in an element; says so where it cannot be read. */
export const showBody: ShowBody = (element, body, embeddedIn, onOpen) => {
  element.className = "note-body note-shown";
  let stop = draw(element, body, embeddedIn, onOpen);
  return {
    update(next) {
      stop();
      stop = draw(element, next, embeddedIn, onOpen);
    },
    stop: () => stop(),
  };
};

function draw(...[element, body, embeddedIn, onOpen]: Parameters<ShowBody>): () => void {
  const editor = editorOf(body, embeddedIn);
  if (!editor) {
    element.textContent = "This note cannot be shown here.";
    return () => undefined;
  }
  editor.setEditable(false);
  editor.setRootElement(element);
  const stopOpening = editor.registerCommand(
    OPEN_TARGET_COMMAND,
    (target) => {
      onOpen(target);
      return true;
    },
    COMMAND_PRIORITY_EDITOR,
  );
  return () => {
    stopOpening();
    editor.setRootElement(null);
    editor.dispose();
  };
}
