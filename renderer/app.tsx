/** The window: the start page, or an open notebook. */
import { useCallback, useEffect, useState } from "react";
import type { AppState } from "../electron/api.ts";
import { useAppCommands } from "./app-commands.ts";
import { useAppState, useSettings } from "./app-state.ts";
import { queries, useEvent } from "./api.ts";
import { runCommand } from "./commands.ts";
import { showRefusal } from "./failure.ts";
import { followKeys } from "./keys.ts";
import { letClose } from "./leaving.ts";
import { NotebookWindow } from "./notebook-window.tsx";
import { ShortcutSheet } from "./palette/shortcut-sheet.tsx";
import { showTheme } from "./settings/theme.ts";
import { StartPage } from "./start/start-page.tsx";
import { ToastRegion } from "./ui/toast.tsx";

export function App() {
  const state = useAppState();
  // From the first moment: what failed while the app started is told as soon as the window asks.
  useEvent("failed", showRefusal);
  return state ? <Window state={state} /> : null;
}

function Window({ state }: { readonly state: AppState }) {
  const [settings, changeSettings] = useSettings(state.settings);
  const [sheetShown, setSheetShown] = useState(false);
  useAppCommands(settings, changeSettings, () => setSheetShown(true));
  useEffect(followKeys, []);
  useEffect(() => showTheme(settings.theme), [settings.theme]);
  useEvent("command", runCommandOf);
  useEvent("closing", letClose);
  const id = state.notebook?.id ?? null;
  useEffect(() => forgetAnswers, [id]);

  return (
    <>
      {state.notebook ? (
        <NotebookWindow
          key={state.notebook.id}
          state={state}
          notebook={state.notebook}
          settings={settings}
          onSettings={changeSettings}
        />
      ) : (
        <StartPage recent={state.recent} problem={state.problem} waiting={state.waiting} />
      )}
      <ShortcutSheet open={sheetShown} onClose={useCallback(() => setSheetShown(false), [])} />
      <ToastRegion />
    </>
  );
}

function runCommandOf({ id }: { readonly id: string }): void {
  runCommand(id);
}

/** What one notebook answered is nothing to the next. */
function forgetAnswers(): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "app.state" });
}
