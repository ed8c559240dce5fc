/** What became of each file of each import, for as long as the notebook remembers. */
import { useState } from "react";
import type { ImportJob, ImportStatus } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { keysFor, runCommand } from "../commands.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { countOf, formatMoment } from "../ui/format.ts";
import { showToast } from "../ui/toast.tsx";
import { reportText, statusWords, summaryOf } from "./outcome.ts";
import { ReportList } from "./report-list.tsx";
import "./imports.css";

export interface ImportReportsProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ImportReports({ open, onClose }: ImportReportsProps) {
  const { data: jobs } = useCall("import.jobs", {}, { enabled: open });
  const [chosen, setChosen] = useState<string | null>(null);
  if (!jobs) return null;
  const job = jobs.find((each) => each.id === chosen) ?? jobs[0];
  const close = () => {
    setChosen(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Import reports"
      size={job ? "wide" : "small"}
      actions={<Button onPress={close}>Close</Button>}
    >
      {job ? (
        <div className="imports-reports">
          <Jobs jobs={jobs} shown={job.id} onShow={setChosen} />
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
            <span className="imports-job-total">{countOf(job.total, "file")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const statuses = Object.keys(statusWords) as readonly ImportStatus[];

function Report({ job, onClose }: { readonly job: ImportJob; readonly onClose: () => void }) {
  const { data: items, error } = useCall("import.report", { job: job.id });
  const [status, setStatus] = useState<ImportStatus | null>(null);
  const navigation = useNavigation();
  if (error) return <EmptyState sentence={failureText(error)} />;
  if (!items) return null;
  const listed = status === null ? items : items.filter((item) => item.status === status);
  const copy = () =>
    call("clipboard.write", { text: reportText(listed).slice(0, 1_000_000) })
      .then(() => showToast("Report copied"))
      .catch(showFailure);
  return (
    <section className="imports-report" aria-label="Report">
      <p className="imports-summary">
        {summaryOf(job)}
        {job.running ? " so far" : job.finishedAt === null ? "; it was cut short" : ""}
      </p>
      <div className="imports-bar" role="group" aria-label="Show files by outcome">
        <Filter label="All" pressed={status === null} onPress={() => setStatus(null)} />
        {statuses
          .filter((each) => job.counts[each] > 0)
          .map((each) => (
            <Filter
              key={each}
              label={statusWords[each]}
              pressed={status === each}
              onPress={() => setStatus(each)}
            />
          ))}
        <span className="imports-bar-end">
          <Button variant="quiet" onPress={() => void copy()}>
            Copy as text
          </Button>
        </span>
      </div>
      <ReportList
        items={listed}
        onOpen={(article) => {
          onClose();
          navigation.openArticle(article);
        }}
      />
    </section>
  );
}

interface FilterProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function Filter({ label, pressed, onPress }: FilterProps) {
  return (
    <button type="button" className="imports-filter" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
}
