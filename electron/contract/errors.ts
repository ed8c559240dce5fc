/** How a failure is named and crosses a process border. */

export type ErrorCode =
  | "bad-request"
  | "not-found"
  | "note-conflict"
  | "read-only"
  | "disk-full"
  | "io"
  | "no-notebook"
  | "service-gone"
  | "notebook-missing"
  | "notebook-foreign"
  | "notebook-newer"
  | "notebook-locked"
  | "notebook-read-only"
  | "notebook-damaged"
  | "notebook-exists"
  | "internal";

/** How a failure crosses a process border: a code to act on, a sentence to show, advice to follow. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly advice: string;
}
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** A failure that was foreseen. Anything else thrown is a bug and crosses as `internal`. */
export class NotebookError extends Error {
  readonly code: ErrorCode;
  readonly advice: string;
  constructor(code: ErrorCode, message: string, advice = "") {
    super(message);
    this.name = "NotebookError";
    this.code = code;
    this.advice = advice;
  }
}
