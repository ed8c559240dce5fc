/**
 * Finding where in a text a quotation comes from, also when it is not quoted well: the place is needed to
 * say what was changed. Time grows with the length of the text, not with that of the quotation.
 */
import { spokenWords } from "./marked-edit.ts";
import { nearWords, type NearWords } from "./near-words.ts";
import { sealOf, type Seal } from "./seal.ts";
import { isWord, joinDivided, tokensOf, type Token } from "./typography.ts";

/** [start, end) in UTF-16 units of the text. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** Which part of the quotation's words were found in it in order: 1 for all, never below .5. */
  readonly score: number;
  /** What the comparison with its words says. */
  readonly seal: Seal;
}

type Place = Omit<Passage, "seal">;

/** A text cut into words once, for looking up many quotations. */
export interface PreparedText {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The numbers in `tokens` of those that are words. */
  readonly places: Uint32Array;
  /** The words as they are looked up: without regard to case. */
  readonly words: readonly string[];
  readonly vocabulary: ReadonlySet<string>;
}

/** Passages of the same words, set in different types, that are compared. */
const mostSet = 16;
/** Units of such passages that are told apart. */
const mostUnits = 2_000_000;
/** Passages with nearly the same words that are compared. */
const mostNear = 8;
/** Less than this part of the quotation is no passage of it. */
const leastScore = 0.5;
/** A further passage with this part of the words that the nearest has may be the true one. */
const nearlyAsMuch = 0.8;

/** Cuts a text into words. */
export function prepareText(text: string): PreparedText {
  return prepared(text, tokensOf(text));
}

function prepared(text: string, tokens: readonly Token[]): PreparedText {
  const places: number[] = [];
  const words: string[] = [];
  for (const [place, each] of tokens.entries()) {
    if (!isWord(each)) continue;
    places.push(place);
    words.push(each.key.toLowerCase());
  }
  return { text, tokens, places: Uint32Array.from(places), words, vocabulary: keysOf(tokens) };
}

function keysOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.filter(isWord).map(({ key }) => key));
}

/**
 * The part of a text that a quotation comes from: exactly the quoted words where the text has them, else
 * the passage that shares most of them in order, whole at both ends. Where the text has nearly the same
 * words in several places, the truest is taken ({@link isTruer}). Null when less than half is there.
 */
export function bestPassage(text: string | PreparedText, quotation: string): Passage | null {
  const given = typeof text === "string" ? prepareText(text) : text;
  const quoted = joinDivided(tokensOf(quotation), given.vocabulary);
  const tokens = joinDivided(given.tokens, keysOf(quoted));
  const whole = tokens === given.tokens ? given : prepared(given.text, tokens);
  const exact = truest(whole.text, quotation, exactPlaces(whole, quoted, quotation));
  if (exact !== null && exact.seal.state !== "altered") return exact;
  // The same words may be altered by the mark at their end, and stand elsewhere with an edit that is marked.
  const near = truest(whole.text, quotation, nearPlaces(whole, quoted));
  return near !== null && (exact === null || isTruer(near, exact)) ? near : exact;
}

const ranks: Readonly<Record<Seal["state"], number>> = {
  verbatim: 0,
  typography: 1,
  marked: 2,
  altered: 3,
};

type Judged = Pick<Passage, "score" | "seal">;

/** Whether one passage is nearer to the truth than another: by its state, then by how much it has. */
export function isTruer(one: Judged, other: Judged): boolean {
  const [a, b] = [ranks[one.seal.state], ranks[other.seal.state]];
  return a < b || (a === b && one.score > other.score);
}

function truest(text: string, quotation: string, places: Iterable<Place>): Passage | null {
  let best: Passage | null = null;
  for (const place of places) {
    const judged = { ...place, seal: sealOf(text.slice(place.start, place.end), quotation) };
    if (best === null || isTruer(judged, best)) best = judged;
    if (best.seal.state === "verbatim") break;
  }
  return best;
}

