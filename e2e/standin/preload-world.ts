/**
 * The preload's side of the stand-in: what `require("electron")` gives in a sandboxed preload.
 *
 * The factory runs in the page's isolated world as its own source text: it refers to nothing outside.
 */
import type { Bridge } from "./bridge.ts";
import type { Codec } from "./codec.ts";
import type { FromPreload, PathOfFile, ToPreload } from "./messages.ts";

export interface PreloadProcess {
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** Names in the isolated world that main uses: its way in, its way out, and files being dropped. */
interface World {
  standinSend(text: string): void;
  standinReceive?: (text: string) => void;
  standinDropped?: readonly File[];
}

export function makePreloadWorld(
  codec: Codec,
  bridge: Bridge,
  about: PreloadProcess,
): { readonly require: (name: string) => unknown; readonly process: unknown } {
  type Listener = (event: object, ...values: unknown[]) => void;
  type SmallMessage = Exclude<ToPreload, { kind: "large" }>;
  type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

  const world = globalThis as unknown as World; // The binding `standinSend` is CDP's.
  const toMain = world.standinSend.bind(world);
  const send = (message: FromPreload) => toMain(JSON.stringify(message));
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listener[]>();
  const paths: PathOfFile[] = [];
  let last = 0;

  const missing = (name: string, api: object) =>
    new Proxy(api, {
      get(target, key) {
        if (typeof key === "string" && !(key in target) && key !== "then")
          throw new Error(`stand-in: ${name}.${key} is not there`);
        return Reflect.get(target, key) as unknown;
      },
    });

  const ipcRenderer = missing("ipcRenderer", {
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        send({ kind: "invoke", id, channel, values: values.map(codec.encode) });
      }),
    send: (channel: string, ...values: unknown[]) =>
      send({ kind: "send", channel, values: values.map(codec.encode) }),
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener) {
      const rest = (listeners.get(channel) ?? []).filter((each) => each !== listener);
      listeners.set(channel, rest);
      return ipcRenderer;
    },
  });

  const pathOf = (file: File): string =>
    paths.findLast(
      ({ name, size, modified }) =>
        name === file.name &&
        size === file.size &&
        (modified === null || Math.abs(modified - file.lastModified) < 2),
    )?.path ?? "";

  const receive = (message: SmallMessage) => {
    switch (message.kind) {
      case "reply": {
        const caller = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) caller?.resolve(codec.decode(message.value));
        else caller?.reject(new Error(message.message));
        break;
      }
      case "event": {
        const values = message.values.map(codec.decode);
        for (const listener of listeners.get(message.channel) ?? [])
          try {
            listener({ sender: ipcRenderer, ports: [] }, ...values);
          } catch (error) {
            reportError(error); // The page's mistake; the other listeners and messages go on.
          }
        break;
      }
      case "paths":
        paths.push(...message.paths);
        break;
      case "drop":
        dropAgain?.();
        dropAgain = null;
        break;
    }
  };
  const queue: ToPreload[] = [];
  let fetching = false;
  /** Takes the messages in the order in which main sent them. */
  const drain = () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (next.kind === "large") return fetchLarge(next.path);
      receive(next);
    }
  };
  const fetchLarge = (path: string) => {
    fetching = true;
    fetch(path)
      .then(async (response) => receive((await response.json()) as SmallMessage))
      .catch((error: unknown) => console.error("stand-in: a message was lost", error))
      .finally(() => {
        fetching = false;
        drain();
      });
  };
  Object.defineProperty(world, "standinReceive", {
    value: (text: string) => {
      queue.push(JSON.parse(text) as ToPreload);
      if (!fetching) drain();
    },
  });

  // Electron knows a dropped file's place at once; here main must be asked first. So the real drop is
  // held back and dispatched again, with the same files, when the answer is there.
  let dropAgain: (() => void) | null = null;
  window.addEventListener(
    "drop",
    (event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!event.isTrusted || files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { target, clientX, clientY } = event;
      dropAgain = () => {
        const dataTransfer = new DataTransfer();
        for (const file of files) dataTransfer.items.add(file);
        target?.dispatchEvent(
          new DragEvent("drop", {
            dataTransfer,
            clientX,
            clientY,
            bubbles: true,
            cancelable: true,
          }),
        );
      };
      world.standinDropped = files;
      send({ kind: "dropped", count: files.length });
    },
    { capture: true },
  );

  const tellBounds = () => {
    const { screenX: x, screenY: y, outerWidth: width, outerHeight: height } = window;
    send({ kind: "bounds", x, y, width, height });
  };
  window.addEventListener("resize", tellBounds);
  window.addEventListener("focus", () => send({ kind: "focus", focused: true }));
  window.addEventListener("blur", () => {
    tellBounds(); // Moving a window tells a page nothing; leaving it is when its place matters.
    send({ kind: "focus", focused: false });
  });

  const electron = missing("electron", {
    ipcRenderer,
    contextBridge: missing("contextBridge", {
      exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
    }),
    webUtils: missing("webUtils", { getPathForFile: pathOf }),
  });
  return {
    require(name: string) {
      if (name === "electron" || name === "electron/renderer") return electron;
      throw new Error(`module not found: ${name}`);
    },
    process: Object.freeze({
      ...about,
      type: "renderer",
      sandboxed: true,
      contextIsolated: true,
      env: {},
    }),
  };
}
