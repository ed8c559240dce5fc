/**
 * Takes files into a notebook: finds them, keeps their bytes, has them read by importer processes,
 * checks what comes back and adds it. Each file ends as imported, already here or refused with a
 * reason; none of them stops the others.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { ImportItem, ImportJob, ImportOptions, ImportQuestion, SameWork } from "./entities.ts";
import type { Pool } from "./import/pool.ts";
import { createQueue } from "./importing/queue.ts";
import { createBacklog } from "./importing/backlog.ts";
import { createHolding } from "./importing/holding.ts";
import { refused } from "./importing/lines.ts";
import { namingAmong } from "./importing/naming.ts";
import { pendingDrafts } from "./importing/pending.ts";
import { take, type Taking, type Work } from "./importing/take.ts";
import { walk, type Found, type Unreadable } from "./importing/walk.ts";
import type { Notebook, PlannedFile } from "./notebook/notebook.ts";

export interface Importing {
  readonly notebook: Notebook;
  readonly pool: Pool;
  /** Without tags, and versions as versions, unless said otherwise. */
  readonly options?: ImportOptions;
  /**
   * Asks the person, once for an import, what to do with other versions of articles that are here; its
   * files go on meanwhile. Without it versions are versions.
   */
  readonly ask?: (question: ImportQuestion, job: string) => Promise<SameWork>;
  /** Aborting stops within the file at hand; what is finished stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (job: ImportJob) => void;
  readonly onItem?: (item: ImportItem) => void;
}

/** The reason to abort with when an import is to go on later, as when its notebook is closed. */
export const later = "later";

/** A piece of work, and what is to be done once it and all that was in it are finished. */
interface Piece {
  readonly work: Work;
  /** The file of the plan that it is, or is in. */
  readonly place: number;
  readonly release: () => Promise<void>;
}

/** Files on disk to import, some of which may still have to be found. */
interface Sources {
  readonly job: string;
  readonly options: ImportOptions;
  readonly planned: readonly PlannedFile[];
  readonly unreported: Map<string, "imported" | "version">;
  /** Gives what there is besides; the first of it is already known. */
  readonly first: Batch;
  readonly walking: AsyncGenerator<Batch>;
}
type Batch = readonly (Found | Unreadable)[];

/** Files under way at once: so many that the importers have some to read while others are committed. */
const lanes = 40;
/** Lines of the report that are not written yet. */
const mostUnwritten = 200;

/** Imports files and folders (with all below them). Settles when the last file has its result. */
export async function importPaths(
  paths: readonly string[],
  importing: Importing,
): Promise<ImportJob> {
  const walking = walk(paths);
  // Nothing is imported yet, but the first progress that is told knows how much there is to do.
  const first = (await walking.next()).value ?? [];
  const places = paths.map((place) => path.resolve(place));
  const options = importing.options ?? { tagFolders: false, same: "version" };
  const job = importing.notebook.imports.begin(first.length, places, options);
  return run({ job, options, planned: [], unreported: new Map(), first, walking }, importing);
}

/** Goes on with an import that was cut short. Throws `bad-request` when nothing of it is left. */
export async function resumeImport(job: string, importing: Importing): Promise<ImportJob> {
  const { files, walks, found, unreported, options } = importing.notebook.imports.resume(job);
  const walking = unknownOf(walk(walks), found);
  return run(
    { job, options, planned: files, unreported: new Map(unreported), first: [], walking },
    importing,
  );
}

/** What a walk finds besides what was found before. */
async function* unknownOf(
  walking: AsyncGenerator<Batch>,
  known: ReadonlySet<string>,
): AsyncGenerator<Batch> {
  for await (const batch of walking) yield batch.filter(({ path: place }) => !known.has(place));
}

