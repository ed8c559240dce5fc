import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type App } from "./fixture.ts";
import {
  ask,
  createNote,
  noteText,
  runCommand,
  saved,
  startWithNotebook,
  viewKept,
} from "./notebook-page.ts";

/** Writes a first text, then another over it after the app was started again. */
async function twoVersions(start: Parameters<typeof startWithNotebook>[0], documents: string) {
  const first = await startWithNotebook(start, documents);
  await createNote(first.app, first.page, "Tides");
  await noteText(first.page).pressSequentially("The sea rises.");
  await saved(first.page);
  await viewKept(first.page, "note", "Tides");
  await first.app.kill();
  const app = await start();
  const page = await app.firstWindow();
  await expect(noteText(page)).toHaveText("The sea rises.");
  await noteText(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("The sea falls.");
  await saved(page);
  return { app, page };
}
const storedWords = async (page: Page) => {
  const { note } = await ask(page, "view.get", {});
  const found = await ask(page, "notes.get", { id: note ?? "" });
  return [...(found?.body ?? "").matchAll(/"text":"([^"]*)"/g)].map(([, words]) => words).join("");
};

test("an earlier version of a note is compared, restored into the open editor, and undone", async ({
  start,
  documents,
}, info) => {
  const { app, page } = await twoVersions(start, documents);
  await runCommand(app, "note.history");
  const dialog = page.getByRole("dialog", { name: "History of “Tides”" });
  await expect(dialog.getByRole("list", { name: "Versions" }).getByRole("button")).not.toHaveCount(
    0,
  );
  await expect(dialog.getByRole("region", { name: "The note then and now" })).toContainText(
    "rises",
  );
  for (const theme of ["light", "dark"] as const) {
    await runCommand(app, `view.${theme}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.screenshot({ path: info.outputPath(`revisions-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => /serious|critical/.test(impact ?? ""))).toEqual([]);
  }
  await dialog.getByRole("button", { name: "Restore this version" }).click();
  await expect(noteText(page)).toHaveText("The sea rises.");
  await expect.poll(() => storedWords(page)).toBe("The sea rises.");
  await runCommand(app, "history.undo");
  await expect(noteText(page)).toHaveText("The sea falls.");
  await noteText(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Again.");
  await saved(page);
  await expect.poll(() => storedWords(page)).toBe("The sea falls. Again.");
});

test("a version that was gone back to is there after the whole app is killed at once", async ({
  start,
  documents,
}) => {
  const { app, page } = await twoVersions(start, documents);
  await runCommand(app, "note.history");
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(noteText(page)).toHaveText("The sea rises.");
  await app.kill();
  const next = await start();
  const again = await next.firstWindow();
  await expect(noteText(again)).toHaveText("The sea rises.");
  await runCommand(next, "history.undo");
  await expect(noteText(again)).toHaveText("The sea falls.");
  expect((await ask(again, "notebook.check", {})).findings).toEqual([]);
});

test("killed in the middle of a restore or of its undo, a note is wholly as before or as after", async ({
  start,
  documents,
}) => {
  const { app, page } = await twoVersions(start, documents);
  const { note } = await ask(page, "view.get", {});
  const { now, earlier } = await ask(page, "revisions.list", { note: note ?? "" });
  const revision = earlier.find(({ words }) => words === 3)?.revision ?? 0;
  const before = { note: note ?? "", revision, base: now.revision };
  await killedDuring(app, () => ask(page, "revisions.restore", before));

  const second = await start();
  const restored = await wholeState(await second.firstWindow());
  const undoing = await second.firstWindow();
  await killedDuring(second, () => ask(undoing, "history.undo", { group: null }));

  const third = await (await start()).firstWindow();
  const undone = await wholeState(third);
  // What had not been restored yet was not there to be undone.
  if (restored === "falls") expect(undone).toBe("falls");
});

/** Asks for something and kills the whole app without waiting for the answer. */
async function killedDuring(app: App, act: () => Promise<unknown>): Promise<void> {
  const acting = act().catch(() => null);
  await app.kill();
  await acting;
}

/** Which of the two texts the note has, after making sure that history knows the same. */
async function wholeState(page: Page): Promise<string> {
  await expect(noteText(page)).toHaveText(/^The sea (rises|falls)\.$/);
  const words = (await noteText(page).textContent()) ?? "";
  const state = words.includes("rises") ? "rises" : "falls";
  const { undo } = await ask(page, "history.next", {});
  expect((undo ?? "").startsWith("go back to a version")).toBe(state === "rises");
  expect((await ask(page, "notebook.check", {})).findings).toEqual([]);
  return state;
}
