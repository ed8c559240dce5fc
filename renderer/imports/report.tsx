/** The report of one import: what it came to, which of its lines to show, and what can be done with it. */
import { ListFilter } from "lucide-react";
import { useMemo, useState } from "react";
import type { ImportFilter, ImportJob } from "../../electron/api.ts";
import { call } from "../api.ts";
import { failureText, showFailure } from "../failure.ts";
import { useNavigation } from "../navigation.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { countOf, formatNumber } from "../ui/format.ts";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toast.tsx";
import { useRested } from "../ui/use-rested.ts";
import { usePages } from "../use-pages.ts";
import { JobActions } from "./job-actions.tsx";
import { clipsSentence, filtersOf, summaryOf } from "./outcome.ts";
import { ReportList } from "./report-list.tsx";

export interface ReportProps {
  readonly job: ImportJob;
  readonly onClose: () => void;
}

/** How long typing rests before the lines are asked for again, in ms. */
const restMs = 120;

export function Report({ job, onClose }: ReportProps) {
  const [filter, setFilter] = useState<ImportFilter>("all");
  const [words, setWords] = useState("");
  const rested = useRested(words.trim(), restMs);
  const question = useMemo(
    () => ({ job: job.id, filter, words: rested }),
    [job.id, filter, rested],
  );
  const lines = usePages("import.report", question);
  const navigation = useNavigation();
  const open = (article: string, clip?: string) => {
    onClose();
    navigation.openArticle(article, clip === undefined ? undefined : { clip, settle: true });
  };
  if (lines.error) return <EmptyState sentence={failureText(lines.error)} />;
  return (
    <section className="imports-report" aria-label="Report">
      <div className="imports-head">
        <p className="imports-summary">{headline(job)}</p>
        <JobActions job={job} />
      </div>
      <ClipsLine job={job} onOpen={open} />
      <div className="imports-bar">
        <div className="imports-filters" role="group" aria-label="Show files by outcome">
          {filtersOf(job).map(({ filter: each, label, count }) => (
            <button
              key={each}
              type="button"
              className="imports-filter"
              aria-pressed={filter === each}
              onClick={() => setFilter(each)}
            >
              {label}{" "}
              {count === null ? null : <span className="imports-count">{formatNumber(count)}</span>}
            </button>
          ))}
        </div>
        <div className="imports-words">
          <TextField
            label="Words in the report"
            placeholder="Filter by words"
            kind="search"
            icon={<ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />}
            value={words}
            onChange={setWords}
          />
        </div>
      </div>
      {lines.total === 0 ? (
        <div className="imports-list">
          <EmptyState sentence={rested === "" ? "There are no files in it." : "Nothing matches."} />
        </div>
      ) : (
        <ReportList lines={lines} onOpen={open} />
      )}
      <div className="imports-foot">
        <span className="imports-shown" role="status">
          {lines.total === null ? "" : `${countOf(lines.total, "file")} shown`}
        </span>
        <Button variant="quiet" onPress={() => void copy(question)}>
          Copy as text
        </Button>
        <Button variant="quiet" onPress={() => void exportTable(question)}>
          Export as CSV…
        </Button>
      </div>
    </section>
  );
}

interface ClipsLineProps {
  readonly job: ImportJob;
  readonly onOpen: (article: string, clip: string) => void;
}

/** What became of clips in new versions, and the way to the first article where one needs a person. */
function ClipsLine({ job, onOpen }: ClipsLineProps) {
  const sentence = clipsSentence(job);
  if (sentence === null) return null;
  const open = () => {
    call("import.report", { job: job.id, filter: "attention", words: "", offset: 0, limit: 1 })
      .then(({ rows: [first] }) => {
        const article = first?.article;
        if (article) return call("clips.nextAttention", { after: null, article });
        return null;
      })
      .then((clip) => {
        if (clip) onOpen(clip.article, clip.id);
      })
      .catch(showFailure);
  };
  return (
    <p className="imports-clips">
      {sentence}
      {job.clips.attention === 0 ? null : (
        <Button variant="quiet" onPress={open}>
          Open the article
        </Button>
      )}
    </p>
  );
}

function headline(job: ImportJob): string {
  if (job.running) return `${summaryOf(job)} so far`;
  if (job.undone) return `${summaryOf(job)}; undone since`;
  return job.finishedAt === null ? `${summaryOf(job)}; it was cut short` : summaryOf(job);
}

interface Question {
  readonly job: string;
  readonly filter: ImportFilter;
  readonly words: string;
}

function copy(question: Question): Promise<void> {
  return call("import.copyReport", question)
    .then((lines) => showToast(`${countOf(lines, "line")} of the report copied`))
    .catch(showFailure);
}

function exportTable(question: Question): Promise<void> {
  return call("import.exportReport", question)
    .then((name) => {
      if (name !== null) showToast(`Report written to ${name}`);
    })
    .catch(showFailure);
}
