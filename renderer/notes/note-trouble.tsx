/** What a note says about itself when its text cannot be saved where it belongs. Nothing is dropped. */
import { useSignalValue } from "@lexical/react/useExtensionSignalValue";
import { call } from "../api.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { bodyOf } from "./note-editor.ts";
import { refusals, type NoteSession } from "./note-session.ts";

export interface NoteTroubleProps {
  readonly session: NoteSession;
  /** Reads the note again, without what is written here. */
  readonly onReload: () => void;
}

/** Nothing as long as saving goes well; it alone is drawn again whenever that changes. */
export function NoteTrouble({ session, onReload }: NoteTroubleProps) {
  const navigation = useNavigation();
  const bodyState = useSignalValue(session.bodyState);
  if (bodyState.state !== "refused") return null;
  const { reason } = bodyState;
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
