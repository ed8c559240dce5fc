/** Electron's `app`: names, places, the way up and the way down. */
import { mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { browser, endpoint } from "./browser.ts";
import { config, readManifest } from "./config.ts";
import { note } from "./record.ts";
import { answerRequests } from "./requests.ts";
import { defaultSession } from "./session.ts";
import { lockInstance } from "./single-instance.ts";
import { emitPreventable, strict, StrictEmitter } from "./strict.ts";
import { BrowserWindow, windowListener } from "./window.ts";

const events = [
  "activate",
  "before-quit",
  "browser-window-created",
  "open-file",
  "quit",
  "ready",
  "second-instance",
  "session-created",
  "web-contents-created",
  "will-quit",
  "window-all-closed",
];

const manifest = readManifest(config.appPath);
const home = os.homedir();
const settingsHome = process.env["XDG_CONFIG_HOME"] ?? path.join(home, ".config");

class App extends StrictEmitter {
  readonly isPackaged = config.resourcesPath !== null;
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new Map([
    ["home", home],
    ["appData", settingsHome],
    ["temp", os.tmpdir()],
    ["desktop", path.join(home, "Desktop")],
    ["documents", path.join(home, "Documents")],
    ["downloads", path.join(home, "Downloads")],
    ["exe", process.execPath],
  ]);
  #name = manifest.productName ?? manifest.name;
  #quitting = false;

  /** Chromium is started with switches of its own (browser.ts), which allow less than any app's. */
  readonly commandLine = strict("app.commandLine", {
    appendSwitch(_name: string, _value?: string): void {},
  });

  constructor() {
    super("app", events);
    windowListener.onCreated = (window) => {
      this.emit("browser-window-created", {}, window);
      this.emit("web-contents-created", {}, window.webContents);
    };
    windowListener.onLastClosed = () => this.#onLastClosed();
  }

  setName(name: string): void {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  getVersion(): string {
    return manifest.version;
  }

  getAppPath(): string {
    return config.appPath;
  }

  getLocale(): string {
    return "en-US";
  }

  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    if (name === "userData") return path.join(settingsHome, this.#name);
    if (name === "sessionData") return this.getPath("userData");
    if (name === "logs") return path.join(this.getPath("userData"), "logs");
    throw new Error(`stand-in: app.getPath('${name}') is not there`);
  }

  /** Windows without a sandbox are refused anyway. */
  enableSandbox(): void {}

  /** Only Windows' task bar reads it. */
  setAppUserModelId(_id: string): void {}

  addRecentDocument(file: string): void {
    note("addRecentDocument", file);
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath("userData");
    mkdirSync(folder, { recursive: true });
    return lockInstance(folder, ({ argv, workingFolder }) =>
      this.emit("second-instance", {}, argv, workingFolder),
    );
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** Prepares Chromium and becomes ready; the address of its DevTools port, or null without one. */
  async start(): Promise<string | null> {
    // It left while its modules were loading: never ready, as in Electron.
    if (this.#quitting) return new Promise(() => {});
    const chromium = browser();
    const { send, on } = chromium.connection.browser;
    chromium.process.once("exit", () => {
      if (!this.#quitting) this.exit(1);
    });
    const tellPort = config.port ? endpoint(chromium) : null;
    on("Target.targetDestroyed", ({ targetId }) => {
      const window = BrowserWindow.fromChromium(targetId);
      // The person closed it, and it is gone: too late to prevent, but the app must hear of it.
      window?.emit("close", { preventDefault() {} });
      window?.destroy();
    });
    await Promise.all([
      send("Target.setDiscoverTargets", { discover: true, filter: [{ type: "page" }] }),
      answerRequests((frameId, address) => {
        const window = BrowserWindow.fromChromium(frameId);
        if (window) return window.webContents.mayNavigate(true, address);
        const contents = BrowserWindow.getAllWindows().map((each) => each.webContents);
        return contents.every((each) => each.mayNavigate(false, address));
      }),
    ]);
    defaultSession.followDownloads();
    this.emit("session-created", defaultSession);
    this.#ready.resolve();
    this.emit("ready", {}, {});
    return tellPort;
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    if (emitPreventable(this, "before-quit", {})) return void (this.#quitting = false);
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      // Its close was prevented: the app goes on.
      if (!window.isDestroyed()) return void (this.#quitting = false);
    }
    if (emitPreventable(this, "will-quit", {})) return void (this.#quitting = false);
    this.emit("quit", {}, 0);
    this.exit(0);
  }

  #onLastClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount("window-all-closed") > 0) this.emit("window-all-closed");
    else this.quit();
  }

  /** Ends at once, and Chromium with us. */
  exit(code = 0): void {
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    const chromium = browser();
    const end = () => process.exit(code);
    if (chromium.process.exitCode !== null) return end();
    chromium.process.once("exit", end);
    setTimeout(() => chromium.process.kill("SIGKILL"), 3_000);
    chromium.connection.close();
  }
}

export const app = new App();
