/** A child process's side of importers in Electron, where only main may start a process. */
import type { ImporterProcess } from "./import/pool.ts";
import type { ImporterEvent, ImporterOrder } from "./messages.ts";

/** A way to start importers by ordering them, and the ear for what main says of them. */
export function relayImporters(order: (order: ImporterOrder) => void): {
  readonly spawn: () => ImporterProcess;
  readonly hear: (event: ImporterEvent) => void;
} {
  const listeners = new Map<
    number,
    { message: (message: unknown) => void; exit: (code: number | null) => void }
  >();
  let last = 0;
  return {
    spawn() {
      const importer = ++last;
      const ears = { message: (_message: unknown) => {}, exit: (_code: number | null) => {} };
      listeners.set(importer, ears);
      order({ kind: "importer.spawn", importer });
      return {
        postMessage: (message) => order({ kind: "importer.post", importer, message }),
        onMessage: (listen) => {
          ears.message = listen;
        },
        onExit: (listen) => {
          ears.exit = listen;
        },
        kill: () => order({ kind: "importer.kill", importer }),
      };
    },
    hear(event) {
      const ears = listeners.get(event.importer);
      if (event.kind === "importer.message") return ears?.message(event.message);
      listeners.delete(event.importer);
      return ears?.exit(event.code);
    },
  };
}
