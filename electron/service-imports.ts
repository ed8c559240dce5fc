/** The imports that run in the service: begins them in the background, tells of them, stops them. */
import type { Events } from "./api.ts";
import type { ImportJob, ImportOptions, SameWork } from "./entities.ts";
import type { Pool } from "./import/pool.ts";
import { importPaths, later, resumeImport, type Importing } from "./importing.ts";
import type { Notebook } from "./notebook/notebook.ts";

export interface RunningImports {
  /** Starts an import in the background; its id as soon as the job is recorded. */
  start(notebook: Notebook, paths: readonly string[], options: ImportOptions): Promise<string>;
  /** Goes on with one that was cut short. Rejects with `bad-request` when nothing of it is left. */
  resume(notebook: Notebook, job: string): Promise<string>;
  /** Goes on with those that were left when the notebook was closed. */
  resumePaused(notebook: Notebook): void;
  /** Answers what an import asks; one that asks nothing is fine. */
  answer(job: string, choice: SameWork): void;
  /** Stops an import, keeping what is finished; one that has ended is fine. */
  cancel(job: string): void;
  /** What runs now, as it stood when it was last told. */
  running(): readonly ImportJob[];
  /** Leaves all of them, to go on when the notebook is opened again. Resolves when they are at rest. */
  leaveAll(): Promise<void>;
}

/** Progress is told at most this often: a window cannot show more, and each telling costs main. */
const tellEveryMs = 100;

/** The imports of one service. */
export function runImports(pool: Pool, send: (job: Events["importing"]) => void): RunningImports {
  const stops = new Set<AbortController>();
  const running = new Map<string, { readonly job: ImportJob; readonly stop: AbortController }>();
  const work = new Set<Promise<unknown>>();
  const asked = new Map<string, (choice: SameWork) => void>();
  const end = (job: string): void => {
    running.delete(job);
    asked.delete(job);
  };
  const tell = seldom(tellEveryMs, send);

  /** Runs an import in the background; its id as soon as it is known. */
  function begin(notebook: Notebook, run: (how: Importing) => Promise<ImportJob>): Promise<string> {
    const stop = new AbortController();
    stops.add(stop);
    let last: ImportJob | null = null;
    return new Promise((resolve, reject) => {
      const importing = run({
        notebook,
        pool,
        signal: stop.signal,
        ask: (_question, job) => new Promise((answer) => asked.set(job, answer)),
        onProgress: (job) => {
          last = job;
          if (job.running) running.set(job.id, { job, stop });
          else end(job.id);
          resolve(job.id);
          tell(job);
        },
      });
      work.add(importing);
      importing
        .catch((error: unknown) => {
          reject(error);
          if (!last) return;
          // It had begun, and now not even its report can be written: the window must not wait for it.
          console.error(error);
          end(last.id);
          tell({ ...last, current: null, running: false });
        })
        .finally(() => {
          work.delete(importing);
          stops.delete(stop);
        });
    });
  }
  const resume = (notebook: Notebook, job: string) =>
    begin(notebook, (how) => resumeImport(job, how));

  return {
    start: (notebook, paths, options) =>
      begin(notebook, (how) => importPaths(paths, { ...how, options })),
    resume,
    resumePaused(notebook) {
      // One that cannot go on stays in the list of imports as cut short; there is nobody to tell yet.
      for (const job of notebook.imports.paused()) resume(notebook, job).catch(console.error);
    },
    answer(job, choice) {
      asked.get(job)?.(choice);
      asked.delete(job);
    },
    cancel: (job) => running.get(job)?.stop.abort(),
    running: () => [...running.values()].map(({ job }) => job),
    async leaveAll() {
      for (const stop of stops) stop.abort(later);
      await Promise.allSettled(work);
    },
  };
}

/** Tells of each job at once when it begins and ends, and of what comes between from time to time. */
function seldom(everyMs: number, send: (job: ImportJob) => void): (job: ImportJob) => void {
  const waiting = new Map<string, ImportJob>();
  const timers = new Map<string, NodeJS.Timeout>();
  return (job) => {
    const { id } = job;
    const timer = timers.get(id);
    if (job.running && timer !== undefined) return void waiting.set(id, job);
    waiting.delete(id);
    if (timer !== undefined) clearTimeout(timer);
    timers.delete(id);
    send(job);
    if (!job.running) return;
    const next = (): void => {
      const late = waiting.get(id);
      waiting.delete(id);
      timers.delete(id);
      if (late === undefined) return;
      send(late);
      timers.set(id, setTimeout(next, everyMs));
    };
    timers.set(id, setTimeout(next, everyMs));
  };
}
