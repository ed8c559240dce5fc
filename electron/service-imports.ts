/** The imports that run in the service: begins them in the background, tells of them, stops them. */
import type { Events } from "./api.ts";
import type { ImportJob } from "./entities.ts";
import type { Pool } from "./import/pool.ts";
import { importPaths } from "./importing.ts";
import type { Notebook } from "./notebook/notebook.ts";

export interface RunningImports {
  /** Starts an import in the background; its id as soon as the job is recorded. */
  start(notebook: Notebook, paths: readonly string[]): Promise<string>;
  /** Stops an import, keeping what is finished; one that has ended is fine. */
  cancel(job: string): void;
  /** Stops all of them. Resolves when nothing of them is under way any more. */
  stopAll(): Promise<void>;
}

/** The imports of one service. */
export function runImports(pool: Pool, tell: (job: Events["importing"]) => void): RunningImports {
  const running = new Map<string, AbortController>();
  const work = new Set<Promise<unknown>>();

  function start(notebook: Notebook, paths: readonly string[]): Promise<string> {
    const abort = new AbortController();
    let last: ImportJob | null = null;
    return new Promise((resolve, reject) => {
      const importing = importPaths(paths, {
        notebook,
        pool,
        signal: abort.signal,
        onProgress: (job) => {
          last = job;
          running.set(job.id, abort);
          resolve(job.id);
          tell(job);
          if (!job.running) running.delete(job.id);
        },
      });
      work.add(importing);
      importing
        .catch((error: unknown) => {
          reject(error);
          if (!last) return;
          // It had begun, and now not even its report can be written: the window must not wait for it.
          console.error(error);
          running.delete(last.id);
          tell({ ...last, current: null, running: false });
        })
        .finally(() => work.delete(importing));
    });
  }

  return {
    start,
    cancel: (job) => running.get(job)?.abort(),
    async stopAll() {
      for (const abort of running.values()) abort.abort();
      await Promise.allSettled(work);
    },
  };
}
