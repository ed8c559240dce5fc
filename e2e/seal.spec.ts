import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test, type App, type Start } from "./fixture.ts";
import {
  ask,
  importFiles,
  noteText,
  openArticle,
  runCommand,
  saved,
  startWithNotebook,
  writeFiles,
} from "./notebook-page.ts";

const exact = "The longest gap in the record is eleven days, and nobody on the pier knows why.";
const rest = Array.from(
  { length: 40 },
  (_, day) => `On day ${day} it stood ${day * 7} lines high.`,
);
const text = `# The gauge\n\n${exact}\n\n${rest.join("\n\n")}\n`;

const seal = (page: Page, name: string) =>
  noteText(page).getByRole("button", { name, exact: true });
const field = (page: Page) => page.getByRole("textbox", { name: "Words of the quote" });

interface Quoted {
  readonly app: App;
  readonly page: Page;
  readonly clip: string;
}

/** A notebook with one article, a clip of it, and the note that quotes the clip so many times. */
async function withQuotes(start: Start, documents: string, quotes: number): Promise<Quoted> {
  const { app, page } = await startWithNotebook(start, documents);
  await importFiles(app, page, writeFiles(documents, { "gauge.md": text }));
  const { rows } = await ask(page, "articles.list", {
    offset: 0,
    limit: 1,
    sort: "added",
    descending: true,
    filter: "all",
    words: "",
  });
  const article = await ask(page, "articles.get", { id: rows[0]?.id ?? "" });
  const at = article?.blocks.findIndex((block) => "text" in block && block.text === exact) ?? -1;
  const before = article?.blocks.slice(0, at).map((block) => ("text" in block ? block.text : ""));
  const begin = (before ?? []).join("\n").length + 1;
  const { id: clip } = await ask(page, "clips.create", {
    version: article?.version ?? "",
    start: begin,
    end: begin + exact.length,
    color: "evidence",
    comment: "",
  });
  await openArticle(page, "The gauge");
  const note = await ask(page, "notes.create", { title: "On gaps" });
  const paragraph = (words: string) => ({
    type: "paragraph",
    version: 1,
    children: [{ type: "text", version: 1, text: words }],
  });
  const quote = { type: "clip-quote", version: 1, clip };
  const children = [
    paragraph("What the keepers left out:"),
    ...Array.from({ length: quotes }, () => quote),
    paragraph("And so on."),
  ];
  const body = JSON.stringify({ root: { type: "root", version: 1, children } });
  await ask(page, "notes.save", { id: note.id, base: 0, body });
  await page.getByRole("button", { name: /^Notes/ }).click();
  await page.getByRole("listbox", { name: "Notes" }).getByRole("option").first().click();
  await expect(seal(page, "verbatim").first()).toBeVisible();
  return { app, page, clip };
}

/** Selects words in the field of a quote. */
async function choose(page: Page, words: string): Promise<void> {
  await field(page).evaluate((element, wanted) => {
    const input = element as HTMLTextAreaElement;
    const at = input.value.indexOf(wanted);
    input.setSelectionRange(at, at + wanted.length);
  }, words);
}

test("an altered quote says so, shows where, and takes the source's words back", async ({
  start,
  documents,
}) => {
  const { app, page } = await withQuotes(start, documents, 1);
  await noteText(page).getByText("nobody on the pier").dblclick();
  await choose(page, "eleven");
  await page.keyboard.type("twelve");
  await page.keyboard.press("Enter");
  await expect(seal(page, "altered")).toBeVisible();
  await expect(page.getByRole("button", { name: "1 quote: 1 altered" })).toBeVisible();
  await saved(page);
  const counts = () => ask(page, "quotes.states", { limit: 10 }).then((states) => states.counts);
  expect(await counts()).toMatchObject({ verbatim: 0, altered: 1 });

  await app.close();
  const again = await (await start()).firstWindow();
  await seal(again, "altered").hover();
  const more = again.getByRole("dialog", { name: "Quote: altered" });
  await expect(more.getByRole("deletion")).toHaveText(/eleven/);
  await expect(more.getByRole("insertion")).toHaveText(/twelve/);
  await more.getByRole("button", { name: "Restore the source’s words" }).click();
  await expect(seal(again, "verbatim")).toBeVisible();
  await expect(noteText(again)).toContainText("eleven days");
});

test("a quote is shortened by keys alone, and is a marked edit after a restart", async ({
  start,
  documents,
}) => {
  const { app, page } = await withQuotes(start, documents, 1);
  await noteText(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await expect(noteText(page).locator(".note-quote[data-selected]")).toHaveCount(1);
  await page.keyboard.press("F2");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+Home");
  for (let word = 0; word < 5; word += 1) await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Control+Shift+ArrowRight");
  await page.keyboard.press("-");
  await page.keyboard.press("Enter");
  await expect(seal(page, "marked edit")).toBeVisible();
  await expect(noteText(page)).toContainText("gap in the […]");
  await saved(page);
  await app.close();
  const again = await (await start()).firstWindow();
  await expect(seal(again, "marked edit")).toBeVisible();
  await expect(noteText(again)).toContainText("gap in the […]");
});

test("a quote follows its clip to the trash and its article to a new version", async ({
  start,
  documents,
}) => {
  const { app, page, clip } = await withQuotes(start, documents, 1);
  const { group } = await ask(page, "clips.delete", { ids: [clip] });
  await expect(seal(page, "source missing")).toBeVisible();
  await expect(noteText(page)).toContainText(exact);
  await ask(page, "history.undo", { group });
  await expect(seal(page, "verbatim")).toBeVisible();
  const next = text.replace("eleven days", "nine whole weeks");
  const [file = ""] = writeFiles(documents, { "again/gauge.md": next });
  await app.evaluate(({ dialog }, place) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [place] });
  }, file);
  await runCommand(app, "import.files");
  await page.getByRole("button", { name: "New version" }).click();
  await seal(page, "source changed").click();
  await expect(page.getByRole("dialog", { name: "Quote: source changed" })).toContainText(
    "nine whole weeks",
  );
});

for (const theme of ["light", "dark"] as const)
  test(`checking quotes walks through all that is not verbatim, ${theme}`, async ({
    start,
    documents,
  }, info) => {
    const { app, page } = await withQuotes(start, documents, 4);
    await runCommand(app, `view.${theme}`);
    const quotes = noteText(page).locator(".note-quote");
    const reword = async (nth: number, from: string, to: string) => {
      await quotes.nth(nth).locator(".note-quote-words").dblclick();
      await choose(page, from);
      await page.keyboard.type(to);
    };
    await reword(1, "on the pier", "-");
    await page.keyboard.press("Enter");
    await reword(2, "eleven", "twelve");
    await page.screenshot({ path: info.outputPath(`editing-${theme}.png`) });
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await seal(page, "altered").hover();
    await expect(page.getByRole("dialog", { name: "Quote: altered" })).toBeVisible();
    await page.screenshot({ path: info.outputPath(`popover-${theme}.png`) });
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+F7");
    const panel = page.getByRole("region", { name: "Check quotes" });
    await expect(panel).toBeFocused();
    await expect(panel).toContainText("1 of 2");
    await page.keyboard.press("n");
    await expect(panel).toContainText("2 of 2");
    await expect(panel.getByRole("insertion")).toHaveText(/twelve/);
    await page.screenshot({ path: info.outputPath(`check-${theme}.png`) });
    await saved(page);
    await panel.getByRole("button", { name: "All notes" }).click();
    await expect(panel).toContainText("in On gaps");
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
  });
