/** A small app that uses what the stand-in gives; its tests are in standin.spec.ts. */
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  protocol,
  session,
  utilityProcess,
  type UtilityProcess,
} from "electron";
import { readFile } from "node:fs/promises";
import path from "node:path";

export interface ProbeState {
  readonly second: { readonly argv: readonly string[]; readonly folder: string }[];
  readonly navigations: string[];
  readonly clicked: string[];
  readonly senders: { readonly url: string; readonly isTop: boolean }[];
  open(): void;
  fork(): UtilityProcess;
}

const here = import.meta.dirname;
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' https:";
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

const state: ProbeState = {
  second: [],
  navigations: [],
  clicked: [],
  senders: [],
  open: openWindow,
  fork: () =>
    utilityProcess.fork(path.join(here, "child.ts"), ["word"], {
      serviceName: "Probe child",
      env: { PROBE_SECRET: "only this" },
    }),
};
Object.assign(globalThis, { probe: state });

app.setPath("userData", process.env["COMMONPLACE_USER_DATA"] ?? "");
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true } },
]);
if (!app.requestSingleInstanceLock()) app.exit(3);
app.on("second-instance", (_event, argv, folder) => {
  state.second.push({ argv: argv.slice(2), folder });
});
app.on("window-all-closed", () => app.quit());
void app.whenReady().then(() => {
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith("app:") }),
  );
  session.defaultSession.setPermissionCheckHandler(() => false);
  protocol.handle("app", async ({ url }) => {
    const { pathname } = new URL(url);
    const file = pathname === "/" ? "/index.html" : pathname;
    const type = types[path.extname(file)];
    if (!type) return new Response("no", { status: 404 });
    return new Response(await readFile(path.join(here, path.basename(file))), {
      headers: {
        "content-type": type,
        "content-security-policy": policy,
        "cross-origin-opener-policy": "same-origin",
      },
    });
  });
  ipcMain.handle("echo", ({ sender, senderFrame }, value: unknown) => {
    state.senders.push({ url: senderFrame?.url ?? "", isTop: senderFrame === sender.mainFrame });
    return value;
  });
  ipcMain.handle("fail", () => {
    throw new TypeError("on purpose");
  });
  ipcMain.on("tick", ({ sender }, count: number) => {
    for (let tick = 0; tick < count; tick++) sender.send("tick", tick, new Uint8Array([tick, 255]));
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: "File",
        submenu: [{ id: "file.new", label: "New", click: () => state.clicked.push("file.new") }],
      },
    ]),
  );
  openWindow();
});

function openWindow(): void {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: {
      preload: path.join(here, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  window.webContents.on("will-navigate", (event) => {
    state.navigations.push(event.url);
    event.preventDefault();
  });
  void window.loadURL("app://probe/");
}
