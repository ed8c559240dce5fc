/**
 * When to save one thing that is being written: soon after the last key, not too rarely while typing,
 * at once when asked, never twice at the same time, again and again until it is durable.
 *
 * It knows nothing of notes, calls or screens: what to write and the timers are given to it.
 */

/** How saving stands. Only `saved` means that everything written is durable. */
export type SaveState =
  | { readonly state: "saved" }
  | { readonly state: "saving" }
  /** The last try failed or has not been answered; it is tried again by itself. */
  | { readonly state: "failed"; readonly reason: string }
  /** Saving would overwrite or revive something: it is not tried again until told what to do. */
  | { readonly state: "refused"; readonly reason: string };

/** Thrown by `write` when trying again cannot help. `message` is the reason to show. */
export class SaveRefused extends Error {}

/** The timers it runs on; the window's own unless a test supplies others. */
export interface Timers {
  /** ms, of a clock that nobody sets. */
  now(): number;
  /** Runs a function after a delay in ms; returns what stops it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Autosave {
  /** Something was written that is not saved. */
  touch(): void;
  /** Saves at once. True when everything is durable, false when that failed for now. */
  flush(): Promise<boolean>;
  /** Forgets a refusal and tries again at once. */
  retry(): void;
  /** Stops all timers. Only for what is saved, or given up. */
  stop(): void;
  state(): SaveState;
}

const afterLastKeyMs = 400;
const whileTypingMs = 2_000;
const answerWithinMs = 2_000;
/** Between tries: doubled each time, up to the longest. */
const firstRetryMs = 500;
const longestRetryMs = 10_000;

const windowTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Starts looking after one thing. `write` saves it as it is when called and resolves once it is
 * durable; it throws a sentence that says why not, or {@link SaveRefused}. `onState` hears each change.
 */
export function createAutosave(
  write: () => Promise<void>,
  onState: (state: SaveState) => void,
  timers: Timers = windowTimers,
): Autosave {
  let state: SaveState = { state: "saved" };
  let dirty = false;
  let overdue = false;
  let dirtySince = 0;
  let touchedAt = 0;
  let failures = 0;
  let underWay: Promise<boolean> | null = null;
  let stopWaiting = () => {};
  let isWaitingForKeys = false;

  function become(next: SaveState): void {
    if (next.state === state.state && reasonOf(next) === reasonOf(state)) return;
    state = next;
    onState(next);
  }

  function wait(delayMs: number): void {
    stopWaiting();
    isWaitingForKeys = false;
    stopWaiting = timers.after(delayMs, () => {
      if (underWay) overdue = true;
      else void save();
    });
  }

  /** How long until what the keys wrote should be saved. */
  function untilDue(): number {
    const dueAt = Math.min(touchedAt + afterLastKeyMs, dirtySince + whileTypingMs);
    return Math.max(0, dueAt - timers.now());
  }

  /** One timer for many keys: it looks at the clock when it ends, and may have to wait on. */
  function waitForKeys(): void {
    touchedAt = timers.now();
    if (!isWaitingForKeys) waitUntilDue();
  }

  function waitUntilDue(): void {
    stopWaiting();
    isWaitingForKeys = true;
    stopWaiting = timers.after(untilDue(), () => {
      if (untilDue() > 0) return waitUntilDue();
      isWaitingForKeys = false;
      if (underWay) overdue = true;
      else void save();
    });
  }

  async function attempt(): Promise<boolean> {
    const stopAsking = timers.after(answerWithinMs, () =>
      become({ state: "failed", reason: "the notebook has not answered yet" }),
    );
    try {
      await write();
      failures = 0;
      return true;
    } catch (error) {
      dirty = true;
      const reason = error instanceof Error ? error.message : String(error);
      become({ state: error instanceof SaveRefused ? "refused" : "failed", reason });
      return false;
    } finally {
      stopAsking();
    }
  }

  /** One try, and what follows from it. Never called while another is under way. */
  function save(): Promise<boolean> {
    stopWaiting();
    isWaitingForKeys = false;
    dirty = false;
    overdue = false;
    if (state.state === "saved") become({ state: "saving" });
    underWay = attempt().then((durable) => {
      underWay = null;
      if (!durable) {
        failures += 1;
        if (state.state !== "refused") {
          wait(Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs));
        }
      } else if (!dirty) {
        become({ state: "saved" });
      } else {
        become({ state: "saving" });
        if (overdue) void save();
        else waitForKeys();
      }
      return durable;
    });
    return underWay;
  }

  return {
    state: () => state,
    touch() {
      if (!dirty) dirtySince = timers.now();
      dirty = true;
      // A failed save has its own, slower rhythm; a refused one waits for a decision.
      if (state.state === "failed" || state.state === "refused") return;
      become({ state: "saving" });
      waitForKeys();
    },
    async flush() {
      while ((dirty || underWay) && state.state !== "refused") {
        if (!(await (underWay ?? save()))) return false;
      }
      return !dirty;
    },
    retry() {
      if (state.state === "refused") become({ state: "saving" });
      if (!underWay && dirty) void save();
    },
    stop() {
      stopWaiting();
      isWaitingForKeys = false;
      dirty = false;
    },
  };
}

function reasonOf(state: SaveState): string {
  return "reason" in state ? state.reason : "";
}
