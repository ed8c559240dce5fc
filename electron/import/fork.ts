/** Importers as child processes of plain Node: for the command line, tests and the stand-in. */
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ImporterProcess } from "./pool.ts";

/** Heap of one importer in MB; past it the process dies and the file is refused. */
const heapMb = 1_536;

/**
 * Starts worker.ts from the sources, or the bundled importer.js from a build. `memoryMb`: all that the
 * process may take; 1.5 GB when left out.
 */
export function forkImporter(memoryMb?: number): ImporterProcess {
  const child = fork(entry(), memoryMb === undefined ? [] : [String(memoryMb)], {
    serialization: "advanced",
    execArgv: [`--max-old-space-size=${heapMb}`, "--disallow-code-generation-from-strings"],
    // Nothing of the surroundings reaches a process that reads files of strangers.
    env: {},
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  let gone = false;
  const listeners: ((code: number | null) => void)[] = [];
  const leave = (code: number | null): void => {
    if (gone) return;
    gone = true;
    for (const listen of listeners) listen(code);
  };
  child.on("exit", leave);
  child.on("error", () => leave(null));
  return {
    postMessage: (message) => {
      if (child.connected) child.send(message, (error) => error && leave(null));
    },
    onMessage: (listen) => {
      child.on("message", listen);
      child.stdout?.on("data", (output: Buffer) => listen({ output: output.toString() }));
    },
    onExit: (listen) => void listeners.push(listen),
    kill: () => void child.kill("SIGKILL"),
  };
}

function entry(): string {
  // A bundler may put this module into a folder of shared chunks below that of the entries.
  const places = import.meta.url.endsWith(".ts")
    ? ["./worker.ts"]
    : ["./importer.js", "../importer.js"];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return files.find((file) => existsSync(file)) ?? files[0] ?? "";
}
