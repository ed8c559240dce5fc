import { setImmediate as nextTurn } from "node:timers/promises";
import { coverOf, standTogether } from "../../text/quotes/quotation-cover.ts";
import { plainMarks } from "../../text/quotes/plain-marks.ts";
import type { KeyRun } from "../../text/quotes/quotation-keys.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { openQuotationIndex } from "./quotation-index.ts";
import type { PartOrigin, WordPairs } from "./word-pairs.ts";
import type { WordShares } from "./word-shares.ts";

/** Articles that are worth comparing with a quotation, the likeliest first. */
const mostCompared = 6;
/** Where no text shows the words at a glance, so many are compared: they may be set in another way. */
const mostUnseen = 3;
/** Units of text that are glanced at for one question. */
const mostUnits = 2_000_000;
/** The same of those that the index does not lead to yet, which are all gone through. */
const mostWaitingUnits = 30_000_000;
/** Words that stand alone among changed ones are not seen at a glance, but count when all is compared. */
const leastCovered = 0.5;

/**
 * Prepares choosing the articles to compare with a quotation: those that the index leads to, after a glance
 * at their texts. Others have their turn in between.
 */
export function openQuotationLeads(database: Database, wordPairs: WordPairs, shares: WordShares) {
  const index = openQuotationIndex(database, wordPairs, shares);
  const textOf = database.sqlite.prepare<[number], { codec: number; text: Uint8Array }>(
    `select codec, text from version_body where version_key = ?`,
  );
  const textIn = ({ version }: PartOrigin): string => {
    const body = database.read(() => textOf.get(version));
    return body === undefined ? "" : unpackBody(body.codec, body.text);
  };

  /** The texts of the versions that the index does not lead to yet, one by one. */
  async function* waitingTexts() {
    let units = 0;
    for (const lead of wordPairs.waiting()) {
      if (units > mostWaitingUnits) return;
      const text = textIn(lead);
      units += text.length;
      yield { article: lead.article, text };
      await nextTurn();
    }
  }

  return {
    /**
     * Articles that have its most telling stretch as it stands, newest first; but before them those that
     * seem to have all of the quotation as it stands.
     */
    async whole(runs: readonly KeyRun[], quotation: string): Promise<readonly number[]> {
      const { stretch, next } = index.whole(runs);
      const alike = likenessTo(quotation);
      const [seen, unseen] = [new Map<number, number>(), new Set<number>()];
      /** Whether enough is seen: many may have nearly the words, and one that comes later all of them. */
      const see = (article: number, text: string): boolean => {
        if (!standTogether(text.toLowerCase(), stretch)) unseen.add(article);
        else seen.set(article, Math.max(alike(text), seen.get(article) ?? 0));
        return seen.size >= mostCompared && seen.values().some((likeness) => likeness === 2);
      };
      const chosen = () =>
        [...seen]
          .toSorted((a, b) => b[1] - a[1])
          .slice(0, mostCompared)
          .map(([article]) => article);
      for await (const { article, text } of waitingTexts()) if (see(article, text)) return chosen();
      // Those that wait were only looked at.
      unseen.clear();
      let units = 0;
      for (let leads = next(); leads.length > 0 && units < mostUnits; leads = next()) {
        for (const lead of leads) {
          const text = textIn(lead);
          units += text.length;
          if (see(lead.article, text)) return chosen();
        }
        await nextTurn();
      }
      return seen.size > 0 ? chosen() : [...unseen].slice(0, mostUnseen);
    },

    /** Articles that have all but some of its words; what they have must tell `enough` bits. */
    async near(runs: readonly KeyRun[], enough: number): Promise<readonly number[]> {
      const covered = coverOf(runs, shares.bits);
      let units = 0;
      const seen = (await index.near(runs, enough)).map((lead) => {
        const text = units < mostUnits ? textIn(lead) : "";
        units += text.length;
        return { article: lead.article, bits: covered(text) };
      });
      for await (const { article, text } of waitingTexts())
        seen.push({ article, bits: covered(text) });
      const most = seen.reduce((bits, lead) => Math.max(bits, lead.bits), 0);
      const likely = seen
        .filter(({ bits }) => bits >= Math.max(enough * leastCovered, most * 0.75))
        .toSorted((a, b) => b.bits - a.bits);
      return [...new Set(likely.map(({ article }) => article))].slice(0, mostCompared);
    },
  };
}

/** Marked omissions, and words in brackets. */
const edits = /\[[^\]]*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}/u;

/**
 * Prepares seeing at a glance whether a quotation stands in a text: 2 when its very characters do, 1 when
 * what is between its marked edits does in some type, else 0.
 */
function likenessTo(quotation: string): (text: string) => 0 | 1 | 2 {
  const literal = quotation.trim();
  const parts = plainMarks(quotation)
    .split(edits)
    .map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return (text) => {
    if (text.includes(literal)) return 2;
    const plain = plainMarks(text);
    return parts.every((part) => plain.includes(part)) ? 1 : 0;
  };
}
