/**
 * Takes files into a notebook: finds them, keeps their bytes, has them read by importer processes,
 * checks what comes back and adds it. Each file ends as imported, already here or refused with a
 * reason; none of them stops the others.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { ImportItem, ImportJob } from "./entities.ts";
import type { Pool } from "./import/pool.ts";
import { createQueue } from "./importing/queue.ts";
import { refused, take, type Taking, type Work } from "./importing/take.ts";
import { walk } from "./importing/walk.ts";
import type { Notebook } from "./notebook/notebook.ts";

export interface Importing {
  readonly notebook: Notebook;
  readonly pool: Pool;
  /** Aborting stops within the file at hand; what is finished stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (job: ImportJob) => void;
  readonly onItem?: (item: ImportItem) => void;
}

/** A piece of work, and what is to be done once it and all that was in it are finished. */
interface Piece {
  readonly work: Work;
  readonly release: () => Promise<void>;
}

/** Files under way at once: more than are parsed at once, so that copying fills the time of parsing. */
const lanes = 24;

/** Imports files and folders (with all below them). Settles when the last file has its result. */
export async function importPaths(
  paths: readonly string[],
  { notebook, pool, signal, onProgress, onItem }: Importing,
): Promise<ImportJob> {
  const { imports } = notebook;
  const walking = walk(paths);
  const rooms = await notebook.files.scratch();
  // Nothing is imported yet, but the first progress that is told knows how much there is to do.
  let batch = (await walking.next()).value ?? [];
  const id = imports.begin(batch.length);
  const queue = createQueue<Piece>();
  let room = 0;
  let total = batch.length;
  const tell = () => onProgress?.(imports.job(id));
  const grow = (by: number): void => {
    if (by === 0) return;
    total += by;
    imports.setTotal(id, total);
  };
  const taking: Taking = {
    notebook,
    pool,
    job: id,
    signal,
    room: () => path.join(rooms, String((room += 1))),
    grow,
    async report(item) {
      // What was refused because of the cancel itself is not the file's fault: it is left out.
      if (signal?.aborted === true && item.status === "refused") return;
      await imports.record(id, item);
      onItem?.(item);
    },
  };

  async function find(): Promise<void> {
    for (;;) {
      const pieces: Piece[] = [];
      for (const found of batch) {
        if ("reason" in found) await taking.report(refused(found.file, found.reason));
        else pieces.push({ work: { kind: "file", found }, release: async () => undefined });
      }
      queue.add(pieces);
      const next = await walking.next();
      if (next.done === true || signal?.aborted === true) return;
      batch = next.value;
      grow(batch.length);
    }
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

  async function step({ work, release }: Piece): Promise<void> {
    imports.setCurrent(id, work.found.file);
    tell();
    const inner = await take(work, taking);
    let left = inner.works.length;
    const end = async (): Promise<void> => {
      left -= 1;
      if (left > 0) return;
      if (inner.room !== null) await rm(inner.room, { recursive: true, force: true });
      await release();
    };
    if (left === 0) return end();
    queue.addFirst(inner.works.map((each) => ({ work: each, release: end })));
  }

  try {
    queue.begin();
    const finding = find().finally(() => queue.done());
    tell();
    await Promise.all([finding, ...Array.from({ length: lanes }, lane)]);
  } finally {
    await rm(rooms, { recursive: true, force: true });
  }
  const job = imports.finish(id);
  onProgress?.(job);
  return job;
}
