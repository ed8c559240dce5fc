/** Work that several lanes share, while the walk and containers still add to it. */

export interface Queue<Work> {
  /** Adds behind what is there. */
  readonly add: (work: readonly Work[]) => void;
  /** Adds before what is there: what is in a container comes before the next file. */
  readonly addFirst: (work: readonly Work[]) => void;
  /**
   * The next piece, waiting while more may come. Null when nothing is left and nobody who could add
   * is at work. Each piece must be given back by `done`.
   */
  readonly next: () => Promise<Work | null>;
  readonly done: () => void;
  /** Says that somebody may still add; `done` ends it. */
  readonly begin: () => void;
}

/** A queue that counts whoever may still add: pieces at work, and sources that said `begin`. */
export function createQueue<Work>(): Queue<Work> {
  let waiting: Work[] = [];
  let at = 0;
  let busy = 0;
  let asleep: ((work: Work | null) => void)[] = [];

  const take = (): Work | undefined => {
    const work = waiting[at];
    if (work === undefined) return undefined;
    at += 1;
    // Handed-out pieces are let go in large steps: shifting each would be slow.
    if (at > 1_000) {
      waiting = waiting.slice(at);
      at = 0;
    }
    busy += 1;
    return work;
  };
  const wake = (): void => {
    while (asleep.length > 0) {
      const work = take();
      if (work === undefined) break;
      asleep.shift()?.(work);
    }
    if (busy > 0) return;
    const idle = asleep;
    asleep = [];
    for (const each of idle) each(null);
  };
  return {
    add(work) {
      for (const each of work) waiting.push(each);
      wake();
    },
    addFirst(work) {
      waiting = [...work, ...waiting.slice(at)];
      at = 0;
      wake();
    },
    next() {
      const work = take();
      if (work !== undefined) return Promise.resolve(work);
      if (busy === 0) return Promise.resolve(null);
      return new Promise((resolve) => asleep.push(resolve));
    },
    begin() {
      busy += 1;
    },
    done() {
      busy -= 1;
      wake();
    },
  };
}
