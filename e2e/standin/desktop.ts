/** The desktop around the app. What it is asked for is noted; a visible stand-in does it, too. */
import { spawn } from "node:child_process";
import path from "node:path";
import { config } from "./config.ts";
import { debug, note } from "./record.ts";
import { strict, StrictEmitter } from "./strict.ts";
import { BrowserWindow } from "./window.ts";

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["explorer"],
};

/** Has the system open an address or a file with the program that is for it. */
function openOutside(target: string): void {
  if (config.headless) return;
  const [program, ...words] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...words, target], { stdio: "ignore", detached: true });
  child.on("error", (error) => debug(program, error));
  child.unref();
}

export const shell = strict("shell", {
  async openExternal(address: string): Promise<void> {
    note("openExternal", address);
    openOutside(address);
  },
  async openPath(file: string): Promise<string> {
    note("openPath", file);
    openOutside(file);
    return "";
  },
  showItemInFolder(file: string): void {
    note("showItemInFolder", file);
    openOutside(path.dirname(file));
  },
});

let copied = "";

export const clipboard = strict("clipboard", {
  async writeText(text: string): Promise<void> {
    copied = text;
    const session = BrowserWindow.getFocusedWindow()?.shownPage?.session;
    // Only a page can reach the system's clipboard; in tests that is left alone.
    if (config.headless || !session) return;
    const expression = `navigator.clipboard.writeText(${JSON.stringify(text)})`;
    await session.send("Runtime.evaluate", { expression, userGesture: true, awaitPromise: true });
  },
  readText: async (): Promise<string> => copied,
});

const workArea = { x: 0, y: 0, width: 1_920, height: 1_080 };
const display = { id: 1, bounds: workArea, workArea, scaleFactor: 1 };
export const screen = strict("screen", {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
  getDisplayMatching: (_bounds: object) => display,
});

/** Never says anything by itself: a test emits `suspend` where it needs one. */
export const powerMonitor = new StrictEmitter("powerMonitor", ["suspend", "resume", "shutdown"]);
