import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test, type App } from "./fixture.ts";
import {
  articleText,
  ask,
  clipBar,
  clipWords,
  createNotebook,
  importFiles,
  noteText,
  openArticle,
  runCommand,
  selectWords,
  writeFiles,
} from "./notebook-page.ts";

const title = "The drift of the pier";
/** What the article first said: each paragraph ends a file's worth of evidence. */
const first = [
  "The gauge on the pier has run since the winter of the great storm, and its paper fills eleven shelves of the harbour office.",
  "Its keeper changed the paper every morning before the boats went out, and wrote the weather in the margin with a pencil.",
  "Nobody knew for forty years that the pier itself was sinking by the width of a finger in every decade.",
  "When the harbour was rebuilt the drum was moved into the customs house, where it still turns once a day.",
  "A young surveyor compared the marks on the wall with the marks in the rock and found that they did not agree.",
  "The council voted for a second gauge on solid ground, and the two have been read side by side ever since.",
  "Whoever reads the old rolls today must first subtract the slow fall of the stones under the instrument.",
];
/** A word of the second changed, the third gone, the sixth moved to the front, a last one added. */
const second = [
  first[5],
  first[0],
  first[1]?.replace("every morning", "every evening"),
  first[3],
  first[4],
  first[6],
  "A plaque on the customs house gives the year of the discovery wrongly, as the parish has noted twice.",
];
const pageOf = (paragraphs: readonly (string | undefined)[]) =>
  `<!doctype html><html lang="en"><head><title>${title}</title>
  <link rel="canonical" href="https://tideway.example/pier"></head>
  <body><article><h1>${title}</h1>${paragraphs.map((each) => `<p>${each}</p>`).join("")}</article></body></html>`;

const carried = "the drum was moved into the customs house";
const changed = "changed the paper every morning before the boats went out";
const lost = "sinking by the width of a finger";

/** A notebook with three clips, whose article then gets its second version. */
async function withVersions(app: App, page: Page, documents: string): Promise<void> {
  await createNotebook(app, page, documents);
  const [one] = writeFiles(documents, { "first/pier.html": pageOf(first) });
  const [two] = writeFiles(documents, { "second/pier.html": pageOf(second) });
  await importFiles(app, page, [one ?? ""]);
  await openArticle(page, title);
  for (const words of [carried, changed, lost]) await clipWords(page, words, "2");
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
    },
    [two ?? ""],
  );
  await runCommand(app, "import.files");
  await page.getByRole("button", { name: "New version" }).click();
  await expect(page.getByRole("button", { name: /^Version 2 of 2/ })).toBeVisible();
}

const list = (page: Page) => page.getByRole("region", { name: "Clips in this article" });
const listButton = (page: Page) => page.getByRole("button", { name: /^List of \d+ clips?/ });
const needing = async (page: Page) =>
  (await ask(page, "clips.attention", { offset: 0, limit: 10, words: "" })).rows.map(
    ({ quote, anchor }) => [quote, anchor.kind],
  );
/** The words that stand where a clip is painted, from the notebook's own answer. */
async function standsAt(page: Page, quote: string): Promise<string | null> {
  const [article] = (
    await ask(page, "articles.list", {
      offset: 0,
      limit: 1,
      sort: "added",
      descending: true,
      filter: "all",
      words: "",
      tag: null,
    })
  ).rows;
  const clips = await ask(page, "clips.ofArticle", { article: article?.id ?? "" });
  const clip = clips.find((each) => each.quote === quote);
  return clip === undefined || clip.anchor.start === null
    ? null
    : (clip.anchor.words ?? clip.quote);
}

test("after a new version each clip says what became of it; a changed one shows both texts and asks", async ({
  app,
  page,
  documents,
}) => {
  await withVersions(app, page, documents);
  await expect
    .poll(() => needing(page))
    .toEqual([
      [lost, "lost"],
      [changed, "carried"],
    ]);
  await listButton(page).click();
  await expect(list(page).getByText("Not found in this version").first()).toBeVisible();
  await expect(list(page).getByText("Carried from another version")).toHaveCount(1);
  const item = list(page).getByRole("button", { name: /Text changed/ });
  await item.click();
  await expect(list(page).getByText("Still the right place?")).toBeVisible();
  await expect(list(page).locator("del")).toHaveText("morning");
  await expect(list(page).locator("ins")).toHaveText("evening");
  for (const theme of ["dark", "light"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator(`:root[data-theme="${theme}"]`)).toHaveCount(1);
    await page.screenshot({ path: test.info().outputPath(`changed-${theme}.png`) });
    expect.soft(await faults(page), `list of clips, ${theme}`).toEqual([]);
  }
  await list(page).getByRole("button", { name: "Yes" }).click();
  await expect(list(page).getByText("Text changed, place confirmed").first()).toBeVisible();
  expect(await needing(page)).toEqual([[lost, "lost"]]);

  await runCommand(app, "history.undo");
  await expect.poll(() => needing(page)).toHaveLength(2);
});

