/** Articles a second from files to a notebook on disk, against the parsers alone. */
import { readFileSync, rmSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { forkImporter } from "../../electron/import/fork.ts";
import { importFile } from "../../electron/import/index.ts";
import { createPool } from "../../electron/import/pool.ts";
import { importPaths } from "../../electron/importing.ts";
import { openNotebook } from "../../electron/notebook/notebook.ts";
import {
  articleLength,
  asMarkdown,
  asPage,
  asText,
  makeArticle,
  makeVocabulary,
  randomFrom,
} from "./generate.ts";
import { interleaved, timed, type Row } from "./measure.ts";

const perRound = 120;
const rounds = 5;
const seed = 20_260_112;

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
  const pipeline = async (paths: readonly string[]) => {
    const job = await importPaths(paths, { notebook, pool });
    if (job.counts.imported !== paths.length)
      throw new Error(`Expected all to be imported: ${JSON.stringify(job.counts)}`);
  };
  const parsers = async (paths: readonly string[]) => {
    for (const path of paths)
      await importFile({
        name: basename(path),
        bytes: readFileSync(path),
        readBeside: async () => null,
      });
  };
  try {
    // Processes are started and code is compiled before anything is measured.
    await pipeline(files[rounds] ?? []);
    await parsers(files[rounds] ?? []);
    const times = await interleaved(rounds, {
      pipeline: (round) => timed(() => pipeline(files[round] ?? [])),
      parsers: (round) => timed(() => parsers(files[round] ?? [])),
    });
    const perSecond = (time: number) => `${Math.round((perRound * 1_000) / time)} articles/s`;
    return [
      {
        what: "Importing files into a notebook",
        ours: perSecond(times.pipeline),
        peer: `parsers alone, one process: ${perSecond(times.parsers)}`,
        ratio: times.pipeline / times.parsers,
      },
    ];
  } finally {
    pool.close();
    notebook.close();
  }
}
