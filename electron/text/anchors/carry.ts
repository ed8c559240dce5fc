/** Carrying a span along with the words it covers, by what is known of where each word went. */
import type { Alignment, TokenRange } from "./alignment.ts";
import { lettersIn, tokenAfter, type WordTokens } from "./word-tokens.ts";

/** The span that became of another. */
export interface CarriedSpan {
  readonly start: number;
  readonly end: number;
  /** Letters of the old span that are in the new one, as a share of the letters of both; 0 to 1. */
  readonly score: number;
  /** True when a word beside the span still stands beside it; of marks, on either side. */
  readonly anchored: boolean;
}

const leastKept = 0.5;
const mostGrowth = 1.8;

/** The tokens that [start, end) touches. */
export function touchedTokens(tokens: WordTokens, start: number, end: number): TokenRange {
  const first = tokenAfter(tokens, start);
  let last = first;
  while (last < tokens.starts.length && (tokens.starts[last] ?? 0) < end) last += 1;
  return { first, end: last };
}

/** Where [start, end) should stand in the new text, by the nearest words that are still there. */
export function expectedOffset(
  { from, to, forward }: Alignment,
  { first }: TokenRange,
  start: number,
): number {
  for (let index = first - 1; index >= 0 && index > first - 2_000; index -= 1) {
    const there = forward[index] ?? -1;
    if (there >= 0) return Math.min(to.text.length, (to.ends[there] ?? 0) + 1);
  }
  const share = from.text.length === 0 ? 0 : start / from.text.length;
  return Math.round(share * to.text.length);
}

interface Chain {
  readonly first: number;
  readonly last: number;
  readonly letters: number;
}

/**
 * The span of the new text that holds what is left of [start, end); null when less than half of its
 * letters is left together, or when so much was put between that it is another passage.
 */
export function carrySpan(
  alignment: Alignment,
  touched: TokenRange,
  start: number,
  end: number,
): CarriedSpan | null {
  // First with all that was put in between, as far as the growth allows.
  const reach = touched.end - touched.first;
  return (
    carryChain(alignment, touched, { start, end }, heaviestChain(alignment, touched, reach)) ??
    carryChain(alignment, touched, { start, end }, heaviestChain(alignment, touched, 0))
  );
}

function carryChain(
  alignment: Alignment,
  touched: TokenRange,
  { start, end }: { readonly start: number; readonly end: number },
  whole: Chain | null,
): CarriedSpan | null {
  const { from, to, forward } = alignment;
  if (whole === null) return null;
  const all = weigh(from, touched.first, touched.end);
  if (whole.letters < all * leastKept) return null;
  const chain = withoutStrayMarks(alignment, touched, whole);
  const first = (forward[chain.first] ?? 0) - replacedBefore(alignment, touched, chain.first);
  let last = (forward[chain.last] ?? 0) + replacedAfter(alignment, touched, chain.last);
  for (let at = chain.last + 1; at <= whole.last; at += 1) if (forward[at] === last + 1) last += 1;
  const newStart = startInside(alignment, start, touched.first, first);
  const newEnd = endInside(alignment, end, touched.end - 1, last);
  if (newEnd - newStart >= (end - start) * mostGrowth) return null;
  return {
    start: newStart,
    end: newEnd,
    score: Math.min(1, (2 * chain.letters) / (all + weigh(to, first, last + 1))),
    anchored: isAnchored(alignment, touched, { first, end: last + 1 }),
  };
}

/**
 * True when the neighbours of the span are still neighbours, one of them at least. A mark alone stands
 * beside so many words that it needs both; lines may have been put around a whole line.
 */
function isAnchored(alignment: Alignment, old: TokenRange, now: TokenRange): boolean {
  const { from, forward } = alignment;
  const before = forward[old.first - 1] === now.first - 1;
  const after = forward[old.end] === now.end;
  if (lettersIn(from, old.first, old.end) === 0) return before && after;
  return before || after || isFramed(alignment, old, now);
}

/** So many words may have been put between a line and what is left of the lines around it. */
const framed = 40;

/** True when the span is in a line that stayed whole, and what was near it on both sides still is. */
function isFramed({ from, to, forward }: Alignment, old: TokenRange, now: TokenRange): boolean {
  const line = lineAround(from, old);
  const shift = now.first - old.first;
  for (let at = line.first; at < line.end; at += 1) if (forward[at] !== at + shift) return false;
  const there = lineAround(to, now);
  if (there.first !== line.first + shift || there.end !== line.end + shift) return false;
  const near = (at: number, step: number, bound: number) => {
    for (let left = framed; left > 0; left -= 1, at += step) {
      const place = forward[at];
      if (place === undefined) return true;
      if (place >= 0) return Math.abs(place - bound) <= framed && place - bound > 0 === step > 0;
    }
    return false;
  };
  return near(line.first - 1, -1, there.first) && near(line.end, 1, there.end - 1);
}

/** The tokens of the lines that the span is on. */
function lineAround({ text, starts, ends }: WordTokens, { first, end }: TokenRange): TokenRange {
  const parted = (index: number) => text.slice(ends[index - 1], starts[index]).includes("\n");
  let [from, to] = [first, end];
  while (from > 0 && !parted(from)) from -= 1;
  while (to < starts.length && !parted(to)) to += 1;
  return { first: from, end: to };
}