/** Where the tokens of the quotation stand, each way they are set once. */
function* exactPlaces(
  whole: PreparedText,
  quoted: readonly Token[],
  quotation: string,
): Generator<Place> {
  const head = quoted.slice(0, quoted.findIndex(isWord));
  const tail = quoted.slice(quoted.findLastIndex(isWord) + 1);
  const verbatim = quotation.trim();
  const seen = new Set<string>();
  let units = 0;
  for (const { first, last } of placesOf(whole.tokens, trimmed(quoted))) {
    const place = passage(whole, [head, tail], [first, last], 1);
    const words = whole.text.slice(place.start, place.end);
    units += words.length;
    if (units > mostUnits) return;
    if (seen.has(words) || (seen.size >= mostSet && words.trim() !== verbatim)) continue;
    seen.add(words);
    yield place;
  }
}

/** The passages that share most words with the quotation, the nearest first, each wording once. */
function* nearPlaces(text: PreparedText, quoted: readonly Token[]): Generator<Place> {
  const spoken = spokenWords(quoted).map((each) => ({ ...each, word: each.word.toLowerCase() }));
  if (spoken.length < 2) return;
  const tail = quoted.slice(spoken.at(-1)?.to);
  const remark = tail.findIndex(({ key }) => key === "[");
  const ends = [
    quoted.slice(0, spoken[0]?.from),
    remark < 0 ? tail : tail.slice(0, remark),
  ] as const;
  let words = text.words;
  let least = leastScore;
  for (let count = 0; count < mostNear; count += 1) {
    const near = nearWords(words, spoken);
    if (near === null || near.score < least) return;
    const [from, to] = [text.places[near.from], text.places[near.to]];
    if (from === undefined || to === undefined) return;
    yield passage(text, ends, [from, to], near.score);
    least = Math.max(least, near.score * nearlyAsMuch);
    words = withoutCopies(text, words, near);
  }
}

/** The words with nothing in the place of a stretch, wherever the text has it. */
function withoutCopies(
  { tokens, places }: PreparedText,
  words: readonly string[],
  { from, to }: NearWords,
): readonly string[] {
  const left = [...words];
  const stretch = tokens.slice(places[from], (places[to] ?? tokens.length) + 1);
  let word = 0;
  for (const { first } of placesOf(tokens, stretch)) {
    while (word < places.length && (places[word] ?? 0) < first) word += 1;
    left.fill("", word, word + to - from + 1);
  }
  return left;
}

/** The tokens from the first to the last word. */
function trimmed(tokens: readonly Token[]): readonly Token[] {
  return tokens.slice(tokens.findIndex(isWord), tokens.findLastIndex(isWord) + 1);
}

/** Knuth, Morris and Pratt's search, by tokens. */
function* placesOf(
  tokens: readonly Token[],
  sought: readonly Token[],
): Generator<{ readonly first: number; readonly last: number }> {
  if (sought.length === 0) return;
  const back = new Int32Array(sought.length);
  for (let index = 1, length = 0; index < sought.length; index += 1) {
    while (length > 0 && sought[index]?.key !== sought[length]?.key) length = back[length - 1] ?? 0;
    if (sought[index]?.key === sought[length]?.key) length += 1;
    back[index] = length;
  }
  let length = 0;
  for (const [place, { key }] of tokens.entries()) {
    while (length > 0 && key !== sought[length]?.key) length = back[length - 1] ?? 0;
    if (key === sought[length]?.key) length += 1;
    if (length < sought.length) continue;
    yield { first: place - length + 1, last: place };
    length = back[length - 1] ?? 0;
  }
}

/** The passage from word to word, with the marks at its ends that the quotation has there as well. */
function passage(
  { tokens }: PreparedText,
  [head, tail]: readonly [readonly Token[], readonly Token[]],
  [firstWord, lastWord]: readonly [number, number],
  score: number,
): Place {
  let first = firstWord;
  while (first > 0 && head.at(first - firstWord - 1)?.key === tokens[first - 1]?.key) first -= 1;
  let last = lastWord;
  const stops = tail.some(({ key }) => /^[.,;:!?。！？]$/u.test(key));
  // A stop for a question mark is a change: the mark that the text has there must be compared.
  for (let next = 0; ; next += 1) {
    const own = tokens[last + 1];
    if (own === undefined) break;
    if (own.key !== tail[next]?.key && !(stops && next === 0 && /^[.,;:!?。]$/u.test(own.key)))
      break;
    last += 1;
  }
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0, score };
}
