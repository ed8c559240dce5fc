/** What became of each file of each import, for as long as the notebook remembers. */
import type { ImportJob } from "../../electron/api.ts";
import { useCall } from "../api.ts";
import { keysFor, runCommand } from "../commands.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { formatMoment } from "../ui/format.ts";
import { summaryOf } from "./outcome.ts";
import { Report } from "./report.tsx";
import "./imports.css";

export interface ImportReportsProps {
  readonly open: boolean;
  /** The import to show; null for the last one. */
  readonly job: string | null;
  readonly onJob: (job: string | null) => void;
  readonly onClose: () => void;
}

export function ImportReports({ open, job: chosen, onJob, onClose }: ImportReportsProps) {
  const { data: jobs } = useCall("import.jobs", {}, { enabled: open });
  if (!jobs) return null;
  const job = jobs.find((each) => each.id === chosen) ?? jobs[0];
  const close = () => {
    onJob(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Import reports"
      size={job ? "full" : "small"}
      actions={<Button onPress={close}>Close</Button>}
    >
      {job ? (
        <div className="imports-reports">
          <Jobs jobs={jobs} shown={job.id} onShow={onJob} />
          <Report key={job.id} job={job} onClose={close} />
        </div>
      ) : (
        <EmptyState
          sentence="Nothing has been imported into this notebook yet."
          action={{
            label: "Import files",
            keys: keysFor("import.files"),
            onPress: () => {
              close();
              runCommand("import.files");
            },
          }}
        />
      )}
    </Dialog>
  );
}

interface JobsProps {
  readonly jobs: readonly ImportJob[];
  readonly shown: string;
  readonly onShow: (job: string) => void;
}

function Jobs({ jobs, shown, onShow }: JobsProps) {
  return (
    <ul className="imports-jobs" aria-label="Imports">
      {jobs.map((job) => (
        <li key={job.id}>
          <button
            type="button"
            className="imports-job"
            aria-current={job.id === shown}
            onClick={() => onShow(job.id)}
          >
            <span>{formatMoment(job.startedAt)}</span>
            <span className="imports-job-counts">{summaryOf(job)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
