/** Makes what the stand-in lacks fail loudly, by name, instead of being undefined. */
import { EventEmitter } from "node:events";

/** Names that the language and its tools ask any object for. */
const askedOfAnything = new Set(["then", "toJSON", "constructor", "inspect", "domain"]);

/** The same object, but reading or setting a property that it lacks throws with its full name. */
export function strict<T extends object>(name: string, target: T): T {
  const check = (object: T, key: string | symbol) => {
    if (typeof key === "string" && !(key in object) && !askedOfAnything.has(key))
      throw new Error(`stand-in: ${name}.${key} is not there`);
  };
  return new Proxy(target, {
    get(object, key, receiver) {
      check(object, key);
      return Reflect.get(object, key, receiver) as unknown;
    },
    set(object, key, value, receiver) {
      check(object, key);
      return Reflect.set(object, key, value, receiver);
    },
  });
}

/** Throws when `given` has a key that is not in `known`; undefined values do not count. */
export function onlyKnown(name: string, given: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(given))
    if (value !== undefined && !known.includes(key))
      throw new Error(`stand-in: ${name}.${key} is not there`);
}

/** Its constructor returns the proxy, so that private fields of subclasses live on the proxy too. */
class ProxiedEmitter extends EventEmitter {
  constructor(name: string) {
    super();
    return strict(name, this);
  }
}

type Listener = (...values: unknown[]) => void;

/** An emitter that is strict about its properties and about the events it can be asked for. */
export class StrictEmitter extends ProxiedEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string> | null;

  /** With null for `events` any event may be asked for. */
  constructor(name: string, events: readonly string[] | null) {
    super(name);
    this.#name = name;
    this.#events = events && new Set(events);
  }

  #check(event: string | symbol): void {
    if (typeof event === "string" && this.#events?.has(event) === false)
      throw new Error(`stand-in: ${this.#name} has no event '${event}'`);
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.once(event, listener);
  }
}

/** An event that a listener may prevent, and whether one did. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** Emits an event with `preventDefault`, its other properties from `details`; true when prevented. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  details: object,
  ...values: readonly unknown[]
): boolean {
  let prevented = false;
  const event = {
    ...details,
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, event, ...values);
  return prevented;
}
