/** Electron's `ipcMain`, and how a page's messages reach it. */
import { makeCodec } from "./codec.ts";
import type { FromPreload, ToPreload } from "./messages.ts";
import { StrictEmitter } from "./strict.ts";

type Handler = (event: object, ...values: unknown[]) => unknown;

/** The codec of this process. */
export const codec = makeCodec();

class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super("ipcMain", null);
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs a page's call; whatever goes wrong becomes the error that Electron's renderer would see. */
  async answer(
    { id, channel, values }: Extract<FromPreload, { kind: "invoke" }>,
    event: object,
  ): Promise<ToPreload> {
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value = await handler(event, ...values.map(codec.decode));
      return { kind: "reply", id, ok: true, value: codec.encode(value) };
    } catch (error) {
      const message = `Error invoking remote method '${channel}': ${String(error)}`;
      return { kind: "reply", id, ok: false, message };
    }
  }
}

export const ipcMain = new IpcMain();
