/**
 * One Playwright fixture for both runtimes. `E2E_RUNTIME=electron|standin` chooses; without it Electron is
 * taken where its binary is installed. Every test ends with the proof that nothing asked the network.
 */
// oxlint-disable no-empty-pattern -- Playwright reads what a fixture needs from its first pattern.
import { _electron, expect, test as base, type Page } from "@playwright/test";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { launch, type RunningApp } from "./standin/launch.ts";

export { expect } from "@playwright/test";

export type Runtime = "electron" | "standin";

/** A started app, the same for both runtimes. */
export interface App extends RunningApp {
  /** What the network was asked for since this was last called; asking empties the list. */
  takeRequests(): readonly string[];
  /** What was thrown in main and caught by nobody; always empty in Electron, which shows a dialog. */
  uncaught(): readonly string[];
}

/** Starts the app with these words on its command line, and these variables over the usual ones. */
export type Start = (
  args?: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Promise<App>;

interface TestFixtures {
  /** The folder of the app under test. */
  readonly appPath: string;
  /** The app's data folder, empty at first and the same for every start of a test. */
  readonly userData: string;
  /** An empty folder that stands for the person's documents. */
  readonly documents: string;
  readonly start: Start;
  readonly app: App;
  /** The first window of `app`, its document loaded. */
  readonly page: Page;
}

export const test = base.extend<TestFixtures & { appPath: string }, { readonly runtime: Runtime }>({
  appPath: [path.resolve(import.meta.dirname, ".."), { option: true }],
  userData: async ({}, use) => withFolder("commonplace-data-", use),
  documents: async ({}, use) => withFolder("commonplace-documents-", use),
  runtime: [async ({}, use) => use(chosenRuntime()), { scope: "worker" }],
  start: async ({ appPath, userData, documents, runtime }, use, info) => {
    info.annotations.push({ type: "runtime", description: runtime });
    console.log(`runtime: ${runtime}`);
    const started: App[] = [];
    await use(async (args = [], env = {}) => {
      const app = await starters[runtime](appPath, args, {
        COMMONPLACE_USER_DATA: userData,
        COMMONPLACE_DOCUMENTS: documents,
        ...env,
      });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
    const requests = started.flatMap((app) => app.takeRequests());
    expect(requests, "requests for the network").toEqual([]);
    const uncaught = started.flatMap((app) => app.uncaught());
    expect(uncaught, "errors that main did not catch").toEqual([]);
  },
  app: async ({ start }, use) => use(await start()),
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.waitForLoadState("domcontentloaded");
    await use(page);
  },
});

type Starter = (
  appPath: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) => Promise<App>;

const starters: Readonly<Record<Runtime, Starter>> = {
  async standin(appPath, args, env) {
    const app = await launch({ appPath, args, env });
    let taken = 0;
    return {
      ...app,
      takeRequests() {
        const fresh = app.requests().slice(taken);
        taken += fresh.length;
        return fresh;
      },
    };
  },
  async electron(appPath, args, env) {
    const executablePath = electronBinary(appPath);
    const app = await _electron.launch({
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), appPath, ...args],
      env: { ...definedOnly(process.env), ...env },
      ...(executablePath ? { executablePath } : {}),
    });
    let requests: string[] = [];
    app.context().on("request", (request) => {
      if (!/^(app|blob|data|devtools):/.test(request.url())) requests.push(request.url());
    });
    const running: RunningApp = {
      evaluate: app.evaluate.bind(app) as RunningApp["evaluate"], // Its handles differ, its values not.
      firstWindow: () => app.firstWindow(),
      windows: () => app.windows(),
      waitForEvent: (event, options) => app.waitForEvent(event, options),
      context: () => app.context(),
      process: () => app.process(),
      close: () => app.close(),
      kill: () => killed(app.process()),
    };
    return {
      ...running,
      takeRequests() {
        const fresh = requests;
        requests = [];
        return fresh;
      },
      uncaught: () => [],
    };
  },
};

async function killed(main: ChildProcess): Promise<void> {
  if (main.exitCode !== null || main.signalCode !== null) return;
  const gone = once(main, "exit");
  main.kill("SIGKILL");
  await gone;
}

/**
 * Drops files of the disk on an element, as a person would from a file manager. Works on both runtimes:
 * the browser itself makes the drop, so the page gets files that have places.
 */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly string[],
): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`Expected ${selector} to be visible`);
  const session = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...place, data });
  await session.detach();
}

function chosenRuntime(): Runtime {
  const chosen = process.env["E2E_RUNTIME"];
  if (chosen === "electron" || chosen === "standin") return chosen;
  if (chosen) throw new Error(`Expected E2E_RUNTIME to be electron or standin, not ${chosen}`);
  return electronBinary(path.resolve(import.meta.dirname, "..")) ? "electron" : "standin";
}

/** The installed Electron; null when there is none. Asking its package instead would download it. */
function electronBinary(root: string): string | null {
  const folder = path.join(root, "node_modules", "electron");
  const note = path.join(folder, "path.txt");
  if (!existsSync(note)) return null;
  const binary = path.join(folder, "dist", readFileSync(note, "utf8"));
  return existsSync(binary) ? binary : null;
}

async function withFolder(prefix: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  await use(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
