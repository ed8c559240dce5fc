/**
 * Files that the system or the command line names: imported at once where a notebook is open, and kept
 * until one is where none is. No Electron here: tests run it in plain Node.
 */
import path from "node:path";
import type { NamedFilesWaiting, Outcome } from "./api.ts";

export interface NamedFiles {
  /** Imports them, or keeps them until a notebook is open. */
  take(paths: readonly string[]): Promise<void>;
  /** Imports what was kept, if a notebook is open now. */
  go(): Promise<void>;
  /** Imports none of what was kept. */
  forget(): void;
  /** What is kept, as the start page names it; null when nothing is. */
  waiting(): NamedFilesWaiting | null;
}

export interface NamedFilesOptions {
  readonly isOpen: () => boolean;
  readonly importPaths: (paths: readonly string[]) => Promise<Outcome<unknown>>;
  /** What is kept is no longer what it was. */
  readonly onWaiting: () => void;
  /** They could not be imported, which nobody in the window waits to be told. */
  readonly onFailed: (failure: Extract<Outcome<unknown>, { ok: false }>["error"]) => void;
}

/** Keeps each file once, in the order in which they were named. */
export function createNamedFiles(options: NamedFilesOptions): NamedFiles {
  let kept: readonly string[] = [];
  const keep = (next: readonly string[]) => {
    if (next.length === 0 && kept.length === 0) return;
    kept = next;
    options.onWaiting();
  };
  async function importNow(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const imported = await options.importPaths(paths);
    if (!imported.ok) options.onFailed(imported.error);
  }
  return {
    async take(paths) {
      if (options.isOpen()) await importNow(paths);
      else keep([...new Set([...kept, ...paths])]);
    },
    async go() {
      if (!options.isOpen()) return;
      const now = kept;
      keep([]);
      await importNow(now);
    },
    forget: () => keep([]),
    waiting: () => {
      const [first] = kept;
      return first === undefined ? null : { first: path.basename(first), count: kept.length };
    },
  };
}
