/** Tells Unicode encodings by the bytes alone; needs no tables, so that looking at a file stays cheap. */

export interface ByteOrderMark {
  readonly encoding: string;
  /** In bytes. */
  readonly length: number;
}

const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], "UTF-8"],
  [[0xff, 0xfe, 0, 0], "UTF-32LE"],
  [[0, 0, 0xfe, 0xff], "UTF-32BE"],
  [[0xff, 0xfe], "UTF-16LE"],
  [[0xfe, 0xff], "UTF-16BE"],
];
/** How much of a file is looked at, in bytes. */
const sampleLength = 64 * 1024;

/** The byte order mark that the bytes open with; null when there is none. */
export function byteOrderMark(bytes: Uint8Array): ByteOrderMark | null {
  const mark = marks.find(([prefix]) => prefix.every((byte, i) => bytes[i] === byte));
  return mark ? { encoding: mark[1], length: mark[0].length } : null;
}

/** How the head of a file is encoded: by two or four bytes (`wide`), as UTF-8, or null for neither. */
export function unicodeKind(head: Uint8Array): "UTF-8" | "wide" | null {
  const mark = byteOrderMark(head);
  if (mark !== null) return mark.encoding === "UTF-8" ? "UTF-8" : "wide";
  if (utf16Kind(head) !== null) return "wide";
  return strictUtf8(trimmedTail(head)) === null ? null : "UTF-8";
}

/** The text when the bytes are valid UTF-8, else null. A byte order mark stays in the text. */
export function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * UTF-16 without a mark. Its line feeds and spaces are pairs with a zero byte, which no other text
 * has, so a file without any zero byte is left to the other guesses.
 */
export function utf16Kind(bytes: Uint8Array): "UTF-16LE" | "UTF-16BE" | null {
  const head = bytes.subarray(0, sampleLength);
  if (head.length < 4 || !head.includes(0)) return null;
  const alphabetic = { little: highByteShare(head, 1), big: highByteShare(head, 0) };
  if (Math.max(alphabetic.little, alphabetic.big) >= 0.9) {
    return alphabetic.little >= alphabetic.big ? "UTF-16LE" : "UTF-16BE";
  }
  if (strictUtf8(trimmedTail(head)) !== null) return null;
  const little = ideographShare(head, 1);
  const big = ideographShare(head, 0);
  if (Math.max(little, big) < 0.9) return null;
  return little >= big ? "UTF-16LE" : "UTF-16BE";
}

/**
 * The share of 16-bit units whose high byte is zero or the one other that is most frequent: near 1
 * for alphabets. 0 when zero is rarer than spaces are.
 */
function highByteShare(bytes: Uint8Array, highAt: 0 | 1): number {
  const counts = new Uint32Array(256);
  const units = bytes.length >> 1;
  for (let i = 0; i < units; i += 1) {
    const high = bytes[i * 2 + highAt] ?? 0;
    counts[high] = (counts[high] ?? 0) + 1;
    // A zero low byte under a zero high byte is a NUL; text has none, or very few.
    if (high === 0 && bytes[i * 2 + 1 - highAt] === 0) counts[0] = (counts[0] ?? 0) - 1;
  }
  const zero = counts[0] ?? 0;
  if (zero < units * 0.015) return 0;
  counts[0] = 0;
  return (zero + Math.max(...counts)) / units;
}

/** The share of units that Chinese, Japanese or Korean text has; 0 without spaces or full stops. */
function ideographShare(bytes: Uint8Array, highAt: 0 | 1): number {
  const units = bytes.length >> 1;
  let good = 0;
  let separators = 0;
  for (let i = 0; i < units; i += 1) {
    const unit = ((bytes[i * 2 + highAt] ?? 0) << 8) | (bytes[i * 2 + 1 - highAt] ?? 0);
    if (unit === 0x20 || unit === 0x0a || unit === 0x3000 || unit === 0x3002) separators += 1;
    if (isIdeographicUnit(unit)) good += 1;
  }
  return separators < units * 0.005 ? 0 : good / units;
}

function isIdeographicUnit(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
  if (unit < 0x2000) return unit >= 0xa0;
  return unit < 0x2070 || (unit >= 0x3000 && unit <= 0x9fff) || unit >= 0xac00;
}

/** A head cut in the middle of a character ends before that character. */
function trimmedTail(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= 4 && back <= head.length; back += 1) {
    const byte = head[head.length - back] ?? 0;
    if (byte < 0x80) return head;
    if (byte >= 0xc0) return head.subarray(0, head.length - back);
  }
  return head;
}
