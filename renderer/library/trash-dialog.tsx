/** Asks before anything goes for good, and says what is lost with it. */
import { useState } from "react";
import type { Target, TrashLosses } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { failureText } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { countOf } from "../ui/format.ts";

/** What is to go: one thing, or all that lies in the trash. */
export type Doomed =
  | { readonly kind: "one"; readonly target: Target; readonly title: string }
  | { readonly kind: "all"; readonly count: number };

export interface TrashDialogProps {
  readonly doomed: Doomed;
  readonly onClose: () => void;
}

export function TrashDialog({ doomed, onClose }: TrashDialogProps) {
  const navigation = useNavigation();
  const [failure, setFailure] = useState("");
  const targets = doomed.kind === "one" ? [doomed.target] : [];
  const { data: losses } = useCall("trash.losses", { targets }, { enabled: targets.length > 0 });
  const all = doomed.kind === "all";
  const go = () => {
    (all ? call("trash.empty", {}) : call("trash.purge", { targets }))
      .then(() => {
        onClose();
        navigation.announce(all ? "The trash is empty" : "Deleted for good");
      })
      .catch((error: unknown) => setFailure(failureText(error)));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={all ? "Empty the trash?" : "Delete for good?"}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={go}>
            {all ? "Empty trash" : "Delete for good"}
          </Button>
        </>
      }
    >
      {doomed.kind === "all" ? (
        <p className="trash-says">
          {`All of it goes for good: ${countOf(doomed.count, "thing")}. Words that notes quote stay in those notes.`}
        </p>
      ) : (
        <>
          <p className="trash-says">{`“${doomed.title}” cannot be brought back afterwards.`}</p>
          {losses ? <p className="trash-says">{lossesText(losses)}</p> : null}
        </>
      )}
      <p role="alert" className="trash-failure">
        {failure}
      </p>
    </Dialog>
  );
}

/** What goes along, and who still uses it. */
function lossesText({ articles, clips, usedIn, usedInTotal }: TrashLosses): string {
  const along = articles > 0 && clips > 0 ? `${countOf(clips, "clip")} of it will go too. ` : "";
  if (usedInTotal === 0) return `${along}No note uses it.`.trim();
  const names = usedIn.slice(0, 3).map(({ title }) => `“${title || "Untitled note"}”`);
  const others = usedInTotal - names.length;
  const list = others > 0 ? `${names.join(", ")} and ${others} more` : names.join(", ");
  const noun = usedInTotal === 1 ? "the note" : "the notes";
  return `${along}Used in ${noun} ${list}: the words quoted there stay, and show that their source is missing.`;
}
