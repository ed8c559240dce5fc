/** The import that runs, and what happens when it ends. */
import { useCallback, useRef, useState } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { useCall, useEvent } from "../api.ts";

/**
 * The running import; null when none runs. `onEnd` is called once for each that ends while the window
 * is there.
 */
export function useImportJob(onEnd: (job: ImportJob) => void): ImportJob | null {
  const [heard, setHeard] = useState<ImportJob | null>(null);
  const ended = useRef(new Set<string>());
  // One may have been running when the window was opened, before any event was heard.
  const { data: jobs } = useCall("import.jobs", {}, { enabled: heard === null });
  useEvent(
    "importing",
    useCallback(
      (job: ImportJob) => {
        setHeard(job);
        if (job.running || ended.current.has(job.id)) return;
        ended.current.add(job.id);
        onEnd(job);
      },
      [onEnd],
    ),
  );
  const job = heard ?? jobs?.find((each) => each.running) ?? null;
  return job?.running ? job : null;
}
