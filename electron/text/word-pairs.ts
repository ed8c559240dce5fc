/**
 * Pairs of neighbouring words as numbers, for an index that leads from a quotation to the texts it may
 * come from. Pairs are much rarer than words: "had" and "not" are in every article, "had not" in few. A
 * quotation with some words changed still has most of its pairs, one of five words with the middle one
 * changed has two.
 */
import { plainLetters, type KeyToken } from "./quotation-keys.ts";
import { fold, hasUnspacedScript, queryRuns } from "./tokens.ts";

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

/** The codes of a text, each once, with spaces between them; one string for each of its parts. */
export function pairPartsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = new Set<number>();
  let room = partTokens;
  for (const { tokens, begins } of queryRuns(fold(plainLetters(text)))) {
    if (begins) continue;
    for (let from = 0; from < tokens.length;) {
      const to = Math.min(tokens.length, from + room);
      addCodes(tokens.slice(from, to), part);
      room -= to - from;
      from = to;
      if (room > 0) continue;
      parts.push(spelled(part));
      part = new Set();
      room = partTokens;
      if (from < tokens.length) from -= sharedTokens;
    }
  }
  return part.size === 0 ? parts : [...parts, spelled(part)];
}

const spelled = (part: ReadonlySet<number>): string =>
  Array.from(part, (code) => code.toString(36)).join(" ");

/** The shingles of one run of a quotation. */
export function shinglesOfRun(run: readonly KeyToken[]): readonly Shingle[] {
  const found: Shingle[] = [];
  eachCode(
    run.map(({ key }) => key),
    (code, at, length) => found.push({ code: code.toString(36), at, length }),
  );
  return found;
}

function addCodes(keys: readonly string[], part: Set<number>): void {
  eachCode(keys, (code) => part.add(code));
}

function eachCode(
  keys: readonly string[],
  take: (code: number, at: number, length: number) => void,
): void {
  const hashes = Int32Array.from(keys, hashOf);
  for (const [at, key] of keys.entries()) {
    // Tokens of a script without spaces are pairs of letters already.
    const isLetters = key > "\u0e00" && hasUnspacedScript(key);
    if (isLetters) take(mixed(hashes[at] ?? 0, 1) & lastCode, at, 1);
    let hash = hashes[at] ?? 0;
    for (let length = 2; length <= longest && at + length <= keys.length; length += 1) {
      hash = mixed(hash, hashes[at + length - 1] ?? 0);
      take(hash & lastCode, at, length);
      if (isLetters || key.length > shortLetters) break;
      if ((keys[at + length - 1]?.length ?? 0) > shortLetters) break;
    }
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1)
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash;
}

function mixed(one: number, other: number): number {
  let hash = Math.imul(one ^ 0x9e3779b9, 0xcc9e2d51);
  hash = Math.imul(((hash << 15) | (hash >>> 17)) ^ other, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
