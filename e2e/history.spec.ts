import AxeBuilder from "@axe-core/playwright";
import { expect, test, type App } from "./fixture.ts";
import {
  articles,
  articleText,
  ask,
  createNote,
  noteText,
  noteTitle,
  openSample,
  runCommand,
  saved,
  startWithNotebook,
} from "./notebook-page.ts";

/** What the Edit menu calls a command now. */
const nameOf = (app: App, id: string) =>
  app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label, id);

test("undo and redo are named after what they would do, in the menu and in the palette", async ({
  app,
  page,
}) => {
  await openSample(page);
  await articles(page).first().click();
  await expect(articleText(page)).toBeVisible();
  await runCommand(app, "article.delete");
  await expect(page.getByText("Article moved to trash").last()).toBeVisible();
  await expect.poll(() => nameOf(app, "history.undo")).toMatch(/^Undo delete article ‘.+’$/);
  await runCommand(app, "palette.commands");
  await page.keyboard.type("undo");
  await expect(page.getByRole("option", { name: /^Undo delete article/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Undone: delete article").last()).toBeVisible();
  await expect.poll(() => nameOf(app, "history.redo")).toMatch(/^Redo delete article ‘.+’$/);
  await page
    .getByRole("region", { name: "Messages" })
    .getByRole("button", { name: /Redo/ })
    .click();
  await expect.poll(() => nameOf(app, "history.undo")).toMatch(/^Undo delete article ‘.+’$/);
  await page.getByRole("listbox", { name: "Articles" }).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => nameOf(app, "history.redo")).toMatch(/^Redo delete article ‘.+’$/);
});

test("recent changes are listed, and each can be taken back by itself", async ({
  app,
  page,
}, info) => {
  await openSample(page);
  await createNote(app, page, "Herring ledger");
  await noteText(page).pressSequentially("words");
  await saved(page);
  await runCommand(app, "note.delete");
  const { rows } = await ask(page, "articles.list", {
    offset: 0,
    limit: 1,
    sort: "title",
    descending: false,
    filter: "all",
    words: "",
  });
  await ask(page, "articles.tag", { ids: [rows[0]?.id ?? ""], name: "sea" });
  await runCommand(app, "history.open");
  const dialog = page.getByRole("dialog", { name: "Recent changes" });
  await dialog.getByRole("button", { name: "Undo delete note ‘Herring ledger’" }).click();
  await expect(
    dialog.getByRole("listitem").filter({ hasText: "Delete note ‘Herring ledger’" }),
  ).toContainText("Undone");
  await expect(
    dialog.getByRole("button", { name: "Redo delete note ‘Herring ledger’" }),
  ).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: info.outputPath(`changes-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
    expect(violations).toEqual([]);
  }
  await dialog.getByRole("button", { name: "Close" }).click();
  const notes = await ask(page, "notes.list", { offset: 0, limit: 9, words: "Herring ledger" });
  expect(notes.total).toBe(1);
});

test("undo is alive after the whole app was killed", async ({ start, documents }) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Tides");
  await noteText(page).pressSequentially("The sea rises.");
  await saved(page);
  await runCommand(app, "note.delete");
  await expect(page.getByText("Note moved to trash").last()).toBeVisible();
  await app.kill();
  const next = await start();
  const again = await next.firstWindow();
  await expect(again.getByRole("list", { name: "Sections" })).toBeVisible();
  await expect.poll(() => nameOf(next, "history.undo")).toBe("Undo delete note ‘Tides’");
  await runCommand(next, "history.undo");
  await expect(again.getByText("Undone: delete note ‘Tides’").last()).toBeVisible();
  await again.getByRole("button", { name: /^Notes/ }).click();
  await again.getByRole("option", { name: /Tides/ }).click();
  await expect(noteText(again)).toHaveText("The sea rises.");
  await expect(noteTitle(again)).toHaveValue("Tides");
});
