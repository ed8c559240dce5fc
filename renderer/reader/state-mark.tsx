/** The small mark of a clip that was not made on the version that shows. */
import { CircleAlert, CircleHelp, Hand, History, MoveVertical, PencilLine } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { Clip } from "../../electron/api.ts";
import { stateOf, stateWords, type AnchorState } from "../anchor-state.ts";

const icons: { readonly [state in Exclude<AnchorState, "own">]: LucideIcon } = {
  carried: History,
  moved: MoveVertical,
  changed: CircleAlert,
  kept: PencilLine,
  manual: Hand,
  lost: CircleHelp,
};

/** An icon, with words where something is to be known; without any for a clip of this version. */
export function StateMark({ clip }: { readonly clip: Clip }) {
  const state = stateOf(clip);
  if (state === "own") return null;
  const Icon = icons[state];
  const silent = state === "carried" || state === "moved";
  return (
    <em className="reader-state" data-state={state} title={stateWords[state]}>
      <Icon size={12} strokeWidth={1.5} aria-hidden="true" />
      <i className={silent ? "unseen" : ""}>{stateWords[state]}</i>
    </em>
  );
}
