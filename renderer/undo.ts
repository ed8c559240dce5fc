/** Undo and redo of what was done in the notebook; that of words being typed is their field's own. */
import { useEffect } from "react";
import { call, useCall } from "./api.ts";
import { keysFor, nameCommand, useCommand } from "./commands.ts";
import { showFailure } from "./failure.ts";
import { showToast } from "./ui/toast.tsx";

/** What was undone or redone last is all there is to say of it. */
const topic = "undo";

/** Takes back one change group, or the last change, and offers to do it again. */
export function undo(group: string | null): void {
  call("history.undo", { group })
    .then((undone) => {
      if (undone === null) return showToast("Nothing to undo", null, topic);
      const again = { label: "Redo", keys: keysFor("history.redo"), onPress: redo };
      return showToast(`Undone: ${undone.label}`, again, topic);
    })
    .catch(showFailure);
}

/** Does again what was undone last. */
export function redo(): void {
  call("history.redo", {})
    .then((redone) =>
      showToast(redone ? `Redone: ${redone.label}` : "Nothing to redo", null, topic),
    )
    .catch(showFailure);
}

/** Registers both commands, and names them in menu bar and palette after what they would do. */
export function useUndo(): void {
  useCommand("history.undo", () => undo(null));
  useCommand("history.redo", redo);
  const { data } = useCall("history.next", {});
  const undoes = named("Undo", data?.undo);
  const redoes = named("Redo", data?.redo);
  useEffect(() => {
    nameCommand("history.undo", undoes);
    nameCommand("history.redo", redoes);
    // A menu that could not be named says plainly Undo; that is nothing to bother anybody with.
    call("menu.name", { undo: undoes, redo: redoes }).catch(() => undefined);
  }, [undoes, redoes]);
  useEffect(
    () => () => {
      nameCommand("history.undo", null);
      nameCommand("history.redo", null);
      call("menu.name", { undo: null, redo: null }).catch(() => undefined);
    },
    [],
  );
}

function named(what: string, label: string | null | undefined): string | null {
  return label ? `${what} ${label}`.slice(0, 200) : null;
}
