/** What the window says when something could not be done. */
import { CallError } from "./api.ts";
import { showToast } from "./ui/toast.tsx";

/** What went wrong and what to do about it, in a sentence or two. */
export function failureText(error: unknown): string {
  if (error instanceof CallError) return [error.message, error.advice].filter(Boolean).join(" ");
  return error instanceof Error ? error.message : "Something went wrong.";
}

/** Shows what could not be done and what to do about it, for what nothing in the window asked for. */
export function showRefusal({
  message,
  advice,
}: {
  readonly message: string;
  readonly advice: string;
}): void {
  showToast([message, advice].filter(Boolean).join(" "));
}

/** Shows a failure; for the end of a promise nobody waits for. */
export function showFailure(error: unknown): void {
  showToast(failureText(error));
}
