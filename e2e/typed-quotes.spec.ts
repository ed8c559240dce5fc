import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type App } from "./fixture.ts";
import {
  ask,
  createNote,
  createNotebook,
  importFiles,
  noteText,
  writeFiles,
} from "./notebook-page.ts";

const log =
  "---\ntitle: The log of the north light\nauthor: Rosa Penhale\ndate: 2015-03-02\n---\n\n" +
  "The keeper of the north light wrote nothing down for eleven days, and nobody on the mainland noticed.\n\n" +
  "The log was found behind the stove — dry, complete and never opened by anybody.\n";

const chip = (page: Page) => page.getByRole("group", { name: "Quotation found" });

async function writing(app: App, page: Page, documents: string): Promise<void> {
  await createNotebook(app, page, documents);
  await importFiles(app, page, writeFiles(documents, { "log.md": log }));
  await createNote(app, page, "Lights");
}

/** Pastes plain words at the caret. */
async function paste(page: Page, words: string): Promise<void> {
  await noteText(page).evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, words);
}

test("a pasted quotation is found; one undo removes the chip, the next the paste", async ({
  app,
  page,
  documents,
}) => {
  await writing(app, page, documents);
  await page.keyboard.type("She says ");
  const pasted = "“wrote nothing down for eleven days” there";
  await paste(page, pasted);
  await expect(chip(page)).toContainText("Found in The log of the north light, ¶ 1 · Tab links it");
  await expect(noteText(page)).toHaveText(`She says ${pasted}`);

  await page.keyboard.press("ControlOrMeta+z");
  await expect(chip(page)).toBeHidden();
  await expect(noteText(page)).toHaveText(`She says ${pasted}`);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(noteText(page)).not.toContainText("eleven");
});

test("Tab links a typed quotation to its passage", async ({ app, page, documents }) => {
  await writing(app, page, documents);
  await page.keyboard.type('It "was found behind the stove"');
  await expect(chip(page)).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    const { violations } = await new AxeBuilder({ page }).include(".note-found").analyze();
    expect(violations).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${theme}.png`) });
  }
  await page.keyboard.press("Tab");
  await expect(noteText(page).getByRole("link")).toHaveText("(Penhale 2015, ¶ 2)");
  await expect(chip(page)).toBeHidden();
  await page.keyboard.type(" indeed");
  await expect(noteText(page)).toContainText("(Penhale 2015, ¶ 2) indeed");
  const { rows } = await ask(page, "clips.list", { offset: 0, limit: 10, words: "" });
  expect(rows).toMatchObject([{ quote: "was found behind the stove", color: "plain" }]);
});

test("Tab makes a paragraph that is a quotation a quote", async ({ app, page, documents }) => {
  await writing(app, page, documents);
  await page.keyboard.type('"was found behind the stove"');
  await expect(chip(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(chip(page)).toBeHidden();
  await expect(noteText(page).getByRole("figure")).toContainText("was found behind the stove");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(noteText(page).getByRole("figure")).toHaveCount(0);
  await expect(noteText(page)).toContainText('"was found behind the stove"');
});

test("altered words say what differs, and take the article's", async ({ app, page, documents }) => {
  await writing(app, page, documents);
  await page.keyboard.type('He "wrote nothing down for twelve days, and nobody" cared');
  await expect(chip(page)).toContainText("Other words than in The log of the north light, ¶ 1");
  await chip(page).hover();
  await expect(chip(page).getByRole("deletion")).toHaveText("eleven");
  for (const theme of ["light", "dark"] as const) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await page.screenshot({ path: test.info().outputPath(`${theme}.png`) });
  }
  await chip(page).getByRole("button", { name: "Use the article’s words" }).click();
  await expect(noteText(page)).toHaveText(
    'He "wrote nothing down for eleven days, and nobody" cared',
  );
});

test("Escape keeps the writer's words, and nothing is said of what is not here", async ({
  app,
  page,
  documents,
}) => {
  await writing(app, page, documents);
  await page.keyboard.type('He "wrote nothing down for twelve days, and nobody" cared');
  await expect(chip(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chip(page)).toBeHidden();
  await page.keyboard.press("Enter");
  await page.keyboard.type(
    '"Elephants never forgive an impolite zookeeper" and "was found behind the stove"',
  );
  // The second is answered after the first.
  await expect(chip(page)).toContainText("¶ 2");
  await expect(chip(page)).toHaveCount(1);
});
