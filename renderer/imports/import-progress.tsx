/** A running import in the status line, and the message when it has ended. */
import { X } from "lucide-react";
import { useCallback } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { call } from "../api.ts";
import { showFailure } from "../failure.ts";
import { IconButton } from "../ui/button.tsx";
import { showToast } from "../ui/toast.tsx";
import { progressOf, summaryOf } from "./outcome.ts";
import { useImportJob } from "./use-import-job.ts";
import "./imports.css";

export interface ImportProgressProps {
  /** Asks for the report of an import. */
  readonly onReport: (job: string) => void;
}

export function ImportProgress({ onReport }: ImportProgressProps) {
  const job = useImportJob(
    useCallback(
      (ended: ImportJob) =>
        showToast(summaryOf(ended), {
          label: "Report",
          onPress: () => onReport(ended.id),
        }),
      [onReport],
    ),
  );
  if (!job) return null;
  const counted = job.total > 0;
  return (
    <span className="shell-status-item imports-progress">
      <progress
        className="imports-meter"
        aria-label="Import"
        {...(counted ? { value: job.done, max: job.total } : {})}
      />
      {progressOf(job)}
      <IconButton
        label="Cancel the import"
        icon={<X size={14} strokeWidth={1.5} />}
        onPress={() => void call("import.cancel", { job: job.id }).catch(showFailure)}
      />
    </span>
  );
}
