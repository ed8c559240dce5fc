/**
 * Processes that read files and can be killed. Whatever a file does to its reader, be it an endless
 * loop, all the memory or a crash, ends as the refusal of that one file.
 */

import { availableParallelism } from "node:os";
import { articleLimit } from "./harvest.ts";
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
  /** In bytes: reading what is large may take longer. Counts as nothing when left out. */
  readonly size?: number;
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
  /** For one file, from being handed to a process or from its last sign of life. Default one minute. */
  readonly timeLimitMs?: number;
  /** Files after which a process is replaced, since parsers leak. Default 1,000: a start costs as much as 200 pages. */
  readonly recycleAfter?: number;
  /** A process that holds more than this after a file is replaced, in bytes. Default 600 MB. */
  readonly recycleAbove?: number;
}

interface Job {
  readonly id: number;
  readonly file: FileToRead;
  readonly signal: AbortSignal | undefined;
  readonly settle: (reading: Reading) => void;
  /** A process died with it and others: it gets one for itself, to see which of them it was. */
  readonly suspect: boolean;
}

interface Lane {
  readonly process: ImporterProcess;
  /** What it was handed; it reads one after the other, the first is at work. */
  readonly jobs: Job[];
  /** For the file at work. */
  timer: NodeJS.Timeout | null;
  /** The articles of it that came before the answer, when there are very many. */
  articles: unknown[];
  since: number;
  /** When the file at work has to be done, whatever it says. */
  untilMs: number;
  /** What its files take, rather too much: a slow one counts at once, quick ones by and by. */
  msPerFile: number;
  read: number;
}

/**
 * A process is handed files ahead, as many as it needs so that it does not wait while this one is at a
 * commit. Not more: what waits behind a slow file could be read by another process.
 */
