import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import { articles, ask, openArticle, openSample, runCommand } from "./notebook-page.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Add a tag" });
const row = (page: Page) => page.getByRole("group", { name: "Tags of this article" });
const pier = "The Ness Pier tide record";

/** What axe holds against a page, as in access.spec.ts: rules of the standards, not of taste. */
const serious = (violations: readonly { readonly id: string; readonly impact?: string | null }[]) =>
  violations.filter(({ impact }) => impact === "serious" || impact === "critical");

/** Gives the open article tags by the keyboard. */
async function tag(page: Page, ...names: readonly string[]): Promise<void> {
  await page.keyboard.press("Control+Shift+T");
  await expect(field(page)).toBeFocused();
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(row(page).getByRole("button", { name, exact: true })).toBeVisible();
  }
  await page.keyboard.press("Escape");
}

test("tags gather articles, are found, renamed and deleted, and come back with undo", async ({
  app,
  page,
}) => {
  await openSample(page);
  await openArticle(page, pier);
  await tag(page, "tides", "Records");
  await articles(page).nth(1).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText(pier);
  await page.keyboard.press("Control+Shift+T");
  await page.keyboard.type("TIDE");
  await expect(page.getByRole("option", { name: /^tides/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(row(page).getByRole("button", { name: "tides", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");

  const sections = page.getByRole("list", { name: "Sections" });
  await sections.getByRole("button", { name: /^Tags/ }).click();
  const tags = page.getByRole("listbox", { name: "Tags" }).getByRole("option");
  // The first two are what the sample's own files say of themselves.
  await expect(tags).toHaveText([/levelling/, /Ness Pier/, /Records.*1/, /tides.*2/]);
  await tags.filter({ hasText: "tides" }).click();
  const tagged = page
    .getByRole("listbox", { name: "Articles with the tag tides" })
    .getByRole("option");
  await expect(tagged).toHaveCount(2);
  await page.getByRole("textbox", { name: "Filter the list" }).fill("ness");
  await expect(tagged).toHaveCount(1);

  await page.getByRole("button", { name: "What to do with this tag" }).click();
  await page.getByRole("menuitem", { name: "Rename tag…" }).click();
  await page.getByRole("textbox", { name: "Name of the tag" }).fill("Sea level");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sea level" })).toBeVisible();

  await page.keyboard.press("Control+K");
  await page.keyboard.type("sea lev");
  await page.getByRole("option", { name: /Sea level.*2 articles/ }).click();
  await expect(
    page.getByRole("listbox", { name: "Articles with the tag Sea level" }),
  ).toBeVisible();

  await page.getByRole("button", { name: "What to do with this tag" }).click();
  await page.getByRole("menuitem", { name: "Delete tag" }).click();
  await expect(tags).toHaveText([/levelling/, /Ness Pier/, /Records/]);
  await runCommand(app, "history.undo");
  await expect(tags).toHaveText([/levelling/, /Ness Pier/, /Records.*1/, /Sea level.*2/]);
});

test("tags outlive a kill, and the list of one comes back as it was left", async ({
  start,
  page,
  app,
}) => {
  await openSample(page);
  await openArticle(page, pier);
  await tag(page, "tides");
  await row(page).getByRole("button", { name: "tides", exact: true }).click();
  await expect(page.getByRole("heading", { name: "tides" })).toBeVisible();
  await expect.poll(async () => (await ask(page, "view.get", {})).section).toBe("tag");
  await app.kill();

  const again = await (await start()).firstWindow();
  await expect(again.getByRole("heading", { name: "tides" })).toBeVisible();
  await expect(row(again).getByRole("button", { name: "tides", exact: true })).toBeVisible();
  const { ok, findings } = await ask(again, "notebook.check", {});
  expect([ok, findings]).toEqual([true, []]);
});

test("tags are accessible in both themes", async ({ app, page }, info) => {
  await openSample(page);
  await openArticle(page, pier);
  await tag(page, "tides", "Records", "harbour engineering");
  await articles(page).nth(1).click();
  await tag(page, "tides");
  await articles(page).filter({ hasText: pier }).click();
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.keyboard.press("Control+Shift+T");
    await page.keyboard.type("ti");
    await expect(page.getByRole("option", { name: /new tag/ })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`tags-field-${theme}.png`) });
    const open = await new AxeBuilder({ page }).include(".reader-head").analyze();
    expect(serious(open.violations)).toEqual([]);
    await page.keyboard.press("Escape");
    await row(page).getByRole("button", { name: "tides", exact: true }).click();
    await expect(page.getByRole("heading", { name: "tides" })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`tag-${theme}.png`) });
    await page.getByRole("button", { name: "All tags" }).click();
    await expect(page.getByRole("listbox", { name: "Tags" })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`tags-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(serious(violations)).toEqual([]);
  }
});
