/**
 * Sentences that left their place and stand elsewhere, even with some words changed. Only sentences that
 * have nothing to do with their surroundings take part: what stayed in place is never called moved.
 */
import { link, unlinkRange, type Alignment, type Paragraph, type TokenRange } from "./alignment.ts";
import { alignedInside, type TokenPair } from "./changed-words.ts";
import { sentences } from "../sentences.ts";
import { lettersIn, tokenAfter, type WordTokens } from "./word-tokens.ts";

/** Shorter sentences ("He did not know.") are said more than once without being moved. */
const leastLetters = 16;
/** A sentence is a stranger in its place when less than this share of its letters is linked. */
const linkedShare = 0.5;
/** Share of the letters of both that a moved sentence must have in common with its new self. */
const commonShare = 0.6;
/** Word triples in more sentences than this say nothing about which is which. */
const commonTriple = 12;

/** The sentences of a paragraph, as ranges of tokens. */
export function sentenceRanges(tokens: WordTokens, paragraph: TokenRange): readonly TokenRange[] {
  const at = tokens.starts[paragraph.first] ?? 0;
  const text = tokens.text.slice(at, tokens.ends[paragraph.end - 1]);
  const ranges: TokenRange[] = [];
  let first = paragraph.first;
  for (const { end } of sentences(text)) {
    const last = Math.min(paragraph.end, tokenAfter(tokens, at + end));
    if (last > first) ranges.push({ first, end: last });
    first = Math.max(first, last);
  }
  return ranges;
}

/** Links sentences without a counterpart to equal or similar ones without a counterpart. */
export function linkMovedSentences(
  alignment: Alignment,
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): void {
  const gone = strangers(alignment.from, alignment.forward, before);
  const come = strangers(alignment.to, alignment.backward, after);
  if (gone.length === 0 || come.length === 0) return;
  const used = new Set<TokenRange>();
  for (const { from, to } of candidates(alignment, gone, come)) {
    if (used.has(from) || used.has(to)) continue;
    const pairs = alignedInside(alignment, indexes(from), indexes(to));
    if (common(alignment, from, to, pairs) < commonShare) continue;
    used.add(from).add(to);
    unlinkRange(alignment.forward, alignment.backward, from);
    unlinkRange(alignment.backward, alignment.forward, to);
    for (const [f, t] of pairs) link(alignment, f, t);
  }
}

function strangers(
  tokens: WordTokens,
  links: Int32Array,
  paragraphs: readonly Paragraph[],
): readonly TokenRange[] {
  return paragraphs
    .filter((paragraph) => looseLetters(tokens, links, paragraph) >= leastLetters)
    .flatMap((paragraph) => sentenceRanges(tokens, paragraph))
    .filter((range) => {
      const letters = lettersIn(tokens, range.first, range.end);
      const loose = looseLetters(tokens, links, range);
      return letters >= leastLetters && loose > letters * (1 - linkedShare);
    });
}

function looseLetters(tokens: WordTokens, links: Int32Array, { first, end }: TokenRange): number {
  let sum = 0;
  for (let index = first; index < end; index += 1)
    if ((links[index] ?? -1) < 0) sum += tokens.weights[index] ?? 0;
  return sum;
}

/** The numbers of the words of a sentence, three in a row each; punctuation is passed over. */
function triples(tokens: WordTokens, { first, end }: TokenRange): ReadonlySet<string> {
  const words: number[] = [];
  for (let index = first; index < end; index += 1)
    if ((tokens.weights[index] ?? 0) > 0) words.push(tokens.ids[index] ?? -1);
  return new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
}

interface Candidate {
  readonly from: TokenRange;
  readonly to: TokenRange;
  readonly shared: number;
}

/** Pairs that share word triples, the likest first; among equals the first in the text. */
function candidates(
  { from, to }: Alignment,
  gone: readonly TokenRange[],
  come: readonly TokenRange[],
): readonly Candidate[] {
  const comeTriples = come.map((range) => triples(to, range));
  const holders = new Map<string, number[]>();
  comeTriples.forEach((set, index) => {
    for (const triple of set) {
      const list = holders.get(triple);
      if (list === undefined) holders.set(triple, [index]);
      else list.push(index);
    }
  });
  return gone
    .flatMap((range) => {
      const mine = triples(from, range);
      const shared = new Map<number, number>();
      for (const triple of mine) {
        const list = holders.get(triple) ?? [];
        if (list.length > commonTriple) continue;
        for (const index of list) shared.set(index, (shared.get(index) ?? 0) + 1);
      }
      return [...shared].flatMap(([index, count]) => {
        const other = come[index];
        const all = mine.size + (comeTriples[index]?.size ?? 0);
        return other === undefined ? [] : [{ from: range, to: other, shared: (2 * count) / all }];
      });
    })
    .filter(({ shared }) => shared >= 0.25)
    .toSorted((a, b) => b.shared - a.shared);
}

function indexes({ first, end }: TokenRange): Int32Array {
  return Int32Array.from({ length: end - first }, (_, index) => first + index);
}

/** Share of the letters of both sentences that the pairs hold. */
function common(
  { from, to }: Alignment,
  before: TokenRange,
  after: TokenRange,
  pairs: readonly TokenPair[],
): number {
  const all = lettersIn(from, before.first, before.end) + lettersIn(to, after.first, after.end);
  const kept = pairs.reduce((sum, [f]) => sum + (from.weights[f] ?? 0), 0);
  return all === 0 ? 0 : (2 * kept) / all;
}