const aheadMs = 80;
const mostAhead = 16;
/** A file of which ever more is read is given its time so often, rather than for ever. */
const mostLimits = 10;
/** A large file is given more time, as an archive of gigabytes needs to be unpacked to a slow disk. */
const bytesPerMs = 20_000;

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

  /** Settles the file at work and begins to count the time of the one behind it. */
  function finish(lane: Lane, reading: Reading): void {
    if (lane.timer !== null) clearTimeout(lane.timer);
    lane.timer = null;
    const job = lane.jobs.shift();
    const took = performance.now() - lane.since;
    lane.msPerFile = Math.max(took, (lane.msPerFile === Infinity ? took : lane.msPerFile) * 0.8);
    begin(lane);
    job?.settle(reading);
  }

  function begin(lane: Lane): void {
    const [job] = lane.jobs;
    if (job === undefined || lane.timer !== null) return;
    lane.since = performance.now();
    lane.articles = [];
    const limit = limitOf(job);
    lane.untilMs = lane.since + limit * mostLimits;
    lane.timer = setTimeout(() => drop(lane, tookTooLong(limit)), limit);
  }

  function limitOf({ file }: Job): number {
    return timeLimitMs + Math.round((file.size ?? 0) / bytesPerMs);
  }

  /** Gives the file at work its time once more: it is read still, though others keep the computer busy. */
  function goOn(lane: Lane, id: number): void {
    const [job] = lane.jobs;
    if (job?.id !== id || lane.timer === null) return;
    clearTimeout(lane.timer);
    const now = performance.now();
    const limit = Math.min(limitOf(job), Math.max(0, lane.untilMs - now));
    const whole = Math.round(now - lane.since + limit);
    lane.timer = setTimeout(() => drop(lane, tookTooLong(whole)), limit);
  }

  /** The lane is out of the pool at once: a process that is being killed gets no further file. */
  function drop(lane: Lane, reading: Reading, blame: "first" | "unclear" | "none" = "first"): void {
    lanes.delete(lane);
    lane.process.kill();
    if (lane.timer !== null) clearTimeout(lane.timer);
    lane.timer = null;
    const jobs = lane.jobs.splice(0);
    const isClear = blame === "first" || jobs.length === 1;
    const first = blame !== "none" && isClear ? jobs.shift() : undefined;
    const [suspect, ...others] = jobs;
    if (blame === "unclear" && suspect !== undefined)
      waiting.unshift({ ...suspect, suspect: true }, ...others);
    else waiting.unshift(...jobs);
    first?.settle(reading);
    next();
  }

  function open(): Lane {
    const lane: Lane = {
      process: spawn(),
      jobs: [],
      timer: null,
      articles: [],
      since: 0,
      untilMs: 0,
      msPerFile: Infinity,
      read: 0,
    };
    lanes.add(lane);
    lane.process.onMessage((message) => {
      // An answer that is still on its way may be that of the first: who was at work is not sure.
      if (saysMemoryFull(message)) return drop(lane, tooMuchMemory, "unclear");
      const going = goingOnIn(message);
      if (going !== null) return goOn(lane, going);
      const part = partIn(message);
      if (part !== null) return take(lane, part);
      const answer = answerIn(message);
      // A late answer to a file that was given up has no job to go to.
      if (answer === null || answer.id !== lane.jobs[0]?.id) return;
      finish(lane, withArticles(lane.articles, answer.reading));
      const isWorn = lane.read >= recycleAfter && lane.jobs.length === 0;
      if (isWorn || answer.memory > recycleAbove) drop(lane, crashed, "none");
      else next();
    });
    lane.process.onExit(() => {
      if (lanes.has(lane)) drop(lane, crashed, "unclear");
    });
    return lane;
  }

  function take(lane: Lane, { id, articles }: Part): void {
    if (id !== lane.jobs[0]?.id) return;
    for (const article of articles) lane.articles.push(article);
    if (lane.articles.length > articleLimit) drop(lane, crashed);
  }

  /** Where the file can go now; null when it has to wait. */
  function laneFor({ suspect }: Job): Lane | null {
    const idle = [...lanes].find(({ jobs }) => jobs.length === 0);
    if (idle !== undefined) return idle;
    if (lanes.size < size) return open();
    if (suspect) return null;
    const able = [...lanes].filter(
      ({ jobs, msPerFile, read }) =>
        read < recycleAfter &&
        jobs.length <= mostAhead &&
        jobs.length * msPerFile < aheadMs &&
        jobs[0]?.suspect !== true,
    );
    return able.sort((a, b) => a.jobs.length - b.jobs.length)[0] ?? null;
  }

  function next(): void {
    for (let job = waiting[0]; !closed && job !== undefined; job = waiting[0]) {
      const isGone = job.signal?.aborted === true;
      const lane = isGone ? null : laneFor(job);
      if (!isGone && lane === null) return;
      waiting.shift();
      if (lane === null) {
        job.settle(cancelled);
        continue;
      }
      lane.jobs.push(job);
      lane.read += 1;
      lane.process.postMessage({ id: job.id, ...job.file });
      begin(lane);
    }
  }

  /** What is at work is killed; what only waits for it is answered at once and read for nobody. */
  function abort(signal: AbortSignal): void {
    for (const lane of lanes) {
      if (lane.jobs[0]?.signal === signal) drop(lane, cancelled);
      else for (const job of lane.jobs) if (job.signal === signal) job.settle(cancelled);
    }
    next();
  }

  return {
    read: (file, signal) =>
      new Promise((resolve) => {
        if (closed || signal?.aborted === true) return resolve(cancelled);
        const { name, path, folder, room, depth, size } = file;
        const stop = (): void => {
          if (signal !== undefined) abort(signal);
        };
        signal?.addEventListener("abort", stop, { once: true });
        waiting.push({
          id: ++lastId,
          file: { name, path, folder, room, depth, ...(size === undefined ? {} : { size }) },
          signal,
          suspect: false,
          settle: (reading) => {
            signal?.removeEventListener("abort", stop);
            resolve(reading);
          },
        });
        next();
      }),
    close: () => {
      closed = true;
      for (const lane of lanes) drop(lane, cancelled);
      for (const job of waiting.splice(0)) job.settle(cancelled);
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

/** The file of which a process says that its reading goes on; null for other messages. */
function goingOnIn(message: unknown): number | null {
  if (typeof message !== "object" || message === null || !("goesOn" in message)) return null;
  const { id } = message as { readonly [key: string]: unknown };
  return typeof id === "number" ? id : null;
}

/** Some of the articles of a file, ahead of the answer. */
interface Part {
  readonly id: number;
  readonly articles: readonly unknown[];
}

function partIn(message: unknown): Part | null {
  if (typeof message !== "object" || message === null || !("articles" in message)) return null;
  const { id, articles } = message as { readonly [key: string]: unknown };
  return typeof id === "number" && Array.isArray(articles) ? { id, articles } : null;
}

function withArticles(articles: readonly unknown[], reading: Reading): Reading {
  if (articles.length === 0 || !reading.ok) return reading;
  const { harvest } = reading;
  if (typeof harvest !== "object" || harvest === null || !("articles" in harvest)) return reading;
  const last: unknown = harvest.articles;
  return Array.isArray(last)
    ? { ok: true, harvest: { ...harvest, articles: articles.concat(last) } }
    : reading;
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
