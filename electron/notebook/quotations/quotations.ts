import type { Block } from "../../api.ts";
import type { FoundQuotation } from "../../contract/quotation-entities.ts";
import { blockStarts } from "../../text/blocks.ts";
import { textWithoutRaisedNumbers, unread } from "../../text/notes/note-marks.ts";
import { pageLabelAt } from "../../text/page-labels.ts";
import { paragraphNumber } from "../../text/paragraphs.ts";
import { isTruer, type Passage } from "../../text/quotes/passage.ts";
import { findPassage } from "../../text/quotes/passage-window.ts";
import { keyRuns, keysOfText, type KeyRun } from "../../text/quotes/quotation-keys.ts";
import { sealOf } from "../../text/quotes/seal.ts";
import { sourceSentence } from "../../text/quotes/source-sentence.ts";
import { unpackBody } from "../storage/bodies.ts";
import type { Database } from "../database.ts";
import { openQuotationLeads } from "./quotation-leads.ts";
import type { WordPairs } from "./word-pairs.ts";
import { openWordShares } from "./word-shares.ts";

/** A version whose text may hold the quotation. */
interface Candidate {
  readonly versionKey: number;
  readonly version: string;
  readonly number: number;
  readonly isNewest: boolean;
  readonly text: string;
}

/** A passage of a candidate, with what its comparison says. */
interface Match extends Passage {
  readonly candidate: Candidate;
  readonly articleKey: number;
}

/** What is looked for. */
interface Asked {
  readonly quotation: string;
  readonly runs: readonly KeyRun[];
}

interface VersionRow {
  readonly key: number;
  readonly version: string;
  readonly number: number;
  readonly codec: number;
  readonly text: Uint8Array;
}
interface ArticleRow {
  readonly article: string;
  readonly title: string;
  readonly byline: string;
  readonly site: string | null;
  readonly published: string | null;
  readonly language: string | null;
}

/**
 * Words that are altered must still say so much that they are not met by chance: this many bits more
 * than it takes to tell one place of the notebook's text from all others.
 */
const spareBits = 6;
/** Words for each that may be altered: of five words one, in order and with nothing but one in its place. */
const wordsForEach = 5;
/** In a longer quotation the bits are enough. */
const shortWords = 10;