test("a lost clip keeps its quote, leads to its own version, and is attached again by selecting; undo takes that back", async ({
  app,
  page,
  documents,
}) => {
  await withVersions(app, page, documents);
  await runCommand(app, "clips.nextAttention");
  await expect(page.getByText("Still the right place?")).toBeVisible();
  await runCommand(app, "clips.nextAttention");
  await expect(list(page).getByRole("button", { name: "Re-attach" })).toBeVisible();
  expect(await standsAt(page, lost)).toBeNull();

  await list(page).getByRole("button", { name: "Show where it was made" }).click();
  const bar = page.getByRole("group", { name: "An older version" });
  await expect(bar).toContainText("You are reading version 1 of 2");
  await expect(articleText(page)).toContainText(lost);
  await page.screenshot({ path: test.info().outputPath("past.png") });
  await selectWords(page, "the drum was moved");
  await expect(clipBar(page)).toBeHidden();
  await bar.getByRole("button", { name: "Back to the newest" }).click();
  await expect(articleText(page)).not.toContainText(lost);

  await listButton(page).click();
  await list(page)
    .getByRole("button", { name: new RegExp(lost) })
    .click();
  await list(page).getByRole("button", { name: "Re-attach" }).click();
  await expect(page.getByRole("group", { name: "Attach the clip" })).toContainText(lost);
  await selectWords(page, "the slow fall of the stones");
  await expect(page.getByRole("toolbar", { name: "Attach the clip" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(() => standsAt(page, lost)).toBe("the slow fall of the stones");
  await expect(list(page).getByText("Attached by hand").first()).toBeVisible();
  await runCommand(app, "history.undo");
  await expect.poll(() => standsAt(page, lost)).toBeNull();
  // The list is drawn anew after the notebook has it: only what stays can be scrolled to.
  await expect(list(page).getByText("Attached by hand")).toHaveCount(0);
  await expect(list(page).getByText("Not found in this version").first()).toBeVisible();

  const row = list(page).getByRole("button", { name: new RegExp(lost) });
  await row.scrollIntoViewIfNeeded();
  await selectWords(page, "the slow fall of the stones");
  const at = await page.evaluate(() => {
    const box = getSelection()?.getRangeAt(0).getBoundingClientRect();
    return box ? { x: box.left + 20, y: box.top + box.height / 2 } : { x: 0, y: 0 };
  });
  const from = await row.boundingBox();
  await page.mouse.move((from?.x ?? 0) + 60, (from?.y ?? 0) + 30);
  await page.mouse.down();
  await page.mouse.move(at.x - 40, at.y, { steps: 4 });
  await page.mouse.move(at.x, at.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => standsAt(page, lost)).toBe("the slow fall of the stones");
});

test("two versions side by side: sentences edited, moved, added and removed, from change to change by keys", async ({
  app,
  page,
  documents,
}) => {
  await withVersions(app, page, documents);
  await runCommand(app, "article.compareVersions");
  const view = page.getByRole("region", { name: `Versions of ${title}` });
  await expect(view).toContainText("1 sentence edited, 1 moved, 1 added, 1 removed");
  await expect(view.getByRole("group", { name: "Edited" }).locator("del")).toHaveText("morning");
  await expect(view.getByRole("group", { name: "Edited" }).locator("ins")).toHaveText("evening");
  await expect(view.getByRole("group", { name: /^Moved from paragraph \d/ })).toHaveCount(1);
  await expect(view.getByRole("button", { name: new RegExp(`version 1: ${lost}`) })).toBeVisible();
  const current = view.locator("[data-current=true]");
  await page.keyboard.press("n");
  await expect(current).toHaveCount(1);
  await expect(current).toBeFocused();
  await expect(view.getByText("Change 1 of 4")).toBeVisible();
  const kinds = [await current.getAttribute("data-kind")];
  for (const key of ["n", "Alt+ArrowDown", "n"]) {
    const before = await current.getAttribute("data-row");
    await page.keyboard.press(key);
    await expect.poll(() => current.getAttribute("data-row")).not.toBe(before);
    kinds.push(await current.getAttribute("data-kind"));
  }
  expect(kinds.toSorted((a, b) => (a ?? "").localeCompare(b ?? ""))).toEqual([
    "added",
    "edited",
    "moved",
    "removed",
  ]);
  // Going to a row scrolls the texts, never the view around them.
  await expect(view.getByRole("button", { name: "Next change" })).toBeInViewport();
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator(`:root[data-theme="${theme}"]`)).toHaveCount(1);
    await page.screenshot({ path: test.info().outputPath(`compare-${theme}.png`) });
    expect.soft(await faults(page), `comparison, ${theme}`).toEqual([]);
  }
  for (const width of [1_720, 620]) {
    await page.setViewportSize({ width, height: 900 });
    await runCommand(app, "go.reader");
    await expect(view.getByRole("group", { name: "Edited" })).toBeInViewport();
    await page.screenshot({ path: test.info().outputPath(`compare-${width}.png`) });
  }
  await page.setViewportSize({ width: 1_280, height: 800 });
  await expect(view.getByRole("group", { name: "Edited" })).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(articleText(page)).toBeVisible();
  await expect(view).toBeHidden();
  // Both were stops on the way.
  await runCommand(app, "go.back");
  await expect(view.getByText("1 sentence edited")).toBeVisible();
  await runCommand(app, "go.forward");
  await expect(view).toBeHidden();
  await expect(articleText(page)).toBeVisible();
  // Undoing the import takes one of them away.
  await runCommand(app, "go.back");
  await expect(view.getByText("1 sentence edited")).toBeVisible();
  await runCommand(app, "history.undo");
  await expect(page.getByText("One of the two versions is no longer")).toBeVisible();
  await page.getByRole("button", { name: "Back to reading" }).click();
  await expect(articleText(page)).toContainText(lost);
});

test("the clips section lists those that need somebody, and one of them leads there", async ({
  app,
  page,
  documents,
}) => {
  await withVersions(app, page, documents);
  await page
    .getByRole("list", { name: "Sections" })
    .getByRole("button", { name: /^Clips/ })
    .click();
  await page.getByRole("button", { name: "Needs you 2" }).click();
  const rows = page.getByRole("listbox", { name: "Clips that need you" }).getByRole("option");
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasText: "Text changed" }).click();
  await expect(page.getByText("Still the right place?")).toBeVisible();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Needs you 1" })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("needs-you.png") });
});

