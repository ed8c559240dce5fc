/**
 * Shingles: short runs of words that stand next to each other, as numbers. Few texts share them by
 * chance, so that a table of shingles leads from a quotation to the texts it may come from.
 */
import { isWord, tokensOf } from "./typography.ts";

/** Words in a shingle; a quotation of five words still has whole ones when its first or last is wrong. */
const wordsTogether = 3;
/** Letters, where a script has no spaces between words. */
const lettersTogether = 5;

/** The shingles of a text in order, as two columns of equal length. */
export interface Shingles {
  /** 32-bit hashes; the same for words that differ in typography or case only. */
  readonly hashes: Uint32Array;
  /** For each, where its first word begins, in UTF-16 units of the text. */
  readonly starts: Uint32Array;
}

/** All shingles of a text; none when it has fewer than three words (five letters of an unspaced script). */
export function shinglesOf(text: string): Shingles {
  const words = tokensOf(text).filter(isWord);
  const wordHashes = Uint32Array.from(words, ({ key }) => hashOf(key.toLowerCase()));
  const hashes = new Uint32Array(words.length);
  const starts = new Uint32Array(words.length);
  let count = 0;
  for (const [index, word] of words.entries()) {
    const length = word.kind === "letter" ? lettersTogether : wordsTogether;
    if (index + length > words.length) continue;
    hashes[count] = hashOfRun(wordHashes, index, length);
    starts[count] = word.start;
    count += 1;
  }
  return { hashes: hashes.slice(0, count), starts: starts.slice(0, count) };
}

/** FNV-1a over UTF-16 units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1)
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function hashOfRun(words: Uint32Array, from: number, length: number): number {
  let hash = 0x9e3779b9;
  for (let index = from; index < from + length; index += 1) {
    hash = Math.imul(hash ^ (words[index] ?? 0), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
