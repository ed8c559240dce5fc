import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, type App } from "../fixture.ts";
import type { StandinConfig } from "./config.ts";
import { test } from "./probe/test.ts";

const profileOf = (app: App) =>
  app.evaluate(() => {
    const { profile } = JSON.parse(process.env["STANDIN_CONFIG"] ?? "") as StandinConfig;
    return profile;
  });

/** How many processes have this text in their command line. */
const processesWith = (text: string): number =>
  execFileSync("ps", ["-A", "-o", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(text)).length;

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a utility process gets its words and only the environment it is given", async ({ app }) => {
  const answer = await app.evaluate(
    () =>
      new Promise((resolve) => {
        const child = globalThis.probe.fork();
        child.once("message", resolve);
        child.postMessage({ map: new Map([[1, new Uint8Array([7])]]) });
      }),
  );
  expect(answer).toEqual({
    data: { map: new Map([[1, new Uint8Array([7])]]) },
    argv: ["word"],
    secret: "only this",
  });
});

test("a utility process tells how it ended", async ({ app }) => {
  const codes = await app.evaluate(() => {
    const codeOf = (end: (child: ReturnType<typeof globalThis.probe.fork>) => void) =>
      new Promise((resolve) => {
        const child = globalThis.probe.fork();
        child.once("exit", (code) => resolve([code, child.pid]));
        child.once("spawn", () => end(child));
      });
    return Promise.all([
      codeOf((child) => child.postMessage("leave")),
      codeOf((child) => process.kill(child.pid ?? 0, "SIGKILL")),
    ]);
  });
  expect(codes).toEqual([
    [7, undefined],
    [9, undefined],
  ]);
});

test("a killed main takes Chromium, its profile and its helpers with it", async ({ start }) => {
  const app = await start();
  await app.firstWindow();
  const profile = await profileOf(app);
  const helper = await app.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const child = globalThis.probe.fork();
        child.once("spawn", () => resolve(child.pid ?? 0));
      }),
  );
  expect(processesWith(profile)).toBeGreaterThan(0);
  await app.kill();
  await expect.poll(() => processesWith(profile)).toBe(0);
  await expect.poll(() => isRunning(helper)).toBe(false);
  await expect.poll(() => existsSync(profile)).toBe(false);
  const again = await (await start()).firstWindow();
  await expect(again.locator("h1")).toHaveText("Probe");
});

test("an app that quits leaves no Chromium and no profile", async ({ start }) => {
  const app = await start();
  const profile = await profileOf(app);
  await app.close();
  await expect.poll(() => processesWith(profile)).toBe(0);
  await expect.poll(() => existsSync(profile)).toBe(false);
});

test("a page whose process died says so", async ({ app, page }) => {
  const reason = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once("render-process-gone", (_event, details) => resolve(details.reason));
      }),
  );
  await page.goto("chrome://crash").catch(() => {});
  expect(await reason).toBe("crashed");
});
