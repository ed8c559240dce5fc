/**
 * Processes that read files and can be killed. Whatever a file does to its reader, be it an endless
 * loop, all the memory or a crash, ends as the refusal of that one file.
 */

import { availableParallelism } from "node:os";
import { saysMemoryFull } from "./memory-watch.ts";

/** A started importer (worker.ts), in Electron or in plain Node. */
export interface ImporterProcess {
  readonly postMessage: (message: ImporterRequest) => void;
  /** What it sends; and `{ output }` for what it writes to its standard output. */
  readonly onMessage: (listen: (message: unknown) => void) => void;
  /** Called once, when the process is gone for whatever reason. */
  readonly onExit: (listen: (code: number | null) => void) => void;
  readonly kill: () => void;
}

/** A file to read. */
export interface FileToRead {
  /** Its own name, with its ending. */
  readonly name: string;
  /** Where a private copy of it lies, which nobody changes meanwhile. */
  readonly path: string;
  /** The folder it came from, for pictures beside it; null when there is none. */
  readonly folder: string | null;
  /** A place for a private folder, for the files that are in this one; null to leave those. */
  readonly room: string | null;
  /** How many containers are around the file: 0 for one on disk. */
  readonly depth: number;
}

export interface ImporterRequest extends FileToRead {
  readonly id: number;
}

/** The harvest has crossed a process border: `checkHarvest` it before use. */
export type Reading =
  | { readonly ok: true; readonly harvest: unknown }
  | { readonly ok: false; readonly reason: string; readonly advice: string };

export interface Pool {
  /** Never rejects: whatever goes wrong is a refusal. Aborting kills the process at work. */
  readonly read: (file: FileToRead, signal?: AbortSignal) => Promise<Reading>;
  /** Kills every process and refuses what is waiting. */
  readonly close: () => void;
}

export interface PoolOptions {
  readonly spawn: () => ImporterProcess;
  /** How many processes there are at most. Default one less than there are processors. */
  readonly size?: number;
  /** For one file, from being handed to a process. Default one minute. */
  readonly timeLimitMs?: number;
  /** Files after which a process is replaced, since parsers leak. Default 1,000: a start costs as much as 200 pages. */
  readonly recycleAfter?: number;
  /** A process that holds more than this after a file is replaced, in bytes. Default 600 MB. */
  readonly recycleAbove?: number;
}

interface Job {
  readonly file: FileToRead;
  readonly settle: (reading: Reading) => void;
}

interface Lane {
  readonly process: ImporterProcess;
  job: (Job & { readonly id: number; readonly timer: NodeJS.Timeout }) | null;
  read: number;
}

/** Starts no process before the first file needs one. */
export function createPool({
  spawn,
  size = Math.max(1, availableParallelism() - 1),
  timeLimitMs = 60_000,
  recycleAfter = 1_000,
  recycleAbove = 600_000_000,
}: PoolOptions): Pool {
  const lanes = new Set<Lane>();
  const waiting: Job[] = [];
  let lastId = 0;
  let closed = false;

  function finish(lane: Lane, reading: Reading): void {
    const job = lane.job;
    if (job === null) return;
    clearTimeout(job.timer);
    lane.job = null;
    job.settle(reading);
  }

  /** The lane is out of the pool at once: a process that is being killed gets no further file. */
  function drop(lane: Lane, reading: Reading): void {
    lanes.delete(lane);
    lane.process.kill();
    finish(lane, reading);
    next();
  }

  function open(): Lane {
    const lane: Lane = { process: spawn(), job: null, read: 0 };
    lanes.add(lane);
    lane.process.onMessage((message) => {
      if (saysMemoryFull(message)) return drop(lane, tooMuchMemory);
      const answer = answerIn(message);
      // A late answer to a file that was given up has no job to go to.
      if (answer === null || lane.job === null || answer.id !== lane.job.id) return;
      finish(lane, answer.reading);
      if (lane.read >= recycleAfter || answer.memory > recycleAbove) drop(lane, crashed);
      else next();
    });
    lane.process.onExit(() => {
      if (lanes.has(lane)) drop(lane, crashed);
    });
    return lane;
  }

  function next(): void {
    while (!closed && waiting.length > 0) {
      const free =
        [...lanes].find((lane) => lane.job === null) ?? (lanes.size < size ? open() : null);
      const job = free === null ? undefined : waiting.shift();
      if (free === null || job === undefined) return;
      const id = ++lastId;
      const timer = setTimeout(() => drop(free, tookTooLong(timeLimitMs)), timeLimitMs);
      free.job = { ...job, id, timer };
      free.read += 1;
      free.process.postMessage({ id, ...job.file });
    }
  }

  return {
    read: (file, signal) =>
      new Promise((resolve) => {
        if (closed || signal?.aborted === true) return resolve(cancelled);
        const abort = (): void => {
          const place = waiting.indexOf(job);
          if (place >= 0) {
            waiting.splice(place, 1);
            return job.settle(cancelled);
          }
          const lane = [...lanes].find((each) => each.job?.settle === job.settle);
          if (lane !== undefined) drop(lane, cancelled);
        };
        const job: Job = {
          file: {
            name: file.name,
            path: file.path,
            folder: file.folder,
            room: file.room,
            depth: file.depth,
          },
          settle: (reading) => {
            signal?.removeEventListener("abort", abort);
            resolve(reading);
          },
        };
        signal?.addEventListener("abort", abort, { once: true });
        waiting.push(job);
        next();
      }),
    close: () => {
      closed = true;
      for (const job of waiting.splice(0)) job.settle(cancelled);
      for (const lane of lanes) drop(lane, cancelled);
    },
  };
}

const tooMuchMemory: Reading = {
  ok: false,
  reason: "Reading it took more than 1.5 GB of memory.",
  advice: "It may unpack to far more than it seems to hold. Try a smaller part of it.",
};
const cancelled: Reading = { ok: false, reason: "The import was stopped.", advice: "" };
const crashed: Reading = {
  ok: false,
  reason: "The reader crashed on this file.",
  advice: "It may be damaged, or need more memory than there is. Try a smaller part of it.",
};

function tookTooLong(timeLimitMs: number): Reading {
  const seconds = timeLimitMs / 1_000;
  return {
    ok: false,
    reason: `Reading it took longer than ${seconds === 1 ? "one second" : `${seconds} seconds`}.`,
    advice: "Try a smaller part of it, or save it in a simpler format.",
  };
}

interface Answer {
  readonly id: number;
  readonly reading: Reading;
  /** What the process holds afterwards, in bytes. */
  readonly memory: number;
}

function answerIn(message: unknown): Answer | null {
  if (typeof message !== "object" || message === null) return null;
  const { id, ok, harvest, reason, advice, ...more } = message as {
    readonly [key: string]: unknown;
  };
  if (typeof id !== "number") return null;
  const memory = typeof more["memory"] === "number" ? more["memory"] : 0;
  if (ok === true) return { id, reading: { ok, harvest }, memory };
  if (ok !== false || typeof reason !== "string" || typeof advice !== "string") return null;
  return { id, reading: { ok, reason, advice }, memory };
}
