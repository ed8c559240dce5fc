/** How long a page's main thread is busy at a stretch, waiting for its turn and computing told apart. */
import type { Page } from "playwright-core";

/** The longest task, in ms. */
export interface LongestTask {
  readonly waited: number;
  readonly computed: number;
}

/** An event of Chromium's trace, as far as it is read here; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Time of the processor, where the system tells. */
  readonly tdur?: number;
}

const mark = "commonplace-bench";

/** Follows the tasks of a page from now on; what is returned ends that and gives the longest. */
export async function watchTasks(page: Page): Promise<() => Promise<LongestTask>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("Expected the page to be in a browser");
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    // Written by Chromium, whose description of its protocol says less than that.
    for (const event of value as readonly unknown[] as readonly TraceEvent[]) events.push(event);
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] },
  });
  // Tells which of the browser's processes and threads is the page's.
  await page.evaluate((name) => void performance.mark(name), mark);
  return async () => {
    const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await ended;
    const marked = events.find(({ name }) => name === mark);
    if (marked === undefined) throw new Error("Expected the page's own mark in the trace");
    const tasks = events.filter(
      ({ name, ph, pid, tid }) =>
        name.endsWith("RunTask") && ph === "X" && pid === marked.pid && tid === marked.tid,
    );
    const longest = (times: readonly number[]) => Math.max(0, ...times) / 1_000;
    return {
      waited: longest(tasks.map(({ dur = 0 }) => dur)),
      computed: longest(tasks.map(({ dur = 0, tdur = dur }) => tdur)),
    };
  };
}
