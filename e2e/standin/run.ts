/**
 * The process that stands for Electron's main process: runs the app's unchanged main bundle, then lets
 * `ready` happen (as Electron does: after the module graph), and answers `evaluate` of tests.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { browser } from "./browser.ts";
import { config, readManifest } from "./config.ts";
import * as electron from "./electron.ts";
import type { FromTest, ToTest } from "./test-messages.ts";

const { appPath, electronVersion, resourcesPath } = config;
Object.defineProperty(process.versions, "electron", { value: electronVersion, enumerable: true });
const words = process.argv.slice(2);
if (resourcesPath === null) process.argv.splice(1, Infinity, appPath, ...words);
else {
  process.argv.splice(1, Infinity, ...words);
  Object.assign(process, { resourcesPath });
}

const tell = (message: ToTest) => void process.send?.(message);

async function evaluate({ id, script, value }: Extract<FromTest, { kind: "evaluate" }>) {
  try {
    // A test's own function, from its source text: that is what `evaluate` is.
    // oxlint-disable-next-line no-new-func typescript/no-implied-eval -- see above
    const run = new Function(`return (${script})`)() as (api: object, value: unknown) => unknown;
    tell({ kind: "result", id, ok: true, value: await run({ ...electron }, value) });
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ kind: "result", id, ok: false, message });
  }
}

process.on("message", (message: FromTest) => {
  switch (message.kind) {
    case "evaluate":
      return void evaluate(message);
    case "files":
      electron.BrowserWindow.registerFiles(message.files);
      return tell({ kind: "result", id: message.id, ok: true, value: null });
    case "quit":
      return electron.app.quit();
  }
});
process.on("disconnect", () => electron.app.exit(1));
process.on("SIGINT", () => electron.app.quit());
process.on("SIGTERM", () => electron.app.quit());
process.on("uncaughtException", (error) => {
  console.error("[stand-in] uncaught in main:", error);
  tell({ kind: "uncaught", message: String(error.stack ?? error) });
});

// Chromium comes up while the app's modules load.
const { pid } = browser().process;
if (pid !== undefined) tell({ kind: "chromium", pid });
try {
  await import(pathToFileURL(path.join(appPath, readManifest(appPath).main)).href);
  tell({ kind: "ready", endpoint: await electron.app.start() });
} catch (error) {
  console.error("[stand-in] the app could not be started:", error);
  electron.app.exit(70);
}
