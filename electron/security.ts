/** Applies the policy to Electron: switches, session, window, and the one way out. */
import {
  app,
  dialog,
  shell,
  type BrowserWindow,
  type Session,
  type WebPreferences,
} from "electron";
import {
  isPermitted,
  offlineSwitches,
  outsideAddress,
  staysInside,
  windowPolicy,
} from "./policy.ts";

export function webPreferences(preload: string): WebPreferences {
  return { ...windowPolicy, preload, devTools: !app.isPackaged };
}

/** Must run before the app is ready: no name is ever resolved, no service of Chromium's called. */
export function forbidNetwork(): void {
  for (const [name, value] of offlineSwitches) app.commandLine.appendSwitch(name, value);
}

/** Cancels every request that is not our own, denies every permission, starts no download. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !staysInside(url) }));
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isPermitted(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on("will-download", (event) => event.preventDefault());
}

/** No window ever goes anywhere, opens another, or hosts a guest. */
export function lockWindow({ webContents }: BrowserWindow): void {
  webContents.on("will-navigate", (event) => event.preventDefault());
  webContents.on("will-frame-navigate", (event) => event.preventDefault());
  webContents.on("will-redirect", (event) => event.preventDefault());
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** Opens an address in the system's browser after a dialog that names its host. The only way out. */
export async function openOutside(window: BrowserWindow, address: string): Promise<boolean> {
  const url = outsideAddress(address);
  if (!url) return false;
  const where = url.protocol === "mailto:" ? url.pathname : url.host;
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: `Open ${where} outside Commonplace?`,
    detail: url.href.slice(0, 500),
    buttons: ["Open", "Cancel"],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) return false;
  await shell.openExternal(url.href);
  return true;
}
