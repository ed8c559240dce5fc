/** The least of a Chrome DevTools Protocol client, over the pipe that Chromium was started with. */
import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { CDPSession } from "playwright-core";

/** One conversation: with the browser itself, or with one page. Typed by the protocol. */
export interface Session {
  readonly id: string | undefined;
  readonly send: CDPSession["send"];
  readonly on: CDPSession["on"];
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface Connection {
  readonly browser: Session;
  readonly session: (id: string) => Session;
  readonly close: () => void;
}

/** Speaks over a pair of pipes; every message is JSON text that ends with a NUL. */
export function connect(output: Writable, input: Readable): Connection {
  const pending = new Map<number, Pending>();
  const sessions = new Map<string | undefined, { session: Session; events: EventEmitter }>();
  let lastId = 0;

  const receive = (message: Message) => {
    if (message.id === undefined) {
      if (message.method)
        sessions.get(message.sessionId)?.events.emit(message.method, message.params);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.error)
      waiting?.reject(new Error(`stand-in: ${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  };
  readMessages(input, receive, () => {
    for (const { method, reject } of pending.values())
      reject(new Error(`stand-in: Chromium went before it answered ${method}`));
    pending.clear();
  });
  // Writing to a Chromium that has just gone is no error of ours: the pipe's end tells the rest.
  output.on("error", () => output.destroy());

  const session = (id?: string): Session => {
    const known = sessions.get(id);
    if (known) return known.session;
    const events = new EventEmitter();
    const send = (method: string, params: object = {}) =>
      new Promise((resolve, reject) => {
        if (!output.writable) return reject(new Error(`stand-in: no Chromium for ${method}`));
        const request = ++lastId;
        pending.set(request, { method, resolve, reject });
        output.write(`${JSON.stringify({ id: request, method, params, sessionId: id })}\0`);
      });
    const on = (event: string, listener: (params: unknown) => void) => events.on(event, listener);
    // The protocol's own types, which Playwright ships with its session class, describe both.
    const made = { id, send, on } as unknown as Session;
    sessions.set(id, { session: made, events });
    return made;
  };
  return { browser: session(), session, close: () => output.destroy() };
}

function readMessages(
  input: Readable,
  receive: (message: Message) => void,
  ended: () => void,
): void {
  let parts: Buffer[] = [];
  input.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      const text = (parts.length === 1 ? parts[0] : Buffer.concat(parts))?.toString("utf8");
      parts = [];
      start = end + 1;
      if (text) receive(JSON.parse(text) as Message);
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  });
  input.on("close", ended);
  input.on("error", ended);
}
