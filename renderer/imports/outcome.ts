/** The outcome of an import in words. */
import type { ImportFilter, ImportJob, ImportStatus } from "../../electron/api.ts";
import { statusWords } from "../../electron/text/import-report.ts";
import { countOf, formatNumber } from "../ui/format.ts";

const order = Object.keys(statusWords) as readonly ImportStatus[];

/** `12 imported, 1 already here, 1 refused`; what there is none of is left out. Null before the first. */
export function countsOf({ counts }: Pick<ImportJob, "counts">): string | null {
  const parts = order
    .filter((status) => counts[status] > 0)
    .map((status) => `${formatNumber(counts[status])} ${countWords[status]}`);
  return parts.length === 0 ? null : parts.join(", ");
}

const countWords: Readonly<Record<ImportStatus, string>> = {
  imported: "imported",
  version: "as a new version",
  duplicate: "already here",
  refused: "refused",
};

/** The same of an import that has ended, and how many files were not done. */
export function summaryOf(job: ImportJob): string {
  const left = job.done < job.total ? `${formatNumber(job.total - job.done)} not done` : null;
  const parts = [countsOf(job), left].filter((part) => part !== null);
  return parts.length === 0 ? "No files to import were found" : parts.join(", ");
}

/** `Importing 340/1,200`. While the files are still being counted: `Importing…`. */
export function progressOf(job: Pick<ImportJob, "done" | "total">): string {
  if (job.total === 0) return "Importing…";
  return `Importing ${formatNumber(job.done)}/${formatNumber(job.total)}`;
}

/** A kind of lines of a report, as its button names it, and how many there are. */
export interface FilterChoice {
  readonly filter: ImportFilter;
  readonly label: string;
  /** Null where it is not counted. */
  readonly count: number | null;
}

/** The kinds of lines that a report has; all of them first. */
export function filtersOf(job: ImportJob): readonly FilterChoice[] {
  const noted: FilterChoice = { filter: "noted", label: "With notes", count: job.noted };
  const byStatus = order.map((status) => ({
    filter: status,
    label: statusWords[status],
    count: job.counts[status],
  }));
  const [imported, version, ...others] = byStatus;
  const attention: readonly FilterChoice[] =
    job.clips.attention === 0 ? [] : [{ filter: "attention", label: "Needs you", count: null }];
  const taken = [imported, noted, version].filter((each) => each !== undefined);
  const kinds: readonly FilterChoice[] = [...taken, ...attention, ...others];
  return [
    { filter: "all", label: "All", count: job.done },
    ...kinds.filter(({ count }) => count !== 0),
  ];
}

/** `12 clips unchanged, 2 moved, 1 needs you`; null when no new version had clips. */
export function clipsSentence({ clips }: ImportJob): string | null {
  const { unchanged, moved, attention } = clips;
  const needs = attention === 1 ? "needs you" : "need you";
  const [first, ...others] = (
    [
      [unchanged, "unchanged"],
      [moved, "moved"],
      [attention, needs],
    ] as const
  ).filter(([count]) => count > 0);
  if (first === undefined) return null;
  const rest = others.map(([count, what]) => `, ${formatNumber(count)} ${what}`);
  return `${countOf(first[0], "clip")} ${first[1]}${rest.join("")}`;
}

/** What undoing an import takes away, in a sentence that asks nothing; null when it added nothing. */
export function undoSentence({ counts }: ImportJob): string | null {
  const articles =
    counts.imported === 0
      ? null
      : `${formatNumber(counts.imported)} ${counts.imported === 1 ? "article goes" : "articles go"} to the trash`;
  const versions =
    counts.version === 0
      ? null
      : `${formatNumber(counts.version)} new ${counts.version === 1 ? "version is" : "versions are"} taken back`;
  const all = [articles, versions].filter((part) => part !== null).join(", ");
  return all === "" ? null : `${all}. Your files stay where they are.`;
}
