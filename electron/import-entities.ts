/** The nouns of importing: what runs, what ran, and what became of each file. Rules as in entities.ts. */
import type { ClipCounts } from "./entities.ts";

export type ImportStatus = "imported" | "duplicate" | "version" | "refused";

/**
 * Which lines of a report are shown. `noted`: those of files that were taken with notes; `attention`:
 * new versions with clips that a person must look at.
 */
export const importFilters = [
  "all",
  "imported",
  "noted",
  "version",
  "attention",
  "duplicate",
  "refused",
] as const;
export type ImportFilter = (typeof importFilters)[number];

export interface ImportItem {
  /** The file's name, with the folder it was found in when a folder was imported. */
  readonly file: string;
  readonly status: ImportStatus;
  /** The article made or found; null when refused. */
  readonly article: string | null;
  readonly title: string;
  readonly words: number;
  readonly warnings: readonly string[];
  /** Why it was refused and what to do, in a sentence or two; empty otherwise. */
  readonly reason: string;
  /** What became of the article's clips in its new version; only where there is one. */
  readonly clips?: ClipCounts;
}

/** A page of a report, and how many lines there are in all of the kind asked for. */
export interface ImportReport {
  readonly total: number;
  readonly rows: readonly ImportItem[];
}

export interface ImportJob {
  readonly id: string;
  readonly startedAt: number;
  /** Null while it runs, and for a job that a crash cut short. */
  readonly finishedAt: number | null;
  readonly total: number;
  readonly done: number;
  readonly counts: { readonly [status in ImportStatus]: number };
  /** How many of those taken have notes: something was left out or changed. */
  readonly noted: number;
  /** What became of clips in the new versions that it made. */
  readonly clips: ClipCounts;
  readonly current: string | null;
  readonly running: boolean;
  /** For an import that was cut short: how many known files are still to be done. Else 0. */
  readonly left: number;
  /** True once the whole import was taken back. */
  readonly undone: boolean;
}
