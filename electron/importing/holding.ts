/** Work that waits for the one answer of the person which decides it for the whole import. */
import type { ImportOptions, ImportQuestion, SameWork } from "../entities.ts";
import type { Queue } from "./queue.ts";

export interface Holding<Piece> {
  /** What to do with other versions of articles that are here; `ask` until that is answered. */
  readonly same: () => ImportOptions["same"];
  /** Asks the person, unless that was done before. */
  readonly ask: (question: ImportQuestion) => void;
  /** Keeps work back until the answer is there; what comes after it goes on at once. */
  readonly hold: (pieces: readonly Piece[]) => void;
}

/** The work held back by one import. `tell` hears of the question, and of how much waits for it. */
export function createHolding<Piece>(
  queue: Queue<Piece>,
  {
    same: choice,
    ask,
    signal,
    tell,
  }: {
    readonly same: ImportOptions["same"];
    /** Without anybody to ask, versions are versions. */
    readonly ask: ((question: ImportQuestion) => Promise<SameWork>) | undefined;
    readonly signal: AbortSignal | undefined;
    readonly tell: (question: ImportQuestion | null, waiting: number) => void;
  },
): Holding<Piece> {
  let same = choice === "ask" && ask === undefined ? "version" : choice;
  let asked: ImportQuestion | null = null;
  let held: Piece[] = [];

  const goOn = (answer: SameWork | null): void => {
    same = answer ?? same;
    asked = null;
    queue.addFirst(held);
    held = [];
    tell(null, 0);
    queue.done();
  };
  return {
    same: () => same,
    ask(question) {
      if (asked !== null || same !== "ask" || ask === undefined || signal?.aborted === true) return;
      asked = question;
      // Nobody goes home while there is something to be decided.
      queue.begin();
      tell(question, 0);
      const stopped = Promise.withResolvers<null>();
      const stop = (): void => stopped.resolve(null);
      signal?.addEventListener("abort", stop, { once: true });
      void Promise.race([ask(question), stopped.promise]).then((answer) => {
        signal?.removeEventListener("abort", stop);
        goOn(answer);
      });
    },
    hold(pieces) {
      if (pieces.length === 0) return;
      if (asked === null) return queue.addFirst(pieces);
      held = [...held, ...pieces];
      tell(asked, held.length);
    },
  };
}
