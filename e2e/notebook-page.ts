/** What people do again and again in the window, in the words the window uses. */
import type { Locator, Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CallName, Input, Outcome, Result } from "../electron/api.ts";
import { expect, type App, type Start } from "./fixture.ts";

/** Makes and opens a notebook of this name through the start page; its folder. */
export async function createNotebook(
  app: App,
  page: Page,
  documents: string,
  name = "Tides",
): Promise<string> {
  const folder = path.join(documents, name);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, folder);
  await page.getByRole("button", { name: "New notebook" }).click();
  await expect(page.getByRole("list", { name: "Sections" })).toBeVisible();
  return folder;
}

/** Starts the app with a new notebook in it. */
export async function startWithNotebook(
  start: Start,
  documents: string,
): Promise<{ readonly app: App; readonly page: Page; readonly folder: string }> {
  const app = await start();
  const page = await app.firstWindow();
  return { app, page, folder: await createNotebook(app, page, documents) };
}

/** Opens the sample notebook from the start page and waits for its articles. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open the sample notebook" }).click();
  await expect(articles(page).first()).toBeVisible();
}

/** Writes files of these names and contents below a folder; their places. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): readonly string[] {
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}

/** Imports files through the menu's command and waits until the last has its result. */
export async function importFiles(app: App, page: Page, files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
  }, files);
  // The message of an import passes, and that of the one before may still be there.
  const ended = async () => {
    const jobs = await ask(page, "import.jobs", {});
    return jobs.filter(({ running }) => !running).map(({ id }) => id);
  };
  const before = await ended();
  await runCommand(app, "import.files");
  await expect
    .poll(async () => (await ended()).filter((id) => !before.includes(id)), { timeout: 60_000 })
    .toHaveLength(1);
}

/** Chooses a command in the menu bar. */
export async function runCommand(app: App, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (!item) throw new Error(`Expected a menu item ${wanted}`);
    item.click();
  }, id);
}

export const articles = (page: Page) =>
  page.getByRole("listbox", { name: "Articles" }).getByRole("option");

/** Makes a note through the menu and gives it a title; the caret is in its text afterwards. */
export async function createNote(app: App, page: Page, title: string): Promise<void> {
  await runCommand(app, "note.create");
  await expect(noteTitle(page)).toHaveValue("");
  await noteTitle(page).fill(title);
  await page.keyboard.press("Enter");
  await expect(noteText(page)).toBeFocused();
}

/** Opens an article from the list by its title. */
export async function openArticle(page: Page, title: string | RegExp): Promise<void> {
  await articles(page).filter({ hasText: title }).click();
  await expect(page.getByRole("heading", { level: 1 }).filter({ hasText: title })).toBeVisible();
}

export const articleText = (page: Page) => page.getByRole("document", { name: /^Text of/ });
export const noteText = (page: Page) => page.getByRole("textbox", { name: "Text of the note" });
export const noteTitle = (page: Page) => page.getByRole("textbox", { name: "Title of the note" });
export const clipBar = (page: Page) => page.getByRole("toolbar", { name: /clip/i });

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where these words stand in the window once it rests, by the boxes of their first and last letters. */
export async function placeOf(
  page: Page,
  words: string,
): Promise<{ readonly first: Box; readonly last: Box }> {
  const place = await articleText(page).evaluate(async (root, wanted) => {
    const find = () => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? "").indexOf(wanted);
        if (at < 0) continue;
        const letter = (offset: number) => {
          const range = document.createRange();
          range.setStart(node, offset);
          range.setEnd(node, offset + 1);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { left, right, top, bottom };
        };
        return { first: letter(at), last: letter(at + wanted.length - 1) };
      }
      return null;
    };
    await document.fonts.ready;
    let place = find();
    for (let still = 0; still < 3;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = find();
      still = JSON.stringify(now) === JSON.stringify(place) ? still + 1 : 0;
      place = now;
    }
    return place;
  }, words);
  if (!place) throw new Error(`Expected the article to contain “${words}” in one piece`);
  return place;
}

/** Selects these words in the article with the mouse, as by a drag from their first to their last. */
export async function selectWords(page: Page, words: string): Promise<void> {
  await articleText(page).getByText(words).first().scrollIntoViewIfNeeded();
  await expect(async () => {
    // A drag that begins on what is selected would move that.
    await page.evaluate(() => getSelection()?.empty());
    const { first, last } = await placeOf(page, words);
    await page.mouse.move(first.left + 0.5, (first.top + first.bottom) / 2);
    await page.mouse.down();
    await page.mouse.move(last.right, (last.top + last.bottom) / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(words.trim());
  }).toPass();
}

/** Selects words and clips them with a key of the bar; the clip is painted and the bar gone afterwards. */
export async function clipWords(page: Page, words: string, key: string): Promise<void> {
  const before = await painted(page);
  await selectWords(page, words);
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press(key);
  await expect.poll(() => painted(page)).toBe(before + 1);
  await expect(clipBar(page)).toBeHidden();
}

/** How many clips are painted in the article, in all colours or in one. */
export const painted = (page: Page, color = "") =>
  page.evaluate((wanted) => {
    const colors = ["plain", "evidence", "question", "doubt", "idea", "method"];
    return colors
      .filter((each) => wanted === "" || each === wanted)
      .reduce((sum, each) => sum + (CSS.highlights.get(`clip-${each}`)?.size ?? 0), 0);
  }, color);

/** The clips of the article of this title, asked of the notebook itself. */
export async function clipsOf(page: Page, title: string) {
  const { rows } = await ask(page, "articles.list", {
    offset: 0,
    limit: 100,
    sort: "added",
    descending: true,
    filter: "all",
    words: "",
    tag: null,
  });
  const article = rows.find((each) => each.title.includes(title));
  if (!article) throw new Error(`Expected an article “${title}”`);
  return await ask(page, "clips.ofArticle", { article: article.id });
}

/** The Undo of the newest passing message, which stays while the pointer is on it. */
export async function heldUndo(page: Page): Promise<Locator> {
  const messages = page.getByRole("region", { name: "Messages" });
  const button = messages.getByRole("button", { name: "Undo" }).last();
  await button.hover();
  return button;
}

/** Waits until the notebook has kept what the window shows, which it does when that rests. */
export async function viewKept(page: Page, what: "article" | "note", title: string): Promise<void> {
  await expect
    .poll(async () => {
      const id = (await ask(page, "view.get", {}))[what];
      if (id === null) return null;
      const [shown] = await ask(page, "links.titles", { targets: [{ kind: what, id }] });
      return shown?.title;
    })
    .toContain(title);
}

/** Asks the notebook itself, through the page's own bridge. Throws what a refusal says. */
export async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  input: Input<Name>,
): Promise<Result<Name>> {
  // The bridge is there in every page of the app; its types belong to the renderer's world.
  const outcome = await page.evaluate(
    ([call, given]: readonly [string, unknown]) =>
      (
        window as unknown as { commonplace: { call(name: string, input: unknown): unknown } }
      ).commonplace.call(call, given) as Promise<Outcome<unknown>>,
    [name, input] as const,
  );
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value as Result<Name>;
}

/** Waits until all that was typed is on disk. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}
