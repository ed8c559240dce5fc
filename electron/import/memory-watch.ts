import { writeSync } from "node:fs";

/** What is written to the standard output of an importer whose file takes too much memory. */
const memoryFullLine = "memory full\n";

const everyMs = 40;
const patienceMs = 500;

/**
 * Looks at the memory of the whole process again and again, from a thread of its own: what a stream
 * unpacks to is seen by no limit of the heap. Above the limit it says so on the standard output, the
 * only line out that does not go through the thread that is busy; whoever hears it kills the process,
 * and if nobody does, it kills itself.
 */
export function watchMemory(limitBytes: number): void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() <= limitBytes) return;
    clearInterval(timer);
    writeSync(1, memoryFullLine);
    setTimeout(() => process.kill(process.pid, "SIGKILL"), patienceMs);
  }, everyMs);
}

/** Whether a message of an importer's host carries that line. */
export function saysMemoryFull(message: unknown): boolean {
  if (typeof message !== "object" || message === null || !("output" in message)) return false;
  return typeof message.output === "string" && message.output.includes(memoryFullLine);
}
