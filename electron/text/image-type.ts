/** What kind of picture some bytes are. */
import type { ImageType } from "../entities.ts";

const heads: readonly (readonly [ImageType, RegExp])[] = [
  ["image/png", /^\x89PNG\r\n[^]\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftyp[^]*avi[fs]/],
];
const headBytes = 32;

/** The type of raster bytes by their first bytes; null for anything else. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const head = String.fromCharCode(...bytes.subarray(0, headBytes));
  return heads.find(([, pattern]) => pattern.test(head))?.[0] ?? null;
}
