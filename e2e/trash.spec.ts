import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import {
  articles,
  articleText,
  ask,
  createNote,
  noteText,
  openArticle,
  openSample,
  runCommand,
  saved,
  startWithNotebook,
} from "./notebook-page.ts";

const section = (page: Page, name: RegExp) =>
  page.getByRole("list", { name: "Sections" }).getByRole("button", { name });
const trash = (page: Page) => page.getByRole("listbox", { name: "Trash" }).getByRole("option");

test("what is deleted lies in the trash, comes back by a key, and goes for good after a question", async ({
  start,
  documents,
}, info) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Tides");
  await noteText(page).pressSequentially("The sea rises.");
  await saved(page);
  await runCommand(app, "note.delete");
  await section(page, /^Trash/).click();
  await expect(trash(page)).toHaveText(/Tides/);
  await expect(trash(page)).toContainText("30 days left");
  await trash(page).click();
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: info.outputPath(`trash-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => /serious|critical/.test(impact ?? ""))).toEqual([]);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Tides” restored").last()).toBeVisible();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await section(page, /^Notes/).click();
  await page.getByRole("option", { name: /Tides/ }).click();
  await expect(noteText(page)).toHaveText("The sea rises.");
  await runCommand(app, "note.delete");
  await section(page, /^Trash/).click();
  await trash(page).click();
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Delete for good?" });
  await expect(dialog).toContainText("“Tides” cannot be brought back afterwards.");
  await expect(dialog).toContainText("No note uses it.");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  expect((await ask(page, "notebook.check", {})).findings).toEqual([]);
});

test("a link to an article in the trash says so, and is whole again when it is brought back", async ({
  app,
  page,
}, info) => {
  await openSample(page);
  const pier = "The Ness Pier tide record";
  await createNote(app, page, "Atlas");
  await noteText(page).pressSequentially("See [[Ness Pier tide");
  const offered = page.getByRole("listbox", { name: "Link to" }).getByRole("option");
  await expect(offered.first()).toContainText(pier);
  await page.keyboard.press("Enter");
  const link = noteText(page).getByRole("link", { name: pier });
  await expect(link).toHaveAttribute("data-state", "known");
  await saved(page);
  await openArticle(page, pier);
  await expect(articleText(page)).toBeVisible();
  await runCommand(app, "article.delete");
  await expect(link).toHaveAttribute("data-state", "trash");
  await expect(link).toHaveAttribute("title", "This article is in the trash");
  await expect(articles(page).filter({ hasText: pier })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("link-to-trash.png") });
  await section(page, /^Trash/).click();
  await trash(page).click();
  await page.keyboard.press("Enter");
  await expect(link).toHaveAttribute("data-state", "known");
  await link.click();
  await expect(articleText(page)).toBeVisible();
});

test("moving what notes quote to the trash names those notes", async ({ app, page }) => {
  await openSample(page);
  const { rows } = await ask(page, "clips.list", { offset: 0, limit: 100, words: "" });
  const uses = await Promise.all(
    rows.map(({ id }) => ask(page, "links.back", { target: { kind: "clip", id } })),
  );
  const at = uses.findIndex(({ quotedIn }) => quotedIn.length > 0);
  await openArticle(page, rows[at]?.articleTitle ?? "a quoted article");
  await expect(articleText(page)).toBeVisible();
  await runCommand(app, "article.delete");
  await expect(page.getByText(/^Article moved to trash\. Quoted in “.+”/).last()).toBeVisible();
  await runCommand(app, "history.undo");
  await section(page, /^Clips/).click();
  const clip = page.getByRole("listbox", { name: "Clips" }).getByRole("option").nth(at);
  await expect(clip).toContainText(rows[at]?.quote.slice(0, 20) ?? "a quoted clip");
  await clip.click();
  await page.keyboard.press("Delete");
  await expect(page.getByText(/^Clip deleted\. Quoted in “.+”/).last()).toBeVisible();
});
