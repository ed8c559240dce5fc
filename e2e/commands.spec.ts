import { commands } from "../electron/commands.ts";
import { expect, test } from "./fixture.ts";
import { noteTitle, openSample, runCommand } from "./notebook-page.ts";

test("every command of the table is in the menu bar with its keys", async ({ app, page }) => {
  await openSample(page);
  const menu = await app.evaluate(({ Menu }) => {
    const items: [string, { label: string; keys: boolean }][] = [];
    const walk = (list: readonly Electron.MenuItem[]) => {
      for (const item of list) {
        if (item.id) items.push([item.id, { label: item.label, keys: Boolean(item.accelerator) }]);
        if (item.submenu) walk(item.submenu.items);
      }
    };
    walk(Menu.getApplicationMenu()?.items ?? []);
    return items;
  });
  const items = new Map(menu);
  for (const { id, label, keys } of commands) {
    const item = items.get(id);
    // Those two also say what they would undo and redo.
    if (id === "history.undo" || id === "history.redo")
      expect(item?.label.split(" ")[0]).toBe(label);
    else expect(item?.label, id).toBe(label);
    expect(item?.keys, id).toBe(keys.length > 0);
  }
});

test("the palette goes to a note by a few letters, and flips between the last two", async ({
  page,
}) => {
  await openSample(page);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("people ness");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText(
    "People of Ness Pier",
  );
  await page.keyboard.press("Enter");
  await expect(noteTitle(page)).toHaveValue("People of Ness Pier");
});

test("the palette runs commands by their first letters and shows their keys", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("Control+Shift+P");
  const palette = page.getByRole("dialog");
  await page.keyboard.type("dark th");
  await expect(palette.getByRole("option").first()).toContainText("Dark theme");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the palette creates a note of the words typed", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("Something nobody has written");
  await page.keyboard.press("Shift+Enter");
  await expect(noteTitle(page)).toHaveValue("Something nobody has written");
});

test("the theme follows the choice at once, and is kept", async ({ start }) => {
  const app = await start();
  const page = await app.firstWindow();
  await openSample(page);
  await runCommand(app, "view.dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await app.close();
  const second = await start();
  const again = await second.firstWindow();
  await expect(again.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await again.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
  await runCommand(second, "view.light");
  await expect(again.locator("html")).toHaveAttribute("data-theme", "light");
});

test("zoom goes in and out and back", async ({ app, page }) => {
  await openSample(page);
  const zoom = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    );
  await page.keyboard.press("Control+=");
  await expect.poll(zoom).toBeGreaterThan(1);
  await page.keyboard.press("Control+0");
  await expect.poll(zoom).toBe(1);
  await page.keyboard.press("Control+-");
  await expect.poll(zoom).toBeLessThan(1);
});

test("the shortcut sheet lists the commands, by F1", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("F1");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("Search everything");
  await expect(sheet).toContainText("Import files");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("the window comes back where it was and as large as it was", async ({ start }) => {
  const app = await start();
  await openSample(await app.firstWindow());
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1000, height: 700 }),
  );
  await app.close();
  const again = await start();
  await again.firstWindow();
  const bounds = await again.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(bounds).toMatchObject({ x: 40, y: 30, width: 1000, height: 700 });
});

test("narrow windows show the panes as tabs", async ({ page }) => {
  await openSample(page);
  await page.setViewportSize({ width: 760, height: 800 });
  await expect(page.getByRole("tab")).toHaveCount(3);
  await page.getByRole("tab", { name: /library/i }).click();
  await expect(page.getByRole("listbox", { name: "Articles" })).toBeVisible();
});
