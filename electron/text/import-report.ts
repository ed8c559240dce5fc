/** The report of an import in words: as lines to read and to send, and as a table for spreadsheets. */
import type { ImportItem, ImportStatus } from "../entities.ts";

/** How each status is called, in the order in which a report counts them. */
export const statusWords: Readonly<Record<ImportStatus, string>> = {
  imported: "Imported",
  version: "New version",
  duplicate: "Already here",
  refused: "Refused",
};

/** `Imported, with notes`: what became of one file, in a word or three. */
export function outcomeOf(item: Pick<ImportItem, "status" | "warnings">): string {
  const noted = item.status !== "refused" && item.warnings.length > 0;
  return noted ? `${statusWords[item.status]}, with notes` : statusWords[item.status];
}

/** What there is to say about one file besides its title: why it was refused, or what was changed. */
export function remarksOf(item: Pick<ImportItem, "reason" | "warnings">): readonly string[] {
  return item.reason === "" ? item.warnings : [item.reason, ...item.warnings];
}

/** A report as plain text, one paragraph a file, for a letter or an issue. */
export function reportText(items: readonly ImportItem[]): string {
  return items
    .map((item) => {
      const count = `${item.words.toLocaleString("en")} ${item.words === 1 ? "word" : "words"}`;
      const words = item.article === null ? "" : ` — ${item.title} (${count})`;
      const remarks = remarksOf(item).map((remark) => `\n    ${remark}`);
      return `${outcomeOf(item)}: ${item.file}${words}${remarks.join("")}`;
    })
    .join("\n");
}

/**
 * What a table for spreadsheets begins with: the mark by which they know UTF-8, and the names of the
 * columns.
 */
export const csvHead = `\uFEFF${csvLine(["File", "Outcome", "Title", "Words", "Notes", "Why refused"])}`;

/** Files as lines of such a table (RFC 4180), each with its line end. */
export function reportCsv(items: readonly ImportItem[]): string {
  return items
    .map((item) =>
      csvLine([
        item.file,
        outcomeOf(item),
        item.title,
        item.article === null ? "" : String(item.words),
        item.warnings.join(" "),
        item.reason,
      ]),
    )
    .join("");
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A spreadsheet runs a cell that begins like a formula; the apostrophe makes it text again. */
function csvCell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) || tame !== tame.trim() ? `"${tame.replaceAll('"', '""')}"` : tame;
}
