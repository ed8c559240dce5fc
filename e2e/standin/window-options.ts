/** What a window may be made with. Options that the stand-in would have to ignore are not among them. */
import { onlyKnown } from "./strict.ts";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
}

export interface WindowOptions extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
}

/** The last four say what only the real thing can show. */
const knownOptions = [
  "x",
  "y",
  "width",
  "height",
  "show",
  "title",
  "webPreferences",
  "minWidth",
  "minHeight",
  "backgroundColor",
  "icon",
];
/** Everything but the first five is how an ordinary page of Chromium is anyway. */
const knownPreferences = [
  "preload",
  "sandbox",
  "contextIsolation",
  "nodeIntegration",
  "spellcheck",
  "nodeIntegrationInWorker",
  "nodeIntegrationInSubFrames",
  "webSecurity",
  "allowRunningInsecureContent",
  "webviewTag",
  "navigateOnDragDrop",
  "safeDialogs",
  "plugins",
  "disableBlinkFeatures",
  "devTools",
];

/** Throws when an option is not known, or when the window would not be a safe one. */
export function checkOptions(options: WindowOptions): void {
  const preferences = options.webPreferences ?? {};
  onlyKnown("BrowserWindow options", options, knownOptions);
  onlyKnown("webPreferences", preferences, knownPreferences);
  if (!preferences.sandbox || !preferences.contextIsolation || preferences.nodeIntegration)
    throw new Error("stand-in: only sandboxed, context-isolated windows are there");
}
