/** Imports in the status line: how far they are, a panel with all about them, and a message at the end. */
import { createPortal } from "react-dom";
import { useCallback, useRef, useState } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { runCommand, useCommand } from "../commands.ts";
import { countOf } from "../ui/format.ts";
import { showToast } from "../ui/toast.tsx";
import { undo } from "../undo.ts";
import { JobsPanel } from "./jobs-panel.tsx";
import { clipsSentence, progressOf, summaryOf, undoSentence } from "./outcome.ts";
import { useImports, type RunningImport } from "./use-imports.ts";
import "./imports.css";

export interface ImportProgressProps {
  /** Asks for the report of an import. */
  readonly onReport: (job: string) => void;
}

export function ImportProgress({ onReport }: ImportProgressProps) {
  const onEnd = useCallback(
    (ended: ImportJob) =>
      showToast([summaryOf(ended), clipsSentence(ended)].filter(Boolean).join(" · "), [
        ...(ended.clips.attention > 0
          ? [{ label: "Show", onPress: () => void runCommand("clips.nextAttention") }]
          : []),
        { label: "Report", onPress: () => onReport(ended.id) },
        ...(undoSentence(ended) === null || ended.finishedAt === null
          ? []
          : [{ label: "Undo", onPress: () => undo(ended.id) }]),
      ]),
    [onReport],
  );
  const { running, ended } = useImports(onEnd);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useCommand("import.jobs", () => setOpen(true));
  const total = totalOf(running);
  return (
    <>
      <span className="unseen" role="status">
        {total === null
          ? ""
          : total.total === 0
            ? "Import begins"
            : `Import begins: ${countOf(total.total, "file")}`}
      </span>
      {total === null ? null : (
        <button
          ref={button}
          type="button"
          className="shell-status-item imports-progress"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {progressOf(total)}
          <Meter job={total} />
        </button>
      )}
      {open
        ? createPortal(
            <JobsPanel running={running} ended={ended} onReport={onReport} onClose={close} />,
            document.body,
          )
        : null}
    </>
  );
}

/** How far a job is, for the eye: the button says it in words. */
function Meter({ job }: { readonly job: Pick<ImportJob, "done" | "total"> }) {
  const counted = job.total > 0;
  return (
    <progress
      className="imports-meter"
      aria-hidden="true"
      {...(counted ? { value: job.done, max: job.total } : {})}
    />
  );
}

/** All that run as one; null when none does. */
function totalOf(running: readonly RunningImport[]): Pick<ImportJob, "done" | "total"> | null {
  if (running.length === 0) return null;
  return running.reduce(
    (sum, { job }) => ({ done: sum.done + job.done, total: sum.total + job.total }),
    { done: 0, total: 0 },
  );
}
