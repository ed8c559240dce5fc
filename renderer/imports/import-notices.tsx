/**
 * What an import has to say or to ask: bars above the status line. They take no focus and keep nobody
 * from working on; F6 and a command lead to them.
 */
import { History, MessageCircleQuestionMark } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import type { ImportJob, SameWork } from "../../electron/api.ts";
import { call, useCall, useEvent } from "../api.ts";
import { useCommand } from "../commands.ts";
import { showFailure } from "../failure.ts";
import { focusNotices } from "../notices.ts";
import { Button } from "../ui/button.tsx";
import { countOf, formatNumber } from "../ui/format.ts";
import "./imports.css";

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

export function ImportNotices() {
  const { data: jobs } = useCall("import.jobs", {});
  const asking = useAsking(jobs);
  const interrupted = jobs?.filter((job) => !job.running && job.left > 0) ?? [];
  useCommand("import.answer", () => void focusNotices("bars"));
  return (
    <div ref={followHeight} className="imports-notices" aria-live="polite" data-notices="bars">
      {interrupted.map((job) => (
        <Interrupted key={job.id} job={job} />
      ))}
      {asking.map((job) => (
        <Question key={job.id} job={job} />
      ))}
    </div>
  );
}

/** The running imports that wait for an answer. Heard of at once; a list may be a moment late. */
function useAsking(jobs: readonly ImportJob[] | undefined): readonly ImportJob[] {
  /** What was last heard of each import; null once it asks nothing. */
  const [heard, setHeard] = useState<ReadonlyMap<string, ImportJob | null>>(new Map());
  const hear = useCallback((job: ImportJob) => {
    const asks = job.running && job.question !== null ? job : null;
    setHeard((last) => {
      const before = last.get(job.id);
      return last.has(job.id) && before?.waiting === asks?.waiting
        ? last
        : new Map(last).set(job.id, asks);
    });
  }, []);
  useEvent("importing", hear);
  const listed = (jobs ?? []).filter((job) => !heard.has(job.id) && job.question !== null);
  return [...listed, ...[...heard.values()].filter((job) => job !== null)];
}

/** Lets what floats above the status line float above the bars too: their height as a property. */
function followHeight(bars: HTMLDivElement | null): (() => void) | undefined {
  if (!bars) return undefined;
  const { style } = document.documentElement;
  const resized = new ResizeObserver(() =>
    style.setProperty("--notices-height", `${bars.offsetHeight}px`),
  );
  resized.observe(bars);
  return () => {
    resized.disconnect();
    style.removeProperty("--notices-height");
  };
}

interface NoticeProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

function Notice({ label, icon: sign, children, buttons }: NoticeProps) {
  return (
    <div className="imports-notice" role="group" aria-label={label}>
      {sign}
      <p>{children}</p>
      <div className="imports-notice-buttons">{buttons}</div>
    </div>
  );
}

function Interrupted({ job }: { readonly job: ImportJob }) {
  const answer = (name: "import.resume" | "import.dismiss") =>
    void call(name, { job: job.id }).catch(showFailure);
  const of =
    job.total > job.left
      ? `${formatNumber(job.left)} of ${countOf(job.total, "file")}`
      : countOf(job.left, "file");
  return (
    <Notice
      label="An import was interrupted"
      icon={<History {...icon} />}
      buttons={
        <>
          <Button variant="quiet" onPress={() => answer("import.dismiss")}>
            Leave them
          </Button>
          <Button data-default="" onPress={() => answer("import.resume")}>
            Continue
          </Button>
        </>
      }
    >
      An import was interrupted: {of} {job.left === 1 ? "is" : "are"} left.
    </Notice>
  );
}

function Question({ job }: { readonly job: ImportJob }) {
  const { question, waiting } = job;
  if (question === null) return null;
  const answer = (choice: SameWork) =>
    void call("import.answer", { job: job.id, choice }).catch(showFailure);
  return (
    <Notice
      label="Question about an import"
      icon={<MessageCircleQuestionMark {...icon} />}
      buttons={
        <>
          <Button variant="quiet" onPress={() => answer("skip")}>
            Skip
          </Button>
          <Button onPress={() => answer("both")}>Keep both</Button>
          <Button data-default="" variant="primary" onPress={() => answer("version")}>
            New version
          </Button>
        </>
      }
    >
      <b>“{question.title}”</b> is here already, and <bdi>{question.file}</bdi> is another version
      of it or a work much like it.{" "}
      <span className="imports-notice-more">
        Your answer holds for the rest of this import
        {waiting > 1 ? `; ${countOf(waiting, "file waits", "files wait")} for it` : ""}.
      </span>
    </Notice>
  );
}
