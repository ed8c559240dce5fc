import { execFileSync } from "node:child_process";
import { expect, test, type App } from "./fixture.ts";
import {
  articles,
  ask,
  createNote,
  createNotebook,
  noteText,
  noteTitle,
  openArticle,
  openSample,
  saved,
  startWithNotebook,
} from "./notebook-page.ts";
import type { Page } from "@playwright/test";

/** The words of the open note as they are stored; nothing while the notebook cannot be asked. */
async function stored(page: Page): Promise<string> {
  try {
    const { note } = await ask(page, "view.get", {});
    const found = await ask(page, "notes.get", { id: note ?? "" });
    return found ? bodyWords(found.body) : "";
  } catch {
    return "";
  }
}

const bodyWords = (body: string) =>
  [...body.matchAll(/"text":"([^"]*)"/g)].map(([, words]) => words).join(" ");

/** Kills the notebook service without a word. */
async function killService(app: App): Promise<void> {
  const main = app.process().pid;
  const children = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => Number(parent) === main && args.join(" ").includes("service.js"),
    );
  expect(children).toHaveLength(1);
  process.kill(Number(children[0]?.[0]), "SIGKILL");
}

test("what was said to be saved is there after the whole app is killed while typing", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Killed");
  await page.keyboard.type("Acknowledged words stay. ");
  await saved(page);
  await expect.poll(() => stored(page)).toContain("Acknowledged words stay.");
  await page.keyboard.type("These were being typed when the power went");
  await app.kill();

  const again = await (await start()).firstWindow();
  await expect(noteTitle(again)).toHaveValue("Killed");
  await expect(noteText(again)).toContainText("Acknowledged words stay.");
});

test("killing the service while typing loses nothing: it starts again and the text is saved", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Service");
  await page.keyboard.type("Before the kill. ");
  await saved(page);
  await killService(app);
  await page.keyboard.type("After the kill.", { delay: 20 });
  await expect
    .poll(() => stored(page), { timeout: 60_000 })
    .toContain("Before the kill. After the kill.");
  await saved(page);
  await killService(app);
  await expect.poll(() => stored(page), { timeout: 60_000 }).toContain("After the kill.");
  await app.close();
  const again = await (await start()).firstWindow();
  await expect(noteText(again)).toContainText("Before the kill. After the kill.");
});

test("words typed and pasted in the last moment are saved when the window closes", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Closing");
  await page.keyboard.type("Typed and closed at once");
  // More than comes in at a time: the window closes in the middle of it.
  await noteText(page).evaluate((root) => {
    const rows = Array.from({ length: 500 }, (_, nth) => `<tr><td>day ${nth}</td><td>2</td></tr>`);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", `<table>${rows.join("")}</table><p>Pasted to the end</p>`);
    root.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await app.close();
  const again = await (await start()).firstWindow();
  await expect(noteText(again)).toContainText("Typed and closed at once");
  await expect(noteText(again)).toContainText("Pasted to the end");
  await expect(noteText(again).locator("tr")).toHaveCount(500);
});

test("the last view is restored: section, article, note", async ({ start }) => {
  const app = await start();
  const page = await app.firstWindow();
  await openSample(page);
  await openArticle(page, "Letter to the Town Clerk");
  await noteText(page).getByRole("link", { name: "The eleven days" }).click();
  await expect(noteTitle(page)).toHaveValue("The eleven days");
  await app.close();
  const again = await (await start()).firstWindow();
  await expect(again.getByRole("heading", { level: 1 })).toContainText("Letter to the Town Clerk");
  await expect(noteTitle(again)).toHaveValue("The eleven days");
  await expect(articles(again).and(again.locator("[aria-selected=true]"))).toContainText(
    "Letter to the Town Clerk",
  );
});

test("two notes never overwrite each other, however fast one goes from one to the other", async ({
  app,
  page,
  documents,
}) => {
  await createNotebook(app, page, documents);
  for (const title of ["One", "Two", "Three"]) {
    await createNote(app, page, title);
    await page.keyboard.type(`Words of ${title}`);
  }
  await saved(page);
  for (const title of ["One", "Two", "Three"]) {
    await page.keyboard.press("Control+K");
    await page.keyboard.type(title);
    await expect(page.getByRole("dialog").getByRole("option").first()).toContainText(title);
    await page.keyboard.press("Enter");
    await expect(noteTitle(page)).toHaveValue(title);
    await expect(noteText(page)).toHaveText(`Words of ${title}`);
  }
});