/** Letters, but a mark alone counts for something: a span may consist of marks. */
function weigh(tokens: WordTokens, first: number, end: number): number {
  return lettersIn(tokens, first, end) + (end - first) / 100;
}

/** Of the pieces into which the span's words went, each in order and together, the one with most. */
function heaviestChain(alignment: Alignment, touched: TokenRange, widest: number): Chain | null {
  const chains: Chain[] = [];
  for (let index = touched.first; index < touched.end; index += 1) {
    if ((alignment.forward[index] ?? -1) < 0) continue;
    const last = chains.at(-1);
    const letters = weigh(alignment.from, index, index + 1);
    if (last !== undefined && follows(alignment, last.last, index, widest))
      chains[chains.length - 1] = { ...last, last: index, letters: last.letters + letters };
    else chains.push({ first: index, last: index, letters });
  }
  return chains.reduce<Chain | null>(
    (best, chain) => (best === null || chain.letters > best.letters ? chain : best),
    null,
  );
}

/** True when what became of token `next` stands after what became of `last`, and not far from it. */
function follows({ forward }: Alignment, last: number, next: number, widest: number): boolean {
  const step = (forward[next] ?? 0) - (forward[last] ?? 0);
  return step > 0 && step <= (next - last) * 3 + 12 + widest;
}

/**
 * Without the marks at its ends that are all that is left there: of a sentence that gave way to another,
 * the full stop is always found again.
 */
function withoutStrayMarks({ from, forward }: Alignment, touched: TokenRange, chain: Chain): Chain {
  const isMark = (index: number) => from.weights[index] === 0 || forward[index] === -1;
  let { first, last } = chain;
  if (first > touched.first) while (first < last && isMark(first)) first += 1;
  let lone = last;
  while (lone > first && isMark(lone)) lone -= 1;
  // Marks that follow a word that stayed are that word's own.
  while (lone < last && forward[lone + 1] === (forward[lone] ?? 0) + 1) lone += 1;
  last = lone;
  return { ...chain, first, last };
}

/** How many new words before the chain stand for words at the beginning of the span. */
function replacedBefore(alignment: Alignment, touched: TokenRange, chainFirst: number): number {
  const { to, forward, backward } = alignment;
  const inside = chainFirst - touched.first;
  if (inside === 0) return 0;
  const head = forward[chainFirst] ?? 0;
  let room = 0;
  while (head - room > 0 && backward[head - room - 1] === -1 && !breaks(to, head - room)) room += 1;
  let outside = 0;
  while (touched.first - outside > 0 && forward[touched.first - outside - 1] === -1) outside += 1;
  return share(room, inside, outside);
}

/** How many new words after the chain stand for words at the end of the span. */
function replacedAfter(alignment: Alignment, touched: TokenRange, chainLast: number): number {
  const { from, to, forward, backward } = alignment;
  const inside = touched.end - 1 - chainLast;
  if (inside === 0) return 0;
  const tail = forward[chainLast] ?? 0;
  let room = 0;
  while (backward[tail + room + 1] === -1 && !breaks(to, tail + room + 1)) room += 1;
  let outside = 0;
  while (touched.end + outside < from.ids.length && forward[touched.end + outside] === -1)
    outside += 1;
  return share(room, inside, outside);
}

/** A run of new words divided between the old ones inside and outside of the span. */
function share(room: number, inside: number, outside: number): number {
  const mine = outside === 0 ? room : Math.round((room * inside) / (inside + outside));
  return Math.min(mine, room, inside * 2 + 1);
}

/** True when a sentence or a paragraph ends before token `index`: a word is not replaced by the next. */
function breaks({ text, starts, ends }: WordTokens, index: number): boolean {
  const last = (ends[index - 1] ?? 0) - 1;
  return (
    /[.!?。！？]/.test(text.charAt(last)) || text.slice(last + 1, starts[index]).includes("\n")
  );
}

/** The new start: within the same word where the old one was within a word, space kept where it is. */
function startInside({ from, to }: Alignment, start: number, old: number, now: number): number {
  const [oldStart, newStart] = [from.starts[old] ?? 0, to.starts[now] ?? 0];
  const delta = start - oldStart;
  if (delta > 0) return sameToken({ from, to }, old, now) ? newStart + delta : newStart;
  const space = from.text.slice(start, oldStart);
  return space !== "" && to.text.slice(newStart + delta, newStart) === space
    ? newStart + delta
    : newStart;
}

function endInside({ from, to }: Alignment, end: number, old: number, now: number): number {
  const [oldEnd, newEnd] = [from.ends[old] ?? 0, to.ends[now] ?? 0];
  const delta = end - oldEnd;
  if (delta < 0) return sameToken({ from, to }, old, now) ? newEnd + delta : newEnd;
  const space = from.text.slice(oldEnd, end);
  return space !== "" && to.text.slice(newEnd, newEnd + delta) === space ? newEnd + delta : newEnd;
}

function sameToken(
  { from, to }: Pick<Alignment, "from" | "to">,
  old: number,
  now: number,
): boolean {
  return (
    from.text.slice(from.starts[old], from.ends[old]) ===
    to.text.slice(to.starts[now], to.ends[now])
  );
}
