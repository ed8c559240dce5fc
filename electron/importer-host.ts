/** Main's side of importers: starts, feeds and kills them on the orders of a child process. */
import { utilityProcess, type UtilityProcess } from "electron";
import path from "node:path";
import type { ImporterEvent, ImporterOrder } from "./messages.ts";

/** Memory one importer may use, in megabytes. */
const memoryLimitMb = 1_536;

/** Carries out a child's orders; the returned function kills what is left when the child is gone. */
export function hostImporters(tell: (event: ImporterEvent) => void): {
  readonly obey: (order: ImporterOrder) => void;
  readonly killAll: () => void;
} {
  const running = new Map<number, UtilityProcess>();
  const spawn = (importer: number) => {
    const child = utilityProcess.fork(path.join(import.meta.dirname, "importer.js"), [], {
      serviceName: "Commonplace importer",
      stdio: "pipe",
      execArgv: [
        `--max-old-space-size=${memoryLimitMb}`,
        "--disallow-code-generation-from-strings",
      ],
    });
    running.set(importer, child);
    child.stderr?.resume();
    child.stdout?.on("data", (output: Buffer) =>
      tell({ kind: "importer.message", importer, message: { output: output.toString() } }),
    );
    child.on("message", (message: unknown) =>
      tell({ kind: "importer.message", importer, message }),
    );
    child.once("exit", (code) => {
      running.delete(importer);
      tell({ kind: "importer.exit", importer, code });
    });
  };
  return {
    obey(order) {
      switch (order.kind) {
        case "importer.spawn":
          return spawn(order.importer);
        case "importer.post":
          return running.get(order.importer)?.postMessage(order.message);
        case "importer.kill":
          return void running.get(order.importer)?.kill();
      }
    },
    killAll() {
      for (const child of running.values()) child.kill();
      running.clear();
    },
  };
}
