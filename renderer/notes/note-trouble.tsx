/** What a note says about itself when its text cannot be saved where it belongs. Nothing is dropped. */
import { call } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { bodyOf } from "./note-editor.ts";
import { refusals, type NoteSession } from "./note-session.ts";

export interface NoteTroubleProps {
  readonly session: NoteSession;
  readonly reason: string;
  /** Reads the note again, without what is written here. */
  readonly onReload: () => void;
}

export function NoteTrouble({ session, reason, onReload }: NoteTroubleProps) {
  const navigation = useNavigation();
  const copy = async (): Promise<void> => {
    const body = bodyOf(session.editor);
    const title = session.title.peek();
    const note = await call("notes.create", { title: `${title || "Untitled note"} (my text)` });
    await call("notes.save", { id: note.id, base: note.revision, body });
    onReload();
    navigation.openNote(note.id);
  };
  return (
    <div className="note-trouble" role="alert">
      <p>Not saved, because {reason}. Your text is still here.</p>
      <Button
        variant="primary"
        onPress={() => {
          copy().catch((error: unknown) => {
            navigation.announce(error instanceof Error ? error.message : String(error));
          });
        }}
      >
        Copy my text to a new note
      </Button>
      {reason === refusals.gone ? (
        <Button onPress={() => session.retry()}>Try again</Button>
      ) : (
        <Button onPress={onReload}>Load the other</Button>
      )}
    </div>
  );
}
