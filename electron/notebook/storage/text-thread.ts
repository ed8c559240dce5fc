import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Anchor, ClipWords } from "../../text/anchors/anchor.ts";
import type { SentenceChange } from "../../text/anchors/sentence-diff.ts";
import { workOut, type TextJob, type TextMeasures } from "./text-work.ts";

/** Work on whole texts beside the loop: a megabyte with a thousand clips takes most of a second. */
export interface TextThread {
  /** One anchor for each clip, in their order; see `carryClips`. */
  carry(from: string, to: string, clips: readonly ClipWords[]): Promise<readonly Anchor[]>;
  /** What happened to each sentence; see `sentenceDiff`. */
  compare(from: string, to: string): Promise<readonly SentenceChange[]>;
  /** What a text comes to; see `measureText`. */
  measure(text: string): Promise<TextMeasures>;
  /** Ends the thread; what was asked of it is worked out here. */
  close(): void;
}

interface Waiting {
  readonly job: TextJob;
  readonly settle: (value: unknown) => void;
}

/** A thread that nobody needed for so long is ended. */
const idleMs = 30_000;

/** Prepares the thread; it starts with the first job. */
export function openTextThread(): TextThread {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  /** Where there is no thread, or no longer, its work is done here: slower for others, but done. */
  const end = () => {
    const left = [...waiting.values()];
    waiting.clear();
    worker = null;
    for (const { job, settle } of left) settle(workOut(job));
  };
  const rest = () => {
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(() => {
      if (waiting.size === 0) void worker?.terminate();
    }, idleMs).unref();
  };
  const start = (): Worker => {
    const started = new Worker(entry());
    started.unref();
    started.on("message", ({ id, value }: { readonly id: number; readonly value: unknown }) => {
      waiting.get(id)?.settle(value);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      rest();
    });
    started.on("error", (error) => console.error(error));
    started.on("exit", () => {
      if (worker === started) end();
    });
    return started;
  };
  const ask = (job: TextJob): Promise<unknown> =>
    new Promise((resolve) => {
      worker ??= start();
      last += 1;
      waiting.set(last, { job, settle: resolve });
      // A command line that waits for the answer must not end before it.
      worker.ref();
      worker.postMessage({ id: last, job });
    });

  return {
    async carry(from, to, clips) {
      if (clips.length === 0) return [];
      // The thread answers with what `carryClips` gives.
      return (await ask({ kind: "carry", from, to, clips })) as readonly Anchor[];
    },
    async compare(from, to) {
      // The thread answers with what `sentenceDiff` gives.
      return (await ask({ kind: "compare", from, to })) as readonly SentenceChange[];
    },
    async measure(text) {
      // The thread answers with what `measureText` gives.
      return (await ask({ kind: "measure", text })) as TextMeasures;
    },
    close() {
      if (idle !== null) clearTimeout(idle);
      const ended = worker;
      end();
      void ended?.terminate();
    },
  };
}

/** The worker's file: beside this one from the sources, in the folder of the entries from a build. */
function entry(): string {
  const places = import.meta.url.endsWith(".ts")
    ? ["./text-worker.ts"]
    : ["./text-worker.js", "../text-worker.js"];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return files.find((file) => existsSync(file)) ?? files[0] ?? "";
}
