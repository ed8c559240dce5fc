import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { expect } from "../fixture.ts";
import type { StandinConfig } from "./config.ts";
import { probeFolder, test as base } from "./probe/test.ts";
import { spawnMain, type Spawned } from "./spawn.ts";
import type { ToTest } from "./test-messages.ts";

/** A display to show windows on: the one there is, or a virtual one for the length of a test. */
const test = base.extend<{ display: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here.
  display: async ({}, use) => {
    const present = process.env["DISPLAY"];
    if (present || process.platform !== "linux") return use(present ?? "");
    const xvfb = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x900x24"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const [number] = (await once(xvfb.stdio[3] as Readable, "data")) as [Buffer];
    await use(`:${String(number).trim()}`);
    xvfb.kill();
  },
});

let lastId = 0;

/** Runs a script in main, as `evaluate` does; there is no Playwright at a visible stand-in. */
async function evaluate({ child }: Spawned, script: string): Promise<unknown> {
  const id = ++lastId;
  const answer = Promise.withResolvers<unknown>();
  // Several messages may come in one turn: each is looked at.
  const listen = (message: ToTest) => {
    if (message.kind !== "result" || message.id !== id) return;
    if (message.ok) answer.resolve(message.value);
    else answer.reject(new Error(message.message));
  };
  child.on("message", listen);
  child.send({ kind: "evaluate", id, script, value: null });
  return await answer.promise.finally(() => child.off("message", listen));
}

test("`npm start` shows the app in a window of its own, and opens no port", async ({
  display,
  userData,
}) => {
  const app = spawnMain({
    appPath: probeFolder,
    env: { COMMONPLACE_USER_DATA: userData, ...(display === "" ? {} : { DISPLAY: display }) },
    headless: false,
    port: false,
    stdio: "pipe",
  });
  const answers: unknown[] = [];
  app.child.on("message", (message: ToTest) => {
    if (message.kind === "ready") answers.push(message.endpoint);
  });
  const shown = "({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()";
  await expect.poll(() => evaluate(app, shown)).toBe("app://probe/");
  expect(answers).toEqual([null]);

  const settings = await evaluate(app, "() => process.env.STANDIN_CONFIG");
  const { profile } = JSON.parse(String(settings)) as StandinConfig;
  expect(existsSync(path.join(profile, "DevToolsActivePort"))).toBe(false);

  // No tabs and no address bar: at most a system's title bar is not the page's.
  const inside = `async ({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0].shownPage;
    const expression = "[outerWidth, outerHeight - innerHeight < 50]";
    return (await session.send("Runtime.evaluate", { expression, returnByValue: true })).result.value;
  }`;
  await expect.poll(() => evaluate(app, inside)).toEqual([640, true]);
  app.child.send({ kind: "quit" });
  expect(await app.gone).toBe(0);
});
