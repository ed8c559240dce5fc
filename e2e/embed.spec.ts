import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test } from "./fixture.ts";
import {
  ask,
  createNote,
  noteText,
  noteTitle,
  openSample,
  runCommand,
  saved,
} from "./notebook-page.ts";

const embed = (page: Page) => noteText(page).locator(".note-embed").first();
const choices = (page: Page, menu: string) =>
  page.getByRole("listbox", { name: menu }).getByRole("option");

test("notes are shown inside notes, cited and found by other names", async ({
  app,
  page,
}, info) => {
  const look = async (name: string) => {
    for (const theme of ["dark", "light"] as const) {
      await runCommand(app, `view.${theme}`);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      expect(await faults(page)).toEqual([]);
      await page.screenshot({ path: info.outputPath(`${name}-${theme}.png`) });
    }
  };
  await openSample(page);
  await createNote(app, page, "Overview");
  await page.keyboard.type("What is known so far. ");
  await page.keyboard.type("![[the eleven days");
  await expect(choices(page, "Embed").first()).toContainText("The eleven days");
  await page.keyboard.press("Enter");
  await expect(embed(page)).toHaveAttribute("aria-label", "Embedded: The eleven days");
  await expect(embed(page).locator(".note-shown")).not.toBeEmpty();
  await page.keyboard.type("It is said to be so @");
  await expect(choices(page, "Cite").first()).toBeVisible();
  await page.keyboard.type("a, p. 4");
  await expect(choices(page, "Cite").first()).toContainText(", p. 4");
  await page.keyboard.press("Enter");
  await expect(noteText(page).getByRole("link", { name: /^\(.+, p\. 4\)$/ })).toBeVisible();
  await page.keyboard.type(".");
  await saved(page);
  await look("embed");
  await noteText(page)
    .getByRole("link", { name: /^\(.+, p\. 4\)$/ })
    .click();
  const citation = page.getByRole("dialog", { name: "Citation" });
  const place = citation.getByRole("textbox", { name: "Page, chapter or section" });
  await expect(place).toHaveValue("p. 4");
  await citation.getByRole("textbox", { name: "Before it" }).fill("see");
  await look("citation");
  await place.fill("ch. 2");
  await page.keyboard.press("Enter");
  await expect(citation).toBeHidden();
  await expect(noteText(page).getByRole("link", { name: /^\(see .+, ch\. 2\)$/ })).toBeVisible();
  await saved(page);

  await embed(page).getByRole("link", { name: "The eleven days", exact: true }).click();
  await expect(noteTitle(page)).toHaveValue("The eleven days");
  const panel = page.getByRole("region", { name: "Links to this" });
  await panel.getByRole("button", { name: /^Embedded in 1/ }).click();
  await expect(panel.getByRole("list", { name: "Embedded in" })).toContainText(
    "What is known so far.",
  );
  await runCommand(app, "note.aliases");
  await page.getByRole("textbox", { name: "Other names" }).fill("The missing days\nCalendar");
  await page.screenshot({ path: info.outputPath("aliases-dialog.png") });
  await page.getByRole("button", { name: "Save names" }).click();
  await expect(page.getByRole("button", { name: /^Also called The missing/ })).toBeVisible();
  await look("aliases");
  // What is written there shows where it is embedded.
  await noteText(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Written just now.");
  await saved(page);
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(noteTitle(page)).toHaveValue("Overview");
  await embed(page).getByRole("button", { name: "Show all" }).click();
  await expect(embed(page)).toContainText("Written just now.");
  await ask(page, "notes.delete", { id: await idOf(page, "The eleven days") });
  await expect(embed(page)).toContainText("This note is in the trash.");
  await look("trash");
  const overview = await ask(page, "notes.get", { id: await idOf(page, "Overview") });
  expect(overview?.body).toContain('"note-embed"');
  expect((await ask(page, "notebook.check", {})).findings).toEqual([]);
});

async function idOf(page: Page, title: string): Promise<string> {
  const found = await ask(page, "links.want", { title });
  return found.id;
}
