/**
 * What is left to the end of a transaction: all that goes into the full-text index. FTS5 writes out what it
 * has gathered whenever a savepoint is taken or released; each time that makes one more segment, and every
 * sixteen of them are merged in the middle of a change. Left to the end, one transaction is one segment.
 */
export interface Endings {
  /**
   * Runs at the end of the transaction at hand, in the order in which it was left; at once where there is
   * none. `ms` is about how long it will take.
   */
  atEnd(run: () => void, ms?: number): void;
  /** Runs a whole transaction, then what was left to its end. Within another one it is a part of it. */
  whole<Value>(change: () => Value): Value;
  /** Runs a part that may fail alone: then what it left is forgotten. */
  part<Value>(change: () => Value): Value;
  /** About how long what was left so far will take, in ms. */
  ahead(): number;
}

/** The endings of one connection, which has one transaction at a time. */
export function keepEndings(): Endings {
  let left: { readonly run: () => void; readonly ms: number }[] | null = null;

  const part = <Value>(change: () => Value): Value => {
    const before = left?.length ?? 0;
    try {
      return change();
    } catch (error) {
      left?.splice(before);
      throw error;
    }
  };
  return {
    atEnd(run, ms = 0) {
      if (left === null) run();
      else left.push({ run, ms });
    },
    part,
    whole(change) {
      if (left !== null) return part(change);
      left = [];
      try {
        const value = change();
        for (const { run } of left) run();
        return value;
      } finally {
        left = null;
      }
    },
    ahead: () => left?.reduce((sum, { ms }) => sum + ms, 0) ?? 0,
  };
}
