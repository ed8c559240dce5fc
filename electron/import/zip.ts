/**
 * Zip archives held in memory, for the formats that are one (Word, OpenDocument, EPUB). Nothing in an
 * archive is believed: its names are keys and never become paths, and its declared sizes are not used.
 *
 * Node's own zlib inflates, because it alone stops at a limit while it inflates; the archive's index is
 * read here.
 */
import { crc32, inflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import { Refusal } from "./format.ts";
import { strictUtf8 } from "./unicode.ts";

export interface Zip {
  /** The files in it, in the order of its index, without folders. */
  readonly names: readonly string[];
  /** The bytes of one file; null when there is none of that name. Throws `Refusal`. */
  readonly read: (name: string) => Uint8Array | null;
}

/** Files and folders of one archive. */
const entryLimit = 20_000;
/** Bytes of one file, and of all that are read, once inflated. */
const sizeLimit = 200 * 1024 * 1024;
const totalLimit = 1024 * 1024 * 1024;
/** How many times its packed size a file may grow to, once it is beyond `freeSize`. */
const ratioLimit = 200;
const freeSize = 10 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** Where its local header starts. */
  readonly at: number;
}

/** Reads the index of an archive. Throws `Refusal` when it is damaged or looks like an attack. */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readIndex(bytes, view);
  const left = { total: Math.min(totalLimit, Math.max(freeSize, bytes.length * ratioLimit)) };
  const charged = new Map<string, number>();
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      // What was read before is in the total already.
      const content = unpack(entry, bytes, view, left.total + (charged.get(name) ?? 0));
      if (!charged.has(name)) left.total -= content.length;
      charged.set(name, content.length);
      return content;
    },
  };
}

function unpack(entry: Entry, bytes: Uint8Array, view: DataView, left: number): Uint8Array {
  if ((entry.flags & 1) !== 0) {
    throw new Refusal(
      "It is protected by a password.",
      "Open it in its own program and save it without the password.",
    );
  }
  const packed = packedBytes(entry, bytes, view);
  const content = entry.method === 0 ? packed : inflate(entry, packed, left);
  if (content.length > Math.min(sizeLimit, left)) throw bomb();
  if (crc32(content) !== entry.crc) throw damaged();
  return content;
}

function inflate(entry: Entry, packed: Uint8Array, left: number): Uint8Array {
  if (entry.method !== 8) {
    throw new Refusal(
      "It is packed in a way that cannot be read.",
      "Open it in its own program and save it again.",
    );
  }
  const limit = Math.min(sizeLimit, Math.max(freeSize, packed.length * ratioLimit), left);
  if (limit <= 0) throw bomb();
  try {
    const content = inflateRawSync(packed, { maxOutputLength: limit });
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  } catch (error) {
    if (error instanceof Error && "code" in error) {
      throw error.code === "ERR_BUFFER_TOO_LARGE" ? bomb() : damaged();
    }
    throw error;
  }
}

function packedBytes(entry: Entry, bytes: Uint8Array, view: DataView): Uint8Array {
  if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50)
    throw damaged();
  const start =
    entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  if (start + entry.packed > bytes.length) throw damaged();
  return bytes.subarray(start, start + entry.packed);
}

function readIndex(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> {
  const index = findIndex(bytes, view);
  if (index.count > entryLimit) {
    throw new Refusal(
      `It holds ${index.count.toLocaleString("en-US")} files, and the limit is ${entryLimit.toLocaleString("en-US")}.`,
      "Split it, or save only the part that you need.",
    );
  }
  const entries = new Map<string, Entry>();
  let at = index.start;
  for (let n = 0; n < index.count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const end = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (end > bytes.length) throw damaged();
    const name = nameIn(bytes.subarray(at + 46, at + 46 + nameLength));
    const isLink = view.getUint32(at + 38, true) >>> 28 === 0xa;
    if (isBad(name) || isLink || entries.has(name)) {
      throw new Refusal(
        "It is put together in a way that no program we know writes, as attacks are.",
        "Open it in its own program and save it again.",
      );
    }
    const wide = wideFields(view, at, at + 46 + nameLength, extraLength);
    if (!name.endsWith("/")) {
      entries.set(name, {
        name,
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: wide.packed,
        at: wide.at + index.shift,
      });
    }
    at = end;
  }
  return entries;
}

interface Index {
  readonly start: number;
  readonly count: number;
  /** Bytes before the archive's own first one, as programs that unpack themselves have. */
  readonly shift: number;
}

function findIndex(bytes: Uint8Array, view: DataView): Index {
  const end = findEnd(view);
  const wideAt = end - 20;
  if (wideAt >= 0 && view.getUint32(wideAt, true) === 0x07064b50) {
    const record = whole(view, wideAt + 8);
    if (record + 56 > bytes.length || view.getUint32(record, true) !== 0x06064b50) throw damaged();
    return { start: whole(view, record + 48), count: whole(view, record + 32), shift: 0 };
  }
  const stated = view.getUint32(end + 16, true);
  const start = end - view.getUint32(end + 12, true);
  if (start < stated) throw damaged();
  return { start, count: view.getUint16(end + 10, true), shift: start - stated };
}

/** The record at the very end of an archive, before a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new Refusal(
    "The file is cut off: its end is missing.",
    "Copy or download it again from where it came from.",
  );
}

/** Packed size and place, from the extra field of archives in the 64-bit form where needed. */
function wideFields(
  view: DataView,
  header: number,
  extra: number,
  extraLength: number,
): { readonly packed: number; readonly at: number } {
  const size = view.getUint32(header + 24, true);
  let packed = view.getUint32(header + 20, true);
  let at = view.getUint32(header + 42, true);
  for (let field = extra; field + 4 <= extra + extraLength;) {
    const end = field + 4 + view.getUint16(field + 2, true);
    if (end > extra + extraLength) break;
    if (view.getUint16(field, true) === 1) {
      let next = field + 4 + (size === 0xffffffff ? 8 : 0);
      if (packed === 0xffffffff && next + 8 <= end) {
        packed = whole(view, next);
        next += 8;
      }
      if (at === 0xffffffff && next + 8 <= end) at = whole(view, next);
    }
    field = end;
  }
  return { packed, at };
}

function whole(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged();
  return Number(view.getBigUint64(at, true));
}

/** Names are UTF-8 today; older programs wrote them as DOS did. */
function nameIn(bytes: Uint8Array): string {
  return strictUtf8(bytes) ?? iconv.decode(Buffer.from(bytes), "cp437");
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

function damaged(): Refusal {
  return new Refusal(
    "The file is damaged.",
    "Copy or download it again, or open it in its own program and save it again.",
  );
}

function bomb(): Refusal {
  return new Refusal(
    "It unpacks to far more than its size allows for, as attacks do.",
    "Open it in its own program, if you trust it, and save it again.",
  );
}
