import type { Page } from "@playwright/test";
import { expect, type App } from "../fixture.ts";
import { test } from "./probe/test.ts";

const navigations = (app: App) => app.evaluate(() => globalThis.probe.navigations);

test("the app's own scheme is served as a secure origin under its content policy", async ({
  page,
}) => {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "yes");
  await expect(page.locator("html")).toHaveAttribute("data-eval", "refused");
  const seen = await page.evaluate(async () => ({
    secure: isSecureContext,
    missing: (await fetch("nothing.png")).status,
  }));
  expect(seen).toEqual({ secure: true, missing: 404 });
});

test("a request for the network is refused and recorded", async ({ page, app }) => {
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const image = new Image();
        image.addEventListener("load", () => resolve("loaded"));
        image.addEventListener("error", () => resolve("refused"));
        image.src = "https://example.invalid/pixel.png";
      }),
  );
  expect(outcome).toBe("refused");
  expect(app.takeRequests()).toEqual(["https://example.invalid/pixel.png"]);
  expect(app.takeRequests()).toEqual([]);
});

test("what the content policy forbids is not even asked for", async ({ page, app }) => {
  const outcome = await page.evaluate(() =>
    fetch("https://example.invalid/data").then(
      () => "reached",
      () => "refused",
    ),
  );
  expect(outcome).toBe("refused");
  expect(app.takeRequests()).toEqual([]);
});

test("a click on a link asks the app, which keeps the page", async ({ page, app }) => {
  await page.click("#away");
  await expect.poll(() => navigations(app)).toEqual(["https://example.invalid/away"]);
  await page.evaluate(() => location.assign("https://example.invalid/script"));
  await expect.poll(() => navigations(app)).toHaveLength(2);
  await expectStillThere(page);
});

test("a window that the page opens is denied before it asks for anything", async ({
  page,
  app,
}) => {
  await page.click("#out");
  await page.evaluate(() => window.open("https://example.invalid/popup"));
  const denied = () =>
    app.evaluate((electron) => {
      const { standin } = electron as unknown as {
        standin: { log: { kind: string; detail: { url: string } }[] };
      };
      return standin.log
        .filter(({ kind }) => kind === "window.open")
        .map(({ detail }) => detail.url);
    });
  await expect
    .poll(denied)
    .toEqual(["https://example.invalid/out", "https://example.invalid/popup"]);
  await expect.poll(() => page.context().pages().length).toBe(1);
  await expectStillThere(page);
});

test("every permission that the app does not grant is denied", async ({ page }) => {
  const states = await page.evaluate(async () =>
    Promise.all(
      (["geolocation", "notifications", "camera", "microphone"] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(["denied", "denied", "denied", "denied"]);
});

async function expectStillThere(page: Page): Promise<void> {
  expect(await page.evaluate(() => probe.echo("still here"))).toBe("still here");
}
