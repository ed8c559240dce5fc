import { NotebookError } from "../../api.ts";
import { explained } from "../errors.ts";

/** The window is there by then, and what it asks for first is done. */
const firstAfterMs = 15_000;
const pauseMs = 25;
const restMs = 60 * 60_000;

/** A small step of some work; false when there is no more of it for now. */
export type Chore = () => boolean;

/**
 * Does what time makes necessary, a small step at a time so that calls get their turn, then again every
 * hour; `after` runs when a round is done. Returns the function that stops it.
 */
export function startHousekeeping(
  chores: readonly Chore[],
  after: () => Promise<void>,
  firstMs: number = firstAfterMs,
): () => void {
  let stopped = false;
  let timer = setTimeout(step, firstMs).unref();
  const wait = (ms: number) => {
    if (!stopped) timer = setTimeout(step, ms).unref();
  };
  /** A full or sleeping disk is told to the person by the next change, not by housekeeping. */
  const quietly = (error: unknown) => {
    if (!(explained(error) instanceof NotebookError)) throw error;
  };
  function step(): void {
    try {
      if (chores.some((chore) => chore())) return wait(pauseMs);
    } catch (error) {
      quietly(error);
    }
    after()
      .catch(quietly)
      .finally(() => wait(restMs));
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
