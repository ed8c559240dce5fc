/**
 * Electron's `dialog`. In tests nobody is there to answer: they replace the function in `evaluate`, as
 * they would with Electron, and otherwise the answer is a cancel. A visible stand-in asks the person.
 */
import os from "node:os";
import { config } from "./config.ts";
import type { DialogForm } from "./dialog-form.ts";
import { askInWindow } from "./dialog-window.ts";
import { note } from "./record.ts";
import { strict } from "./strict.ts";

interface FileOptions {
  readonly title?: string;
  readonly message?: string;
  readonly buttonLabel?: string;
  readonly defaultPath?: string;
  readonly properties?: readonly string[];
  readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

interface MessageOptions {
  readonly title?: string;
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

/** The places that the person chose; null when they thought better of it. */
async function askForFiles(options: FileOptions, verb: string): Promise<readonly string[] | null> {
  if (config.headless) return null;
  const { title = verb, message = title, buttonLabel = verb, properties = [] } = options;
  const form: DialogForm = {
    message,
    detail: "",
    buttons: ["Cancel", buttonLabel],
    defaultButton: 1,
    cancelButton: 0,
    files: {
      place: options.defaultPath ?? os.homedir(),
      many: properties.includes("multiSelections"),
      folders: properties.includes("openDirectory"),
    },
  };
  const extensions = (options.filters ?? []).flatMap((filter) => filter.extensions);
  const answer = await askInWindow(title, form, extensions);
  return answer?.button === 1 && answer.paths.length > 0 ? answer.paths : null;
}

/** Electron lets the window that asks be left out; the options always come last. */
const lastOf = <Options>(values: readonly unknown[]): Options => values.at(-1) as Options;

export const dialog = strict("dialog", {
  async showOpenDialog(...values: readonly unknown[]) {
    const options = lastOf<FileOptions>(values);
    note("showOpenDialog", options);
    const paths = await askForFiles(options, "Open");
    return { canceled: paths === null, filePaths: [...(paths ?? [])] };
  },

  async showSaveDialog(...values: readonly unknown[]) {
    const options = lastOf<FileOptions>(values);
    note("showSaveDialog", options);
    const paths = await askForFiles(options, "Save");
    return { canceled: paths === null, filePath: paths?.[0] ?? "" };
  },

  async showMessageBox(...values: readonly unknown[]) {
    const options = lastOf<MessageOptions>(values);
    note("showMessageBox", options);
    const { title = "", message, detail = "", buttons = ["OK"], defaultId = 0 } = options;
    const cancelButton = options.cancelId ?? 0;
    if (config.headless) return { response: cancelButton, checkboxChecked: false };
    const form = { message, detail, buttons, defaultButton: defaultId, cancelButton, files: null };
    const answer = await askInWindow(title || message, form, []);
    return { response: answer?.button ?? cancelButton, checkboxChecked: false };
  },
});
