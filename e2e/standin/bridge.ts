/**
 * Stands for `contextBridge`: carries an object of functions from the preload's world to the page's.
 *
 * The factory is used in both worlds as its own source text: it refers to nothing outside. The worlds
 * share only the DOM, so they talk by events whose `detail` the browser clones from world to world;
 * an event is dispatched synchronously, so a call has its answer when `dispatchEvent` returns.
 */

export interface Bridge {
  expose(key: string, api: unknown): void;
}

/** One end of the bridge: speaks in events named `outgoing` and listens to those named `incoming`. */
export function makeBridge(outgoing: string, incoming: string): Bridge {
  type Fn = (...values: unknown[]) => unknown;
  type Token = { readonly $standin: "function" | "promise"; readonly id: number };
  type Answer = { readonly ok: true; readonly value: unknown } | { ok: false; message: string };
  type Message =
    | { readonly kind: "expose"; readonly key: string; readonly value: unknown }
    | {
        readonly kind: "call";
        readonly fn: number;
        readonly id: number;
        readonly values: unknown[];
      }
    | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
    | { readonly kind: "settle"; readonly id: number; readonly answer: Answer };

  const functions = new Map<number, Fn>();
  const ids = new Map<Fn, number>();
  const answers = new Map<number, Answer>();
  const promises = new Map<number, (answer: Answer) => void>();
  let last = 0;

  const dispatch = window.dispatchEvent.bind(window);
  const post = (message: Message) => dispatch(new CustomEvent(outgoing, { detail: message }));

  const keep = (fn: Fn): number => {
    const known = ids.get(fn);
    if (known !== undefined) return known;
    const id = ++last;
    functions.set(id, fn);
    ids.set(fn, id);
    return id;
  };
  const failure = (error: unknown): Answer => ({
    ok: false,
    message: error instanceof Error ? error.message : String(error),
  });

  const isPlain = (value: object): boolean =>
    Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
  /** The same object where `change` changes nothing, as in most messages; else a copy. */
  const withEach = (object: object, change: (value: unknown) => unknown): object => {
    let copy: Record<string, unknown> | null = null;
    for (const key of Object.keys(object)) {
      const before: unknown = Reflect.get(object, key);
      const after = change(before);
      if (Object.is(after, before)) continue;
      // An array is copied as one, and set by its keys like any object.
      copy ??= (Array.isArray(object) ? object.slice() : { ...object }) as Record<string, unknown>;
      copy[key] = after;
    }
    return copy ?? object;
  };
  /** Replaces what the browser would not clone by tokens; drops prototypes, as Electron does. */
  const pack = (value: unknown): unknown => {
    if (typeof value === "function") return { $standin: "function", id: keep(value as Fn) };
    if (typeof value === "symbol") throw new TypeError("An object could not be cloned.");
    if (value === null || typeof value !== "object") return value;
    if (value instanceof Promise) return packPromise(value);
    // Dates, maps, bytes, files and errors are left to the browser's own clone.
    return isPlain(value) ? withEach(value, pack) : value;
  };
  const packPromise = (promise: Promise<unknown>): Token => {
    const id = ++last;
    const settle = (answer: Answer) => post({ kind: "settle", id, answer });
    promise
      .then((value) => settle({ ok: true, value: pack(value) }))
      .catch((error: unknown) => settle(failure(error)));
    return { $standin: "promise", id };
  };

  const unpack = (value: unknown): unknown => {
    if (value === null || typeof value !== "object") return value;
    if ("$standin" in value) return unpackToken(value as Token);
    return isPlain(value) ? withEach(value, unpack) : value;
  };
  const unpackToken = ({ $standin: kind, id }: Token): unknown =>
    kind === "function"
      ? (...values: unknown[]) => callOther(id, values)
      : new Promise((resolve, reject) => {
          promises.set(id, (answer) => {
            if (answer.ok) resolve(unpack(answer.value));
            else reject(new Error(answer.message));
          });
        });
  const callOther = (fn: number, values: readonly unknown[]): unknown => {
    const id = ++last;
    post({ kind: "call", fn, id, values: values.map(pack) });
    const answer = answers.get(id);
    answers.delete(id);
    if (!answer) throw new Error("stand-in: the other world did not answer");
    if (!answer.ok) throw new Error(answer.message);
    return unpack(answer.value);
  };
  const callHere = (fn: number, values: readonly unknown[]): Answer => {
    try {
      return { ok: true, value: pack(functions.get(fn)?.(...values.map(unpack))) };
    } catch (error) {
      return failure(error);
    }
  };
  const freeze = (value: unknown): unknown => {
    if (value !== null && typeof value === "object" && !ArrayBuffer.isView(value))
      for (const each of Object.values(Object.freeze(value))) freeze(each);
    return value;
  };

  window.addEventListener(incoming, (event) => {
    // Only our other end knows the name of this event.
    const message = (event as CustomEvent<Message>).detail;
    switch (message.kind) {
      case "expose":
        Object.defineProperty(window, message.key, {
          value: freeze(unpack(message.value)),
          enumerable: true,
        });
        break;
      case "call":
        post({ kind: "answer", id: message.id, answer: callHere(message.fn, message.values) });
        break;
      case "answer":
        answers.set(message.id, message.answer);
        break;
      case "settle":
        promises.get(message.id)?.(message.answer);
        promises.delete(message.id);
        break;
    }
  });
  return { expose: (key, api) => post({ kind: "expose", key, value: pack(api) }) };
}
