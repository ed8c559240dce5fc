import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test } from "./fixture.ts";
import {
  articles,
  articleText,
  clipBar,
  createNotebook,
  noteText,
  noteTitle,
  openArticle,
  openSample,
  runCommand,
  selectWords,
  writeFiles,
} from "./notebook-page.ts";

for (const theme of ["light", "dark"] as const)
  test(`no view has a serious fault in access, ${theme}`, async ({ app, page }) => {
    test.slow();
    const step = async (name: string) => expect.soft(await faults(page), name).toEqual([]);
    await expect(page.getByRole("button", { name: "New notebook" })).toBeVisible();
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await step("start page");
    await openSample(page);
    await openArticle(page, "A pen on the pier");
    await step("article and note");
    // All there is lies in a landmark, the lines between the panes too.
    for (const [landmark, line] of [
      ["navigation", "Width of the library"],
      ["complementary", "Width of the note"],
    ] as const)
      await expect(page.getByRole(landmark).getByRole("separator", { name: line })).toBeVisible();
    await selectWords(page, "the present keeper");
    await expect(clipBar(page)).toBeVisible();
    await step("clip bar");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^List of/ }).click();
    await step("list of clips");
    await page.keyboard.press("Escape");
    for (const [keys, name] of [
      ["Control+Shift+F", "search"],
      ["Control+K", "palette"],
      ["Control+Shift+P", "commands"],
      ["F1", "shortcuts"],
      ["Control+Shift+O", "outline"],
      ["Control+F", "find in article"],
    ] as const) {
      await page.keyboard.press(keys);
      const opened = page.getByRole("dialog").or(page.getByRole("search"));
      await expect(opened.first()).toBeVisible();
      if (name === "search") {
        // In place of the words that are still selected in the article.
        await opened.getByRole("combobox").fill("stud");
        await expect(opened.getByRole("option").first()).toBeVisible();
      }
      await step(name);
      await page.keyboard.press("Escape");
      await expect(opened).toHaveCount(0);
    }
    for (const section of ["Clips", "Notes", "Unread"]) {
      await page.getByRole("button", { name: new RegExp(`^${section}`) }).click();
      await step(section);
    }
    await runCommand(app, "import.reports");
    await step("import reports");
  });

test("the whole flow by keyboard: import, read, clip, quote, link, find, back", async ({
  app,
  page,
  documents,
}) => {
  await createNotebook(app, page, documents);
  const [file = ""] = writeFiles(documents, {
    "gauge.md":
      "# The gauge\n\nThe float rides on the water. The pen rides on the float. Nobody rides on the pen.\n",
  });
  await app.evaluate(({ dialog }, place) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [place] });
  }, file);
  await page.keyboard.press("Control+Shift+I");
  await expect(articles(page)).toHaveCount(1);

  await page.keyboard.press("Control+1");
  await focusInside(page, "listbox", "Articles");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The gauge");

  await page.keyboard.press("Control+2");
  await focusInside(page, "document", /^Text of/);
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(noteText(page)).toContainText("The float rides on the water.");

  await page.keyboard.press("Control+3");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("This is what counts: [[The gau");
  await expect(
    page.getByRole("listbox", { name: "Link to" }).getByRole("option").first(),
  ).toContainText("The gauge");
  await page.keyboard.press("Enter");
  await expect(noteText(page).getByRole("link", { name: "The gauge" })).toBeVisible();

  await page.keyboard.press("F2");
  await expect(noteTitle(page)).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("On floats");
  await page.keyboard.press("Enter");

  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("nobody");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText("The gauge");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("F6");
  await page.keyboard.press("Shift+F6");
  await expect(articleText(page)).toContainText("Nobody rides on the pen.");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

/** Presses Tab until the focus is in the element of this role and name. */
async function focusInside(
  page: Page,
  role: "listbox" | "document",
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let press = 0; press < 25; press++) {
    if (
      await wanted.evaluate(
        (each) => each === document.activeElement || each.contains(document.activeElement),
      )
    )
      return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Expected Tab to reach ${role} ${name}`);
}

test("at twice the size nothing is lost: every pane can still be reached", async ({
  app,
  page,
}) => {
  await openSample(page);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  await openArticle(page, "A pen on the pier").catch(async () => {
    await page.getByRole("tab", { name: /library/i }).click();
    await articles(page).filter({ hasText: "A pen on the pier" }).click();
  });
  // The window is laid out anew after it was asked to be another size.
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
});
