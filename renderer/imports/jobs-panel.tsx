/** The imports that run, in full. It lies over a corner of the window and keeps nobody from working on. */
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { call } from "../api.ts";
import { showFailure } from "../failure.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { countOf, formatNumber, joinParts } from "../ui/format.ts";
import { countsOf, summaryOf } from "./outcome.ts";
import { rateText, timeLeftText } from "./pace.ts";
import type { RunningImport } from "./use-imports.ts";

export interface JobsPanelProps {
  readonly running: readonly RunningImport[];
  readonly ended: ImportJob | null;
  readonly onReport: (job: string) => void;
  readonly onClose: () => void;
}

/** Draw it only while it is open: it takes the focus when it comes. */
export function JobsPanel({ running, ended, onReport, onClose }: JobsPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    // Keys pressed on the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className="imports-panel"
      role="dialog"
      aria-label="Running imports"
      tabIndex={-1}
      // Before the buttons, which keep their keys to themselves.
      onKeyDownCapture={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="imports-panel-head">
        <h2>{running.length === 0 ? "No import is running" : "Importing"}</h2>
        <IconButton
          label="Close"
          icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
          onPress={onClose}
        />
      </div>
      {running.map((each) => (
        <Running key={each.job.id} {...each} onReport={onReport} />
      ))}
      {running.length === 0 && ended ? (
        <div className="imports-running">
          <p>{summaryOf(ended)}</p>
          <div className="imports-panel-buttons">
            <Button onPress={() => onReport(ended.id)}>Report</Button>
          </div>
        </div>
      ) : null}
    </section>
  );
}

interface RunningProps extends RunningImport {
  readonly onReport: (job: string) => void;
}

function Running({ job, pace, onReport }: RunningProps) {
  const counted = job.total > 0;
  const done = counted
    ? `${formatNumber(job.done)} of ${countOf(job.total, "file")}`
    : "Looking for files…";
  const left = timeLeftText(pace, job.total - job.done);
  return (
    <div className="imports-running">
      <progress
        className="imports-meter"
        aria-label="Import"
        aria-valuetext={joinParts([done, left])}
        {...(counted ? { value: job.done, max: job.total } : {})}
      />
      <p className="imports-running-pace">
        <span>{done}</span>
        <span>{joinParts([rateText(pace), left])}</span>
      </p>
      <p className="imports-running-file">
        <bdi>{job.current ?? "\u00a0"}</bdi>
      </p>
      <p className="imports-running-counts">{countsOf(job) ?? "\u00a0"}</p>
      <div className="imports-panel-buttons">
        <Button
          variant="quiet"
          onPress={() => void call("import.cancel", { job: job.id }).catch(showFailure)}
        >
          Cancel the import
        </Button>
        <Button onPress={() => onReport(job.id)}>Report</Button>
      </div>
    </div>
  );
}
