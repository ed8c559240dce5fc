/** Starts an app on the stand-in, for tests (launch.ts) and for `npm start` (start.ts). */
import { fork, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./chromium.ts";
import type { StandinConfig } from "./config.ts";
import type { ToTest } from "./test-messages.ts";

export interface SpawnOptions {
  /** The folder with the app's package.json. */
  readonly appPath: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly headless: boolean;
  /** Whether Playwright is to attach. */
  readonly port: boolean;
  /** For an app as it is packaged: where its resources are. */
  readonly resourcesPath?: string;
  readonly stdio: "inherit" | "pipe";
}

export interface Spawned {
  readonly child: ChildProcess;
  /** Its exit code, once it has ended and its Chromium's profile is removed; null after a signal. */
  readonly gone: Promise<number | null>;
}

/** Throws when there is no Chromium. */
export function spawnMain(options: SpawnOptions): Spawned {
  const chromium = findChromium();
  if (!chromium)
    throw new Error(
      "stand-in: no Chromium is installed; install one or set STANDIN_CHROMIUM to its path",
    );
  const profile = mkdtempSync(path.join(os.tmpdir(), "standin-"));
  const config: StandinConfig = {
    appPath: options.appPath,
    chromium,
    profile,
    headless: options.headless,
    port: options.port,
    electronVersion: electronVersion(),
    resourcesPath: options.resourcesPath ?? null,
    verbose: process.env["STANDIN_VERBOSE"] === "1",
  };
  const child = fork(fileURLToPath(new URL("./run.ts", import.meta.url)), options.args ?? [], {
    execPath: nodeToRun(),
    execArgv: ["--import", new URL("./hooks.ts", import.meta.url).href, "--enable-source-maps"],
    env: { ...process.env, ...options.env, STANDIN_CONFIG: JSON.stringify(config) },
    serialization: "advanced",
    stdio: ["ignore", options.stdio, options.stdio, "ipc"],
  });
  let chromiumPid = 0;
  child.on("message", (message: ToTest) => {
    if (message.kind === "chromium") chromiumPid = message.pid;
  });
  const gone = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      // Chromium ends by itself when its pipe closes, but writes to its profile until it has.
      if (chromiumPid > 0) killGroup(chromiumPid);
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      resolve(code);
    });
  });
  return { child, gone };
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

const require = createRequire(import.meta.url);

/** The Electron that the app is made for, from its package; nothing of it is run. */
function electronVersion(): string {
  const manifest = readFileSync(require.resolve("electron/package.json"), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** The Node that the project brings along, where the one that runs us is too old for the hooks. */
function nodeToRun(): string {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 24) return process.execPath;
  const folder = path.dirname(require.resolve("node/package.json"));
  const brought = path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(brought) ? brought : process.execPath;
}
