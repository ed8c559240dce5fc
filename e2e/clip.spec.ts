import type { Page } from "@playwright/test";
import { canonicalText } from "../electron/text/blocks.ts";
import { expect, test } from "./fixture.ts";
import {
  ask,
  articleText,
  clipBar,
  clipsOf,
  clipWords,
  heldUndo,
  noteText,
  openArticle,
  openSample,
  painted,
  placeOf,
  selectWords,
} from "./notebook-page.ts";

const words = "the present keeper";

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openArticle(page, "A pen on the pier");
});

test("selecting with the mouse shows the bar beside the words, without the focus", async ({
  page,
}) => {
  await selectWords(page, words);
  await expect(clipBar(page)).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(words);
  expect(await clipBar(page).evaluate((bar) => bar.contains(document.activeElement))).toBe(false);
  const boxes = await page.evaluate(() => {
    const selection = getSelection()?.getRangeAt(0).getBoundingClientRect();
    const bar = document.querySelector("[role=toolbar][aria-label*=lip]")?.getBoundingClientRect();
    return selection && bar
      ? { above: selection.top - bar.bottom, below: bar.top - selection.bottom }
      : null;
  });
  expect(Math.max(boxes?.above ?? -1, boxes?.below ?? -1)).toBeGreaterThanOrEqual(0);
});

test("a number key clips in its colour; the clip is painted, listed and announced", async ({
  page,
}) => {
  const before = await painted(page, "question");
  await clipWords(page, words, "3");
  expect(await painted(page, "question")).toBe(before + 1);
  await expect(page.getByRole("status").filter({ hasText: "Clipped 3 words" })).toHaveCount(1);
  await page.getByRole("button", { name: /^List of \d+ clips/ }).click();
  await expect(page.getByText(words).last()).toBeVisible();
});

test("a clip's comment and colour can be changed, and a deleted clip comes back by Undo", async ({
  page,
}) => {
  const before = (await clips(page)).length;
  await selectWords(page, words);
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("c");
  const comment = page.getByRole("textbox", { name: "Comment" });
  await expect(comment).toBeFocused();
  await comment.fill("Who is that?");
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(() => clips(page))
    .toContainEqual({ quote: words, color: "plain", comment: "Who is that?" });

  await page.keyboard.press("Escape");
  await expect(comment).toBeHidden();
  const { first } = await placeOf(page, words);
  await page.mouse.click(first.right + 2, (first.top + first.bottom) / 2);
  await page
    .getByRole("radio", { name: /doubt/i })
    .or(page.getByRole("button", { name: /doubt/i }))
    .first()
    .click();
  await expect
    .poll(() => clips(page))
    .toContainEqual({ quote: words, color: "doubt", comment: "Who is that?" });
  await page
    .getByRole("button", { name: /delete/i })
    .first()
    .click();
  const undo = await heldUndo(page);
  await expect.poll(async () => (await clips(page)).length).toBe(before);
  await undo.click();
  await expect
    .poll(() => clips(page))
    .toContainEqual({ quote: words, color: "doubt", comment: "Who is that?" });
});

test("Undo right after clipping takes the clip back", async ({ page }) => {
  const before = (await clips(page)).length;
  await clipWords(page, words, "1");
  expect(await clips(page)).toHaveLength(before + 1);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await clips(page)).length).toBe(before);
});

test("Enter clips and quotes at once: the note shows the exact words and their source", async ({
  page,
}) => {
  await selectWords(page, words);
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("Enter");
  const quote = noteText(page).locator(".note-quote").filter({ hasText: words }).first();
  await expect(quote).toBeVisible();
  await expect(quote).toContainText("verbatim");
  await expect(quote).toContainText("Farrow 2019");
});

test("copying stays copying while the bar is shown", async ({ page }) => {
  await selectWords(page, words);
  await expect(clipBar(page)).toBeVisible();
  await page.evaluate(() => {
    document.addEventListener(
      "copy",
      () => Object.assign(window, { copied: getSelection()?.toString() }),
      { once: true },
    );
  });
  await page.keyboard.press("Control+C");
  expect(await page.evaluate(() => (window as { copied?: string }).copied)).toBe(words);
  await page.keyboard.press("Escape");
  await expect(clipBar(page)).toBeHidden();
});

test("without a mouse: sentences are selected by full stop and comma, and clipped by a number", async ({
  page,
}) => {
  const before = (await clips(page)).length;
  await articleText(page).focus();
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  const sentence = (await page.evaluate(() => getSelection()?.toString() ?? "")).trim();
  expect(sentence).toMatch(/^[\p{Lu}“].*[.!?”]$/su);
  await page.keyboard.press("Shift+.");
  expect((await page.evaluate(() => getSelection()?.toString() ?? "")).length).toBeGreaterThan(
    sentence.length,
  );
  await page.keyboard.press("2");
  await expect.poll(async () => (await clips(page)).length).toBe(before + 1);
  const made = (await clips(page)).find((each) => each.quote.startsWith(sentence.slice(0, 20)));
  expect(made?.color).toBe("evidence");
});

test("an open clip is adjusted by its handles and by keys, and every step can be undone", async ({
  page,
}) => {
  const quotes = async () => (await clips(page)).map(({ quote }) => quote);
  await clipWords(page, words, "5");
  const { last } = await placeOf(page, words);
  await page.mouse.click(last.left + 2, (last.top + last.bottom) / 2);
  const open = page.getByRole("dialog", { name: "Idea clip" });
  await expect(open).toBeVisible();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect.poll(quotes).toContain("present keeper");
  await expect(page.getByRole("status").filter({ hasText: "now has 2 words" })).toHaveCount(1);
  await expect(open.getByRole("textbox", { name: "Comment" })).toBeVisible();
  const handle = await page.locator(".reader-handle[data-edge=end]").boundingBox();
  const to = (await placeOf(page, "present")).last;
  await page.mouse.move((handle?.x ?? 0) + 1, (handle?.y ?? 0) + (handle?.height ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move(last.left - 20, (last.top + last.bottom) / 2, { steps: 3 });
  await page.mouse.move(
    (await placeOf(page, "present keeper")).first.left + (to.right - to.left) * 7,
    (last.top + last.bottom) / 2,
    { steps: 3 },
  );
  await page.mouse.up();
  await expect
    .poll(async () => (await quotes()).some((quote) => quote.startsWith("prese")))
    .toBe(true);
  await expect.poll(quotes).not.toContain("present keeper");
  await expect(open).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(open).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect.poll(quotes).toContain("present keeper");
  await page.keyboard.press("Control+z");
  await expect.poll(quotes).toContain(words);
});

test("every clip of the sample stands where it says", async ({ page }) => {
  const { rows } = await ask(page, "clips.list", { offset: 0, limit: 100, words: "" });
  expect(rows).toHaveLength(20);
  for (const { article: id, start, end, quote } of rows) {
    const article = await ask(page, "articles.get", { id });
    expect(canonicalText(article?.blocks ?? []).slice(start, end)).toBe(quote);
  }
});

/** What the clips of the open article are. */
async function clips(page: Page) {
  const found = await clipsOf(page, "A pen on the pier");
  return found.map(({ quote, color, comment }) => ({ quote, color, comment }));
}
