/** Electron's `BrowserWindow`. */
import { statSync } from "node:fs";
import path from "node:path";
import { config } from "./config.ts";
import type { FromPreload, PathOfFile } from "./messages.ts";
import { nativeTheme } from "./native-theme.ts";
import { Page } from "./page.ts";
import { note, unlessGone } from "./record.ts";
import { defaultSession } from "./session.ts";
import { emitPreventable, StrictEmitter } from "./strict.ts";
import { WebContents } from "./web-contents.ts";
import { checkOptions, type Rectangle, type WindowOptions } from "./window-options.ts";

const events = [
  "ready-to-show",
  "show",
  "close",
  "closed",
  "focus",
  "blur",
  "resize",
  "move",
  "maximize",
  "unmaximize",
  "enter-full-screen",
  "leave-full-screen",
];

type WindowState = "normal" | "minimized" | "maximized" | "fullscreen";

/** What the app object wants to know of windows, which know nothing of it. */
export const windowListener = {
  onCreated: (_window: BrowserWindow): void => {},
  onLastClosed: (): void => {},
};

/** Places of files that tests have made known, for files that a script put into a page. */
const registered: PathOfFile[] = [];

export class BrowserWindow extends StrictEmitter {
  static readonly #all = new Set<BrowserWindow>();
  static #focused: BrowserWindow | null = null;
  static #lastId = 0;

