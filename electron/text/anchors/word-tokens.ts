/**
 * A text as numbered words for comparing: equal numbers mean equal words but for case, accents and
 * typography. Letters of scripts without spaces are words each, so are punctuation marks.
 */
import { foldText } from "../fold.ts";

export interface WordTokens {
  readonly text: string;
  /** Offset of each token's first unit, in order. */
  readonly starts: Int32Array;
  /** Offset after each token's last unit. */
  readonly ends: Int32Array;
  /** The number of the word; comparable between texts that share a vocabulary. */
  readonly ids: Int32Array;
  /** How many letters and digits a token has; 0 for punctuation, 1 for a symbol. */
  readonly weights: Int32Array;
}

/** Words met so far: as they stand, and folded. Share one between the texts to be compared. */
export interface Vocabulary {
  readonly seen: Map<string, number>;
  readonly folded: Map<string, number>;
}

export function newVocabulary(): Vocabulary {
  return { seen: new Map(), folded: new Map() };
}

const space = 0;
const letter = 1;
/** A letter of a script written without spaces. */
const alone = 2;
const punctuation = 3;
const symbol = 4;
/** Goes with whatever stands before it. */
const mark = 5;

const patterns: readonly (readonly [RegExp, number])[] = [
  [/^\s$/u, space],
  [/^[\p{M}\u200c\u200d]$/u, mark],
  [
    /^[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]&&[\p{L}\p{N}]]$/v,
    alone,
  ],
  [/^[\p{L}\p{N}]$/u, letter],
  [/^\p{P}$/u, punctuation],
];

function classOf(point: number): number {
  const character = String.fromCodePoint(point);
  return patterns.find(([pattern]) => pattern.test(character))?.[1] ?? symbol;
}

const latin = Uint8Array.from({ length: 0x250 }, (_, point) => classOf(point));
const others = new Map<number, number>();

function kindOf(point: number): number {
  if (point < latin.length) return latin[point] ?? symbol;
  const known = others.get(point);
  if (known !== undefined) return known;
  const kind = classOf(point);
  others.set(point, kind);
  return kind;
}

function numberOf(word: string, vocabulary: Vocabulary): number {
  const seen = vocabulary.seen.get(word);
  if (seen !== undefined) return seen;
  const folded = foldText(word, "letters").text;
  const number = vocabulary.folded.get(folded) ?? vocabulary.folded.size;
  vocabulary.folded.set(folded, number);
  vocabulary.seen.set(word, number);
  return number;
}

/** The words of `text`; white space is in none of them. */
export function tokenise(text: string, vocabulary: Vocabulary): WordTokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const weights: number[] = [];
  let before = space;
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at) ?? 0;
    const next = at + (point > 0xffff ? 2 : 1);
    const kind = kindOf(point);
    const joins =
      kind === mark ? before !== space : kind === before && (kind === letter || kind === symbol);
    const last = ends.length - 1;
    if (joins) {
      ends[last] = next;
      if (kind === letter) weights[last] = (weights[last] ?? 0) + 1;
    } else if (kind !== space) {
      starts.push(at);
      ends.push(next);
      weights.push(kind === punctuation || kind === mark ? 0 : 1);
    }
    if (kind !== mark || before === space) before = kind === mark ? symbol : kind;
    at = next;
  }
  const ids = new Int32Array(starts.length);
  for (let index = 0; index < ids.length; index += 1)
    ids[index] = numberOf(text.slice(starts[index], ends[index]), vocabulary);
  return {
    text,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    ids,
    weights: Int32Array.from(weights),
  };
}

/** The index of the first token that ends after `offset`; the number of tokens when none does. */
export function tokenAfter(tokens: WordTokens, offset: number): number {
  let low = 0;
  let high = tokens.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many letters the tokens from `first` up to `end` have; symbols count as one. */
export function lettersIn(tokens: WordTokens, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index += 1) sum += tokens.weights[index] ?? 0;
  return sum;
}
