import { expect, test } from "./fixture.ts";
import {
  createNote,
  createNotebook,
  noteText,
  noteTitle,
  openSample,
  placeOf,
  runCommand,
  saved,
  startWithNotebook,
} from "./notebook-page.ts";

test("Markdown typed becomes structure, and is still there after a restart", async ({
  start,
  documents,
}) => {
  const { app, page } = await startWithNotebook(start, documents);
  await createNote(app, page, "Structure");
  for (const line of [
    "# A heading",
    "- one",
    "two",
    "",
    "1. first",
    "",
    "> quoted",
    "",
    "[ ] to do",
    "",
  ])
    await typeLine(page, line);
  await page.keyboard.type("Some **bold**, *slanted* and `code` words.");
  const note = noteText(page);
  const check = async (text: typeof note) => {
    await expect(text.getByRole("heading", { name: "A heading" })).toBeVisible();
    await expect(text.getByRole("listitem").filter({ hasText: "one" }).first()).toBeVisible();
    await expect(text.locator("ol li").filter({ hasText: "first" })).toBeVisible();
    await expect(text.locator("blockquote").filter({ hasText: "quoted" })).toBeVisible();
    await expect(text.locator(".note-checklist > li").filter({ hasText: "to do" })).toHaveCount(1);
    await expect(text.locator("strong").filter({ hasText: "bold" })).toBeVisible();
    await expect(text.locator("em").filter({ hasText: "slanted" })).toBeVisible();
    await expect(text.locator("code").filter({ hasText: "code" })).toBeVisible();
  };
  await check(note);
  await saved(page);
  await app.close();
  await check(noteText(await (await start()).firstWindow()));
});

async function typeLine(page: import("@playwright/test").Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

test("[[ offers what was used last, finds by letters, inserts with Enter and creates with Shift+Enter", async ({
  app,
  page,
}) => {
  await openSample(page);
  await createNote(app, page, "Links");
  await page.keyboard.type("See [[");
  const menu = page.getByRole("listbox", { name: "Link to" });
  await expect(menu.getByRole("option").first()).toBeVisible();
  await page.keyboard.type("elevn");
  await expect(menu.getByRole("option").first()).toContainText("The eleven days");
  await page.keyboard.press("Enter");
  await expect(noteText(page).getByRole("link", { name: "The eleven days" })).toBeVisible();
  await page.keyboard.type(" and [[A wholly new thought");
  await page.keyboard.press("Shift+Enter");
  await expect(noteText(page).getByRole("link", { name: "A wholly new thought" })).toBeVisible();
  await saved(page);
  await noteText(page).getByRole("link", { name: "A wholly new thought" }).click();
  await expect(noteTitle(page)).toHaveValue("A wholly new thought");
  await expect(page.getByRole("complementary", { name: "Note" })).toContainText("Linked from 1");
});

test("renaming a note breaks no link, and every link shows the new name", async ({ app, page }) => {
  await openSample(page);
  const link = noteText(page).getByRole("link", { name: "The stud" });
  await link.click();
  await expect(noteTitle(page)).toHaveValue("The stud");
  await runCommand(app, "note.rename");
  await noteTitle(page).fill("The brass stud");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(noteTitle(page)).toHaveValue("Start here");
  const renamed = noteText(page).getByRole("link", { name: "The brass stud" });
  await renamed.click();
  await expect(noteTitle(page)).toHaveValue("The brass stud");
});

test("clicking a quote opens the reader at the sentence; Alt+Left brings both panes back", async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole("option").filter({ hasText: "Letter to the Town Clerk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Letter to the Town Clerk");
  const quote = noteText(page).getByText(
    "An instrument built to prove something tends to prove it.",
  );
  await quote.scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    const { set } = CSS.highlights;
    CSS.highlights.set = function (name, highlight) {
      if (name === "flash" && highlight.size > 0) Object.assign(window, { flashed: true });
      return set.call(this, name, highlight);
    };
  });
  await quote.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("A pen on the pier");
  await expect(async () => {
    const { first } = await placeOf(page, "An instrument built");
    expect(first.top).toBeGreaterThan(60);
    expect(first.bottom).toBeLessThan(500);
  }).toPass();
  await expect.poll(() => page.evaluate(() => "flashed" in window)).toBe(true);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Letter to the Town Clerk");
  await expect(noteTitle(page)).toHaveValue("Start here");
});

test("undo takes back typing, step by step, within the note", async ({ app, page, documents }) => {
  await createNotebook(app, page, documents);
  await createNote(app, page, "Undo");
  await page.keyboard.type("First. ");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Second.");
  await page.keyboard.press("Control+z");
  await expect(noteText(page)).not.toContainText("Second.");
  await expect(noteText(page)).toContainText("First.");
  await page.keyboard.press("Control+Shift+z");
  await expect(noteText(page)).toContainText("Second.");
});

test("a table is put in, filled by Tab, and kept", async ({ app, page, documents }) => {
  await createNotebook(app, page, documents);
  await createNote(app, page, "Table");
  await page.keyboard.type("Before");
  await page.getByRole("button", { name: "Insert table" }).click();
  await noteText(page).locator("td, th").first().click();
  await page.keyboard.type("Year");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Height");
  await expect(noteText(page).locator("td, th").nth(0)).toContainText("Year");
  await expect(noteText(page).locator("td, th").nth(1)).toContainText("Height");
  await saved(page);
});

test("what a page put on the clipboard is pasted as clean structure", async ({
  app,
  page,
  documents,
}) => {
  await createNotebook(app, page, documents);
  await createNote(app, page, "Paste");
  await noteText(page).evaluate((root) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      `<h2 style="color:red" onclick="window.hit=1">Head</h2><p>A <b>bold</b> word, <a href="javascript:window.hit=2">bad</a>
       <a href="https://example.org/">good</a><script>window.hit=3</script></p><ul><li>item</li></ul><img src="https://tracker.example/p.gif">`,
    );
    data.setData("text/plain", "Head");
    root.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  const note = noteText(page);
  await expect(note.getByRole("heading", { name: "Head" })).toBeVisible();
  await expect(note.locator("strong").filter({ hasText: "bold" })).toBeVisible();
  await expect(note.locator("li").filter({ hasText: "item" })).toBeVisible();
  await expect(note.locator("a[href='https://example.org/']")).toBeVisible();
  expect(await note.locator("[href^='javascript'], [style*='red'], script, img").count()).toBe(0);
  expect(await page.evaluate(() => (window as { hit?: number }).hit ?? null)).toBeNull();

  await app.evaluate(({ clipboard }) => clipboard.writeText("# Only words"));
  await runCommand(app, "edit.pastePlain");
  await expect(note).toContainText("# Only words");
  await saved(page);
});
