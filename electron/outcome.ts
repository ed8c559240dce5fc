/** How a result or a failure is made fit to cross a process border. */
import { NotebookError, type Outcome } from "./api.ts";

/** The value of what went well; throws what went wrong, as it was where it came from. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  const { code, message, advice } = outcome.error;
  throw new NotebookError(code, message, advice);
}

/** Runs something; a foreseen failure keeps its code and words, anything else crosses as `internal`. */
export async function outcomeOf<Value>(run: () => Value | Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    if (error instanceof NotebookError) {
      const { code, message, advice } = error;
      return { ok: false, error: { code, message, advice } };
    }
    console.error(error);
    return {
      ok: false,
      error: {
        code: "internal",
        message: "Something went wrong inside Commonplace.",
        advice: "Nothing that was saved is lost. Try again, or start Commonplace again.",
      },
    };
  }
}
