/** The lines of a report. */
import { NotebookError } from "../api.ts";
import type { ImportItem } from "../entities.ts";
import type { KnownFile } from "../notebook/notebook.ts";

/** For what was not imported. */
export const refused = (file: string, reason: string): ImportItem => ({
  file,
  status: "refused",
  article: null,
  title: "",
  words: 0,
  warnings: [],
  reason,
});

/** For what the notebook has already; `note` says what came of it all the same. */
export function hereAlready(
  file: string,
  { article, title, words }: Pick<KnownFile, "article" | "title" | "words">,
  note: string | null = null,
): ImportItem {
  const warnings = note === null ? [] : [note];
  return { file, status: "duplicate", article, title, words, warnings, reason: "" };
}

/** Why something failed, in a sentence or two for the person. */
export function reasonOf(error: unknown): string {
  if (error instanceof NotebookError) return `${error.message} ${error.advice}`.trim();
  // A fault of ours ends this file and says so; the others go on.
  console.error(error);
  return "Something went wrong inside Commonplace. The file is untouched.";
}
