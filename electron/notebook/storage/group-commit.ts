import type Sqlite from "better-sqlite3";
import type { EntityKind } from "../../api.ts";
import type { Endings } from "./endings.ts";

/** A change that may wait a moment: runs inside a transaction, and again should that one be lost. */
export type Change<Value> = (touched: Set<EntityKind>) => Value;

/** Changes that are committed together, as far as they come close together. */
export interface GroupCommit {
  /**
   * Runs a change soon. Resolves when it is durable; rejects with what it threw, which leaves the
   * others of its group as they are. `change` may be run twice, so it changes nothing but the database.
   */
  writeSoon<Value>(change: Change<Value>): Promise<Value>;
  /** Commits all that waits, now. */
  flush(): void;
}

/** Longest time in which the loop is kept from anything else, as far as single changes allow. */
const longestMs = 40;
/** Changes are gathered for this long, unless so many are there before. */
const gatherMs = 30;
const mostGathered = 24;

interface Waiting {
  readonly change: Change<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
type Done =
  | { readonly waiting: Waiting; readonly ok: true; readonly value: unknown }
  | { readonly waiting: Waiting; readonly ok: false; readonly error: unknown };

/**
 * Gathers changes into transactions. One commit costs a wait for the disk however much is in it; and
 * between two of them the loop answers whatever the person asked for meanwhile.
 */
export function groupCommits(
  sqlite: Sqlite.Database,
  options: {
    readonly refuseReading: () => void;
    /** Runs one change alone, in a transaction of its own. */
    readonly write: (change: Change<unknown>) => unknown;
    readonly explained: (error: unknown) => unknown;
    readonly onCommit: (touched: readonly EntityKind[]) => void;
    readonly endings: Endings;
  },
): GroupCommit {
  const { endings } = options;
  const queue: Waiting[] = [];
  const transaction = sqlite.transaction((run: () => unknown) => run());
  let gathering: NodeJS.Timeout | null = null;
  let soon: NodeJS.Immediate | null = null;
  let lastCommitMs = 5;

  const settle = (done: Done) =>
    done.ok ? done.waiting.resolve(done.value) : done.waiting.reject(done.error);

  /** Runs changes from the head of the queue, each in its savepoint, until there is no more time. */
  function runSome(started: number, done: Done[], touched: Set<EntityKind>): void {
    const until = started + longestMs - Math.min(lastCommitMs, longestMs / 2);
    do {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const own = new Set<EntityKind>();
      try {
        const value = transaction(() => endings.part(() => waiting.change(own)));
        for (const kind of own) touched.add(kind);
        done.push({ waiting, ok: true, value });
      } catch (error) {
        done.push({ waiting, ok: false, error: options.explained(error) });
        // A full disk ends the whole transaction: what ran before in it is gone as well.
        if (!sqlite.inTransaction) throw error;
      }
    } while (performance.now() + endings.ahead() < until);
  }

  function commitSome(): void {
    const started = performance.now();
    const done: Done[] = [];
    const touched = new Set<EntityKind>();
    let commitFrom = started;
    try {
      transaction.immediate(() => {
        endings.whole(() => runSome(started, done, touched));
        commitFrom = performance.now();
      });
    } catch {
      // A transaction that could not even begin: whoever waits first is told why, instead of all for ever.
      return alone(done.length === 0 ? queue.splice(0, 1) : done.map(({ waiting }) => waiting));
    }
    lastCommitMs = performance.now() - commitFrom;
    if (touched.size > 0) options.onCommit([...touched]);
    for (const each of done) settle(each);
  }

  /** One by one, after a group was lost: each tells for itself what came of it. */
  function alone(group: readonly Waiting[]): void {
    for (const waiting of group) {
      try {
        settle({ waiting, ok: true, value: options.write(waiting.change) });
      } catch (error) {
        settle({ waiting, ok: false, error });
      }
    }
  }

  function schedule(): void {
    if (queue.length === 0 || soon !== null) return;
    if (queue.length < mostGathered) {
      gathering ??= setTimeout(turn, gatherMs);
      return;
    }
    soon = setImmediate(turn);
  }
  function turn(): void {
    stop();
    commitSome();
    // What found no room goes after whatever the loop has for others.
    if (queue.length > 0) soon = setImmediate(turn);
  }
  function stop(): void {
    if (gathering !== null) clearTimeout(gathering);
    if (soon !== null) clearImmediate(soon);
    gathering = null;
    soon = null;
  }

  return {
    writeSoon: <Value>(change: Change<Value>) =>
      new Promise<Value>((resolve, reject) => {
        options.refuseReading();
        // What a change returns is what its promise gives; the queue need not know its type.
        queue.push({ change, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      }),
    flush() {
      stop();
      while (queue.length > 0) commitSome();
    },
  };
}
