/** The line from a child process to the one that started it, in Electron and in plain Node alike. */

/** What Electron puts on `process` in a utility process; plain Node has `process.send` instead. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: "message", listen: (event: { readonly data: unknown }) => void): void;
}

export interface ParentPort<Incoming, Outgoing> {
  send(message: Outgoing): void;
  listen(hear: (message: Incoming) => void): void;
}

/** Electron's port of this process; null when it is not a utility process. */
export function utilityPort(): UtilityPort | null {
  const { parentPort } = process as { readonly parentPort?: UtilityPort };
  return parentPort ?? null;
}

/** Throws when this process was started by nobody who listens. */
export function parentPort<Incoming, Outgoing>(): ParentPort<Incoming, Outgoing> {
  const port = utilityPort();
  if (port)
    return {
      send: (message) => port.postMessage(message),
      listen: (hear) => port.on("message", ({ data }) => hear(data as Incoming)),
    };
  if (!process.send) throw new Error("Expected to be started by another process");
  return {
    send: (message) => void process.send?.(message),
    listen: (hear) => process.on("message", (message) => hear(message as Incoming)),
  };
}
