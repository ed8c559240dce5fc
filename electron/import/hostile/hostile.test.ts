/**
 * Hostile files through real importer processes: each ends as a draft or as a refusal that says why and
 * what to do, within a minute, and no process dies of one. `npm test` draws a sample; `HOSTILE=all`
 * takes every case, with `HOSTILE_SEED=2` other damage, and prints what became of them.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { forkImporter } from "../fork.ts";
import { checkHarvest } from "../harvest.ts";
import { archiveAttacks } from "./archives-fixture.ts";
import {
  hollow,
  mutated,
  numbers,
  renamed,
  truncated,
  type HostileFile,
  type Sample,
} from "./damage-fixture.ts";
import { pdfAttacks } from "./pdf-fixture.ts";
import { hostileSamples } from "./samples-fixture.ts";
import { textAttacks } from "./texts-fixture.ts";
import { formatNames } from "../index.ts";
import { createPool } from "../pool.ts";

const all = process.env["HOSTILE"] === "all";
const seed = Number(process.env["HOSTILE_SEED"] ?? 1);
/** Mutants of each format; and cases of each format in a sample. */
const mutants = 240;
const drawn = 10;
/** Of the attacks, every how many-th is in a sample. */
const attackEvery = 9;
const samples = hostileSamples();
const lanes = Math.max(availableParallelism(), 2);
const folder = await mkdtemp(path.join(tmpdir(), "commonplace-hostile-"));
const pool = createPool({ spawn: forkImporter, size: lanes });
afterAll(async () => {
  pool.close();
  await rm(folder, { recursive: true });
});

/** What became of the files that were tried. */
interface Tally {
  tried: number;
  imported: number;
  refused: number;
  /** The case, with what was wrong about its end. */
  readonly wrong: string[];
  slowest: { readonly case: string; readonly ms: number };
}

function casesOf(sample: Sample, share: number): readonly HostileFile[] {
  const extensions = formatNames.map((format) => format.extensions[0] ?? "");
  return [
    ...truncated(sample),
    ...mutated(sample, Math.ceil(mutants / share), seed),
    ...renamed(sample, extensions),
    ...hollow(sample),
  ];
}

/** `n` of the items, the same in every run. */
function draw<T>(items: readonly T[], n: number): readonly T[] {
  const pick = numbers(items.length);
  return Array.from({ length: n }, () => items[pick(items.length)]).filter(
    (item) => item !== undefined,
  );
}

async function run(
  count: number,
  make: (n: number) => HostileFile | undefined,
  of: string,
): Promise<Tally> {
  const tally: Tally = {
    tried: 0,
    imported: 0,
    refused: 0,
    wrong: [],
    slowest: { case: "none", ms: 0 },
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const n = next++;
      const file = make(n);
      if (file === undefined) continue;
      const place = path.join(folder, `${of} ${n}`.replaceAll("/", " "));
      await writeFile(place, file.bytes);
      const started = performance.now();
      const reading = await pool.read({
        name: file.name,
        path: place,
        folder,
        room: `${place} room`,
        depth: 0,
      });
      const ms = performance.now() - started;
      const what = `${of}: ${file.name}, ${file.case}`;
      tally.tried += 1;
      if (ms > tally.slowest.ms) tally.slowest = { case: what, ms: Math.round(ms) };
      if (reading.ok) tally.imported += 1;
      else tally.refused += 1;
      const fault = faultOf(reading);
      if (fault !== null) tally.wrong.push(`${what}: ${fault}`);
      await rm(place);
      await rm(`${place} room`, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (all) console.log(`${of}: ${JSON.stringify(tally)}`);
  return tally;
}

/** What is wrong about an end; null when it is an article or a clear refusal. */
function faultOf(
  reading: Awaited<ReturnType<ReturnType<typeof createPool>["read"]>>,
): string | null {
  if (!reading.ok) {
    // The words of a process that died, took too long, or met a mistake of ours.
    const ours = /crashed|took longer|The reader failed/.test(reading.reason);
    if (ours) return reading.reason;
    return reading.reason.endsWith(".") ? null : `no sentence: ${reading.reason}`;
  }
  try {
    const { articles, files, refused } = checkHarvest(reading.harvest);
    return articles.length + files.length + refused.length > 0 ? null : "nothing came of it";
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error);
  }
}

test("there is a sample of every format", () => {
  const missing = formatNames.filter(
    ({ label }) => !samples.some(({ format }) => format === label),
  );
  expect(missing).toEqual([]);
});

test.each(formatNames.map(({ label }) => label))(
  "damaged, cut, renamed and hollow files end as articles or refusals: %s",
  async (label) => {
    const own = samples.filter(({ format }) => format === label);
    const cases = own.flatMap((sample) => casesOf(sample, own.length));
    const chosen = all ? cases : draw(cases, drawn);
    const tally = await run(chosen.length, (n) => chosen[n], label);
    expect(tally.wrong).toEqual([]);
    expect(tally.tried).toBe(chosen.length);
  },
  all ? 3_600_000 : 60_000,
);

test(
  "attacks end as articles or refusals",
  async () => {
    const every = [...archiveAttacks(), ...pdfAttacks(), ...textAttacks()];
    const chosen = all ? every : every.filter((_, n) => n % attackEvery === 0);
    const tally = await run(chosen.length, (n) => chosen[n]?.(), "attacks");
    expect(tally.wrong).toEqual([]);
    expect(tally.tried).toBe(chosen.length);
    expect(tally.imported).toBeGreaterThan(0);
    expect(tally.refused).toBeGreaterThan(0);
  },
  all ? 3_600_000 : 120_000,
);
