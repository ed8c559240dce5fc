/**
 * Main's side of the notebook service: starts it, relays calls to it and events from it, starts it
 * again when it dies. It knows no call by name; the contract is checked before (ipc.ts).
 */
import { utilityProcess, type UtilityProcess } from "electron";
import path from "node:path";
import type { EventName, Events, Outcome } from "./api.ts";
import { hostImporters } from "./importer-host.ts";
import type { FromService, RequestName, Requests, ToService } from "./messages.ts";

export interface Service {
  call(name: string, input: unknown): Promise<Outcome<unknown>>;
  request<Name extends RequestName>(
    name: Name,
    input: Requests[Name]["input"],
  ): Promise<Outcome<Requests[Name]["result"]>>;
  /** The process that answers now; for tests that kill it. */
  readonly pid: number | undefined;
  stop(): void;
}

export interface ServiceListener {
  readonly onEvent: <Name extends EventName>(name: Name, value: Events[Name]) => void;
  /** It died unasked and another was started: whatever it held open must be opened again. */
  readonly onRestart: () => void;
}

const gone: Outcome<never> = {
  ok: false,
  error: {
    code: "service-gone",
    message: "The part of Commonplace that keeps the notebook stopped unexpectedly.",
    advice: "It has been started again. What was said to be saved is saved; try again.",
  },
};

/** A service that dies this often within a minute is not started again: something is wrong for good. */
const mostDeathsPerMinute = 3;

export function startService({ onEvent, onRestart }: ServiceListener): Service {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  let lastId = 0;
  let stopped = false;
  let deaths: readonly number[] = [];
  let child = start();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(path.join(import.meta.dirname, "service.js"), [], {
      serviceName: "Commonplace notebook",
    });
    const importers = hostImporters((event) => started.postMessage(event));
    started.on("message", (message: FromService) => {
      switch (message.kind) {
        case "reply":
          waiting.get(message.id)?.(message.outcome);
          return void waiting.delete(message.id);
        case "event":
          return onEvent(message.name, message.value);
        default:
          return importers.obey(message);
      }
    });
    started.once("exit", () => {
      importers.killAll();
      for (const answer of waiting.values()) answer(gone);
      waiting.clear();
      const now = Date.now();
      deaths = [...deaths.filter((at) => now - at < 60_000), now];
      stopped ||= deaths.length > mostDeathsPerMinute;
      if (stopped) return;
      child = start();
      onRestart();
    });
    return started;
  }

  const ask = (message: (id: number) => ToService): Promise<Outcome<unknown>> =>
    new Promise((resolve) => {
      if (stopped) return resolve(gone);
      const id = ++lastId;
      waiting.set(id, resolve);
      child.postMessage(message(id));
    });

  return {
    call: (name, input) => ask((id) => ({ kind: "call", id, name, input })),
    request: <Name extends RequestName>(name: Name, input: Requests[Name]["input"]) =>
      // The service answers a request with the result its name stands for.
      ask((id) => ({ kind: "request", id, name, input })) as Promise<
        Outcome<Requests[Name]["result"]>
      >,
    get pid() {
      return child.pid;
    },
    stop() {
      stopped = true;
      child.kill();
    },
  };
}
