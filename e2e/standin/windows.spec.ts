import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dropFiles, expect } from "../fixture.ts";
import { launch } from "./launch.ts";
import { probeFolder, test } from "./probe/test.ts";

test("a window has the size it was made with, and follows a new one", async ({ page, app }) => {
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  expect(await size()).toEqual([640, 480]);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 900, height: 700 });
  });
  await expect.poll(size).toEqual([900, 700]);
});

test("zoom scales the page's pixels", async ({ page, app }) => {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2);
  });
  await expect
    .poll(() => page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio]))
    .toEqual([320, 240, 2]);
});

test("the theme reaches every page as a media feature", async ({ page, app }) => {
  const isDark = () => page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  expect(await isDark()).toBe(false);
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = "dark";
  });
  await expect.poll(isDark).toBe(true);
});

test("a dropped file has its place on disk", async ({ page }, info) => {
  const files = ["a b.txt", "ü.md"].map((name) => info.outputPath(name));
  const folder = info.outputPath("a folder");
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(file, path.basename(file));
  await dropFiles(page, "#drop", [...files, folder]);
  await expect(page.locator("#drop")).toHaveText([...files, folder].join(" "));
});

test("a file that a script made has a place only when a test gives it one", async ({
  userData,
  appPath,
}, info) => {
  const file = info.outputPath("made.txt");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "hello");
  const app = await launch({ appPath, env: { COMMONPLACE_USER_DATA: userData } });
  const page = await app.firstWindow();
  const places = () =>
    page.evaluate(() => probe.pathsOf([new File(["hello"], "made.txt"), new File([], "no.txt")]));
  expect(await places()).toEqual(["", ""]);
  await app.registerFiles([file]);
  await expect.poll(places).toEqual([file, ""]);
  await app.close();
});

test("two windows are two pages", async ({ app, page }) => {
  const second = app.waitForEvent("window");
  await app.evaluate(() => globalThis.probe.open());
  await expect((await second).locator("h1")).toHaveText("Probe");
  await expect.poll(() => app.windows().length).toBe(2);
  await page.close();
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1);
});

test("a second instance hands its words to the first and leaves", async ({ start, userData }) => {
  const env = { COMMONPLACE_USER_DATA: userData };
  const first = await start([], env);
  await expect(launch({ appPath: probeFolder, args: ["/files/x", "--flag"], env })).rejects.toThrow(
    /exited with 3/,
  );
  await expect
    .poll(() => first.evaluate(() => globalThis.probe.second))
    .toEqual([{ argv: ["/files/x", "--flag"], folder: process.cwd() }]);
});

test("a listener can keep a window from closing, and the app from quitting", async ({ app }) => {
  const left = await app.evaluate(({ app: main, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.once("close", (event) => event.preventDefault());
    main.quit();
    return window?.isDestroyed();
  });
  expect(left).toBe(false);
});

test("closing the last window quits the app with code 0", async ({ app, page }) => {
  const exited = new Promise((resolve) => {
    app.process().once("exit", resolve);
  });
  await page.close();
  expect(await exited).toBe(0);
});

test("a menu item is clicked by its id", async ({ app }) => {
  const clicked = await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById("file.new")?.click();
    return globalThis.probe.clicked;
  });
  expect(clicked).toEqual(["file.new"]);
});
