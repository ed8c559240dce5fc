/** What the commands do that make sense without a notebook too. */
import type { Settings } from "../electron/api.ts";
import { call } from "./api.ts";
import type { ChangeSettings } from "./app-state.ts";
import { useCommand } from "./commands.ts";
import { showFailure } from "./failure.ts";
import { leaveNotebook } from "./leaving.ts";
import { nextZoom } from "./settings/zoom.ts";

/** Registers them while the window is there. */
export function useAppCommands(
  settings: Settings,
  onSettings: ChangeSettings,
  onShortcuts: () => void,
): void {
  useCommand("notebook.create", () => void leaveNotebook(() => call("notebook.create", {})));
  useCommand("notebook.choose", () => void leaveNotebook(() => call("notebook.choose", {})));
  useCommand(
    "notebook.openSample",
    () => void leaveNotebook(() => call("notebook.openSample", {})),
  );
  useCommand("app.quit", () => void call("app.quit", {}).catch(showFailure));
  useCommand("view.fullScreen", () => void call("app.toggleFullScreen", {}).catch(showFailure));
  useCommand("view.light", () => onSettings({ theme: "light" }));
  useCommand("view.dark", () => onSettings({ theme: "dark" }));
  useCommand("view.system", () => onSettings({ theme: "system" }));
  useCommand("view.zoomIn", () => onSettings({ zoom: nextZoom(settings.zoom, 1) }));
  useCommand("view.zoomOut", () => onSettings({ zoom: nextZoom(settings.zoom, -1) }));
  useCommand("view.zoomReset", () => onSettings({ zoom: 1 }));
  useCommand("help.shortcuts", onShortcuts);
}
