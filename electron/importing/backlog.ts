/** Writes that are not waited for one by one: an import goes on while its report is being written. */

export interface Backlog {
  /** Takes a write on. Waits only while very many are under way; rejects once one of them has failed. */
  readonly add: (write: Promise<unknown>) => Promise<void>;
  /** Resolves when all that was taken on is written; rejects with what the first to fail failed with. */
  readonly written: () => Promise<void>;
}

/** A backlog of at most so many writes. */
export function createBacklog(most: number): Backlog {
  const pending = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const refuseFailed = (): void => {
    if (failure !== null) throw failure.error;
  };
  return {
    async add(write) {
      const watched = write.then(
        () => undefined,
        (error: unknown) => {
          failure ??= { error };
        },
      );
      pending.add(watched);
      void watched.then(() => pending.delete(watched));
      while (pending.size > most) await Promise.race(pending);
      refuseFailed();
    },
    async written() {
      while (pending.size > 0) await Promise.all(pending);
      refuseFailed();
    },
  };
}
