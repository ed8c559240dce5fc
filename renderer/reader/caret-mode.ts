/** Whether the reader shows a caret that keys move, as browsers offer it; the same for every article. */
import { useSyncExternalStore } from "react";

let isOn = false;
const listeners = new Set<() => void>();

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Switches the caret on or off until the window closes. */
export function setCaretMode(on: boolean): void {
  isOn = on;
  for (const listen of listeners) listen();
}

/** True while the caret is on. */
export function useCaretMode(): boolean {
  return useSyncExternalStore(subscribe, () => isOn);
}
