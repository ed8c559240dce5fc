import { expect, test } from "./fixture.ts";
import { articleText, noteTitle, openArticle, openSample } from "./notebook-page.ts";

test.beforeEach(async ({ page }) => openSample(page));

test("one field searches articles, clips and notes as one types, with the matches marked", async ({
  page,
}) => {
  await page.keyboard.press("Control+Shift+F");
  const panel = page.getByRole("dialog");
  await page.keyboard.type("plin");
  await expect(panel.getByRole("option").first()).toBeVisible();
  await expect(panel.locator("mark").first()).toHaveText(/^plinth/i);
  for (const group of ["Articles", "Clips", "Notes"])
    await expect(panel.getByRole("group", { name: group })).toBeVisible();
});

test("phrases stay together, a minus leaves out, a star is a beginning", async ({ page }) => {
  await page.keyboard.press("Control+Shift+F");
  const panel = page.getByRole("dialog");
  const found = panel
    .getByRole("group", { name: "Articles" })
    .getByRole("option")
    .filter({ hasText: "A pen on the pier" });
  const finds = async (query: string, isFound: boolean) => {
    await panel.getByRole("combobox").fill(query);
    await expect(found, query).toHaveCount(isFound ? 1 : 0);
  };
  await finds("iron cast", true);
  await finds('"iron cast"', false);
  await finds('"cast iron"', true);
  await finds("oranges -storm", false);
  await finds("oranges -volcano", true);
  await finds("orang keeper", false);
  await finds("orang* keeper", true);
});

test("Enter opens an article at the match, a clip at its sentence, a note as itself", async ({
  page,
}) => {
  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("oranges");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText(
    "A pen on the pier",
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("A pen on the pier");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect
    .poll(() =>
      articleText(page).evaluate((root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = (node.textContent ?? "").indexOf("oranges");
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 7);
          const { top, bottom } = range.getBoundingClientRect();
          return top > 0 && bottom < innerHeight;
        }
        return false;
      }),
    )
    .toBe(true);

  await page.keyboard.press("Control+Shift+F");
  await page.keyboard.type("outline zero");
  const note = page
    .getByRole("dialog")
    .getByRole("option")
    .filter({ hasText: "Outline: a zero that moved" });
  await note.first().click();
  await expect(noteTitle(page)).toHaveValue("Outline: a zero that moved");
});

test("finding within the article counts, steps and marks, whatever the accents and cases", async ({
  page,
}) => {
  await openArticle(page, "A pen on the pier");
  await page.keyboard.press("Control+F");
  await page.keyboard.type("GAUGÉ");
  const bar = page
    .getByRole("search")
    .or(page.getByRole("group", { name: "Find in article" }))
    .first();
  await expect(bar).toContainText(/1 of \d+/);
  await page.keyboard.press("Enter");
  await expect(bar).toContainText(/2 of \d+/);
  await page.keyboard.press("Shift+Enter");
  await expect(bar).toContainText(/1 of \d+/);
  await expect.poll(() => page.evaluate(() => CSS.highlights.get("find-current")?.size)).toBe(1);
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  expect((await page.evaluate(() => getSelection()?.toString()))?.toLowerCase()).toBe("gauge");
});
