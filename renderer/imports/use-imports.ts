/** The imports that run, how fast they go, and what happens when one begins or ends. */
import { useEffect, useRef, useState } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { paceAfter, type Pace } from "./pace.ts";

export interface RunningImport {
  readonly job: ImportJob;
  readonly pace: Pace;
}

export interface Imports {
  /** Those that run now, the first begun first. */
  readonly running: readonly RunningImport[];
  /** The one that ended last while the window was there; null when none did. */
  readonly ended: ImportJob | null;
  /** All that the notebook remembers, newest first, while none runs; null until that is known. */
  readonly past: readonly ImportJob[] | null;
}

type Shown = Omit<Imports, "past">;

/** How often what is shown follows what is heard, in ms: an event comes with every file. */
const showMs = 150;

/** Follows the imports. `onEnd` is called once for each that ends while the window is there. */
export function useImports(onEnd: (job: ImportJob) => void): Imports {
  const [imports, setImports] = useState<Shown>({ running: [], ended: null });
  // One may have been running when the window was opened, before any event was heard.
  const { data: past = null } = useCall(
    "import.jobs",
    {},
    { enabled: imports.running.length === 0 },
  );
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });

  const hear = useRef<(job: ImportJob) => void>(() => undefined);
  useEffect(() => {
    const known = new Map<string, RunningImport>();
    let ended: ImportJob | null = null;
    const done = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const show = () => {
      timer = null;
      setImports({ running: [...known.values()], ended });
    };
    hear.current = (job) => {
      const isNew = !known.has(job.id);
      if (job.running) {
        if (done.has(job.id)) done.delete(job.id);
        const pace = paceAfter(known.get(job.id)?.pace ?? null, performance.now(), job.done);
        known.set(job.id, { job, pace });
      } else if (!done.has(job.id)) {
        done.add(job.id);
        known.delete(job.id);
        ended = job;
        latest.current(job);
      }
      if (isNew || !job.running) {
        if (timer !== null) clearTimeout(timer);
        show();
      } else timer ??= setTimeout(show, showMs);
    };
    const stop = window.commonplace.on("importing", (job) => hear.current(job));
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  useEffect(() => {
    for (const job of past ?? []) if (job.running) hear.current(job);
  }, [past]);
  return { ...imports, past };
}