  readonly id = ++BrowserWindow.#lastId;
  readonly webContents: WebContents;
  readonly #page: Promise<Page>;
  #shown: Page | null = null;
  #bounds: Rectangle;
  #state: WindowState = "normal";
  #title: string;
  #zoom = 1;
  #readyToShow = false;
  #destroyed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all];
  }

  /** In tests no window has the system's focus: the newest stands for it. */
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.#focused ?? [...BrowserWindow.#all].at(-1) ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...BrowserWindow.#all].find((each) => each.webContents === contents) ?? null;
  }

  /** The window that shows a page, by what Chromium calls its frame or its target; null for others. */
  static fromChromium(id: string): BrowserWindow | null {
    return (
      [...BrowserWindow.#all].find(
        ({ shownPage }) => shownPage?.frameId === id || shownPage?.targetId === id,
      ) ?? null
    );
  }

  /** Makes the places of files known to every window; see `registerFiles` in launch.ts. */
  static registerFiles(files: readonly string[]): void {
    const paths = files.map((file): PathOfFile => {
      const { size } = statSync(file);
      return { name: path.basename(file), size, modified: null, path: file };
    });
    registered.push(...paths);
    for (const { shownPage } of BrowserWindow.#all) shownPage?.tell({ kind: "paths", paths });
  }

  constructor(options: WindowOptions = {}) {
    super("BrowserWindow", events);
    checkOptions(options);
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? "";
    this.#page = this.#open(options);
    this.#page.catch((error: unknown) => {
      if (this.#destroyed) return;
      console.error(error);
      process.exit(70);
    });
    this.webContents = new WebContents(this.id, {
      page: this.#page,
      isDestroyed: () => this.#destroyed,
      zoom: (factor) => this.#setZoom(factor),
    });
    BrowserWindow.#all.add(this);
    queueMicrotask(() => windowListener.onCreated(this));
  }

  /** The page, once it is there. Not Electron's. */
  get shownPage(): Page | null {
    return this.#shown;
  }

  async #open({ x, y, webPreferences }: WindowOptions): Promise<Page> {
    const preload = webPreferences?.preload ?? null;
    const page = await Page.open(
      preload,
      { ...this.#bounds, x, y },
      {
        onMessage: (message) => this.#onMessage(message),
        onNavigated: (shown) => this.webContents.onNavigated(shown),
        onContentLoaded: () => this.#onContentLoaded(),
        onLoaded: () => this.webContents.emit("did-finish-load"),
        onWindowOpen: (shown) => this.webContents.onWindowOpen(shown),
        onCrashed: () => {
          const details = { reason: "crashed", exitCode: 1 };
          this.webContents.emit("render-process-gone", {}, details);
        },
        onCloseAsked: () => this.close(),
      },
    );
    this.#shown = page;
    await Promise.all([nativeTheme.showOn(page.session), defaultSession.applyPermissions()]);
    if (this.#state !== "normal") unlessGone(this.#setState(this.#state));
    return page;
  }

  #onContentLoaded(): void {
    if (this.webContents.getURL() === "about:blank") return;
    if (registered.length > 0) this.#shown?.tell({ kind: "paths", paths: registered });
    this.webContents.emit("dom-ready", {});
    if (this.#readyToShow) return;
    this.#readyToShow = true;
    this.emit("ready-to-show", {});
  }

  #onMessage(message: FromPreload): void {
    switch (message.kind) {
      case "dropped":
        unlessGone(this.#findDropped(message.count));
        break;
      case "bounds":
        this.#onBounds(message);
        break;
      case "focus":
        if (message.focused) BrowserWindow.#focused = this;
        this.emit(message.focused ? "focus" : "blur", {});
        break;
      default:
        this.webContents.onMessage(message);
    }
  }

  async #findDropped(count: number): Promise<void> {
    const files = (await this.#shown?.droppedPaths(count)) ?? [];
    const paths = files
      .filter((file) => file !== "")
      .map((file): PathOfFile => {
        const { size, mtimeMs, isDirectory } = factsOf(file);
        const modified = isDirectory ? null : Math.floor(mtimeMs);
        return { name: path.basename(file), size, modified, path: file };
      });
    this.#shown?.tell({ kind: "paths", paths });
    this.#shown?.tell({ kind: "drop" });
  }

  /** A headless window has no frame to drag: only a visible one's own report counts. */
  #onBounds({ x, y, width, height }: Rectangle): void {
    if (config.headless || this.#state !== "normal") return;
    this.#setBounds({ x, y, width, height });
  }

  #setBounds(bounds: Rectangle): void {
    const old = this.#bounds;
    this.#bounds = bounds;
    if (old.width !== bounds.width || old.height !== bounds.height) this.emit("resize", {});
    if (old.x !== bounds.x || old.y !== bounds.y) this.emit("move", {});
  }

  #setZoom(factor: number): void {
    this.#zoom = factor;
    unlessGone(this.#page.then((page) => page.zoom(this.#bounds, factor)));
  }

  async #setState(windowState: WindowState): Promise<void> {
    this.#state = windowState;
    await (await this.#page).setState(windowState);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  show(): void {
    this.focus();
    this.emit("show", {});
  }

  focus(): void {
    BrowserWindow.#focused = this;
    if (!config.headless)
      unlessGone(this.#page.then((page) => page.session.send("Page.bringToFront")));
  }

  /** Asks the app first; its `close` listeners may prevent it. */
  close(): void {
    if (!this.#destroyed && !emitPreventable(this, "close", {})) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    BrowserWindow.#all.delete(this);
    if (BrowserWindow.#focused === this) BrowserWindow.#focused = null;
    unlessGone(this.#page.then((page) => page.close()));
    this.webContents.emit("destroyed", {});
    this.emit("closed", {});
    if (BrowserWindow.#all.size === 0) windowListener.onLastClosed();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#setBounds({ ...this.#bounds, ...bounds });
    unlessGone(this.#page.then((page) => page.resize(this.#bounds, this.#zoom)));
  }

  isMaximized(): boolean {
    return this.#state === "maximized";
  }

  maximize(): void {
    unlessGone(this.#setState("maximized"));
    this.emit("maximize", {});
  }

  isMinimized(): boolean {
    return this.#state === "minimized";
  }

  restore(): void {
    unlessGone(this.#setState("normal"));
  }

  isFullScreen(): boolean {
    return this.#state === "fullscreen";
  }

  setFullScreen(full: boolean): void {
    unlessGone(this.#setState(full ? "fullscreen" : "normal"));
    this.emit(full ? "enter-full-screen" : "leave-full-screen", {});
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setProgressBar(progress: number): void {
    note("setProgressBar", progress);
  }

  setRepresentedFilename(file: string): void {
    note("setRepresentedFilename", file);
  }
}

function factsOf(file: string): { size: number; mtimeMs: number; isDirectory: boolean } {
  const facts = statSync(file);
  return { size: facts.size, mtimeMs: facts.mtimeMs, isDirectory: facts.isDirectory() };
}
