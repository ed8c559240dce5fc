import { setImmediate as nextTurn } from "node:timers/promises";
import type { KeyRun, KeyToken } from "../../text/quotes/quotation-keys.ts";
import { shinglesOfRun } from "../../text/quotes/word-pairs.ts";
import type { Database } from "../database.ts";
import type { PartOrigin, WordPairs } from "./word-pairs.ts";
import type { WordShares } from "./word-shares.ts";

/** A version that may hold a quotation, and how much speaks for it, in bits. */
export interface Lead extends PartOrigin {
  readonly bits: number;
}

/** Versions that may hold a stretch of a quotation as it stands. */
export interface WholeLeads {
  /** The tokens of the stretch. */
  readonly stretch: KeyRun;
  /** The next of them, newest first; empty when there are no more. */
  readonly next: () => readonly PartOrigin[];
}

/** Parts that one question may give: the newest of those that have the words. */
const mostHits = 60;
/** The same for a question of what is left of a short one. */
const mostNearHits = 90;
/** The same for a question of one pair; one that more parts have tells only together with others. */
const mostOfPair = 3_000;
/** Versions that are told, the likeliest first; of a short quotation, whose words tell less, some more. */
const mostLeads = 60;
const mostShortLeads = 90;
/** Tokens of the stretch that is looked for as it stands. */
const shortestStretch = 4;
const longestStretch = 12;
/** Shingles of one question: the rarest say nearly all that the others do. */
const mostAsked = 6;
/** Pairs that have a vote each. */
const mostVoters = 12;
/** In a quotation of so few tokens, each of them is tried as the one that was changed. */
const fewTokens = 10;

/** Tokens of one run that stand together, and how much they tell. */
interface Told {
  readonly run: number;
  readonly at: number;
  readonly length: number;
  readonly code: string;
  readonly bits: number;
}

/** Prepares finding the versions that may hold a quotation, by the pairs of their words. */
export function openQuotationIndex(database: Database, pairs: WordPairs, shares: WordShares) {
  const ask = (asked: readonly Told[], limit: number, before?: number): readonly number[] => {
    const codes = rarest(asked)
      .slice(0, mostAsked)
      .map(({ code }) => code);
    return database.read(() => pairs.having([...new Set(codes)], limit, before));
  };
  /** The versions of these parts, the likeliest first, among equals the newest. */
  const leadsOf = (weights: ReadonlyMap<number, number>, limit: number): readonly Lead[] => {
    const found = new Map<number, Lead>();
    const ordered = [...weights].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
    const most = ordered[0]?.[1] ?? 0;
    for (const [part, bits] of ordered.slice(0, 2 * limit)) {
      const origin = bits * 2 < most ? null : database.read(() => pairs.originOf(part));
      if (origin !== null && !found.has(origin.version))
        found.set(origin.version, { ...origin, bits });
      if (found.size >= limit) break;
    }
    return [...found.values()];
  };

  return {
    /** Versions that have all pairs of its most telling stretch. */
    whole(runs: readonly KeyRun[]): WholeLeads {
      const { run, tokens, at } = tellingStretch(runs, shares);
      const asked = shinglesOf(runs, shares).filter(
        (each) => each.run === run && each.at >= at && each.at + each.length <= at + tokens.length,
      );
      let before: number | undefined;
      return {
        stretch: tokens,
        next() {
          if (before === 0) return [];
          const parts = ask(asked, mostHits, before);
          before = parts.length < mostHits ? 0 : parts.at(-1);
          return parts.flatMap((part) => database.read(() => pairs.originOf(part)) ?? []);
        },
      };
    },

    /**
     * Versions that have enough of its pairs to have all but some of its words; `enough` is how many bits
     * what they have must tell.
     */
    async near(runs: readonly KeyRun[], enough: number): Promise<readonly Lead[]> {
      const all = shinglesOf(runs, shares);
      const parts = database.read(pairs.count);
      // What the words tell is not what their codes do: others share those. So it counts how many have them.
      const tells = (found: readonly number[]) => Math.log2(parts / Math.max(1, found.length));
      const weights = new Map<number, number>();
      for (const { kept, bits } of withoutOne(runs, all, shares)) {
        if (bits < enough) continue;
        const found = ask(kept, mostNearHits);
        for (const part of found) weights.set(part, Math.max(tells(found), weights.get(part) ?? 0));
        await nextTurn();
      }
      const votes = new Map<number, number>();
      for (const voter of votersOf(all, mostPlaces())) {
        const found = ask([voter], mostOfPair);
        if (found.length < mostOfPair)
          for (const part of found) votes.set(part, (votes.get(part) ?? 0) + tells(found));
        await nextTurn();
      }
      for (const [part, bits] of votes) weights.set(part, Math.max(bits, weights.get(part) ?? 0));
      return leadsOf(weights, isShort(runs) ? mostShortLeads : mostLeads);
    },
  };

  /** The bits below which more parts have a pair than are worth reading. */
  function mostPlaces(): number {
    return shares.bitsToPlace() - Math.log2(mostOfPair);
  }
}

