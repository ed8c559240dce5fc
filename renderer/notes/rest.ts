/** Work that waits until nothing happens any more. */

/** Runs something after a rest. */
export interface Rest {
  /** Something happened: the rest begins again. */
  touch(): void;
  /** Runs nothing any more until it is touched again. */
  stop(): void;
}

/**
 * Calls `run` once nothing was touched for `restMs`. One timer at a time, which looks at the clock when
 * it is due: setting one anew at every key cost more than what the key did to the text.
 */
export function createRest(restMs: number, run: () => void): Rest {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let touchedAt = 0;
  const wait = (ms: number): void => {
    timer = setTimeout(due, ms);
  };
  const due = (): void => {
    const left = touchedAt + restMs - performance.now();
    timer = null;
    if (left > 0) wait(left);
    else run();
  };
  return {
    touch() {
      touchedAt = performance.now();
      if (timer === null) wait(restMs);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
