import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./fixture.ts";
import {
  articles,
  createNotebook,
  openSample,
  runCommand,
  saved,
  startWithNotebook,
  writeFiles,
} from "./notebook-page.ts";

test("a first start offers a new notebook, one that exists, and the sample", async ({ page }) => {
  await expect(page.getByRole("button", { name: "New notebook" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Open…/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the sample notebook" })).toBeVisible();
});

test("the sample notebook is a copy that explains itself", async ({ page, documents }) => {
  await openSample(page);
  await expect(articles(page)).toHaveCount(10);
  await expect(page.getByRole("textbox", { name: "Title of the note" })).toHaveValue("Start here");
  expect(readdirSync(documents)).toEqual(["Commonplace sample"]);
});

test("a new notebook is a folder with one database, and opens again at the next start", async ({
  start,
  documents,
}) => {
  const { app, page, folder } = await startWithNotebook(start, documents);
  await expect(
    page
      .getByText("Nothing here yet")
      .or(page.getByText(/no articles/i))
      .first(),
  ).toBeVisible();
  await app.close();
  expect(readdirSync(folder).toSorted()).toEqual(["files", "notebook.commonplace"]);

  const again = await (await start()).firstWindow();
  await expect(again.getByRole("list", { name: "Sections" })).toBeVisible();
  await expect(again).toHaveTitle(/Tides/);
});

test("a notebook that was open before is offered under recent ones", async ({
  start,
  documents,
}) => {
  const { page } = await startWithNotebook(start, documents);
  await page.keyboard.press("Control+Shift+P");
  await page.keyboard.type("Close notebook");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Tides/ }).first().click();
  await expect(page.getByRole("list", { name: "Sections" })).toBeVisible();
});

test.describe("something else in the notebook's place", () => {
  const cases: readonly (readonly [string, (folder: string) => void, RegExp])[] = [
    [
      "is gone",
      (folder) => rmSync(folder, { recursive: true }),
      /not there|no longer|missing|no notebook/i,
    ],
    [
      "is an empty file",
      (folder) => writeFileSync(path.join(folder, "notebook.commonplace"), ""),
      /empty|not a notebook/i,
    ],
    [
      "is no database",
      (folder) =>
        writeFileSync(path.join(folder, "notebook.commonplace"), "Dear diary,".repeat(999)),
      /is not a notebook/i,
    ],
  ];
  for (const [name, spoil, message] of cases)
    test(`a notebook that ${name} is named with a choice, and nothing is put in its place`, async ({
      start,
      documents,
    }) => {
      const { app, folder } = await startWithNotebook(start, documents);
      await app.close();
      spoil(folder);
      const before = contents(folder);

      const page = await (await start()).firstWindow();
      await expect(page.getByText(message).first()).toBeVisible();
      await expect(page.getByRole("list", { name: "Sections" })).toBeHidden();
      expect(contents(folder)).toBe(before);
    });

  test("a notebook of a newer version opens read-only when asked", async ({ start, documents }) => {
    const { app, folder } = await startWithNotebook(start, documents);
    await app.close();
    setUserVersion(path.join(folder, "notebook.commonplace"), 999);
    const before = contents(folder);

    const second = await start();
    const page = await second.firstWindow();
    await expect(page.getByText(/newer/i).first()).toBeVisible();
    await page.getByRole("button", { name: /read.only/i }).click();
    await expect(page.getByRole("list", { name: "Sections" })).toBeVisible();
    // What cannot be done is said, also when nothing in the window asked for it.
    const [late = ""] = writeFiles(documents, { "late.txt": "The lamp\n\nIt burned all night.\n" });
    await second.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, late);
    const refused = page.getByRole("region", { name: "Messages" }).getByText(/for reading only/);
    await runCommand(second, "import.files");
    await expect(refused).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(refused).toBeHidden();
    await second.evaluate(({ app }, file) => {
      app.emit("second-instance", {}, ["commonplace", file], "/", null);
    }, late);
    await expect(refused).toBeVisible();
    await second.close();
    expect(contents(folder)).toBe(before);
  });

  test("a notebook that another Commonplace has open is not touched, and can be tried again", async ({
    start,
    documents,
  }) => {
    const { app: first, folder } = await startWithNotebook(start, documents);
    const elsewhere = path.join(documents, "other-person");
    mkdirSync(elsewhere);
    const second = await start([folder], { COMMONPLACE_USER_DATA: elsewhere });
    const page = await second.firstWindow();
    await expect(
      page.getByText(/open (elsewhere|in|by)|already open|in use/i).first(),
    ).toBeVisible();
    await first.close();
    await page.getByRole("button", { name: /again/i }).click();
    await expect(page.getByRole("list", { name: "Sections" })).toBeVisible();
  });
});

test("a file named at the start is imported, a notebook is opened", async ({
  start,
  documents,
}) => {
  const { app, folder } = await startWithNotebook(start, documents);
  await app.close();
  const file = path.join(documents, "lamp.txt");
  writeFileSync(file, "The lamp at the pier\n\nIt burned all night.\n");
  const page = await (await start([folder, file])).firstWindow();
  await expect(articles(page).filter({ hasText: "The lamp at the pier" })).toBeVisible();
  await saved(page);
});

test("files named at the very first start wait for the notebook that is made then", async ({
  start,
  documents,
}) => {
  const [pier = "", lamp = ""] = writeFiles(documents, {
    "pier.txt": "The pier\n\nIt was swept away.\n",
    "lamp.txt": "The lamp at the pier\n\nIt burned all night.\n",
  });
  const app = await start([pier]);
  const page = await app.firstWindow();
  await expect(page.getByText("“pier.txt” is imported into the notebook")).toBeVisible();
  await page.getByRole("button", { name: "Do not import" }).click();
  await expect(page.getByText("pier.txt")).toBeHidden();

  await app.evaluate(({ app: own }, file) => {
    own.emit("second-instance", {}, ["commonplace", file], "/", null);
  }, lamp);
  await expect(page.getByText("“lamp.txt” is imported into the notebook")).toBeVisible();
  await createNotebook(app, page, documents);
  await expect(articles(page)).toHaveCount(1);
  await expect(articles(page).filter({ hasText: "The lamp at the pier" })).toBeVisible();
  await saved(page);
});

/** The version number that SQLite keeps in bytes 60 to 63 of a database. */
function setUserVersion(file: string, version: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(version, 60);
  writeFileSync(file, bytes);
}

/** All files below a folder with their bytes, as one text to compare. */
function contents(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => `${file}: ${readFileSync(file).toString("base64")}`)
      .join("\n");
  } catch {
    return "nothing";
  }
}
