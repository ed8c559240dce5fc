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

/** The same as {@link packBody}, in a thread of Node's own: the loop goes on meanwhile. */
export async function packBodySoon(text: string): Promise<Uint8Array> {
  return compress(Buffer.from(text, "utf8"), level);
}

/** The text that was packed. Throws a `RangeError` on a codec of a later Commonplace. */
export function unpackBody(codec: number, bytes: Uint8Array): string {
  if (codec !== zstdCodec) throw new RangeError(`Expected a body of codec 1, found ${codec}.`);
  return zstdDecompressSync(bytes, { maxOutputLength: longest }).toString("utf8");
}
