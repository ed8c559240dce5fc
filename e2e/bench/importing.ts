/**
 * Articles a second from files to a notebook on disk, against the parsers alone in the same pool of
 * processes; and how long a note takes to be saved meanwhile.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { forkImporter } from "../../electron/import/fork.ts";
import { importFile } from "../../electron/import/index.ts";
import { createPool, type Pool } from "../../electron/import/pool.ts";
import { importPaths } from "../../electron/importing.ts";
import { openNotebook, type Notebook } from "../../electron/notebook/notebook.ts";
import { watchChildren } from "./children.ts";
import {
  articleLength,
  asMarkdown,
  asPage,
  asText,
  makeArticle,
  makeVocabulary,
  randomFrom,
} from "./generate.ts";
import { interleaved, median, ms, timed, type Row } from "./measure.ts";

const perRound = 250;
const rounds = 4;
const seed = 20_260_112;
/** As the editor saves while somebody types. */
const saveEveryMs = 400;

/** Three pages for each Markdown and each text file, as libraries of researchers tend to be. */
function writeArticles(folder: string, round: number): readonly string[] {
  const vocabulary = makeVocabulary(30_000, seed);
  const random = randomFrom(seed + round);
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: perRound }, (_, index) => {
    const article = makeArticle(vocabulary, seed + round * perRound + index, articleLength(random));
    const [ending, as] =
      index % 5 === 3
        ? ([".md", asMarkdown] as const)
        : index % 5 === 4
          ? ([".txt", asText] as const)
          : ([".html", asPage] as const);
    const file = join(folder, `article-${String(index).padStart(4, "0")}${ending}`);
    writeFileSync(file, as(article));
    return file;
  });
}

/** Uses `place` for its files and leaves it to the caller. */
export async function importing(place: string): Promise<readonly Row[]> {
  const folder = join(place, "notebook");
  rmSync(folder, { recursive: true, force: true });
  const notebook = openNotebook({ folder, mode: "create" });
  const pool = createPool({ spawn: forkImporter });
  const files = Array.from({ length: rounds + 1 }, (_, round) =>
    writeArticles(join(place, `files-${round}`), round),
  );
  const saves: number[] = [];
  const own: number[] = [];
  const readers: number[] = [];
  const children = watchChildren();
  const pipeline = async (paths: readonly string[]) => {
    const stop = saveNotes(notebook, saves);
    const [before, readersBefore] = [process.cpuUsage(), children.cpu()];
    const job = await importPaths(paths, { notebook, pool });
    stop();
    const { user, system } = process.cpuUsage(before);
    own.push((user + system) / 1_000 / paths.length);
    const readersAfter = children.cpu();
    if (readersBefore !== null && readersAfter !== null)
      readers.push((readersAfter - readersBefore) / paths.length);
    if (job.counts.imported !== paths.length)
      throw new Error(`Expected all to be imported: ${JSON.stringify(job.counts)}`);
  };
  try {
    // Processes are started and code is compiled before anything is measured.
    await pipeline(files[rounds] ?? []);
    await inPool(pool, files[rounds] ?? []);
    await inOneProcess(files[rounds] ?? []);
    for (const each of [saves, own, readers]) each.length = 0;
    const times = await interleaved(rounds, {
      pipeline: (round) => timed(() => pipeline(files[round] ?? [])),
      pool: (round) => timed(() => inPool(pool, files[round] ?? [])),
      parsers: (round) => timed(() => inOneProcess(files[round] ?? [])),
    });
    const perSecond = (time: number) => `${Math.round((perRound * 1_000) / time)} articles/s`;
    return [
      {
        what: "Importing files into a notebook",
        ours: perSecond(times.pipeline),
        peer: `the same parsers in the same pool, drafts thrown away: ${perSecond(times.pool)}`,
        ratio: times.pipeline / times.pool,
      },
      {
        what: "",
        ours: "",
        peer: `the parsers in one process without messages: ${perSecond(times.parsers)}`,
        ratio: times.pipeline / times.parsers,
      },
      told(
        `Saving a note every ${saveEveryMs} ms meanwhile (${saves.length} saves)`,
        `median ${ms(median(saves))}, 95 % within ${ms(share(saves, 0.95))}, worst ${ms(Math.max(...saves))}`,
      ),
      told(
        "Computing for each file",
        `${ms(median(own))} in the service, ${readers.length === 0 ? "not known" : ms(median(readers))} in importers`,
      ),
      told(
        "Memory at most",
        `${Math.round(process.resourceUsage().maxRSS / 1_024)} MB in the service, ${Math.round(children.peak() ?? 0) || "not known how many"} MB in an importer`,
      ),
    ];
  } finally {
    children.stop();
    pool.close();
    notebook.close();
  }
}

const told = (what: string, ours: string): Row => ({ what, ours, peer: "", ratio: null });

/** Saves a note again and again until stopped; how late each was saved, with the wait for its turn. */
function saveNotes(notebook: Notebook, latencies: number[]): () => void {
  const { id } = notebook.notes.create({ title: "Written while importing" });
  let base = 0;
  let due = 0;
  let timer: NodeJS.Timeout;
  const save = () => {
    const body = JSON.stringify({
      root: { type: "root", children: [], direction: null, saved: base },
    });
    base = notebook.notes.save({ id, base, body }).revision;
    latencies.push(performance.now() - due);
    wait();
  };
  const wait = () => {
    due = performance.now() + saveEveryMs;
    timer = setTimeout(save, saveEveryMs);
  };
  wait();
  return () => clearTimeout(timer);
}

async function inPool(pool: Pool, files: readonly string[]): Promise<void> {
  await Promise.all(
    files.map((path) =>
      pool.read({ name: basename(path), path, folder: dirname(path), room: null, depth: 0 }),
    ),
  );
}

async function inOneProcess(files: readonly string[]): Promise<void> {
  for (const path of files)
    await importFile({
      name: basename(path),
      bytes: readFileSync(path),
      readBeside: async () => null,
    });
}

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0;
