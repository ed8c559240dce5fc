import type { Page } from "@playwright/test";
import { canonicalText } from "../electron/text/blocks.ts";
import { expect, test } from "./fixture.ts";
import {
  articleText,
  articles,
  ask,
  heldUndo,
  importFiles,
  openArticle,
  openSample,
  runCommand,
  startWithNotebook,
  writeFiles,
} from "./notebook-page.ts";

const words =
  "The pen drew its line and the line drew the sea, hour after hour, for as long as there was paper. ";
const chapters = Array.from(
  { length: 40 },
  (_each, index) => `## Chapter ${index + 1}\n\n${words.repeat(8)}\n`,
).join("\n");

test("the list can be sorted, filtered as one types, and told when nothing matches", async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole("button", { name: /^Order/ }).click();
  await page
    .getByRole("menuitemradio", { name: "Words" })
    .or(page.getByRole("menuitem", { name: "Words" }))
    .first()
    .click();
  await page.keyboard.press("Escape");
  await expect(articles(page).first()).toContainText(/\w/);
  const filter = page.getByRole("textbox", { name: "Filter the list" });
  await filter.fill("adeyemi");
  await expect(articles(page)).toHaveCount(2);
  await filter.fill("zebra");
  await expect(page.getByText(/Nothing here matches/).first()).toBeVisible();
  await filter.fill("");
  await expect(articles(page)).toHaveCount(10);
});

test("an article opens with its metadata and outline, about 66 characters wide, in the chosen size", async ({
  page,
}) => {
  await openSample(page);
  await openArticle(page, "The Ness Pier tide record");
  await expect(page.getByRole("main")).toContainText("Tobias Lindmarr");
  const measure = await articleText(page)
    .locator("p")
    .filter({ hasText: /.{200}/ })
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
      return (element.textContent ?? "").length / lines;
    });
  expect(measure).toBeGreaterThan(48);
  expect(measure).toBeLessThan(76);

  const size = () =>
    articleText(page)
      .locator("p")
      .first()
      .evaluate((each) => parseFloat(getComputedStyle(each).fontSize));
  const before = await size();
  await page.keyboard.press("Control+Alt+=");
  await expect.poll(size).toBeGreaterThan(before);

  await page.keyboard.press("Control+Shift+O");
  const outline = page
    .getByRole("dialog", { name: "Outline" })
    .or(page.getByRole("listbox", { name: "Outline" }))
    .first();
  await expect(outline).toBeVisible();
  await page.keyboard.press("Escape");
});

test("the place in an article is remembered, in this session and the next", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await importFiles(
    app,
    page,
    writeFiles(documents, { "long.md": `# Long\n\n${chapters}`, "short.md": "# Short\n\nA word." }),
  );
  await openArticle(page, "Long");
  await page.getByRole("heading", { name: "Chapter 25" }).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => {
    const heading = [...document.querySelectorAll("main h2, main h3")].find(
      (each) => each.textContent === "Chapter 25",
    );
    return heading && heading.getBoundingClientRect().top < innerHeight;
  });
  await expect.poll(() => position(page)).toBeGreaterThan(5_000);
  await openArticle(page, "Short");
  await openArticle(page, "Long");
  await expect(page.getByRole("heading", { name: "Chapter 25" })).toBeInViewport();
  await app.close();

  const again = await (await start()).firstWindow();
  await expect(again.getByRole("heading", { name: "Chapter 25" })).toBeInViewport();
});

/** The stored place of the article that is open. */
async function position(page: Page): Promise<number> {
  const { article } = await ask(page, "view.get", {});
  return (await ask(page, "articles.get", { id: article ?? "" }))?.position ?? 0;
}

test("panes resize by keys, hide, and are remembered", async ({ start }) => {
  const app = await start();
  const page = await app.firstWindow();
  await openSample(page);
  const library = page.getByRole("navigation", { name: "Library" });
  const width = async () => (await library.boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("separator", { name: "Width of the library" }).focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBeGreaterThan(before + 20);
  const chosen = await width();
  await page.keyboard.press("Control+.");
  await expect(page.getByRole("complementary", { name: "Note" })).toBeHidden();
  await app.close();

  const again = await (await start()).firstWindow();
  await expect(again.getByRole("navigation", { name: "Library" })).toBeVisible();
  await expect(again.getByRole("complementary", { name: "Note" })).toBeHidden();
  await expect(async () => {
    const box = await again.getByRole("navigation", { name: "Library" }).boundingBox();
    expect(box?.width).toBeCloseTo(chosen, 0);
  }).toPass();
});

test("what is rendered is the stored text, letter for letter, in every sample article", async ({
  page,
}) => {
  await openSample(page);
  const count = await articles(page).count();
  for (let index = 0; index < count; index++) {
    await articles(page).nth(index).click();
    await expect(articles(page).nth(index)).toHaveAttribute("aria-selected", "true");
    await expect.poll(() => compareText(page)).toBe("same");
  }
});

/** Holds what is shown of the open article against what is stored, block by block. */
async function compareText(page: Page): Promise<string> {
  const { article: id } = await ask(page, "view.get", {});
  const article = await ask(page, "articles.get", { id: id ?? "" });
  if (!article) return "not known";
  if ((await page.getByRole("heading", { level: 1 }).textContent()) !== article.title)
    return "not shown yet";
  const text = canonicalText(article.blocks);
  const shown = await articleText(page)
    .locator("[data-start]")
    .evaluateAll((all) =>
      all.map((each) => [Number(each.getAttribute("data-start")), each.textContent ?? ""] as const),
    );
  const wrong = shown.find(([start, words]) => text.slice(start, start + words.length) !== words);
  if (wrong) return `${wrong[0]}: ${wrong[1]}`;
  const letters = (words: string) => words.replaceAll(/\s/g, "").length;
  const covered = shown.reduce((sum, [, words]) => sum + letters(words), 0);
  return covered === letters(text) ? "same" : `${covered} of ${letters(text)} letters`;
}

test("an article and a note each go to the trash with an undo", async ({ app, page }) => {
  await openSample(page);
  await openArticle(page, "A pen on the pier");
  await runCommand(app, "article.delete");
  const undo = await heldUndo(page);
  await expect(articles(page)).toHaveCount(9);
  await undo.click();
  await expect(articles(page)).toHaveCount(10);
});
