/** Leaving while an import runs: the question, and the import going on at the next start. */
import path from "node:path";
import { expect, test, type App } from "./fixture.ts";
import { articles, ask, createNotebook, runCommand, writeFiles } from "./notebook-page.ts";
import type { Page } from "@playwright/test";

const count = 600;
const paragraph = "<p>The tide stood higher than anybody on the quay could remember that day.</p>";
const pages = Object.fromEntries(
  Array.from({ length: count }, (_, n) => [
    `many/${String(n).padStart(4, "0")}.html`,
    `<!doctype html><title>Tide ${n}</title><article><h1>Tide ${n}</h1>
     <p>It is day ${n} at the gauge, and ${n * 7} millimetres.</p>${paragraph.repeat(60)}</article>`,
  ]),
);

/** Begins to import a folder and waits until some of it is done. */
async function beginImport(app: App, page: Page, folder: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
    },
    [folder],
  );
  await runCommand(app, "import.folder");
  await expect.poll(() => articles(page).count(), { intervals: [50] }).toBeGreaterThan(0);
}

/** Answers the next question of the app with a button; what it asked is kept for `asked`. */
async function answerWith(app: App, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    dialog.showMessageBox = async (...values: readonly unknown[]) => {
      const options = values.at(-1) as { message: string; detail?: string; buttons?: string[] };
      process.env["ASKED"] = `${options.message} ${options.detail ?? ""}`;
      return { response: (options.buttons ?? []).indexOf(wanted), checkboxChecked: false };
    };
  }, button);
}
const asked = (app: App): Promise<string> => app.evaluate(() => process.env["ASKED"] ?? "");

test("closing asks first; an import that is left goes on when the notebook is opened again", async ({
  start,
  documents,
}) => {
  test.slow();
  const app = await start();
  const page = await app.firstWindow();
  await createNotebook(app, page, documents);
  writeFiles(documents, pages);
  await beginImport(app, page, path.join(documents, "many"));

  await answerWith(app, "Keep importing");
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => asked(app))
    .toMatch(
      /^An import is running: \d+ of 600 files are done\. It goes on when you open the notebook again\.$/,
    );
  const before = (await ask(page, "import.jobs", {}))[0];
  expect(before?.running).toBe(true);

  await answerWith(app, "Quit");
  await app.close();

  const again = await start();
  const window = await again.firstWindow();
  await expect(window.getByRole("list", { name: "Sections" })).toBeVisible();
  await expect
    .poll(async () => (await ask(window, "import.jobs", {}))[0]?.done, { timeout: 180_000 })
    .toBe(count);
  const [job] = await ask(window, "import.jobs", {});
  expect(job).toMatchObject({ id: before?.id, left: 0, running: false });
  expect(job?.counts).toMatchObject({ imported: count, duplicate: 0, refused: 0 });
  expect((await ask(window, "notebook.info", {})).articles).toBe(count);
  expect((await ask(window, "notebook.check", {})).findings).toEqual([]);
});

test("the taskbar shows how far an import is, and nothing when it is over", async ({
  app,
  page,
  documents,
}) => {
  test.slow();
  await createNotebook(app, page, documents);
  writeFiles(documents, pages);
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return;
    window.setProgressBar = (progress: number) => {
      process.env["SHOWN"] = `${process.env["SHOWN"] ?? ""} ${progress}`;
    };
  });
  await beginImport(app, page, path.join(documents, "many"));
  const shown = () =>
    app.evaluate(() => (process.env["SHOWN"] ?? "").trim().split(" ").map(Number));
  await expect.poll(async () => (await shown()).at(-1), { timeout: 180_000 }).toBe(-1);
  const between = (await shown()).slice(0, -1).filter((value) => value > 0 && value < 1);
  expect(between.length).toBeGreaterThan(2);
});
