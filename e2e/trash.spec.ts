import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import {
  ask,
  createNote,
  noteText,
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
