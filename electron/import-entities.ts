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

/** What to do with a file that is another version of an article that is here. */
export const sameWorks = ["version", "both", "skip"] as const;
export type SameWork = (typeof sameWorks)[number];

/** How a person wants an import to go. */
export interface ImportOptions {
  /** Whether articles are tagged with the names of the folders they lie in, below the chosen one. */
  readonly tagFolders: boolean;
  /** `ask` holds such files back until the person has answered once for all of them. */
  readonly same: SameWork | "ask";
}

/** Asked once per import, when the first file turns out to be a version of an article that is here. */
export interface ImportQuestion {
  readonly file: string;
  /** The article that is here. */
  readonly article: string;
  readonly title: string;
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
  /** What the import waits to be told; null when there is nothing to ask. */
  readonly question: ImportQuestion | null;
  /** How many files are held back until then. */
  readonly waiting: number;
}
