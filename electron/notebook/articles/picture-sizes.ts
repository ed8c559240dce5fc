/** How large stored pictures are, read from the files when they are first shown. */
import { closeSync, openSync, readSync } from "node:fs";
import type { Block, ImageSize } from "../../entities.ts";
import { imageSize } from "../../text/image-size.ts";
import type { Files } from "../storage/files.ts";

/** Bytes looked at: nearly always enough, and then as many as a camera's own preview may take. */
const heads = [4_096, 262_144];
/** Sizes that are kept in memory; pictures never change. */
const mostKept = 20_000;

/** A function that gives the sizes of the pictures among blocks, by hash; unknown ones are left out. */
export function openPictureSizes(
  files: Pick<Files, "image">,
): (blocks: readonly Block[]) => Readonly<Record<string, ImageSize>> {
  const kept = new Map<string, ImageSize | null>();
  const sizeOf = (hash: string): ImageSize | null => {
    const known = kept.get(hash);
    if (known !== undefined) return known;
    const place = files.image(hash)?.path;
    const size = place === undefined ? null : readSize(place);
    if (kept.size >= mostKept) kept.clear();
    kept.set(hash, size);
    return size;
  };
  return (blocks) => {
    const sizes: Record<string, ImageSize> = {};
    for (const block of blocks) {
      const size = block.kind === "image" && block.hash !== null ? sizeOf(block.hash) : null;
      if (size && block.kind === "image" && block.hash !== null) sizes[block.hash] = size;
    }
    return sizes;
  };
}

function readSize(place: string): ImageSize | null {
  let file: number;
  try {
    file = openSync(place, "r");
  } catch {
    return null; // The picture's file was taken away; `check` reports it.
  }
  try {
    for (const length of heads) {
      const bytes = new Uint8Array(length);
      const read = readSync(file, bytes, 0, length, 0);
      const size = imageSize(bytes.subarray(0, read));
      if (size !== null || read < length) return size;
    }
    return null;
  } finally {
    closeSync(file);
  }
}
