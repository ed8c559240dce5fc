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

/** What the desktop was asked for since the app started. */
const asked = (app: App, kind: string) =>
  app.evaluate((electron, wanted) => {
    const { standin } = electron as unknown as {
      standin: { log: { kind: string; detail: unknown }[] };
    };
    return standin.log.flatMap(({ kind: each, detail }) =>
      each === wanted ? [String(detail)] : [],
    );
  }, kind);

test("an original opens in its own program, what might run is only shown", async ({
  start,
  documents,
  runtime,
}) => {
  test.skip(runtime === "electron", "Only the stand-in notes what the desktop is asked for.");
  const { app, page: window, folder } = await startWithNotebook(start, documents);
  const files = writeFiles(documents, { "in/salt.html": page, "in/story.command": text });
  await importFiles(app, window, files);
  await openArticle(window, "Salt and paper");
  await runCommand(app, "article.showOriginal");
  await expect.poll(() => asked(app, "openPath")).toHaveLength(1);
  const [opened = ""] = await asked(app, "openPath");
  expect(opened.startsWith(path.join(folder, "files"))).toBe(true);
  expect(readFileSync(opened, "utf8")).toBe(page);

  await openArticle(window, "A plain story");
  await runCommand(app, "article.showOriginal");
  await expect(window.getByText("Its folder is shown instead").first()).toBeVisible();
  expect(await asked(app, "openPath")).toHaveLength(1);
  expect(await asked(app, "showItemInFolder")).toHaveLength(1);
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
