import { keysOfText } from "../../text/quotes/quotation-keys.ts";
import { hasUnspacedScript } from "../../text/tokens.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";

/** How common words are in the notebook's texts, learned from some of them. */
export interface WordShares {
  /** Reads the sample when it was never read, or the notebook has grown much since. */
  learn(): void;
  /** How much a word tells, in bits: one more for each time it is half as common. */
  bits(key: string): number;
  /** Which part of all articles have it, about. */
  share(key: string): number;
  /** How many bits tell one place from all others in the notebook's texts. */
  bitsToPlace(): number;
}

/** Texts that are read, evenly spread; a word that none of them has is rare enough. */
const sampleSize = 120;
/** Of each, so that one very long text does not take long. */
const sampleUnits = 6_000;

interface Sample {
  readonly articles: number;
  readonly texts: number;
  readonly words: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly holders: ReadonlyMap<string, number>;
}

/** Prepares the shares; nothing is read before they are asked for. */
export function openWordShares({ sqlite }: Database): WordShares {
  const articles = sqlite.prepare<[], number>(`select articles from counters`).pluck();
  const lastKey = sqlite
    .prepare<[], number | null>(`select max(version_key) from version_body`)
    .pluck();
  const textFrom = sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body where version_key >= ? order by version_key limit 1`,
  );
  let sample: Sample | null = null;

  const read = (count: number): Sample => {
    const last = lastKey.get() ?? 0;
    const keys = new Set(
      Array.from({ length: sampleSize }, (_, n) => 1 + Math.floor((n * last) / sampleSize)),
    );
    const counts = new Map<string, number>();
    const holders = new Map<string, number>();
    let words = 0;
    let texts = 0;
    for (const key of keys) {
      const row = textFrom.get(key);
      if (row === undefined) continue;
      const found = keysOfText(unpackBody(row.codec, row.text).slice(0, sampleUnits));
      for (const word of found) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const word of new Set(found)) holders.set(word, (holders.get(word) ?? 0) + 1);
      words += found.length;
      texts += 1;
    }
    return { articles: count, texts, words, counts, holders };
  };
  const known = (): Sample => (sample ??= read(articles.get() ?? 0));

  return {
    learn() {
      const count = articles.get() ?? 0;
      if (sample === null || count > 2 * sample.articles + 10) sample = read(count);
    },
    bits(key) {
      const { counts, words } = known();
      // Half a time for a word that was not met: it is rarer than those met once.
      const told = Math.log2((words + 1) / (counts.get(key) ?? 0.5));
      // Pairs of letters overlap: each says anew only what its second letter does.
      return hasUnspacedScript(key) ? told / 2 : told;
    },
    share(key) {
      const { holders, texts } = known();
      return (holders.get(key) ?? 0.3) / Math.max(1, texts);
    },
    bitsToPlace() {
      const { articles: all, words, texts } = known();
      return Math.log2(Math.max(1, all) * Math.max(1, words / Math.max(1, texts)));
    },
  };
}
