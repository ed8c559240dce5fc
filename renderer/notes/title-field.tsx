/** The title of a note: grows with its words, one paragraph, Enter goes on to the text. */
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { useEffect, useRef } from "react";
import type { NoteSession } from "./note-session.ts";

/** As long as the contract allows. */
const longest = 2_000;

export interface TitleFieldProps {
  readonly session: NoteSession;
  readonly readOnly: boolean;
  /** Grows with every wish to name the note; 0 for none yet. */
  readonly wish: number;
  readonly onLeave: () => void;
}

export function TitleField({ session, readOnly, wish, onLeave }: TitleFieldProps) {
  const title = useSignalValue(session.title);
  const field = useRef<HTMLTextAreaElement>(null);
  const isWished = wish > 0 || session.unnamed;
  useEffect(() => {
    // Whoever is writing the name already is left alone.
    if (!isWished || document.activeElement === field.current) return;
    field.current?.focus();
    field.current?.select();
  }, [wish, isWished]);
  return (
    <textarea
      ref={field}
      className="note-title"
      aria-label="Title of the note"
      placeholder="Untitled note"
      rows={1}
      maxLength={longest}
      spellCheck={false}
      readOnly={readOnly}
      value={title}
      onChange={(event) => session.setTitle(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
      onBlur={() => void session.flush()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const field = event.currentTarget;
        const atEnd = field.selectionStart === field.value.length;
        if (event.key !== "Enter" && !(event.key === "ArrowDown" && atEnd)) return;
        event.preventDefault();
        onLeave();
      }}
    />
  );
}
