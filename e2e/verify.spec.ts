import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { dropFiles, expect, test, type App } from "./fixture.ts";
import { articles, createNotebook, importFiles, runCommand, writeFiles } from "./notebook-page.ts";

const log = [
  "# The log of the north light",
  "The keeper of the north light wrote nothing down for eleven days, and nobody on the mainland noticed.",
  "“We had other things to look at,” said the harbour master. “The light was lit.”",
  "The log was found behind the stove — dry, complete and never opened by anybody.",
].join("\n\n");
const draft = [
  "The keeper “wrote nothing down for eleven days” in that winter.",
  'The log "was found behind the stove - dry, complete" after all.',
  "Yet “nobody on the mainland […] noticed” has a mark.",
  "It is wrong that he “wrote nothing down for twelve days, and nobody” cared.",
  "“Elephants never forgive an impolite zookeeper” is from elsewhere.",
].join("\n\n");

const panel = (page: Page) => page.getByRole("dialog", { name: "Check a document’s quotations" });
const rows = (page: Page) =>
  panel(page).getByRole("listbox", { name: "Quotations" }).getByRole("option");

async function openPanel(app: App, page: Page, documents: string): Promise<string> {
  await createNotebook(app, page, documents);
  const [article = "", document = ""] = writeFiles(documents, {
    "in/log.md": log,
    "draft.md": draft,
  });
  await importFiles(app, page, [article]);
  await runCommand(app, "verify.document");
  await expect(panel(page)).toContainText("The document is not imported");
  return document;
}

test("a document's quotations are judged, filtered, and lead to their passages", async ({
  app,
  page,
  documents,
}) => {
  const file = await openPanel(app, page, documents);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
  await panel(page).getByRole("button", { name: "Choose a document…" }).click();
  await expect(rows(page)).toHaveCount(5);
  await expect(panel(page)).toContainText("One quotation has other words than its article.");

  await panel(page).getByRole("button", { name: "Altered 1" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(panel(page).getByRole("deletion")).toHaveText("eleven");
  await expect(panel(page).getByRole("insertion")).toHaveText("twelve");
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    const { violations } = await new AxeBuilder({ page }).include(".verify-found").analyze();
    expect(violations).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${theme}.png`) });
  }

  await rows(page).first().click();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The log of the north light");
  await expect(articles(page)).toHaveCount(1);
});

test("a document dropped on the panel is checked, not imported", async ({
  app,
  page,
  documents,
}) => {
  const file = await openPanel(app, page, documents);
  await dropFiles(page, ".ui-dialog", [file]);
  await expect(rows(page)).toHaveCount(5);
  await page.keyboard.press("Escape");
  await expect(articles(page)).toHaveCount(1);
  // With the panel closed a drop is an import again.
  await dropFiles(page, ".shell", [file]);
  await expect(articles(page)).toHaveCount(2);
});

test("what cannot be read is refused with its reason", async ({ app, page, documents }) => {
  await openPanel(app, page, documents);
  const [empty = ""] = writeFiles(documents, { "empty.txt": "" });
  await dropFiles(page, ".ui-dialog", [empty]);
  await expect(panel(page).getByRole("alert")).toContainText("empty.txt");
});
