/** What can be done with a whole import that has ended: tag by folders, take it back. */
import { useEffect, useRef, useState } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { undo } from "../undo.ts";
import { undoSentence } from "./outcome.ts";

/** The buttons beside the summary, and what one of them asks before it acts. */
export function JobActions({ job }: { readonly job: ImportJob }) {
  const [asking, setAsking] = useState(false);
  const sentence = undoSentence(job);
  if (job.running || job.undone || sentence === null) return null;
  if (asking) return <ConfirmUndo job={job} sentence={sentence} onDone={() => setAsking(false)} />;
  return (
    <div className="imports-actions">
      <TagFolders job={job.id} />
      <Button variant="quiet" onPress={() => setAsking(true)}>
        Undo this import…
      </Button>
    </div>
  );
}

interface ConfirmUndoProps {
  readonly job: ImportJob;
  /** What goes. */
  readonly sentence: string;
  readonly onDone: () => void;
}

function ConfirmUndo({ job, sentence, onDone }: ConfirmUndoProps) {
  const button = useRef<HTMLButtonElement>(null);
  // It stands where the button was that asked for it, and that had the focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="imports-actions" role="group" aria-label="Undo this import?">
      <span role="alert">{sentence}</span>
      <Button variant="quiet" onPress={onDone}>
        Keep all
      </Button>
      <Button
        ref={button}
        onPress={() => {
          onDone();
          undo(job.id);
        }}
      >
        Undo the import
      </Button>
    </div>
  );
}

/** Names that are shown before the others are only counted. */
const namesShown = 4;

/** Offers the folders that articles came from as tags; draws nothing when there are none. */
function TagFolders({ job }: { readonly job: string }) {
  const { data: names = [] } = useCall("import.folders", { job });
  const navigation = useNavigation();
  if (names.length === 0) return null;
  const listed = names.slice(0, namesShown).join(", ") + (names.length > namesShown ? ", …" : "");
  const add = () => {
    call("import.tagFolders", { job })
      .then((done) =>
        done
          ? navigation.announce("Folder names added as tags", done)
          : navigation.announce("The articles have these tags already"),
      )
      .catch(showFailure);
  };
  return (
    <span title={listed}>
      <Button variant="quiet" onPress={add}>
        Add folder names as tags
      </Button>
    </span>
  );
}
