/**
 * Zip archives held in memory, for the formats that are one (Word, OpenDocument, EPUB), and the
 * unpacking of one file for those that hold others. Node's own zlib inflates, because it alone stops
 * at a limit while it inflates.
 */
import { crc32, inflateRawSync } from "node:zlib";
import type { ByteSource } from "./format.ts";
import { inMemory, readIndex, viewOf, ZipRefusal, type ZipEntry } from "./archive/zip-index.ts";

export interface Zip {
  /** The files in it, in the order of its index, without folders. */
  readonly names: readonly string[];
  /** The bytes of one file; null when there is none of that name. Throws `Refusal`. */
  readonly read: (name: string) => Uint8Array | null;
}

/** Bytes of one file, and of all that are read, once inflated. */
const sizeLimit = 200 * 1024 * 1024;
const totalLimit = 1024 * 1024 * 1024;
/** How many times its packed size a file may grow to, once it is beyond `freeSize`. */
const ratioLimit = 200;
const freeSize = 10 * 1024 * 1024;

/** Reads the index of an archive. Throws `Refusal` when it is damaged or looks like an attack. */
export function openZip(bytes: Uint8Array): Zip {
  const source = inMemory(bytes);
  const entries = new Map<string, ZipEntry>();
  for (const entry of readIndex(source)) {
    if (isBad(entry.name) || entry.isLink || entries.has(entry.name))
      throw new ZipRefusal("strange");
    entries.set(entry.name, entry);
  }
  const budget = unpackingBudget(bytes.length, totalLimit);
  const charged = new Map<string, number>();
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      // What was read before is in the total already.
      const content = unpack(entry, source, budget.left + (charged.get(name) ?? 0));
      if (!charged.has(name)) budget.left -= content.length;
      charged.set(name, content.length);
      return content;
    },
  };
}

/** How many bytes may come out of an archive of that size. */
export function unpackingBudget(size: number, limit: number): { left: number } {
  return { left: Math.min(limit, Math.max(freeSize, size * ratioLimit)) };
}

/** The bytes of one file, of which there may be `left` at most. Throws `ZipRefusal`. */
export function unpack(entry: ZipEntry, source: ByteSource, left: number): Uint8Array {
  if ((entry.flags & 1) !== 0) throw new ZipRefusal("encrypted");
  const packed = packedBytes(entry, source);
  const content = entry.method === 0 ? packed : inflate(entry, packed, left);
  if (content.length > Math.min(sizeLimit, left)) throw new ZipRefusal("bomb");
  if (crc32(content) !== entry.crc) throw new ZipRefusal("damaged");
  return content;
}

function inflate(entry: ZipEntry, packed: Uint8Array, left: number): Uint8Array {
  if (entry.method !== 8) throw new ZipRefusal("method");
  const limit = Math.min(sizeLimit, Math.max(freeSize, packed.length * ratioLimit), left);
  if (limit <= 0) throw new ZipRefusal("bomb");
  try {
    const content = inflateRawSync(packed, { maxOutputLength: limit });
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      throw new ZipRefusal(error.code === "ERR_BUFFER_TOO_LARGE" ? "bomb" : "damaged");
    }
    throw error;
  }
}

function packedBytes(entry: ZipEntry, source: ByteSource): Uint8Array {
  const header = viewOf(source.slice(entry.at, entry.at + 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50)
    throw new ZipRefusal("damaged");
  const start = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packed > source.size || entry.packed > sizeLimit)
    throw new ZipRefusal("damaged");
  return source.slice(start, start + entry.packed);
}

function isBad(name: string): boolean {
  return (
    name === "" ||
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\0-\x1f\\]/.test(name) ||
    /^(?:\/|[a-z]:)/i.test(name) ||
    name.split("/").includes("..")
  );
}
