/**
 * Damage for tests: what disks, networks and strangers do to a file, the same in every run. A file that
 * is an archive is also damaged inside, where its checksums do not stop the damage.
 */
import { unzipSync, zipSync } from "fflate";

export interface HostileFile {
  /** What was done to it. */
  readonly case: string;
  /** With its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Sample {
  readonly format: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Places at which a file is cut off. */
const cuts = 20;
/** Every how many-th of the mutants of an archive is damaged inside. */
const insideEvery = 2;
/** Larger archives are damaged outside only, because packing them takes its time. */
const insideLimit = 300_000;

/** A row of numbers below `n`, the same for the same seed. */
export function numbers(seed: number): (n: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(n, 1);
  };
}

/** The sample cut off at places from its first byte to its last. */
export function truncated({ name, bytes }: Sample): readonly HostileFile[] {
  return Array.from({ length: cuts }, (_, n) => {
    const length = Math.floor((bytes.length * n) / cuts) + 1;
    return { case: `cut off after ${length} bytes`, name, bytes: bytes.slice(0, length) };
  });
}

/** The sample with up to eight damages, `count` times. */
export function mutated({ name, bytes }: Sample, count: number, seed = 1): readonly HostileFile[] {
  const parts = openArchive(bytes);
  return Array.from({ length: count }, (_, n) => {
    const pick = numbers(seed * 100_003 + n);
    const isInside = parts !== null && n % insideEvery === 0;
    return {
      case: `mutant ${seed}.${n}`,
      name,
      bytes: isInside ? mutateInside(parts, pick) : mutate(bytes, pick),
    };
  });
}

/** The sample under the ending of every other format. */
export function renamed(
  { name, bytes }: Sample,
  extensions: readonly string[],
): readonly HostileFile[] {
  return extensions
    .filter((extension) => !name.endsWith(`.${extension}`))
    .map((extension) => ({ case: `as .${extension}`, name: `sample.${extension}`, bytes }));
}

/** Files that are of a format by their ending alone, or by their first bytes alone. */
export function hollow({ name, bytes }: Sample): readonly HostileFile[] {
  const contents: readonly (readonly [string, Uint8Array])[] = [
    ["empty", new Uint8Array(0)],
    ["a mark of UTF-8 and nothing else", Uint8Array.of(0xef, 0xbb, 0xbf)],
    ["a mark of UTF-16 and nothing else", Uint8Array.of(0xff, 0xfe)],
    ["a mark of the other UTF-16 and nothing else", Uint8Array.of(0xfe, 0xff)],
    ["one byte", bytes.slice(0, 1)],
    ["zeros", new Uint8Array(5_000)],
    ["white space", new Uint8Array(5_000).fill(0x20)],
    ["its head and then zeros", joined(bytes.slice(0, 64), new Uint8Array(200_000))],
    ["zeros and then itself", joined(new Uint8Array(600), bytes)],
    ["itself twice", joined(bytes, bytes)],
    ["every second byte zero", widened(bytes)],
    ["itself backwards", bytes.slice().reverse()],
  ];
  return contents.map(([what, content]) => ({ case: what, name, bytes: content }));
}

function openArchive(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | null {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes.length > insideLimit) return null;
  return unzipSync(bytes);
}

function mutateInside(
  parts: Readonly<Record<string, Uint8Array>>,
  pick: (n: number) => number,
): Uint8Array {
  const names = Object.keys(parts);
  const chosen = names[pick(names.length)] ?? "";
  return zipSync({ ...parts, [chosen]: mutate(parts[chosen] ?? new Uint8Array(0), pick) });
}

function mutate(bytes: Uint8Array, pick: (n: number) => number): Uint8Array {
  let now: Uint8Array = bytes.slice();
  const times = 1 + pick(8);
  for (let n = 0; n < times; n += 1) now = damage(now, pick);
  return now;
}

function damage(bytes: Uint8Array, pick: (n: number) => number): Uint8Array {
  const at = pick(bytes.length);
  const end = Math.min(at + 1 + pick(60), bytes.length);
  switch (pick(7)) {
    case 0:
      return joined(bytes.subarray(0, at), bytes.subarray(end));
    case 1:
      return joined(bytes.subarray(0, end), bytes.subarray(at));
    case 2: {
      const from = pick(bytes.length);
      return joined(bytes.subarray(0, at), bytes.subarray(from, from + 60), bytes.subarray(at));
    }
    case 3:
      return bytes.fill(pick(256), at, end);
    case 4:
      return withNumber(
        bytes,
        at,
        ["0", "-1", "99999999999", "4294967295", "1e308"][pick(5)] ?? "",
      );
    default:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
      return bytes;
  }
}

/** The next number that is written in digits, replaced. */
function withNumber(bytes: Uint8Array, from: number, number: string): Uint8Array {
  const isDigit = (at: number): boolean => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39;
  let start = from;
  while (start < bytes.length && !isDigit(start)) start += 1;
  let end = start;
  while (end < bytes.length && isDigit(end)) end += 1;
  return joined(bytes.subarray(0, start), Buffer.from(number), bytes.subarray(end));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = Buffer.concat(parts);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.length);
}

function widened(bytes: Uint8Array): Uint8Array {
  const wide = new Uint8Array(bytes.length * 2);
  bytes.forEach((byte, at) => (wide[at * 2] = byte));
  return wide;
}
