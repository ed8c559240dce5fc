import AxeBuilder from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import { expect, test, type App } from "./fixture.ts";
import {
  articles,
  ask,
  clipBar,
  openArticle,
  openSample,
  runCommand,
  selectWords,
} from "./notebook-page.ts";

const pier = "The Ness Pier tide record";

/** Takes pictures in both themes, and has what shows checked. */
async function inBothThemes(app: App, page: Page, info: TestInfo, name: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: info.outputPath(`${name}-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
    expect(violations).toEqual([]);
  }
}

test("what an edit of a clip replaced shows in its editor, comes back, and that is undone", async ({
  app,
  page,
}, info) => {
  await openSample(page);
  await openArticle(page, pier);
  const { rows } = await ask(page, "clips.list", { offset: 0, limit: 100, words: "" });
  const known = new Set(rows.map(({ id }) => id));
  await selectWords(page, "tide");
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("c");
  const comment = page.getByRole("textbox", { name: "Comment" });
  await expect(comment).toBeFocused();
  const made = async () => {
    const list = await ask(page, "clips.list", { offset: 0, limit: 100, words: "" });
    return list.rows.find(({ id }) => !known.has(id));
  };
  await expect.poll(async () => (await made())?.id).toBeTruthy();
  const id = (await made())?.id ?? "";
  await ask(page, "clips.update", { id, comment: "A first thought" });
  await expect(comment).toBeFocused();
  await page.getByRole("radio", { name: "Doubt" }).click();
  await expect.poll(async () => (await made())?.color).toBe("doubt");
  await comment.fill("A second thought");
  await page.getByRole("radio", { name: "Doubt" }).focus();
  await expect.poll(async () => (await made())?.comment).toBe("A second thought");
  const lines = page.getByRole("list", { name: "Earlier" }).getByRole("listitem");
  await expect(lines.first()).toContainText("Earlier: comment “A first thought”, until today");
  await expect(lines.nth(1)).toContainText("Earlier: colour Plain");
  await inBothThemes(app, page, info, "clip");
  await lines
    .first()
    .getByRole("button", { name: /^Restore comment/ })
    .click();
  await expect.poll(async () => (await made())?.comment).toBe("A first thought");
  await expect(comment).toHaveValue("A first thought");
  await lines.getByRole("button", { name: "Restore colour Plain" }).click();
  await expect.poll(async () => (await made())?.color).toBe("plain");
  await runCommand(app, "history.undo");
  await expect.poll(async () => (await made())?.color).toBe("doubt");
  await runCommand(app, "history.undo");
  await expect.poll(async () => (await made())?.comment).toBe("A second thought");
});

test("what an edit of the details replaced shows in their form, and comes back", async ({
  app,
  page,
}, info) => {
  await openSample(page);
  await openArticle(page, pier);
  const form = page.getByRole("dialog", { name: "Details" });
  const heading = form.getByLabel("Title", { exact: true });
  for (const typed of ["Once", "Twice"]) {
    await page.keyboard.press("Control+Shift+E");
    await heading.fill(typed);
    await page.keyboard.press("Control+Enter");
    await expect(form).toBeHidden();
  }
  await page.keyboard.press("Control+Shift+E");
  const lines = form.getByRole("list", { name: "Earlier" }).getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("Earlier: title “Once”, until today");
  await lines.first().scrollIntoViewIfNeeded();
  await inBothThemes(app, page, info, "details");
  await heading.fill("Typed over it");
  await lines
    .first()
    .getByRole("button", { name: /^Restore title “Once”/ })
    .click();
  await expect(heading).toHaveValue("Once");
  await page.keyboard.press("Escape");
  await expect(articles(page).filter({ hasText: "Once" })).toHaveCount(1);
  await runCommand(app, "history.open");
  await expect(page.getByRole("dialog", { name: "Recent changes" })).toContainText(
    "Edit details of ‘Once’",
  );
});
