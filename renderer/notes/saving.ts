/** All that is being written in this window, so that the status line and the closing of it can know. */
import { setSaveStatus } from "../save-status.ts";
import type { Autosave } from "./autosave.ts";

const open = new Set<Autosave>();

/** Counts one thing being written among those that must be saved; returns what ends that. */
export function joinSaving(autosave: Autosave): () => void {
  open.add(autosave);
  return () => {
    open.delete(autosave);
    reportSaving();
  };
}

/** Tells the window how saving stands: the worst of all that is being written. */
export function reportSaving(): void {
  const all = [...open];
  const failed = all.find(({ state }) => state().state === "failed" || state().state === "refused");
  const state = failed?.state();
  if (state?.state === "refused") {
    setSaveStatus({ state: "failed", reason: state.reason });
  } else if (state?.state === "failed") {
    const retry = () => {
      for (const each of all) if (each.state().state === "failed") each.retry();
    };
    setSaveStatus({ state: "failed", reason: state.reason, retry });
  } else {
    const isSaving = all.some(({ state: stateOf }) => stateOf().state === "saving");
    setSaveStatus({ state: isSaving ? "saving" : "saved" });
  }
}

/** Saves everything at once. Ends when all of it is durable; fails when some of it could not be. */
export async function flushNotes(): Promise<void> {
  const saved = await Promise.all([...open].map((each) => each.flush()));
  if (!saved.every(Boolean)) throw new Error("Some of what was written could not be saved yet");
}
