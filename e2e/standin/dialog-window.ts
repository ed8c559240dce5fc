/** Shows a dialog in a window of its own, for a person at a visible stand-in (`npm start`). */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { browser } from "./browser.ts";
import { drawDialog, type DialogForm, type Entry, type FromForm } from "./dialog-form.ts";
import { openTarget } from "./page.ts";
import { unlessGone } from "./record.ts";

export interface DialogAnswer {
  readonly button: number;
  /** What was chosen or typed; empty when the dialog asks for no file. */
  readonly paths: readonly string[];
}

/** Asks, and closes the window again; null when the person closed it instead of answering. */
export async function askInWindow(
  title: string,
  form: DialogForm,
  extensions: readonly string[],
): Promise<DialogAnswer | null> {
  const { targetId, session } = await openTarget({
    width: 560,
    height: form.files ? 480 : 220,
  });
  const answered = Promise.withResolvers<DialogAnswer | null>();
  const list = (folder: string) =>
    unlessGone(
      session.send("Runtime.evaluate", {
        expression: `standinList(${JSON.stringify(entriesOf(folder, extensions))})`,
      }),
    );
  session.on("Runtime.bindingCalled", ({ payload }) => {
    const message = JSON.parse(payload) as FromForm;
    if (message.kind === "list") list(message.folder);
    else answered.resolve(message);
  });
  const { send, on } = browser().connection.browser;
  on("Target.targetDestroyed", (gone) => {
    if (gone.targetId === targetId) answered.resolve(null);
  });
  await session.send("Runtime.enable");
  await session.send("Runtime.addBinding", { name: "standinTell" });
  await session.send("Runtime.evaluate", {
    expression: `document.title = ${JSON.stringify(title)};
      globalThis.standinList = (${String(drawDialog)})(
        ${JSON.stringify(form)}, (message) => standinTell(JSON.stringify(message)));`,
  });
  if (form.files) list(folderOf(form.files.place));
  const answer = await answered.promise;
  unlessGone(send("Target.closeTarget", { targetId }));
  return answer;
}

/** The folder to look into for a place that may not exist yet. */
function folderOf(place: string): string {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? place : path.dirname(place);
}

function entriesOf(folder: string, extensions: readonly string[]): readonly Entry[] {
  const wanted = (name: string) =>
    extensions.length === 0 ||
    extensions.includes("*") ||
    extensions.includes(path.extname(name).slice(1).toLowerCase());
  const entries = listed(folder)
    .filter(({ name, isFolder }) => !name.startsWith(".") && (isFolder || wanted(name)))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name));
  return [{ name: "..", path: path.dirname(folder), isFolder: true }, ...entries];
}

function listed(folder: string): readonly Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      path: path.join(folder, entry.name),
      isFolder: entry.isDirectory(),
    }));
  } catch {
    return []; // Not ours to read: the way up is still there.
  }
}
