/**
 * Facts about other things that a note shows inside its text: asked for many at a time, asked again
 * when the notebook changes, handed to whoever shows them. Nothing is kept that nobody shows.
 */

export interface Live<Value> {
  /** What is known now: undefined when not yet asked, null when the notebook does not know it. */
  peek(key: string): Value | null | undefined;
  /** Hears the value as soon as it is known and whenever it becomes another. */
  watch(key: string, listen: (value: Value | null) => void): () => void;
  /** Takes a value that came another way, so that it need not be asked for. */
  learn(key: string, value: Value): void;
  /** Asks for these now, so that whoever shows them next need not wait. */
  load(keys: readonly string[]): Promise<void>;
}

export interface LiveSource<Value> {
  /** The values that are known, by key. */
  fetch(keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;
  /** Calls back when what was fetched may be stale; returns what stops that. */
  onStale(refresh: () => void): () => void;
}

/** As many keys as one call takes comfortably. */
const batchSize = 5_000;

interface Entry<Value> {
  value: Value | null | undefined;
  readonly listeners: Set<(value: Value | null) => void>;
}

/** Makes such a set of facts. It listens for changes only while somebody watches. */
export function createLive<Value>(source: LiveSource<Value>): Live<Value> {
  const entries = new Map<string, Entry<Value>>();
  let wanted = new Set<string>();
  let asking = false;
  let stopListening: (() => void) | null = null;

  const entryOf = (key: string): Entry<Value> => {
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry<Value> = { value: undefined, listeners: new Set() };
    entries.set(key, entry);
    return entry;
  };

  async function fetch(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += batchSize) {
      const batch = keys.slice(at, at + batchSize);
      const values = await source.fetch(batch);
      for (const key of batch) {
        const entry = entryOf(key);
        const value = values.get(key) ?? null;
        if (JSON.stringify(value) === JSON.stringify(entry.value)) continue;
        entry.value = value;
        for (const listen of entry.listeners) listen(value);
      }
    }
  }

  /** Gathers what is asked for in this turn; one question at a time, so that answers stay in order. */
  async function ask(): Promise<void> {
    if (asking) return;
    asking = true;
    await Promise.resolve();
    while (wanted.size > 0) {
      const keys = [...wanted];
      wanted = new Set();
      try {
        await fetch(keys);
      } catch (error) {
        // What is shown stays as it was; the next change asks again.
        reportError(error);
      }
    }
    asking = false;
  }

  function want(keys: Iterable<string>): void {
    for (const key of keys) wanted.add(key);
    void ask();
  }

  return {
    peek: (key) => entries.get(key)?.value,
    watch(key, listen) {
      const entry = entryOf(key);
      entry.listeners.add(listen);
      stopListening ??= source.onStale(() => want(entries.keys()));
      if (entry.value === undefined) want([key]);
      else listen(entry.value);
      return () => {
        entry.listeners.delete(listen);
        if (entry.listeners.size > 0) return;
        entries.delete(key);
        if (entries.size > 0) return;
        stopListening?.();
        stopListening = null;
      };
    },
    learn(key, value) {
      const entry = entryOf(key);
      entry.value ??= value;
    },
    load: (keys) => fetch(keys.filter((key) => entries.get(key)?.value === undefined)),
  };
}
