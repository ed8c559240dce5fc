/**
 * The index of a zip archive: what is in it and where. Nothing in it is believed: names are keys and
 * never become paths here, and declared sizes of content are not used.
 */
import iconv from "iconv-lite";
import { Refusal, type ByteSource } from "../format.ts";
import { strictUtf8 } from "../unicode.ts";

export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** Where its local header starts. */
  readonly at: number;
  /** A link to another file, as Unix programs store them. */
  readonly isLink: boolean;
}

/** What is wrong with an archive or a file in it. */
export type ZipProblem =
  | "cut"
  | "damaged"
  | "strange"
  | "crowded"
  | "encrypted"
  | "method"
  | "bomb";

const sentences: { readonly [problem in ZipProblem]: readonly [reason: string, advice: string] } = {
  cut: [
    "The file is cut off: its end is missing.",
    "Copy or download it again from where it came from.",
  ],
  damaged: [
    "The file is damaged.",
    "Copy or download it again, or open it in its own program and save it again.",
  ],
  strange: [
    "It is put together in a way that no program we know writes, as attacks are.",
    "Open it in its own program and save it again.",
  ],
  crowded: ["It holds too many files.", "Split it, or save only the part that you need."],
  encrypted: [
    "It is protected by a password.",
    "Open it in its own program and save it without the password.",
  ],
  method: [
    "It is packed in a way that cannot be read.",
    "Open it in its own program and save it again.",
  ],
  bomb: [
    "It unpacks to far more than its size allows for, as attacks do.",
    "Open it in its own program, if you trust it, and save it again.",
  ],
};

/** A refusal that also says which problem it is, for those who have other words for it. */
export class ZipRefusal extends Refusal {
  readonly problem: ZipProblem;
  constructor(problem: ZipProblem, reason: string = sentences[problem][0]) {
    super(reason, sentences[problem][1]);
    this.problem = problem;
  }
}

/** Files and folders of one archive. */
export const entryLimit = 20_000;
/** Bytes of an index: far more than so many entries need. */
const indexLimit = 64 * 1024 * 1024;

/** Bytes in memory as a source. */
export function inMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, slice: (start, end) => bytes.subarray(start, end) };
}

/** The files of an archive in the order of its index, without folders. Throws `ZipRefusal`. */
export function readIndex(source: ByteSource): readonly ZipEntry[] {
  const index = findIndex(source);
  if (index.count > entryLimit) {
    throw new ZipRefusal(
      "crowded",
      `It holds ${index.count.toLocaleString("en-US")} files, and the limit is ${entryLimit.toLocaleString("en-US")}.`,
    );
  }
  const bytes = source.slice(index.start, Math.min(source.size, index.start + indexLimit));
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let n = 0; n < index.count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const end = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (end > bytes.length) throw damaged();
    const name = nameIn(bytes.subarray(at + 46, at + 46 + nameLength));
    const wide = wideFields(view, at, at + 46 + nameLength, extraLength);
    if (!name.endsWith("/")) {
      entries.push({
        name,
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: wide.packed,
        at: wide.at + index.shift,
        isLink: view.getUint32(at + 38, true) >>> 28 === 0xa,
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

function findIndex(source: ByteSource): Index {
  const tailAt = Math.max(0, source.size - 22 - 0xffff - 20);
  const view = viewOf(source.slice(tailAt, source.size));
  const end = findEnd(view);
  const wideAt = end - 20;
  if (wideAt >= 0 && view.getUint32(wideAt, true) === 0x07064b50) {
    const record = whole(view, wideAt + 8);
    const wide = viewOf(source.slice(record, record + 56));
    if (wide.byteLength < 56 || wide.getUint32(0, true) !== 0x06064b50) throw damaged();
    return { start: whole(wide, 48), count: whole(wide, 32), shift: 0 };
  }
  const stated = view.getUint32(end + 16, true);
  const start = tailAt + end - view.getUint32(end + 12, true);
  if (start < stated) throw damaged();
  return { start, count: view.getUint16(end + 10, true), shift: start - stated };
}

/** The record at the very end of an archive, before a comment of up to 65,535 bytes. */
function findEnd(tail: DataView): number {
  const first = Math.max(0, tail.byteLength - 22 - 0xffff);
  for (let at = tail.byteLength - 22; at >= first; at -= 1) {
    if (tail.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new ZipRefusal("cut");
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
export function nameIn(bytes: Uint8Array): string {
  return strictUtf8(bytes) ?? iconv.decode(Buffer.from(bytes), "cp437");
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(): ZipRefusal {
  return new ZipRefusal("damaged");
}
