import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import { articles, ask, openArticle, openSample, runCommand, viewKept } from "./notebook-page.ts";

const pier = "The Ness Pier tide record";
const dialog = (page: Page) => page.getByRole("dialog", { name: "Details" });
const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** Opens the details of the article that shows. */
async function openDetails(page: Page): Promise<void> {
  await page.keyboard.press("Control+Shift+E");
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page).getByLabel("Title", { exact: true })).toBeFocused();
}

test("details are edited by keyboard, outlive a kill, and go back to what the import found", async ({
  start,
  app,
  page,
}) => {
  await openSample(page);
  await openArticle(page, pier);
  await openDetails(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("The pier that kept time");
  await dialog(page).getByLabel("Published").fill("12 May 2019");
  await expect(dialog(page).getByText("Understood as May 12, 2019")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Add author" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Mara");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Quill");
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(title(page)).toHaveText("The pier that kept time");
  await expect(page.getByRole("main")).toContainText("Tobias Lindmarr, Mara Quill, Ruth Adeyemi");
  await expect(page.getByRole("main")).toContainText("May 12, 2019");
  await expect(articles(page).filter({ hasText: "The pier that kept time" })).toHaveCount(1);
  await viewKept(page, "article", "The pier that kept time");
  await app.kill();

  const again = await start();
  const window = await again.firstWindow();
  await expect(title(window)).toHaveText("The pier that kept time");
  await openDetails(window);
  await dialog(window)
    .getByRole("button", { name: "Use what the import found again for the title" })
    .click();
  await expect(dialog(window).getByLabel("Title", { exact: true })).toHaveValue(new RegExp(pier));
  await dialog(window).getByLabel("Published").fill("no day at all");
  await window.keyboard.press("Enter");
  await expect(dialog(window).getByText("“no day at all” is not a date.")).toBeVisible();
  await window.keyboard.press("Escape");
  await expect(dialog(window)).toBeHidden();
  await expect(title(window)).toContainText(pier);
  await expect(window.getByRole("main")).toContainText("May 12, 2019");

  await runCommand(again, "history.undo");
  await expect(title(window)).toHaveText("The pier that kept time");
  await runCommand(again, "history.undo");
  await expect(title(window)).toContainText(pier);
  await expect(window.getByRole("main")).not.toContainText("Mara Quill");
  const { findings } = await ask(window, "notebook.check", {});
  expect(findings).toEqual([]);
});

test("identifiers and further fields make a citation, and the form is accessible", async ({
  app,
  page,
}, info) => {
  await openSample(page);
  await openArticle(page, pier);
  const [row] = await page.evaluate(() => [document.title]);
  expect(row).toContain(pier);
  await openDetails(page);
  const add = async (what: string, name: string, value: string) => {
    await dialog(page)
      .getByRole("button", { name: `Add ${what}` })
      .click();
    const rows = dialog(page)
      .getByRole("list", { name: `${what}s` })
      .getByRole("listitem");
    await rows.last().getByRole("textbox").first().fill(name);
    await rows.last().getByRole("textbox").last().fill(value);
  };
  await add("field", "volume", "7");
  await add("field", "issue", "2");
  await add("field", "pages", "14--29");
  await dialog(page).getByLabel("Abstract").fill("What the pier remembers of the sea.");
  await dialog(page).getByRole("button", { name: "Save details" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("main")).toContainText("7(2), 14–29");
  await page.getByText("Abstract", { exact: true }).first().click();
  await expect(page.getByText("What the pier remembers of the sea.")).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: info.outputPath(`head-${theme}.png`) });
    await openDetails(page);
    await dialog(page).getByLabel("Published").fill("12 May 2019");
    await page.screenshot({ path: info.outputPath(`details-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(
      ({ impact }) => impact === "serious" || impact === "critical",
    );
    expect(serious).toEqual([]);
    await dialog(page).getByRole("list", { name: "fields" }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`details-end-${theme}.png`) });
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
  }
});
