/** What main knows of the imports that run: progress for the taskbar, and the question before leaving. */
import { dialog, type BrowserWindow } from "electron";
import type { ImportJob } from "./entities.ts";

export interface KnownImports {
  /** Takes in what the service tells of an import. */
  hear(job: ImportJob): void;
  /** Files done of all, from 0 to 1, as `setProgressBar` wants it; -1 while nothing runs. */
  progress(): number;
  /** Asks whether to leave while something runs; true at once when nothing does. */
  mayLeave(window: BrowserWindow, leave: string): Promise<boolean>;
  /** The service died, and what ran with it: the imports as they are now, cut short. */
  lose(): readonly ImportJob[];
}

export function knowImports(): KnownImports {
  const running = new Map<string, ImportJob>();
  const sums = () => {
    const jobs = [...running.values()];
    const sum = (of: (job: ImportJob) => number) => jobs.reduce((all, job) => all + of(job), 0);
    return { done: sum((job) => job.done), total: sum((job) => job.total) };
  };
  return {
    hear(job) {
      if (job.running) running.set(job.id, job);
      else running.delete(job.id);
    },
    progress() {
      const { done, total } = sums();
      return total === 0 ? -1 : done / total;
    },
    async mayLeave(window, leave) {
      if (running.size === 0) return true;
      const { done, total } = sums();
      const { response } = await dialog.showMessageBox(window, {
        type: "question",
        message: `An import is running: ${counted(done)} of ${counted(total)} files are done.`,
        detail: "It goes on when you open the notebook again.",
        buttons: [leave, "Keep importing"],
        defaultId: 0,
        cancelId: 1,
      });
      return response === 0;
    },
    lose() {
      const lost = [...running.values()].map((job) => ({ ...job, current: null, running: false }));
      running.clear();
      return lost;
    },
  };
}

const counted = (count: number): string => count.toLocaleString("en");