/** Prepares looking up quotations in the texts of all articles. */
export function openQuotations(database: Database, wordPairs: WordPairs) {
  const { sqlite } = database;
  const shares = openWordShares(database);
  const leads = openQuotationLeads(database, wordPairs, shares);
  const versionsOf = sqlite.prepare<[number], VersionRow>(
    `select version_key as "key", version.id as version, number, codec, text
     from version join version_body using (version_key)
     where article_key = ? and removed_at is null order by number desc`,
  );
  const articleOf = sqlite.prepare<[number], ArticleRow>(
    `select id as article, title, byline, site, published, language from article
     where article_key = ? and live = 1`,
  );
  const blocksOf = sqlite.prepare<[number], { codec: number; blocks: Uint8Array }>(
    `select codec, blocks from version_body where version_key = ?`,
  );

  const blocksIn = (versionKey: number): readonly Block[] => {
    const body = blocksOf.get(versionKey);
    if (body === undefined) throw new RangeError(`Expected a body for version ${versionKey}.`);
    // Written by `articles.add` from blocks.
    return JSON.parse(unpackBody(body.codec, body.blocks)) as readonly Block[];
  };

  /** The passage of one version; marks of notes in it may be quoted or left out. */
  const passageIn = (
    versionKey: number,
    text: string,
    { quotation, runs }: Asked,
  ): Passage | null => {
    const found = findPassage(text, quotation, runs, shares.bits);
    if (found === null || found.seal.state !== "altered") return found;
    const body = blocksOf.get(versionKey);
    if (body === undefined || !unpackBody(body.codec, body.blocks).includes('"superscript"'))
      return found;
    const plain = blocksIn(versionKey).map(textWithoutRaisedNumbers).join("\n");
    if (!plain.includes(unread)) return found;
    const there = plain.slice(found.start, found.end);
    const same = { ...found, seal: sealOf(there, quotation) };
    if (same.seal.state !== "altered") return same;
    // Where the words are true without the marks, others may be nearer to them with those.
    const without = findPassage(plain, quotation, runs, shares.bits);
    return without === null || without.seal.state === "altered" ? found : without;
  };

  /** The truest passage of one article, among equals of the newest version that has it. */
  const matchIn = (articleKey: number, asked: Asked): Match | null => {
    const literal = asked.quotation.trim();
    let best: Match | null = null;
    let newest: number | null = null;
    for (const { key, version, number, codec, text: packed } of versionsOf.iterate(articleKey)) {
      newest ??= number;
      const text = unpackBody(codec, packed);
      // Only the very characters are truer than the same words in another type.
      if (best?.seal.state === "typography" && !text.includes(literal)) continue;
      const found = passageIn(key, text, asked);
      if (found === null) continue;
      const candidate = { versionKey: key, version, number, text, isNewest: number === newest };
      if (best === null || isTruer(found, best)) best = { ...found, candidate, articleKey };
      if (best.seal.state === "verbatim") break;
    }
    return best;
  };

  const describe = (match: Match): FoundQuotation | null => {
    const row = articleOf.get(match.articleKey);
    if (row === undefined) return null;
    const { start, end, seal, candidate } = match;
    const { text, version, number } = candidate;
    const blocks = blocksIn(candidate.versionKey);
    const starts = blockStarts(blocks);
    return {
      article: row.article,
      title: row.title,
      // Written by `articles.add` from a list of names.
      byline: JSON.parse(row.byline) as readonly string[],
      site: row.site,
      published: row.published,
      version,
      versionNumber: number,
      isNewest: candidate.isNewest,
      start,
      end,
      paragraph: paragraphNumber(blocks, starts, start),
      page: pageLabelAt(blocks, starts, start),
      words: text.slice(start, end),
      source: sourceSentence(text, start, end, row.language),
      state: seal.state,
      diff: seal.diff,
    };
  };

  /** Whether altered words still say more than what many texts may say, and few are altered. */
  const isTold = ({ seal: { diff } }: Match): boolean => {
    const keysOf = (...kinds: readonly string[]) =>
      diff.filter(({ kind }) => kinds.includes(kind)).flatMap(({ text }) => keysOfText(text));
    const kept = keysOf("kept");
    const quoted = kept.length + keysOf("added").length;
    const few = quoted >= shortWords || (quoted - kept.length) * wordsForEach <= quoted;
    return few && bits(kept) >= shares.bitsToPlace() + spareBits;
  };
  const bits = (keys: readonly string[]) => keys.reduce((sum, key) => sum + shares.bits(key), 0);

  /** The best match of these articles, or `known` when none is better; altered words must tell. */
  const bestOf = (
    articles: readonly number[],
    { known, ...asked }: Asked & { readonly known: Match | null },
  ): Match | null => {
    let best = known;
    for (const article of articles) {
      const match = database.read(() => matchIn(article, asked));
      if (match === null || (match.seal.state === "altered" && !isTold(match))) continue;
      if (best === null || isTruer(match, best)) best = match;
      if (best.seal.state === "verbatim") break;
    }
    return best;
  };

  return {
    /**
     * The passage of any article that a quotation comes from: one with the very words where there is
     * one, of the newest article among equals, else the one that shares most of them. Null when the
     * notebook has none: nothing is guessed from a few words that many texts share.
     */
    async find({ text }: { readonly text: string }): Promise<FoundQuotation | null> {
      const quotation = text.normalize("NFC");
      const runs = keyRuns(quotation);
      if (runs.length === 0) return null;
      await wordPairs.prepare();
      database.read(shares.learn);
      const asked = { quotation, runs };
      let best = bestOf(await leads.whole(runs, quotation), { ...asked, known: null });
      const enough = shares.bitsToPlace() + spareBits;
      const mayBeAltered = bits(runs.flatMap((run) => run.map(({ key }) => key))) >= enough;
      if ((best === null || best.seal.state === "altered") && mayBeAltered)
        best = bestOf(await leads.near(runs, enough), { ...asked, known: best });
      const match = best;
      return match === null ? null : database.read(() => describe(match));
    },
  };
}