test("a quote in a note whose words are lost says so and opens the version they are from", async ({
  app,
  page,
  documents,
}) => {
  await withVersions(app, page, documents);
  await listButton(page).click();
  await list(page)
    .getByRole("button", { name: new RegExp(lost) })
    .click();
  await list(page).getByRole("button", { name: "Quote to note" }).click();
  const quote = noteText(page).locator(".note-quote").filter({ hasText: lost });
  await expect(quote).toBeVisible();
  await quote.getByText(lost).click();
  await expect(
    page.getByText("Not found in the newest version. This is version 1").last(),
  ).toBeVisible();
  const bar = page.getByRole("group", { name: "An older version" });
  await expect(bar).toBeVisible();
  await expect(articleText(page)).toContainText(lost);
  await bar.getByRole("button", { name: "Back to the newest" }).click();
  await expect(bar).toBeHidden();
  await expect(articleText(page)).not.toContainText(lost);
  // The way back leads to the version that was read, though nobody had named it.
  await runCommand(app, "go.back");
  await expect(bar).toContainText("You are reading version 1 of 2");
  await expect(articleText(page)).toContainText(lost);
  await runCommand(app, "go.forward");
  await expect(bar).toBeHidden();

  await quote.getByRole("button", { name: "source changed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Compare versions" }).click();
  const view = page.getByRole("region", { name: `Versions of ${title}` });
  const removed = view.getByRole("group", { name: "Removed" });
  await expect(removed).toHaveAttribute("data-current", "true");
  await expect(removed.locator("mark")).toHaveText(lost);
  await expect(view.getByText(/^Change \d of 4$/)).toBeVisible();
  await runCommand(app, "go.back");
  await expect(view).toBeHidden();
  await expect(articleText(page)).not.toContainText(lost);
});
