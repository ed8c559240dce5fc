/**
 * Apple's binary property lists, read as they are asked for: a value is looked at only when somebody
 * wants it. Readers that build the whole tree can be made to build one that never ends, from a few
 * hundred bytes whose objects hold each other.
 */
import { Refusal } from "../format.ts";

export type Plist = PlistDictionary | PlistArray | Uint8Array | string | null;

export interface PlistDictionary {
  readonly kind: "dictionary";
  /** Null when the key is missing, or its value is a number, a date, a truth value or endless. */
  readonly get: (key: string) => Plist;
}

export interface PlistArray {
  readonly kind: "array";
  readonly length: number;
  readonly at: (index: number) => Plist;
}

const trailerLength = 32;
/** Keys of one dictionary that are looked at. */
const keyLimit = 100;
/** Longer texts are neither addresses nor names. */
const textLength = 64 * 1024;

/** The top object of a list. Throws `Refusal` when the bytes are no list, or are cut off. */
export function openPlist(bytes: Uint8Array): Plist {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = buffer.length - trailerLength;
  if (trailer < 8 || buffer.toString("latin1", 0, 6) !== "bplist") throw damaged();
  const offsetSize = buffer[trailer + 6] ?? 0;
  const refSize = buffer[trailer + 7] ?? 0;
  const table = whole(buffer, trailer + 24, 8);
  const count = whole(buffer, trailer + 8, 8);
  if (!isSize(offsetSize) || !isSize(refSize)) throw damaged();
  const object = (ref: number): Plist => {
    if (ref >= count) throw damaged();
    return readObject(buffer, whole(buffer, table + ref * offsetSize, offsetSize), refSize, object);
  };
  return object(whole(buffer, trailer + 16, 8));
}

function readObject(
  buffer: Buffer,
  offset: number,
  refSize: number,
  object: (ref: number) => Plist,
): Plist {
  const marker = buffer[offset] ?? 0;
  const kind = marker >> 4;
  if (![0x4, 0x5, 0x6, 0xa, 0xd].includes(kind)) return null;
  const { length, start } = lengthOf(buffer, offset, marker & 0x0f);
  const ref = (at: number): number => whole(buffer, start + at * refSize, refSize);
  if ((kind === 0x5 || kind === 0x6) && length > textLength) return null;
  switch (kind) {
    case 0x4:
      return slice(buffer, start, length);
    case 0x5:
      return slice(buffer, start, length).toString("latin1");
    case 0x6:
      return Buffer.from(slice(buffer, start, length * 2))
        .swap16()
        .toString("utf16le");
    case 0xa:
      return { kind: "array", length, at: (index) => object(ref(index)) };
    default:
      return { kind: "dictionary", get: (key) => lookUp(key, length, ref, object) };
  }
}

function lookUp(
  key: string,
  length: number,
  ref: (at: number) => number,
  object: (ref: number) => Plist,
): Plist {
  for (let at = 0; at < Math.min(length, keyLimit); at += 1) {
    if (object(ref(at)) === key) return object(ref(length + at));
  }
  return null;
}

/** Lengths from 15 on stand in a number behind the marker. */
function lengthOf(
  buffer: Buffer,
  offset: number,
  short: number,
): { readonly length: number; readonly start: number } {
  if (short < 15) return { length: short, start: offset + 1 };
  const size = 2 ** ((buffer[offset + 1] ?? 0) & 0x0f);
  if (!isSize(size)) throw damaged();
  return { length: whole(buffer, offset + 2, size), start: offset + 2 + size };
}

function slice(buffer: Buffer, start: number, length: number): Buffer {
  if (start + length > buffer.length) throw damaged();
  return buffer.subarray(start, start + length);
}

function whole(buffer: Buffer, at: number, size: number): number {
  if (at + size > buffer.length) throw damaged();
  let value = 0;
  for (let i = 0; i < size; i += 1) value = value * 256 + (buffer[at + i] ?? 0);
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}

function isSize(size: number): boolean {
  return size >= 1 && size <= 8;
}

function damaged(): Refusal {
  return new Refusal(
    "The file is damaged or cut off.",
    "Open it in Safari and save it again, or copy it again from where it came from.",
  );
}