async function run(
  { job: id, options, planned, unreported, first, walking }: Sources,
  { notebook, pool, signal, ask, onProgress, onItem }: Importing,
): Promise<ImportJob> {
  const { imports } = notebook;
  const rooms = await notebook.files.scratch();
  const backlog = createBacklog(mostUnwritten);
  const queue = createQueue<Piece>();
  let room = 0;
  let { total } = imports.job(id);
  const tell = () => onProgress?.(imports.job(id));
  const grow = (by: number): void => {
    if (by === 0) return;
    total += by;
    imports.setTotal(id, total);
  };
  const holding = createHolding(queue, {
    same: options.same,
    ask: ask && ((question) => ask(question, id)),
    signal,
    tell(question, waiting) {
      imports.setQuestion(id, question, waiting);
      tell();
    },
  });
  const pending = pendingDrafts();
  const claimed = new Set<string>();
  let opening: Promise<void> = Promise.resolve();
  async function report(item: ImportItem, place: number): Promise<void> {
    // What was refused because of the cancel itself is not the file's fault: it is left out.
    if (signal?.aborted === true && item.status === "refused") return;
    await backlog.add(
      imports.record(id, item, place).then((job) => {
        onItem?.(item);
        onProgress?.(job);
      }),
    );
  }
  const takingAt = (place: number): Taking => ({
    notebook,
    pool,
    job: id,
    signal,
    room: () => path.join(rooms, String((room += 1))),
    grow,
    report: (item) => report(item, place),
    unreported,
    options,
    pending,
    claimed,
    same: holding.same,
    ask: holding.ask,
  });
  const pieceOf = (found: Found, place: number): Piece => ({
    work: { kind: "file", found, only: null },
    place,
    // What ended because it was stopped is not done, should the import go on one day.
    release: async () => {
      if (signal?.aborted !== true) await backlog.add(imports.plan.done(id, place));
    },
  });

  async function find(): Promise<void> {
    const naming = await namingAmong(planned.map((file) => file.path));
    queue.add(
      planned.map((file) =>
        pieceOf({ ...file, depth: 0, names: naming.has(file.path) }, file.position),
      ),
    );
    let batch: Batch | "end" | "stopped" = first;
    while (typeof batch !== "string") {
      if (batch !== first) grow(batch.length);
      if (batch.length > 0) await add(batch);
      batch = await nextOf(walking, signal);
    }
    if (batch === "end") await imports.plan.walked(id);
  }

  async function add(batch: Batch): Promise<void> {
    const files = batch.map((each) => ({
      path: each.path,
      file: each.file,
      folders: "reason" in each ? [] : each.folders,
    }));
    const places = await imports.plan.add(id, files);
    const told: Promise<void>[] = [];
    const pieces = batch.flatMap((each, index) => {
      const place = places[index] ?? 0;
      if (!("reason" in each)) return [pieceOf(each, place)];
      told.push(report(refused(each.file, each.reason), place), imports.plan.done(id, place));
      return [];
    });
    queue.add(pieces);
    await Promise.all(told);
  }

  async function lane(): Promise<void> {
    for (let piece = await queue.next(); piece !== null; piece = await queue.next()) {
      try {
        if (signal?.aborted !== true) await step(piece);
      } finally {
        queue.done();
      }
    }
  }

  async function step({ work, place, release }: Piece): Promise<void> {
    imports.setCurrent(id, work.found.file);
    tell();
    // What names other files is opened before any file that comes after it is taken.
    const before = opening;
    const opened = Promise.withResolvers<void>();
    if (work.kind === "file" && work.found.names) opening = opened.promise;
    await before;
    const inner = await take(work, takingAt(place));
    opened.resolve();
    let left = inner.works.length + inner.held.length;
    const end = async (): Promise<void> => {
      left -= 1;
      if (left > 0) return;
      if (inner.room !== null) await rm(inner.room, { recursive: true, force: true });
      await release();
    };
    if (left === 0) return end();
    const pieceIn = (each: Work): Piece => ({ work: each, place, release: end });
    holding.hold(inner.held.map(pieceIn));
    queue.addFirst(inner.works.map(pieceIn));
  }

  try {
    queue.begin();
    const finding = find().finally(() => queue.done());
    tell();
    await Promise.all([finding, ...Array.from({ length: lanes }, lane)]);
    await backlog.written();
  } finally {
    await rm(rooms, { recursive: true, force: true });
  }
  const leaves = signal?.aborted === true && signal.reason === later;
  const job = leaves ? imports.pause(id) : imports.finish(id);
  onProgress?.(job);
  return job;
}

/** The next batch; `stopped` at once when the import is stopped in the middle of a walk. */
async function nextOf(
  walking: AsyncGenerator<Batch>,
  signal: AbortSignal | undefined,
): Promise<Batch | "end" | "stopped"> {
  const stopped = Promise.withResolvers<"stopped">();
  const stop = (): void => stopped.resolve("stopped");
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const next = walking.next().then(({ done, value }) => (done === true ? "end" : value));
    return await Promise.race([stopped.promise, next]);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
