/**
 * What an import has to say or to ask: bars above the status line. They take no focus and keep nobody
 * from working on; F6 and a command lead to them.
 */
import { History } from "lucide-react";
import type { ReactNode } from "react";
import type { ImportJob } from "../../electron/api.ts";
import { call, useCall } from "../api.ts";
import { useCommand } from "../commands.ts";
import { showFailure } from "../failure.ts";
import { focusNotices } from "../notices.ts";
import { Button } from "../ui/button.tsx";
import { countOf, formatNumber } from "../ui/format.ts";
import "./imports.css";

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

export function ImportNotices() {
  const { data: jobs } = useCall("import.jobs", {});
  const interrupted = jobs?.filter((job) => !job.running && job.left > 0) ?? [];
  useCommand("import.answer", () => void focusNotices());
  return (
    <div className="imports-notices" aria-live="polite" data-notices="">
      {interrupted.map((job) => (
        <Interrupted key={job.id} job={job} />
      ))}
    </div>
  );
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
