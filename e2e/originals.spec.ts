import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, type App } from "./fixture.ts";
import {
  importFiles,
  openArticle,
  runCommand,
  startWithNotebook,
  writeFiles,
} from "./notebook-page.ts";

const page = "<!doctype html><title>Salt and paper</title><p>The ink froze in the gauge hut.</p>";
const text = "A plain story\n\nThe keepers wrote down what the pen had drawn.\n";

/** Has the app note what it asks of the desktop, instead of asking; gives what it asked so far. */
async function noteDesktop(app: App) {
  await app.evaluate(({ shell }) => {
    const asked: { kind: string; place: string }[] = [];
    Object.assign(globalThis, { asked });
    shell.openPath = async (place) => {
      asked.push({ kind: "openPath", place });
      return "";
    };
    shell.showItemInFolder = (place) => void asked.push({ kind: "showItemInFolder", place });
  });
  return (kind: string) =>
    app.evaluate((_electron, wanted) => {
      const { asked } = globalThis as unknown as { asked: { kind: string; place: string }[] };
      return asked.flatMap((each) => (each.kind === wanted ? [each.place] : []));
    }, kind);
}

test("an original opens in its own program, what might run is only shown", async ({
  start,
  documents,
}) => {
  const { app, page: window, folder } = await startWithNotebook(start, documents);
  const asked = await noteDesktop(app);
  const files = writeFiles(documents, { "in/salt.html": page, "in/story.command": text });
  await importFiles(app, window, files);
  await openArticle(window, "Salt and paper");
  await runCommand(app, "article.showOriginal");
  await expect.poll(() => asked("openPath")).toHaveLength(1);
  const [opened = ""] = await asked("openPath");
  expect(opened.startsWith(path.join(folder, "files"))).toBe(true);
  expect(readFileSync(opened, "utf8")).toBe(page);

  await openArticle(window, "A plain story");
  await runCommand(app, "article.showOriginal");
  await expect(window.getByText("Its folder is shown instead").first()).toBeVisible();
  expect(await asked("openPath")).toHaveLength(1);
  expect(await asked("showItemInFolder")).toHaveLength(1);
});

test("an original is exported byte for byte, and never over the notebook's own files", async ({
  start,
  documents,
}) => {
  const { app, page: window, folder } = await startWithNotebook(start, documents);
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(text.replaceAll("\n", "\r\n"))]);
  await importFiles(app, window, writeFiles(documents, { "in/story.txt": bytes }));
  await openArticle(window, "A plain story");
  const saveTo = (filePath: string) =>
    app.evaluate(({ dialog }, place) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: place });
    }, filePath);

  const target = path.join(documents, "back.txt");
  await saveTo(target);
  await runCommand(app, "article.exportOriginal");
  await expect(window.getByText(/Exported “back.txt”/).first()).toBeVisible();
  expect(new Uint8Array(readFileSync(target))).toEqual(bytes);

  const database = path.join(folder, "notebook.commonplace");
  await saveTo(database);
  await runCommand(app, "article.exportOriginal");
  await expect(window.getByText(/belongs to the notebook/).first()).toBeVisible();
  expect(readFileSync(database).subarray(0, 6).toString()).toBe("SQLite");
});
