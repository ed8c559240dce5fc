/** The command line of the packaged app: the same words, run in a process of its own without a window. */
import { app, utilityProcess } from "electron";
import path from "node:path";
import { hostImporters } from "./importer-host.ts";
import type { ImporterOrder } from "./messages.ts";

/** Runs the words and leaves with their exit code. Main itself opens no notebook. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  await app.whenReady();
  // Ctrl+C reaches the child as well: it ends its work in good order, and we end with it.
  process.on("SIGINT", () => undefined);
  const child = utilityProcess.fork(path.join(import.meta.dirname, "cli.js"), [...words], {
    serviceName: "Commonplace command line",
    stdio: "inherit",
  });
  const importers = hostImporters((event) => child.postMessage(event));
  child.on("message", (order: ImporterOrder) => importers.obey(order));
  child.once("exit", (code) => {
    importers.killAll();
    app.exit(code);
  });
}