const rarest = (shingles: readonly Told[]): readonly Told[] =>
  shingles.toSorted((a, b) => b.bits - a.bits);

function sumOf(tokens: readonly KeyToken[], shares: WordShares): number {
  return tokens.reduce((sum, { key }) => sum + shares.bits(key), 0);
}

function shinglesOf(runs: readonly KeyRun[], shares: WordShares): readonly Told[] {
  return runs.flatMap((tokens, run) =>
    shinglesOfRun(tokens).map(({ code, at, length }) => {
      const bits = sumOf(tokens.slice(at, at + length), shares);
      return { run, at, length, code, bits };
    }),
  );
}

/** The stretch of a run around its most telling words, as long as it takes to tell one place. */
function tellingStretch(runs: readonly KeyRun[], shares: WordShares) {
  let best = { run: 0, at: 0, tokens: [] as readonly KeyToken[], bits: 0 };
  for (let length = shortestStretch; length <= longestStretch; length += 1) {
    for (const [run, all] of runs.entries())
      for (let at = 0; at === 0 || at + length <= all.length; at += 1) {
        const tokens = all.slice(at, at + length);
        const bits = sumOf(tokens, shares);
        if (bits > best.bits) best = { run, at, tokens, bits };
      }
    if (best.bits > shares.bitsToPlace() + 2) break;
  }
  return best;
}

function isShort(runs: readonly KeyRun[]): boolean {
  return runs.reduce((sum, { length }) => sum + length, 0) <= fewTokens;
}

/** For each token of a short quotation: what is left when it was changed, or one added beside it. */
function withoutOne(runs: readonly KeyRun[], all: readonly Told[], shares: WordShares) {
  const said = runs.reduce((sum, run) => sum + sumOf(run, shares), 0);
  if (!isShort(runs)) return [];
  return runs.flatMap((run, index) =>
    run.map(({ key }, place) => ({
      bits: said - shares.bits(key),
      kept: all.filter(
        ({ run: own, at, length }) => own !== index || place < at || place >= at + length,
      ),
    })),
  );
}

/** The pairs that are asked one by one, the most telling first; first those with no word in common. */
function votersOf(all: readonly Told[], leastBits: number): readonly Told[] {
  const ordered = rarest(all.filter(({ bits }) => bits >= leastBits));
  const chosen: Told[] = [];
  // One altered word spoils all that it stands in.
  for (const each of ordered)
    if (chosen.every((other) => other.run !== each.run || areApart(other, each))) chosen.push(each);
  const rest = ordered.filter((each) => !chosen.includes(each));
  return [...chosen.slice(0, mostVoters - 2), ...rest].slice(0, mostVoters);
}

const areApart = (one: Told, other: Told): boolean =>
  one.at + one.length <= other.at || other.at + other.length <= one.at;
