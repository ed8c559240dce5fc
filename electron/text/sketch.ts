/**
 * Sketches: the lowest hashes of a text's shingles (five words that stand together). From two of them it
 * can be told how much of the shorter text stands in the longer one, without looking at either.
 */
import { fold } from "./tokens.ts";

/** Hashes in a sketch: one of a kilobyte. */
const sketchSize = 256;
const wordsTogether = 5;
/** Letters, where a script has no spaces between words. */
const lettersTogether = 8;

/** What is kept of a text for comparing it with others. */
export interface Sketch {
  /** How many different shingles the text has: about as many as it has words. */
  readonly shingles: number;
  /** The lowest of their 32-bit hashes, rising, at most 256. */
  readonly hashes: Uint32Array;
}

const unspaced =
  "[[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]&&\\p{L}]";
const unit = new RegExp(`${unspaced}|[[\\p{L}\\p{N}]--${unspaced}]+`, "gv");
const unspacedUnit = new RegExp(`^${unspaced}$`, "v");
const ascii = /^[\n\t -~]*$/;
const asciiUnit = /[a-z0-9]+/g;

/** The sketch of a text; the same for texts that differ in case, accents, marks or space only. */
export function sketchOf(text: string): Sketch {
  const plain = ascii.test(text) ? text.toLowerCase() : fold(text);
  // Apostrophes are typography too: "don't" and "don’t" are one word.
  const letters = plain.replace(/['’‘`´]/g, "");
  const simple = ascii.test(letters);
  const units: number[] = [];
  const alone: boolean[] = [];
  for (const [word] of letters.matchAll(simple ? asciiUnit : unit)) {
    units.push(hashOf(word));
    alone.push(!simple && unspacedUnit.test(word));
  }
  const all: number[] = [];
  units.forEach((_, at) => {
    const length = alone[at] === true ? lettersTogether : wordsTogether;
    if (at + length <= units.length) all.push(hashOfRun(units, at, length));
  });
  const rising = Uint32Array.from(all).toSorted();
  const different = rising.filter((hash, at) => at === 0 || hash !== rising[at - 1]);
  return { shingles: different.length, hashes: different.slice(0, sketchSize) };
}

/** How much two texts share, as their sketches tell. */
export interface Shared {
  /** Share of the shorter text that stands in the longer one, 0 to 1. */
  readonly containment: number;
  /** Share of all that is in either which is in both, 0 to 1. */
  readonly likeness: number;
  /** How many shingles of the shorter text were looked at: below some twenty this is chance. */
  readonly sample: number;
}

/** Compares two sketches within the range of hashes that both know in full. */
export function sharedBy(a: Sketch, b: Sketch): Shared {
  const reach = Math.min(reachOf(a), reachOf(b));
  let [i, j, both, either] = [0, 0, 0, 0];
  let [ofA, ofB] = [0, 0];
  for (;;) {
    const x = a.hashes[i] ?? Infinity;
    const y = b.hashes[j] ?? Infinity;
    const low = Math.min(x, y);
    if (low > reach) break;
    either += 1;
    if (x === low) {
      ofA += 1;
      i += 1;
    }
    if (y === low) {
      ofB += 1;
      j += 1;
    }
    if (x === y) both += 1;
  }
  const sample = Math.min(ofA, ofB);
  return {
    containment: sample === 0 ? 0 : both / sample,
    likeness: either === 0 ? 0 : both / either,
    sample,
  };
}

/** The highest hash up to which a sketch holds all that its text has. */
function reachOf({ shingles, hashes }: Sketch): number {
  return shingles > hashes.length ? (hashes.at(-1) ?? 0) : 0xffffffff;
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Mixed to the last bit: the lowest hashes must be a fair sample. */
function hashOfRun(units: readonly number[], from: number, length: number): number {
  let hash = 0x9e3779b9 ^ length;
  for (let at = from; at < from + length; at += 1) {
    hash = Math.imul(hash ^ (units[at] ?? 0), 0xcc9e2d51);
    hash = ((hash << 15) | (hash >>> 17)) + 0x52dce729;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
