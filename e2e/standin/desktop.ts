/**
 * The desktop around the app. Nobody is there to answer a dialog: tests replace the function in
 * `evaluate`, as they would with Electron; otherwise the answer is a cancel, and it is noted.
 */
import { note } from "./record.ts";
import { strict, StrictEmitter } from "./strict.ts";

/** A function that notes what it was last given and answers always the same. */
const noted =
  <Answer>(kind: string, answer: Answer) =>
  async (...values: readonly unknown[]): Promise<Answer> => {
    note(kind, values.at(-1));
    return answer;
  };

export const dialog = strict("dialog", {
  showOpenDialog: noted("showOpenDialog", { canceled: true, filePaths: [] }),
  showSaveDialog: noted("showSaveDialog", { canceled: true, filePath: "" }),
  /** Escape: the button that the app says stands for it. */
  async showMessageBox(...values: readonly unknown[]) {
    const options = values.at(-1) as { readonly cancelId?: number };
    note("showMessageBox", options);
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
});

export const shell = strict("shell", {
  openExternal: noted("openExternal", undefined),
  openPath: noted("openPath", ""),
  showItemInFolder: (file: string) => note("showItemInFolder", file),
});

let copied: { readonly text: string; readonly html: string } = { text: "", html: "" };
export const clipboard = strict("clipboard", {
  writeText(text: string) {
    copied = { text, html: "" };
  },
  write({ text = "", html = "" }: { readonly text?: string; readonly html?: string }) {
    copied = { text, html };
  },
  readText: () => copied.text,
  readHTML: () => copied.html,
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
