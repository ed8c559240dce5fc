import { setImmediate as nextTurn } from "node:timers/promises";
import type { KeyRun, KeyToken } from "../text/quotation-keys.ts";
import type { Database } from "./database.ts";
import type { WordShares } from "./word-shares.ts";

/** Articles that one question may give: the newest of those that have the words. */
const mostHits = 24;
/** Articles looked into at most, best first. */
const mostCandidates = 8;
/** Tokens of a phrase that is looked for as it stands. */
const shortestPhrase = 4;
const longestPhrase = 12;
/** Pairs that are asked for when a quotation is not found as it stands. */
const mostPairs = 10;
/** Pairs with so few hits that each of them is worth looking into. */
const enoughPairs = 4;
/** Where even the rarest word of a question is in more articles than this, it is asked by parts. */
const commonArticles = 4_000;
/** Articles that such a part goes over, so that others are answered in between. */
const partSize = 4_000;

interface Pair {
  readonly run: number;
  readonly at: number;
  readonly expression: string;
  readonly bits: number;
  readonly share: number;
}

/** Prepares finding the articles that may hold a quotation, by the index of their words. */
export function openQuotationIndex(database: Database) {
  const { sqlite } = database;
  const hits = sqlite
    .prepare<[{ expression: string; from: number; to: number; limit: number }], number>(
      `select rowid from fts_body
       where fts_body match :expression and rowid between :from and :to
       order by rowid desc limit :limit`,
    )
    .pluck();
  const lastKey = sqlite.prepare<[], number | null>(`select max(article_key) from article`).pluck();

  /** The newest articles that match. A search of what most articles hold lets others in between. */
  const ask = async (expression: string, share: number): Promise<readonly number[]> => {
    const last = lastKey.get() ?? 0;
    const size = share * last > commonArticles ? partSize : Math.max(1, last);
    const found: number[] = [];
    for (let to = last; to > 0 && found.length < mostHits; to -= size) {
      const from = Math.max(1, to - size + 1);
      const limit = mostHits - found.length;
      found.push(...database.read(() => hits.all({ expression, from, to, limit })));
      if (from > 1) await nextTurn();
    }
    return found;
  };

  return {
    /** Articles that have the words as they stand, newest first: those of the most telling stretch. */
    async whole(runs: readonly KeyRun[], shares: WordShares): Promise<readonly number[]> {
      const phrase = tellingPhrase(runs, shares);
      if (phrase.length === 0) return [];
      const found = await ask(quoted(phrase), shareOf(phrase, shares));
      return found.slice(0, mostCandidates);
    },

    /** Articles that have some of its pairs of words, those with the most telling ones first. */
    async near(runs: readonly KeyRun[], shares: WordShares): Promise<readonly number[]> {
      const votes = new Map<number, number>();
      const vote = (keys: readonly number[], bits: number) => {
        for (const key of keys) votes.set(key, (votes.get(key) ?? 0) + bits);
      };
      const crowded: Pair[] = [];
      let useful = 0;
      for (const pair of pairsToAsk(runs, shares)) {
        const found = await ask(pair.expression, pair.share);
        if (found.length === 0) continue;
        vote(found, pair.bits);
        if (found.length >= mostHits) crowded.push(pair);
        else useful += 1;
        if (useful >= enoughPairs) break;
      }
      // Pairs that very many have tell only together.
      if (useful < enoughPairs)
        for (const { expression, bits, share } of together(crowded))
          vote(await ask(expression, share), bits);
      return [...votes]
        .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
        .slice(0, mostCandidates)
        .map(([key]) => key);
    },
  };
}

const quoted = (tokens: readonly KeyToken[]): string =>
  `"${tokens.map(({ token }) => token.replaceAll('"', "")).join(" ")}"`;

/** The share of articles that have the rarest of these words. */
function shareOf(tokens: readonly KeyToken[], shares: WordShares): number {
  return Math.min(...tokens.map(({ key }) => shares.share(key)));
}

/** The stretch of a run around its most telling words, as long as it takes to tell one place. */
function tellingPhrase(runs: readonly KeyRun[], shares: WordShares): readonly KeyToken[] {
  const sum = (tokens: readonly KeyToken[]) =>
    tokens.reduce((all, { key }) => all + shares.bits(key), 0);
  let best: readonly KeyToken[] = [];
  for (let length = shortestPhrase; length <= longestPhrase; length += 1) {
    for (const run of runs)
      for (let at = 0; at === 0 || at + length <= run.length; at += 1) {
        const tokens = run.slice(at, at + length);
        if (sum(tokens) > sum(best)) best = tokens;
      }
    if (sum(best) > shares.bitsToPlace() + 2) break;
  }
  return best;
}

/** The pairs of neighbouring tokens to ask for, the most telling first, no token in more than two. */
function pairsToAsk(runs: readonly KeyRun[], shares: WordShares): readonly Pair[] {
  const pairs = runs.flatMap((run, index) =>
    run.slice(1).map((second, at): Pair => {
      const first = run[at] ?? second;
      return {
        run: index,
        at,
        expression: quoted([first, second]),
        bits: shares.bits(first.key) + shares.bits(second.key),
        share: Math.min(shares.share(first.key), shares.share(second.key)),
      };
    }),
  );
  const ordered = pairs.toSorted((a, b) => b.bits - a.bits);
  const chosen: Pair[] = [];
  // One altered word spoils both pairs that it stands in, so those asked first have no word in common.
  for (const pair of ordered)
    if (chosen.every(({ run, at }) => run !== pair.run || Math.abs(at - pair.at) > 1))
      chosen.push(pair);
  const rest = ordered.filter((pair) => !chosen.includes(pair));
  return [...chosen.slice(0, mostPairs - 2), ...rest].slice(0, mostPairs);
}

/** Pairs of pairs that stand near each other in the quotation, the most telling first. */
function together(crowded: readonly Pair[]): readonly Pair[] {
  const both: Pair[] = [];
  for (const [index, one] of crowded.entries())
    for (const other of crowded.slice(index + 1)) {
      const apart = Math.abs(one.at - other.at);
      if (one.run === other.run && apart < 2) continue;
      const expression =
        one.run === other.run
          ? `NEAR(${one.expression} ${other.expression}, ${apart + 4})`
          : `${one.expression} AND ${other.expression}`;
      const share = Math.min(one.share, other.share);
      both.push({ ...one, expression, bits: one.bits + other.bits, share });
    }
  return both.toSorted((a, b) => b.bits - a.bits).slice(0, 3);
}
