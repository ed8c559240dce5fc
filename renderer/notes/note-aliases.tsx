/** The other names of a note: a line below its title while it has any, and the dialog that changes them. */
import { useState } from "react";
import { call, useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { failureText } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface NoteAliasesProps {
  readonly note: string;
  readonly readOnly: boolean;
}

export function NoteAliases({ note, readOnly }: NoteAliasesProps) {
  const { data: aliases = [] } = useCall("notes.aliases", { id: note });
  const [editing, setEditing] = useState(false);
  useCommand("note.aliases", () => {
    if (!readOnly) setEditing(true);
  });
  const line = aliases.join(", ");
  return (
    <>
      {line === "" ? null : (
        <p className="note-aliases">
          Also called{" "}
          <button
            type="button"
            disabled={readOnly}
            aria-label={`Also called ${line}. Change`}
            onClick={() => setEditing(true)}
          >
            {line}
          </button>
        </p>
      )}
      {editing ? (
        <AliasesDialog note={note} aliases={aliases} onClose={() => setEditing(false)} />
      ) : null}
    </>
  );
}

interface AliasesDialogProps {
  readonly note: string;
  readonly aliases: readonly string[];
  readonly onClose: () => void;
}

function AliasesDialog({ note, aliases, onClose }: AliasesDialogProps) {
  const navigation = useNavigation();
  const [text, setText] = useState(aliases.join("\n"));
  const [failure, setFailure] = useState("");
  const save = () => {
    call("notes.setAliases", { id: note, aliases: text.split("\n") }).then(
      (undo) => {
        onClose();
        if (undo) navigation.announce("Other names changed", { group: undo.group });
      },
      (error: unknown) => setFailure(failureText(error)),
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Other names of the note"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={save}>
            Save names
          </Button>
        </>
      }
    >
      <textarea
        className="note-aliases-field"
        aria-label="Other names, one a line"
        placeholder="One name a line"
        rows={4}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        // The dialog was opened to write this.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      <p className="note-aliases-hint">
        One on each line. Links find the note by each of them, and so do mentions in other notes.
      </p>
      {failure === "" ? null : (
        <p className="note-hint" role="alert">
          {failure}
        </p>
      )}
    </Dialog>
  );
}
