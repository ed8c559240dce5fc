/** The command `import`: what it takes, how it tells of its progress, and how it ends. */
import type { ImportItem, ImportJob } from "./entities.ts";
import { lineOfItem } from "./cli-text.ts";
import type { Pool } from "./import/pool.ts";
import type { Importing } from "./importing.ts";
import type { Notebook } from "./notebook/notebook.ts";

/** Where an import goes, and how it is told. */
export interface ImportCommand {
  readonly notebook: Notebook;
  readonly pool: Pool;
  readonly json: boolean;
}

/** The width of a terminal that does not say its own. */
const columns = 80;
/** The line of progress is written anew at most this often. */
const everyMs = 100;

/** Runs it; the exit code. The first Ctrl+C stops it and keeps what is finished, a second one kills. */
export async function runImport(
  run: (how: Importing) => Promise<ImportJob>,
  { notebook, pool, json }: ImportCommand,
): Promise<number> {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once("SIGINT", onInterrupt);
  const progress = progressLine();
  try {
    const job = await run({
      notebook,
      pool,
      signal: stop.signal,
      onItem(item: ImportItem) {
        progress.clear();
        process.stdout.write(`${json ? JSON.stringify(item) : lineOfItem(item)}\n`);
      },
      onProgress: progress.show,
    });
    progress.clear();
    const end = summaryOf(job, stop.signal.aborted);
    if (!json) process.stdout.write(`${end}\n`);
    else if (process.stderr.isTTY) process.stderr.write(`${end}\n`);
    return job.counts.refused > 0 || stop.signal.aborted ? 1 : 0;
  } finally {
    process.removeListener("SIGINT", onInterrupt);
  }
}

/** One line of the terminal that is written again and again; nothing when there is no terminal. */
function progressLine(): { readonly show: (job: ImportJob) => void; readonly clear: () => void } {
  let shownAt = 0;
  let isShown = false;
  const clear = (): void => {
    if (isShown) process.stderr.write("\r\u001b[K");
    isShown = false;
  };
  return {
    clear,
    show(job) {
      const now = Date.now();
      if (!process.stderr.isTTY || !job.running || now - shownAt < everyMs) return;
      shownAt = now;
      clear();
      process.stderr.write(lineOfProgress(job, now, process.stderr.columns || columns));
      isShown = true;
    },
  };
}

/** `120 of 4,000 · 85 a second · letters/first.html`, in at most so many columns. */
export function lineOfProgress(job: ImportJob, now: number, width: number): string {
  const seconds = Math.max((now - job.startedAt) / 1_000, 0.001);
  const rate = job.done / seconds;
  const told = [
    `${count(job.done)} of ${count(job.total)}`,
    ...(job.done > 0 ? [`${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))} a second`] : []),
  ].join(" · ");
  // oxlint-disable-next-line no-control-regex -- a file's name must not steer the terminal
  const current = (job.current ?? "").replace(/[\0-\x1f\x7f-\x9f]/g, "\ufffd");
  const room = width - 1 - told.length - 3;
  if (current === "" || room < 10) return told.slice(0, width - 1);
  return `${told} · ${current.length > room ? `…${current.slice(current.length - room + 1)}` : current}`;
}

/** What became of all, in a sentence: `3 imported, 1 already here, 1 refused.` */
export function summaryOf({ counts, total, done }: ImportJob, stopped: boolean): string {
  const parts = [
    `${count(counts.imported)} imported`,
    ...(counts.version > 0
      ? [`${count(counts.version)} new ${counts.version === 1 ? "version" : "versions"}`]
      : []),
    ...(counts.duplicate > 0 ? [`${count(counts.duplicate)} already here`] : []),
    ...(counts.refused > 0 ? [`${count(counts.refused)} refused`] : []),
  ].join(", ");
  return stopped ? `Stopped after ${count(done)} of ${count(total)}: ${parts}.` : `${parts}.`;
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
