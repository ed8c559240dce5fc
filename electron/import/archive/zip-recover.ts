/** Finds the files of an archive whose index is missing or damaged, by the header before each of them. */
import type { ByteSource } from "../format.ts";
import { entryLimit, nameIn, viewOf, type ZipEntry } from "./zip-index.ts";

/** How far the end of a file is looked for whose header does not say it. */
const searchLimit = 200 * 1024 * 1024;
const headerLength = 30;

/** The files as far as one follows another; none when the archive does not start with one. */
export function recoverEntries(source: ByteSource): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < entryLimit;) {
    const header = viewOf(source.slice(at, at + headerLength));
    if (header.byteLength < headerLength || header.getUint32(0, true) !== 0x04034b50) break;
    const nameAt = at + headerLength;
    const contentAt = nameAt + header.getUint16(26, true) + header.getUint16(28, true);
    const flags = header.getUint16(6, true);
    const stated = {
      crc: header.getUint32(14, true),
      packed: header.getUint32(18, true),
      end: contentAt + header.getUint32(18, true),
    };
    const found = (flags & 8) === 0 ? stated : descriptor(source, contentAt);
    if (found === null) break;
    const name = nameIn(source.slice(nameAt, nameAt + header.getUint16(26, true)));
    const method = header.getUint16(8, true);
    if (!name.endsWith("/")) entries.push({ name, flags, method, ...found, at, isLink: false });
    at = found.end;
  }
  return entries;
}

/** What is written behind a file by programs that did not know its size before. */
function descriptor(
  source: ByteSource,
  start: number,
): { readonly crc: number; readonly packed: number; readonly end: number } | null {
  const bytes = Buffer.from(source.slice(start, Math.min(source.size, start + searchLimit)));
  const view = viewOf(bytes);
  for (let at = bytes.indexOf("PK\x07\x08"); at >= 0; at = bytes.indexOf("PK\x07\x08", at + 4)) {
    if (at + 16 > bytes.length) return null;
    const crc = view.getUint32(at + 4, true);
    if (view.getUint32(at + 8, true) === at) return { crc, packed: at, end: start + at + 16 };
  }
  return null;
}
