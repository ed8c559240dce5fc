/** What main knows about the app: its settings, the open notebook, why none is open. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { AppState, Settings } from "../electron/api.ts";
import { call, queries, useCall, useEvent } from "./api.ts";

/** Null until main has answered. */
export function useAppState(): AppState | null {
  const { data } = useCall("app.state", {});
  useEvent("state", takeState);
  return data ?? null;
}

function takeState(state: AppState): void {
  queries.setQueryData(["app.state", {}], state);
}

/** Dragging a splitter changes a setting at every frame; it is kept when it rests. */
const restMs = 300;

export type ChangeSettings = (change: Partial<Settings>) => void;

/**
 * The settings with changes that are not kept yet, and a function that changes some of them: at once
 * here, shortly after in main.
 */
export function useSettings(kept: Settings): readonly [Settings, ChangeSettings] {
  const [pending, setPending] = useState<Partial<Settings>>({});
  const unsent = useRef<Partial<Settings>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(() => {
    clearTimeout(timer.current);
    const change = unsent.current;
    if (Object.keys(change).length === 0) return;
    unsent.current = {};
    // What could not be kept still holds for this window; main says so where it matters.
    call("app.set", change).catch(() => undefined);
  }, []);
  useEffect(() => send, [send]);
  useEvent(
    "closing",
    useCallback(() => send(), [send]),
  );

  // Main has taken a change over: from now on its word counts.
  useEvent(
    "state",
    useCallback(({ settings }: AppState) => {
      setPending((last) => {
        const differs = ([key, value]: [string, unknown]) =>
          settings[key as keyof Settings] !== value;
        return Object.fromEntries(Object.entries(last).filter(differs));
      });
    }, []),
  );

  const change = useCallback<ChangeSettings>(
    (some) => {
      setPending((last) => ({ ...last, ...some }));
      unsent.current = { ...unsent.current, ...some };
      clearTimeout(timer.current);
      timer.current = setTimeout(send, restMs);
    },
    [send],
  );
  return [{ ...kept, ...pending }, change];
}
