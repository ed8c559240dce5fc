import { faults } from "./faults.ts";
import { expect, test } from "./fixture.ts";
import {
  articleText,
  ask,
  createNote,
  heldUndo,
  noteText,
  noteTitle,
  openSample,
  runCommand,
  saved,
  startWithNotebook,
} from "./notebook-page.ts";

test("a link closed by hand waits, dotted, for its note, also over a restart", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "First");
  await page.keyboard.type("See [[Not yet there]] and [[first]].");
  const waiting = noteText(page).getByRole("link", { name: "Not yet there" });
  await expect(waiting).toHaveAttribute("data-state", "wanted");
  await saved(page);
  await app.close();
  const again = await (await start()).firstWindow();
  const link = noteText(again).getByRole("link", { name: "Not yet there" });
  await expect(link).toHaveAttribute("data-state", "wanted");
  await link.click();
  await expect(noteTitle(again)).toHaveValue("Not yet there");
  await expect(again.getByRole("region", { name: "Links to this" })).toContainText("Linked from 1");
  await again.keyboard.press("Alt+ArrowLeft");
  await expect(link).toHaveAttribute("data-state", "known");
  expect((await ask(again, "notebook.check", {})).findings).toEqual([]);
});

test("a mention is linked by one button, and undone by another", async ({ start, documents }) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Other");
  await page.keyboard.type("The tide gauge was moved; the Tide gauge drifted.");
  await saved(page);
  await createNote(app, page, "Tide gauge");
  const panel = page.getByRole("region", { name: "Links to this" });
  await expect(panel).toContainText("Mentioned 2");
  await panel.getByRole("button", { name: "Link all" }).click();
  const undo = await heldUndo(page);
  await expect(panel).toContainText("Linked from 2");
  await undo.click();
  await expect(panel).toContainText("Mentioned 2");
  expect((await ask(page, "notebook.check", {})).findings).toEqual([]);
});

test("what links to an article is counted as one types, and nothing moves", async ({
  app,
  page,
}) => {
  await openSample(page);
  await createNote(app, page, "Counting");
  const panel = page.getByRole("region", { name: "Links to this" });
  const before = panel.getByRole("button", { name: /^Linked from \d+$/ });
  await expect(before).toBeVisible();
  const count = Number((await before.textContent())?.match(/\d+/)?.[0]);
  const paragraph = articleText(page).locator("p").nth(8);
  await paragraph.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const place = () =>
    paragraph.evaluate((element) => Math.round(element.getBoundingClientRect().y));
  await expect.poll(async () => (await place()) < 400).toBe(true);
  const top = await place();
  await noteText(page).focus();
  await page.keyboard.type("See [[A pen on the pier]].");
  await expect(panel.getByRole("button", { name: `Linked from ${count + 1}` })).toBeVisible();
  expect(await place()).toBe(top);
});

for (const theme of ["light", "dark"] as const)
  test(`a preview shows what a link and a quote point to, ${theme}`, async ({
    app,
    page,
  }, testInfo) => {
    await openSample(page);
    await runCommand(app, `view.${theme}`);
    const preview = page.getByRole("dialog", { name: "Preview" });
    await noteText(page).getByRole("link", { name: "The stud" }).hover();
    await expect(preview).toContainText("The stud");
    expect(await faults(page)).toEqual([]);
    await page.screenshot({ path: testInfo.outputPath("note.png") });
    await page.keyboard.press("Escape");
    await expect(preview).toHaveCount(0);
    const quote = noteText(page).getByText("An instrument built to prove something");
    await quote.scrollIntoViewIfNeeded();
    await quote.hover();
    await expect(preview.locator("mark").first()).toContainText("An instrument built");
    expect(await faults(page)).toEqual([]);
    await page.screenshot({ path: testInfo.outputPath("quote.png") });
  });
