import { promisify } from "node:util";
import { constants, zstdCompress, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** How a body is stored. Numbers are kept in the notebook and never change meaning. */
export const zstdCodec = 1;

const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
/** Far above any body that is stored; a damaged frame must not ask for all memory. */
const longest = 1 << 30;

/** A text in the form it is stored in, with codec {@link zstdCodec}. */
export function packBody(text: string): Uint8Array {
  return zstdCompressSync(text, level);
}

const compress = promisify(zstdCompress);

/** UTF-16 units that are packed in about a millisecond: less than it takes to have a thread do it. */
const shortBody = 150_000;

/** The same as {@link packBody}; a long text in a thread of Node's own, so that the loop goes on meanwhile. */
export async function packBodySoon(text: string): Promise<Uint8Array> {
  if (text.length < shortBody) return packBody(text);
  return compress(Buffer.from(text, "utf8"), level);
}

/** The text that was packed. Throws a `RangeError` on a codec of a later Commonplace. */
export function unpackBody(codec: number, bytes: Uint8Array): string {
  if (codec !== zstdCodec) throw new RangeError(`Expected a body of codec 1, found ${codec}.`);
  return zstdDecompressSync(bytes, { maxOutputLength: longest }).toString("utf8");
}
