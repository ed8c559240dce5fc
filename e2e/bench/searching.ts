/** Search over 10,000 articles: ours, the bare statement under it, and ripgrep over the same texts. */
import Database from "better-sqlite3";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { forkImporter } from "../../electron/import/fork.ts";
import { createPool } from "../../electron/import/pool.ts";
import { importPaths } from "../../electron/importing.ts";
import { matchOf } from "../../electron/notebook/search/match.ts";
import { openNotebook } from "../../electron/notebook/notebook.ts";
import { parseQuery } from "../../electron/text/search-query.ts";
import {
  articleLength,
  asText,
  makeArticle,
  makeVocabulary,
  randomFrom,
  type Vocabulary,
} from "./generate.ts";
import { interleaved, ms, timed, type Row } from "./measure.ts";

const articleCount = 10_000;
const rounds = 9;
const limit = 20;
const seed = 7;
const run = promisify(execFile);

interface Query {
  readonly what: string;
  readonly query: string;
  /** What ripgrep is asked, one pattern after the other among the files found. */
  readonly patterns: readonly string[];
}

/** A word of the vocabulary that stands about `share` of the way down its list. */
const wordAt = ({ words }: Vocabulary, rank: number): string => words[rank] ?? "";

function queriesFor(vocabulary: Vocabulary): readonly Query[] {
  const [common, usual, other, rare] = [150, 900, 1_400, 24_000].map((rank) =>
    wordAt(vocabulary, rank),
  ) as [string, string, string, string];
  return [
    { what: "a common word", query: `${common} `, patterns: [`\\b${common}\\b`] },
    { what: "a usual word", query: `${usual} `, patterns: [`\\b${usual}\\b`] },
    { what: "a rare word", query: `${rare} `, patterns: [`\\b${rare}\\b`] },
    {
      what: "two words",
      query: `${usual} ${other} `,
      patterns: [`\\b${usual}\\b`, `\\b${other}\\b`],
    },
    { what: "a phrase", query: '"in the same" ', patterns: ["\\bin the same\\b"] },
    {
      what: "a word half typed",
      query: usual.slice(0, 3),
      patterns: [`\\b${usual.slice(0, 3)}`],
    },
    { what: "the commonest word", query: "the ", patterns: ["\\bthe\\b"] },
  ];
}

async function ripgrep(folder: string, patterns: readonly string[]): Promise<void> {
  let files = [folder];
  for (const pattern of patterns) {
    const found = await run("rg", ["-l", "-i", "--no-ignore", "-e", pattern, "--", ...files], {
      maxBuffer: 1 << 28,
    }).catch((error: unknown) => {
      // It leaves with 1 when it found nothing.
      if ((error as { readonly code?: unknown }).code === 1) return { stdout: "" };
      throw error;
    });
    files = found.stdout.split("\n").filter((file) => file !== "");
    if (files.length === 0) return;
  }
}

const hasRipgrep = (): Promise<boolean> =>
  run("rg", ["--version"]).then(
    () => true,
    () => false,
  );

/** Uses `place` for its files and leaves it to the caller. */
export async function searching(place: string): Promise<readonly Row[]> {
  const vocabulary = makeVocabulary(30_000, seed);
  const texts = join(place, "texts");
  writeTexts(texts, vocabulary);
  const folder = join(place, "notebook");
  const notebook = openNotebook({ folder, mode: "create" });
  const rgIsHere = await hasRipgrep();
  try {
    const pool = createPool({ spawn: forkImporter });
    const filled = await timed(() => importPaths([texts], { notebook, pool }));
    pool.close();
    const { articles } = notebook.info();
    if (articles !== articleCount) throw new Error(`Expected all articles, found ${articles}`);
    console.error(`  filled with ${articles} articles in ${Math.round(filled / 1_000)} s`);
    const bare = openBare(folder, join(place, "bare"));
    const rows: Row[] = [];
    for (const { what, query, patterns } of queriesFor(vocabulary)) {
      const expression =
        matchOf(parseQuery(query, { asYouType: true }), { shortPrefixes: false })?.expression ?? "";
      const times = await interleaved(rounds, {
        ours: () => timed(() => notebook.search.find({ query, limit })),
        statement: () => timed(() => bare.find(expression)),
        ...(rgIsHere ? { ripgrep: () => timed(() => ripgrep(texts, patterns)) } : {}),
      } as Record<"ours" | "statement" | "ripgrep", () => Promise<number>>);
      const row = (peer: string, time: number): Row => ({
        what: `Searching for ${what}`,
        ours: ms(times.ours),
        peer: `${peer}: ${ms(time)}`,
        ratio: times.ours / time,
      });
      rows.push(row("bare FTS statement", times.statement));
      if (rgIsHere) rows.push(row("ripgrep", times.ripgrep));
    }
    if (!rgIsHere) console.error("  ripgrep (rg) is not installed, so it was not compared");
    bare.close();
    return rows;
  } finally {
    notebook.close();
  }
}

function writeTexts(folder: string, vocabulary: Vocabulary): void {
  mkdirSync(folder, { recursive: true });
  const random = randomFrom(seed);
  for (let index = 0; index < articleCount; index++)
    writeFileSync(
      join(folder, `${String(index).padStart(5, "0")}.txt`),
      asText(makeArticle(vocabulary, seed + index, articleLength(random))),
    );
}

/** The statement that no search over this index can beat, on a copy with a connection of its own. */
function openBare(folder: string, place: string) {
  cpSync(folder, place, { recursive: true, filter: (file) => !/[\\/]files$/.test(file) });
  const sqlite = new Database(join(place, "notebook.commonplace"));
  sqlite.pragma("cache_size = -65536");
  const statement = sqlite.prepare<[string, number], { key: number; score: number }>(
    `select rowid as "key", bm25(fts_body) as score from fts_body where fts_body match ?
     order by score limit ?`,
  );
  return {
    find: (expression: string) => statement.all(expression, limit),
    close: () => sqlite.close(),
  };
}
