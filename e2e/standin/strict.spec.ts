import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, type App } from "../fixture.ts";
import { launch } from "./launch.ts";
import { test } from "./probe/test.ts";

/** The message that a script of main throws; the script is text, since its types are wrong on purpose. */
function messageOf(app: App, script: string): Promise<string> {
  return app.evaluate((electron, text) => {
    try {
      // oxlint-disable-next-line typescript/no-implied-eval -- see above
      new Function("electron", text)(electron);
      return "nothing was thrown";
    } catch (error) {
      return (error as Error).message;
    }
  }, script);
}

const cases = [
  ["electron.app.dock", "stand-in: app.dock is not there"],
  ["electron.app.relaunch()", "stand-in: app.relaunch is not there"],
  ["electron.app.dock = {}", "stand-in: app.dock is not there"],
  ["electron.app.on('login', () => {})", "stand-in: app has no event 'login'"],
  [
    "electron.app.once('gpu-info-update', () => {})",
    "stand-in: app has no event 'gpu-info-update'",
  ],
  ["electron.app.getPath('music')", "stand-in: app.getPath('music') is not there"],
  ["electron.dialog.showErrorBox('a', 'b')", "stand-in: dialog.showErrorBox is not there"],
  ["electron.session.fromPartition('x')", "stand-in: session.fromPartition is not there"],
  [
    "electron.session.defaultSession.webRequest.onCompleted()",
    "stand-in: session.webRequest.onCompleted is not there",
  ],
  [
    "electron.BrowserWindow.getAllWindows()[0].webContents.openDevTools()",
    "stand-in: webContents.openDevTools is not there",
  ],
  [
    "electron.BrowserWindow.getAllWindows()[0].setOpacity(1)",
    "stand-in: BrowserWindow.setOpacity is not there",
  ],
  [
    "new electron.BrowserWindow({ frame: false })",
    "stand-in: BrowserWindow options.frame is not there",
  ],
  [
    "new electron.BrowserWindow({ webPreferences: { sandbox: false } })",
    "stand-in: only sandboxed, context-isolated windows are there",
  ],
  [
    "electron.Menu.buildFromTemplate([{ role: 'quit' }]).items[0].click()",
    "stand-in: the menu role quit is not there",
  ],
  [
    "electron.Menu.buildFromTemplate([{ label: 'New', accelerator: 'Ctrl+N' }])",
    "stand-in: accelerators that the menu itself acts on are not there",
  ],
] as const;

test("what is lacking throws by its name", async ({ app }) => {
  for (const [script, message] of cases) expect(await messageOf(app, script)).toBe(message);
});

test("a module of Electron's that is lacking stops the start by its name", async ({ userData }) => {
  const appPath = path.join(userData, "app");
  mkdirSync(appPath, { recursive: true });
  const manifest = { name: "lacking", version: "1.0.0", type: "module", main: "main.js" };
  writeFileSync(path.join(appPath, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(appPath, "main.js"), 'import { Tray } from "electron"; new Tray();');
  await expect(launch({ appPath })).rejects.toThrow(/does not provide an export named 'Tray'/);
});
