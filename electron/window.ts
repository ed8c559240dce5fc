/** The one window: where it was, what it may do, and a close that first lets everything be saved. */
import { BrowserWindow, dialog, nativeTheme, screen } from "electron";
import path from "node:path";
import { origin } from "./policy.ts";
import { lockWindow, webPreferences } from "./security.ts";
import type { Stored } from "./settings.ts";

/** How long a page may take to save what it has open before the person is asked. */
const savingPatienceMs = 5_000;

export interface WindowOptions {
  readonly place: Stored["window"];
  readonly zoom: number;
  readonly onPlace: (place: NonNullable<Stored["window"]>) => void;
  /** Asks whether the window may be left now; false to stay. */
  readonly mayLeave: (window: BrowserWindow) => Promise<boolean>;
  /** Asks the page to save what it has open; it answers through `saved`. */
  readonly askToSave: () => void;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** The page is up and hears what it is told; before that it holds nothing to save. */
  listens(): void;
  isListening(): boolean;
  /** The page has saved all it had open. */
  saved(): void;
  /** Has the page save; false when it could not in time, and the person chose to stay. */
  save(): Promise<boolean>;
}

export function openWindow({
  place,
  zoom,
  onPlace,
  mayLeave,
  askToSave,
}: WindowOptions): MainWindow {
  const bounds = place && onSomeScreen(place) ? place : { width: 1_280, height: 800 };
  const window = new BrowserWindow({
    ...(place && onSomeScreen(place) ? { x: place.x, y: place.y } : {}),
    width: bounds.width,
    height: bounds.height,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: "Commonplace",
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#121416" : "#f6f4ef",
    webPreferences: webPreferences(path.join(import.meta.dirname, "../preload/preload.cjs")),
  });
  lockWindow(window);
  if (place?.maximized) window.maximize();
  window.once("ready-to-show", () => {
    window.webContents.setZoomFactor(zoom);
    window.show();
  });

  let listening = false;
  let waiting: PromiseWithResolvers<boolean> | null = null;
  const settle = (isSaved: boolean) => {
    waiting?.resolve(isSaved);
    waiting = null;
  };
  function save(): Promise<boolean> {
    if (!listening) return Promise.resolve(true);
    if (waiting) return waiting.promise;
    const mine = Promise.withResolvers<boolean>();
    waiting = mine;
    askToSave();
    setTimeout(() => {
      if (waiting === mine && !window.isDestroyed()) void leaveAnyway(window).then(settle);
    }, savingPatienceMs);
    return mine.promise;
  }

  let free = false;
  let leaving = false;
  async function leave(): Promise<void> {
    leaving = true;
    free = (await mayLeave(window)) && (await save());
    leaving = false;
    if (free && !window.isDestroyed()) window.close();
  }
  window.on("close", (event) => {
    onPlace({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (free) return;
    event.preventDefault();
    if (!leaving) void leave();
  });
  window.webContents.on("render-process-gone", () => {
    listening = false;
    settle(true);
    if (!window.isDestroyed()) void window.loadURL(`${origin}/`);
  });
  void window.loadURL(`${origin}/`);
  const listens = () => {
    listening = true;
  };
  return { window, listens, isListening: () => listening, saved: () => settle(true), save };
}

/** Asks what to do about words that could not be saved; true to leave all the same. */
async function leaveAnyway(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: "Your last words are not saved yet.",
    detail: "The window says why. If you leave now, what was typed since the last save is lost.",
    buttons: ["Stay", "Leave without saving"],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

function onSomeScreen(place: NonNullable<Stored["window"]>): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const right = Math.min(place.x + place.width, workArea.x + workArea.width);
    const bottom = Math.min(place.y + place.height, workArea.y + workArea.height);
    return (
      right - Math.max(place.x, workArea.x) > 100 && bottom - Math.max(place.y, workArea.y) > 60
    );
  });
}
