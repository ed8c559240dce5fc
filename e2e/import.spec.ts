import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { dropFiles, expect, test, type App } from "./fixture.ts";
import {
  articles,
  articleText,
  ask,
  createNotebook,
  importFiles,
  openArticle,
  runCommand,
  writeFiles,
} from "./notebook-page.ts";

/** A news article saved as text, without a title, with curly quotes and a promotion at its end. */
const news = [
  "The harbour board of Sallowmouth voted on Tuesday to raise the north pier by a metre, a decision that " +
    "its own engineer had called premature only a week before.",
  "“We have waited for the sea to make up its mind,” said the chairman, “and it has.”",
  "The engineer’s report — forty pages, two of them sums — was laid on the table.",
  "[READ MORE: What a metre costs]",
].join("\n");

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title} | The Courier</title>
  <meta property="og:site_name" content="The Courier"><meta property="og:title" content="${title}">
  <meta name="author" content="Daniel Okell"><meta property="article:published_time" content="2021-02-08"></head>
  <body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>${title}</h1>${body}</article>
  <footer>© The Courier</footer></body></html>`;
const paragraph =
  "<p>The tide that morning stood higher than anybody on the quay could remember, and the clerk wrote so in the book. " +
  "Nobody disputed it then, and nobody has since found a reason to.</p>";

test("files of several kinds are imported, and each is reported", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  const files = writeFiles(documents, {
    "in/pier.txt": news,
    "in/page.html": page("Sea at the pier", paragraph.repeat(4)),
    "in/note.md":
      "---\ntitle: On staffs\nauthor: Josiah Henn\ndate: 1901\n---\n\n# On staffs\n\nRead it **twice**.\n",
    "in/empty.txt": "",
    "in/program.txt": new Uint8Array([
      0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 9, 0, 3, 0, 62, 0,
    ]),
  });
  await importFiles(app, window, files);
  await expect(window.getByRole("status").filter({ hasText: "3 imported" })).toContainText(
    "2 refused",
  );
  await expect(articles(window)).toHaveCount(3);

  await runCommand(app, "import.reports");
  const report = window.getByRole("dialog", { name: "Import reports" });
  await expect(report.getByRole("option")).toHaveCount(5);
  await expect(report.getByRole("option").filter({ hasText: "empty.txt" })).toContainText(/empty/i);
  await expect(report.getByRole("option").filter({ hasText: "program.txt" })).toContainText(
    /seems to be/i,
  );
  await window.keyboard.press("Escape");

  await openArticle(window, "Sea at the pier");
  await expect(window.getByRole("main")).toContainText("Daniel Okell");
  await expect(articleText(window)).not.toContainText("Home");
});

test("an article without a title gets one from its text, marked as such, and keeps every character", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  await importFiles(app, window, writeFiles(documents, { "pier.txt": news }));
  await openArticle(window, /^The harbour board of Sallowmouth voted/);
  const title = await window.getByRole("heading", { level: 1 }).innerText();
  expect(title).toMatch(/\w…$/u);
  expect(title.length).toBeLessThan(115);
  await expect(window.getByRole("main")).toContainText(/taken from the text/i);
  const blocks = await articleText(window).locator("[data-start]").allTextContents();
  expect(blocks.join("\n")).toBe(news);
});

test("the same file twice is already here, and no second copy is made", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  const [file = ""] = writeFiles(documents, { "pier.txt": news });
  await importFiles(app, window, [file]);
  await expect(articles(window)).toHaveCount(1);
  await importFiles(app, window, [file]);
  await expect(window.getByRole("status").filter({ hasText: "already here" })).toBeVisible();
  await expect(articles(window)).toHaveCount(1);
});

test("files dropped on the window are imported, with the pictures beside a page", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==",
    "base64",
  );
  const [saved = ""] = writeFiles(documents, {
    "Sea.html": page(
      "Sea with a picture",
      `${paragraph}<p><img src="Sea_files/chart.png" alt="A chart of the tide"></p>${paragraph.repeat(3)}`,
    ),
    "Sea_files/chart.png": png,
  });
  await dropFiles(window, "body", [saved]);
  await openArticle(window, "Sea with a picture");
  const picture = articleText(window).getByRole("img", { name: "A chart of the tide" });
  // Its room is kept before it is there.
  await expect(picture).toHaveCSS("aspect-ratio", "2 / 2");
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(2);
});

test("a folder is walked with all below it", async ({ app, page: window, documents }) => {
  await createNotebook(app, window, documents);
  writeFiles(path.join(documents, "saved"), {
    "one.txt": "One\n\nThe first of them.",
    "deep/two.md": "# Two\n\nThe second.",
    "deep/deeper/three.html": page("Three", paragraph.repeat(4)),
    ".hidden": "not this",
  });
  await importFiles(app, window, [path.join(documents, "saved")]);
  await expect(articles(window)).toHaveCount(3);
});

/** A folder with good files, bad ones and one that is there twice. */
const mixed = {
  "saved/01 pier.txt": news,
  "saved/02 page.html": page("Sea at the pier", paragraph.repeat(4)),
  "saved/03 pier again.txt": news,
  "saved/04 empty.txt": "",
  "saved/05 =sum.md":
    "# Sums\n\nSee [the other sheet](other.xlsx) and [this](javascript:alert(1)).",
  "saved/06 cut off.pdf": "%PDF-1.7\nnothing more",
} as const;

test("the report of an import is filtered, copied, and written as a table", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  writeFiles(documents, mixed);
  await importFiles(app, window, [path.join(documents, "saved")]);
  await window.getByRole("button", { name: "Report" }).click();
  const report = window.getByRole("dialog", { name: "Import reports" });
  const lines = report.getByRole("listbox", { name: "Files" }).getByRole("option");
  await expect(lines).toHaveCount(6);

  const outcomes = report.getByRole("group", { name: "Show files by outcome" });
  await expect(outcomes.getByRole("button")).toHaveText([
    "All 6",
    "Imported 3",
    "With notes 1",
    "Already here 1",
    "Refused 2",
  ]);
  await outcomes.getByRole("button", { name: /^With notes/ }).click();
  await expect(lines).toHaveCount(1);
  await expect(lines.first()).toContainText("Imported, with notes");
  await expect(lines.first()).toContainText("1 link to another file was made plain text");
  await outcomes.getByRole("button", { name: /^Refused/ }).click();
  await expect(lines).toHaveCount(2);
  await report.getByRole("textbox", { name: "Words in the report" }).fill("empty");
  await expect(lines).toHaveCount(1);
  await expect(lines.first()).toContainText("04 empty.txt");

  await outcomes.getByRole("button", { name: /^All/ }).click();
  await report.getByRole("textbox", { name: "Words in the report" }).fill("");
  await expect(lines).toHaveCount(6);
  await report.getByRole("button", { name: "Copy as text" }).click();
  await expect(window.getByRole("status").filter({ hasText: "6 lines" })).toBeAttached();

  const place = path.join(documents, "report.csv");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, place);
  await report.getByRole("button", { name: "Export as CSV…" }).click();
  await expect(window.getByRole("status").filter({ hasText: "report.csv" })).toBeAttached();
  const table = readFileSync(place, "utf8").split("\r\n");
  expect(table[0]).toBe("\uFEFFFile,Outcome,Title,Words,Notes,Why refused");
  expect(table).toHaveLength(8);
  expect(table).toContainEqual(expect.stringMatching(/^saved\/04 empty\.txt,Refused,,,,.*empty/));

  await lines.filter({ hasText: "02 page.html" }).click();
  await report.getByRole("button", { name: "Open the article" }).click();
  await expect(report).toBeHidden();
  await expect(window.getByRole("heading", { level: 1 })).toHaveText("Sea at the pier");
});

/** So many pages, each with its own words: enough to look at an import while it runs. */
const many = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `many/${String(n).padStart(4, "0")}.html`,
      page(
        `Tide ${n}`,
        `<p>It is day ${n} at the gauge, and ${n * 7} millimetres.</p>${paragraph.repeat(40)}`,
      ),
    ]),
  );

/** Begins to import a folder, and does not wait for its end. */
async function beginImport(app: App, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, folder);
  await runCommand(app, "import.folder");
}

const notice = (window: Page, name: string) => window.getByRole("group", { name });

test("a running import tells how far it is, and stops when it is cancelled", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  // Far more than are done by the time of the cancelling, however the machine shares its time.
  writeFiles(documents, many(900));
  await beginImport(app, path.join(documents, "many"));
  await window.getByRole("button", { name: /^Importing \d+\/900/ }).click();
  const panel = window.getByRole("dialog", { name: "Running imports" });
  await expect(panel).toBeFocused();
  await expect(panel.getByRole("progressbar", { name: "Import" })).toHaveAttribute("max", "900");
  await expect(panel).toContainText(/files\/s/);
  await expect(panel).toContainText(/many[/\\]\d{4}\.html/);
  await panel.getByRole("button", { name: "Cancel the import" }).click();
  await expect(window.getByRole("status").filter({ hasText: "not done" })).toBeAttached();
  await panel.getByRole("button", { name: "Report" }).click();
  const report = window.getByRole("dialog", { name: "Import reports" });
  await expect(report).toContainText(/imported, \d+ not done/);
  await window.keyboard.press("Escape");
  await expect(report).toBeHidden();
  await panel.press("Escape");
  await expect(panel).toBeHidden();
});

test("an import that was cut short offers to go on, and misses nothing then", async ({
  start,
  documents,
}) => {
  test.slow();
  const count = 400;
  const first = await start();
  const window = await first.firstWindow();
  await createNotebook(first, window, documents);
  writeFiles(documents, many(count));
  await beginImport(first, path.join(documents, "many"));
  await expect
    .poll(async () => (await ask(window, "notebook.info", {})).articles, { intervals: [50] })
    .toBeGreaterThan(20);
  await first.kill();

  const second = await start();
  const again = await second.firstWindow();
  const bar = notice(again, "An import was interrupted");
  await expect(bar).toContainText(/An import was interrupted: \d+ of 400 files are left\./);
  await expect(bar.getByRole("button", { name: "Continue" })).not.toBeFocused();
  await runCommand(second, "import.answer");
  await expect(bar.getByRole("button", { name: "Continue" })).toBeFocused();
  await again.keyboard.press("Enter");
  await expect(bar).toBeHidden();
  await expect(again.getByRole("status").filter({ hasText: "400 imported" })).toBeAttached({
    timeout: 120_000,
  });
  expect(await ask(again, "notebook.info", {})).toMatchObject({ articles: count });
});

test("an import that was cut short can be left, and its report names what is missing", async ({
  start,
  documents,
}) => {
  const first = await start();
  const window = await first.firstWindow();
  await createNotebook(first, window, documents);
  writeFiles(documents, many(900));
  await beginImport(first, path.join(documents, "many"));
  await expect
    .poll(async () => (await ask(window, "notebook.info", {})).articles, { intervals: [50] })
    .toBeGreaterThan(9);
  await first.kill();

  const second = await start();
  const again = await second.firstWindow();
  const bar = notice(again, "An import was interrupted");
  await bar.getByRole("button", { name: "Leave them" }).click();
  await expect(bar).toBeHidden();
  await runCommand(second, "import.reports");
  const report = again.getByRole("dialog", { name: "Import reports" });
  await report.getByRole("button", { name: /^Refused/ }).click();
  await expect(report.getByRole("option").first()).toContainText("Import it again");
});

test("a whole import is tagged by its folders, and undone", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  writeFiles(documents, {
    "saved/History/one.txt": "One\n\nThe first of them.",
    "saved/History/Tides/two.txt": "Two\n\nThe second, with more words.",
  });
  await importFiles(app, window, [path.join(documents, "saved")]);
  await expect(articles(window)).toHaveCount(2);
  await runCommand(app, "import.reports");
  const report = window.getByRole("dialog", { name: "Import reports" });
  await report.getByRole("button", { name: "Add folder names as tags" }).click();
  await expect(window.getByRole("status").filter({ hasText: "added as tags" })).toBeAttached();
  expect((await ask(window, "tags.list", { offset: 0, limit: 9, words: "" })).rows).toMatchObject([
    { name: "History", articles: 2 },
    { name: "Tides", articles: 1 },
  ]);

  await report.getByRole("button", { name: "Undo this import…" }).click();
  const asked = report.getByRole("group", { name: "Undo this import?" });
  await expect(asked).toContainText("2 articles go to the trash");
  await asked.getByRole("button", { name: "Undo the import" }).click();
  await expect(report).toContainText("2 imported; undone since");
  await expect(window.getByText("Undone: import 2 articles").last()).toBeAttached();
  await expect(report.getByRole("button", { name: "Undo this import…" })).toBeHidden();
  await window.keyboard.press("Escape");
  await expect(articles(window)).toHaveCount(0);
});

test("what is here in other words is asked about once, without taking the focus", async ({
  app,
  page: window,
  documents,
}) => {
  await createNotebook(app, window, documents);
  const long = (what: string): string =>
    Array.from(
      { length: 40 },
      (_, n) => `<p>On day ${n} the ${what} stood ${n * 7} lines high.</p>`,
    ).join("");
  const pier = page("Sea at the pier", long("sea"));
  const gauge = page("The gauge", long("gauge"));
  writeFiles(documents, { "one/pier.html": pier, "one/gauge.html": gauge });
  await importFiles(app, window, [path.join(documents, "one")]);
  await expect(articles(window)).toHaveCount(2);

  const later = "<p>Since then the pier has been mended.</p></article>";
  writeFiles(documents, {
    "two/pier.html": pier.replace("</article>", later),
    "two/gauge.html": gauge.replace("</article>", later),
    "two/new.txt": "Something else\n\nthat nobody has seen before.",
  });
  await beginImport(app, path.join(documents, "two"));
  const bar = notice(window, "Question about an import");
  await expect(bar).toContainText("is here already");
  await expect(bar).toContainText("2 files wait for it");
  await expect(articles(window)).toHaveCount(3);
  await expect(bar.getByRole("button", { name: "New version" })).not.toBeFocused();
  await window.keyboard.press("Control+3");
  await window.keyboard.press("F6");
  await expect(bar.getByRole("button", { name: "New version" })).toBeFocused();
  await window.keyboard.press("Enter");
  await expect(bar).toBeHidden();
  await expect(window.getByRole("status").filter({ hasText: "2 as a new version" })).toBeAttached();
  await expect(articles(window)).toHaveCount(3);
});
