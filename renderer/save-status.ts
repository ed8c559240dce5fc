/**
 * Whether what was written is on disk. The note pane says so, the status line shows it; neither knows
 * the other. Only the open note's state matters, so there is one value and no list.
 */
import { useSyncExternalStore } from "react";

export type SaveStatus =
  /** Everything written is durable. */
  | { readonly state: "saved" }
  /** Something written is not durable yet, be it under way or waiting for its turn. */
  | { readonly state: "saving" }
  /** What was written is still only here. `retry` tries again at once. */
  | { readonly state: "failed"; readonly reason: string; readonly retry?: () => void };

let current: SaveStatus = { state: "saved" };
const listeners = new Set<() => void>();

/** Tells the window how saving stands. */
export function setSaveStatus(status: SaveStatus): void {
  if (current === status || (current.state === status.state && status.state !== "failed")) return;
  current = status;
  for (const listen of listeners) listen();
}

/** How saving stands now, for code that is not drawn. */
export function saveStatus(): SaveStatus {
  return current;
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** How saving stands; draws again when that changes. */
export function useSaveStatus(): SaveStatus {
  return useSyncExternalStore(subscribe, saveStatus);
}
