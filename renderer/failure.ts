/** What the window says when something could not be done. */
import { CallError } from "./api.ts";
import { showToast } from "./ui/toast.tsx";

/** What went wrong and what to do about it, in a sentence or two. */
export function failureText(error: unknown): string {
  if (error instanceof CallError) return [error.message, error.advice].filter(Boolean).join(" ");
  return error instanceof Error ? error.message : "Something went wrong.";
}

/** Shows a failure; for the end of a promise nobody waits for. */
export function showFailure(error: unknown): void {
  showToast(failureText(error));
}
