/** What the app asked of the desktop or of the network, in order: tests read it with `evaluate`. */
import { config } from "./config.ts";

export interface Entry {
  /** The Electron function that was called, or `network` for a request that was refused. */
  readonly kind: string;
  readonly detail: unknown;
}

const log: Entry[] = [];

/** Writes an entry; requests are told to the test side at once, so that a kill does not lose them. */
export function note(kind: string, detail?: unknown): void {
  log.push({ kind, detail });
  if (kind === "network") process.send?.({ kind: "network", url: String(detail) });
  if (config.verbose) console.error("[stand-in]", kind, detail);
}

/** What happened inside the stand-in that is no fault of the app; printed when asked for. */
export function debug(...words: readonly unknown[]): void {
  if (config.verbose) console.error("[stand-in]", ...words);
}

/** Lets something go on by itself; it fails only when the page that it is for has gone. */
export function unlessGone(work: Promise<unknown>): void {
  work.catch((error: unknown) => debug(error));
}

/** Given to `evaluate` beside Electron's own names. */
export const standin: { readonly log: Entry[] } = { log };
