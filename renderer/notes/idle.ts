/** Work that can wait until nobody is typing: in the order it came, a little at a time. */

const waiting: (() => void)[] = [];
let asked = false;
/** At the latest, so that a page that is never idle is drawn too; ms. */
const timeout = 500;

/** Runs something soon, when the page has time for it. */
export function whenIdle(run: () => void): void {
  waiting.push(run);
  if (asked) return;
  asked = true;
  requestIdleCallback(work, { timeout });
}

function work(deadline: IdleDeadline): void {
  // At least one each time, or work that is always late would never be done.
  do {
    waiting.shift()?.();
  } while (waiting.length > 0 && deadline.timeRemaining() > 2);
  asked = waiting.length > 0;
  if (asked) requestIdleCallback(work, { timeout });
}
