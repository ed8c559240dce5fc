import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";
import {
  articleText,
  clipBar,
  clipsOf,
  createNote,
  noteText,
  noteTitle,
  openArticle,
  openSample,
  placeOf,
  selectWords,
} from "./notebook-page.ts";

const words = "the present keeper";

test.beforeEach(async ({ page }) => {
  await openSample(page);
  await openArticle(page, "A pen on the pier");
});

const quotes = (page: Page) => noteText(page).locator(".note-quote");
const openClips = (page: Page) => clipsOf(page, "A pen on the pier");

/** Drags the selected words over the middle of the note's text, with these keys held. */
async function dragToNote(page: Page, held: readonly string[] = []): Promise<void> {
  const { first, last } = await placeOf(page, words);
  await page.mouse.move((first.left + last.right) / 2, (first.top + first.bottom) / 2);
  await page.mouse.down();
  const box = await noteText(page).boundingBox();
  if (!box) throw new Error("Expected the note to show");
  for (const key of held) await page.keyboard.down(key);
  await page.mouse.move(box.x + 40, box.y + 8, { steps: 5 });
  await page.mouse.move(box.x + 60, box.y + box.height - 4, { steps: 5 });
}

test("copied words are a live quote inside and a finished citation outside", async ({
  app,
  page,
}) => {
  const before = (await openClips(page)).length;
  await createNote(app, page, "Keepers");
  await selectWords(page, words);
  await page.keyboard.press("Control+C");
  // A field takes the plain form, as any other program would.
  await noteTitle(page).fill("");
  await page.keyboard.press("Control+V");
  await expect(noteTitle(page)).toHaveValue(/^“the present keeper” \(Farrow 2019, ¶ \d+\)$/);
  await noteText(page).click();
  await page.keyboard.press("Control+V");
  await expect(quotes(page).filter({ hasText: words })).toHaveCount(1);
  await expect(quotes(page).first()).toContainText("verbatim");
  await expect.poll(async () => (await openClips(page)).length).toBe(before + 1);
  // The same words again are the same clip.
  await selectWords(page, words);
  await page.keyboard.press("Control+C");
  await noteText(page).click();
  await page.keyboard.press("Control+V");
  await expect(quotes(page).filter({ hasText: words })).toHaveCount(2);
  await expect.poll(async () => (await openClips(page)).length).toBe(before + 1);
});

test("Control+Shift+C copies the words alone", async ({ app, page }) => {
  await selectWords(page, words);
  await page.keyboard.press("Control+Shift+C");
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(words);
});

for (const [form, held] of [
  ["quote", []],
  ["text", ["Shift"]],
  ["link", ["Alt"]],
] as const) {
  test(`a selection that is dragged into a note becomes a ${form}`, async ({ app, page }) => {
    await createNote(app, page, "Keepers");
    await selectWords(page, words);
    await dragToNote(page, held);
    await expect(page.locator(".note-drop-line")).toBeVisible();
    await page.mouse.up();
    for (const key of held) await page.keyboard.up(key);
    await expect(page.locator(".note-drop-line")).toBeHidden();
    await expect(noteText(page)).toContainText(words);
    await expect(quotes(page)).toHaveCount(form === "quote" ? 1 : 0);
    await expect(noteText(page).locator(".note-link")).toHaveCount(form === "link" ? 1 : 0);
    await expect
      .poll(async () => (await openClips(page)).filter(({ quote }) => quote === words))
      .toHaveLength(form === "text" ? 0 : 1);
  });
}

test("without a mouse: sentences are sent to a note that is chosen, the last one first", async ({
  app,
  page,
}) => {
  await createNote(app, page, "Gauges of the coast");
  await createNote(app, page, "Keepers");
  await articleText(page).focus();
  await page.keyboard.press(".");
  await page.keyboard.press(".");
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("Control+Shift+N");
  const choices = page.getByRole("listbox", { name: "Send to" });
  await expect(choices.getByRole("option").first()).toContainText("Keepers");
  await page.keyboard.type("gauges coast");
  await expect(choices.getByRole("option").first()).toContainText("Gauges of the coast");
  await page.keyboard.press("Enter");
  await expect(noteTitle(page)).toHaveValue("Gauges of the coast");
  await expect(quotes(page)).toHaveCount(1);
  await expect(articleText(page)).toBeFocused();
  await page.keyboard.press(".");
  await expect(clipBar(page)).toBeVisible();
  await page.keyboard.press("Control+Shift+N");
  await expect(choices.getByRole("option").first()).toContainText("Sent to last");
  await page.keyboard.press("Enter");
  await expect(quotes(page)).toHaveCount(2);
});
