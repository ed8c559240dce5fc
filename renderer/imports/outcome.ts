/** The outcome of an import in words. */
import type { ImportItem, ImportJob, ImportStatus } from "../../electron/api.ts";
import { countOf, formatNumber } from "../ui/format.ts";

/** How each status is called, in the order in which a report counts them. */
export const statusWords: Readonly<Record<ImportStatus, string>> = {
  imported: "Imported",
  version: "New version",
  duplicate: "Already here",
  refused: "Refused",
};

const order = Object.keys(statusWords) as readonly ImportStatus[];

/** `12 imported, 1 already here, 1 refused`; what there is none of is left out. */
export function summaryOf(job: ImportJob): string {
  const parts = order
    .filter((status) => job.counts[status] > 0)
    .map((status) => `${formatNumber(job.counts[status])} ${statusWords[status].toLowerCase()}`);
  if (job.done < job.total) parts.push(`${formatNumber(job.total - job.done)} not done`);
  return parts.length === 0 ? "No files to import were found" : parts.join(", ");
}

/** `Importing 340 of 1,200 · 2 refused`. While the files are still being counted: `Importing…`. */
export function progressOf(job: ImportJob): string {
  if (job.total === 0) return "Importing…";
  const refused = job.counts.refused;
  return (
    `Importing ${formatNumber(job.done)} of ${formatNumber(job.total)}` +
    (refused > 0 ? ` · ${formatNumber(refused)} refused` : "")
  );
}

/** What there is to say about one file besides its title: why it was refused, or what was changed. */
export function remarksOf(item: ImportItem): readonly string[] {
  return item.reason === "" ? item.warnings : [item.reason, ...item.warnings];
}

/** A report as plain text, one paragraph a file, for a letter or an issue. */
export function reportText(items: readonly ImportItem[]): string {
  return items
    .map((item) => {
      const words =
        item.article === null ? "" : ` — ${item.title} (${countOf(item.words, "word")})`;
      const remarks = remarksOf(item).map((remark) => `\n    ${remark}`);
      return `${statusWords[item.status]}: ${item.file}${words}${remarks.join("")}`;
    })
    .join("\n");
}
