/**
 * Pairs of neighbouring words as numbers, for an index that leads from a quotation to the texts it may
 * come from. Pairs are much rarer than words: "had" and "not" are in every article, "had not" in few. A
 * quotation with some words changed still has most of its pairs, one of five words with the middle one
 * changed has two.
 */
import { plainLetters, type KeyToken } from "./quotation-keys.ts";
import { fold, hasUnspacedScript, queryRuns } from "../tokens.ts";

/** What a text is looked up by: some tokens that stand together. */
export interface Shingle {
  /** Its number as the index spells it. Different shingles may share one. */
  readonly code: string;
  /** The first of its tokens in their run, and how many they are. */
  readonly at: number;
  readonly length: number;
}

/** So many that few texts share one by chance, so few that most have a list worth its place: 18 bits. */
const lastCode = (1 << 18) - 1;
/**
 * Two words as short as "of the" are together in most texts. Where a shingle is of such words alone, the
 * one that is a word longer is kept as well.
 */
const shortLetters = 3;
const longest = 5;
/** A long text is kept in parts: as a whole it would have a good share of all codes. */
const partTokens = 2_000;
/** A quotation that lies across the bound of two parts is in one of them, or enough of it is. */
const sharedTokens = 40;

/** Tokens that stand together, by what their codes are made of. */
interface Words {
  /** Of each token's key. */
  readonly hashes: ArrayLike<number>;
  /** Units of each key; 0 for a pair of letters of a script without spaces. */
  readonly lengths: ArrayLike<number>;
  readonly count: number;
}

/** The codes of a text, each once, with spaces between them; one string for each of its parts. */
export function pairPartsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = new Set<number>();
  let room = partTokens;
  const add = (code: number) => part.add(code);
  for (const words of wordsOf(fold(plainLetters(text)))) {
    for (let from = 0; from < words.count;) {
      const to = Math.min(words.count, from + room);
      eachCode(words, from, to, add);
      room -= to - from;
      from = to;
      if (room > 0) continue;
      parts.push(spelled(part));
      part = new Set();
      room = partTokens;
      if (from < words.count) from -= sharedTokens;
    }
  }
  return part.size === 0 ? parts : [...parts, spelled(part)];
}

function spelled(part: ReadonlySet<number>): string {
  let codes = "";
  for (const code of part) codes += codes === "" ? code.toString(36) : ` ${code.toString(36)}`;
  return codes;
}

/** The shingles of one run of a quotation. */
export function shinglesOfRun(run: readonly KeyToken[]): readonly Shingle[] {
  const found: Shingle[] = [];
  const words = hashed(run.map(({ key }) => key));
  eachCode(words, 0, words.count, (code, at, length) =>
    found.push({ code: code.toString(36), at, length }),
  );
  return found;
}

const typesetMarks = /[‘’“”„«»–—…\u00a0]/g;
const ascii = /^[\n\t -~]*$/;

/** The runs of a folded text. Most texts are plain letters: those are gone through once. */
function wordsOf(folded: string): readonly Words[] {
  const simple = folded.replace(typesetMarks, " ");
  if (ascii.test(simple)) return [asciiWords(simple)];
  return queryRuns(folded).flatMap(({ tokens, begins }) => (begins ? [] : [hashed(tokens)]));
}

function asciiWords(text: string): Words {
  const most = (text.length >> 1) + 1;
  const hashes = new Int32Array(most);
  const lengths = new Uint32Array(most);
  let count = 0;
  let hash = start;
  let length = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Folded, so there are no capitals.
    if ((unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)) {
      hash = Math.imul(hash ^ unit, prime);
      length += 1;
    } else if (length > 0) {
      hashes[count] = hash;
      lengths[count] = length;
      count += 1;
      hash = start;
      length = 0;
    }
  }
  return { hashes, lengths, count };
}

function hashed(keys: readonly string[]): Words {
  const isLetters = (key: string) => key > "\u0e00" && hasUnspacedScript(key);
  return {
    hashes: Int32Array.from(keys, hashOf),
    lengths: keys.map((key) => (isLetters(key) ? 0 : key.length)),
    count: keys.length,
  };
}

/** The codes of all shingles of the tokens [from, to). */
function eachCode(
  { hashes, lengths }: Words,
  from: number,
  to: number,
  take: (code: number, at: number, length: number) => void,
): void {
  for (let at = from; at < to; at += 1) {
    let hash = hashes[at] ?? 0;
    const isLetters = lengths[at] === 0;
    if (isLetters) take(mixed(hash, 1) & lastCode, at - from, 1);
    for (let length = 2; length <= longest && at + length <= to; length += 1) {
      hash = mixed(hash, hashes[at + length - 1] ?? 0);
      take(hash & lastCode, at - from, length);
      if (isLetters || (lengths[at] ?? 0) > shortLetters) break;
      if ((lengths[at + length - 1] ?? 0) > shortLetters) break;
    }
  }
}

const start = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** FNV-1a over UTF-16 units. */
function hashOf(key: string): number {
  let hash = start;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), prime);
  return hash;
}

function mixed(one: number, other: number): number {
  let hash = Math.imul(one ^ 0x9e3779b9, 0xcc9e2d51);
  hash = Math.imul(((hash << 15) | (hash >>> 17)) ^ other, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
