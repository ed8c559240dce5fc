/**
 * How many pictures a PDF holds beside its text. They are streams, which stand in a file as they are,
 * with what they are before them; laying out the pages to see them drawn would cost more than the text.
 */
import { createHash } from "node:crypto";
import type { Page } from "./lines.ts";

/** In pixels each way: smaller ones are signs, rules and parts of a background. */
const smallest = 64;
/** Pictures that are looked at. */
const limit = 5_000;
/** What a picture's properties take, in bytes; and how much of the picture itself tells it apart. */
const longest = 2_000;
const sample = 4_096;
/** Pixels for each point, from which a picture in the shape of its page is a scan of it. */
const scanned = 0.9;
const alike = 0.03;

/** Different pictures, other than scans of whole pages. Masks belong to another picture. */
export function countPictures(bytes: Uint8Array, pages: readonly Page[]): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const shapes = shapesOf(pages);
  const masks = new Set<string>();
  const pictures = new Map<string, string>();
  let looked = 0;
  for (const { index } of text.matchAll(/\/Subtype\s{0,4}\/Image\b/g)) {
    looked += 1;
    if (looked > limit) break;
    const before = text.slice(Math.max(index - longest, 0), index);
    const after = text.slice(index, index + longest);
    const start = before.lastIndexOf(" obj");
    const end = after.search(/\bstream\r?\n/);
    if (start === -1 || end === -1) continue;
    const about = before.slice(start) + after.slice(0, end);
    const number = /(\d+)\s+\d+$/.exec(before.slice(0, start))?.[1] ?? "";
    const mask = /\/S?Mask\s+(\d+)\s+\d+\s+R/.exec(about)?.[1];
    if (mask !== undefined) masks.add(mask);
    if (/\/ImageMask\s+true/.test(about)) continue;
    const [width, height] = [sideOf("Width", about), sideOf("Height", about)];
    if (width < smallest || height < smallest || isScan(width, height, shapes)) continue;
    const [data] = text.slice(index + end, index + end + sample).split("endstream", 1);
    const key = createHash("sha1").update(`${width} ${height} ${data}`, "latin1").digest("hex");
    pictures.set(key, number);
  }
  return [...pictures.values()].filter((number) => !masks.has(number)).length;
}

function sideOf(name: string, about: string): number {
  return Number(new RegExp(`/${name}\\s{0,4}(\\d{1,6})\\b(?!\\s+\\d+\\s+R)`).exec(about)?.[1] ?? 0);
}

/** The different sizes of pages, either way round. */
function shapesOf(pages: readonly Page[]): readonly (readonly [number, number])[] {
  const shapes = new Map<string, readonly [number, number]>();
  for (const { width, height } of pages) {
    if (width === 0 || shapes.size > 20) continue;
    shapes.set(`${width.toFixed(0)} ${height.toFixed(0)}`, [width, height]);
    shapes.set(`${height.toFixed(0)} ${width.toFixed(0)}`, [height, width]);
  }
  return [...shapes.values()];
}

function isScan(
  width: number,
  height: number,
  shapes: readonly (readonly [number, number])[],
): boolean {
  return shapes.some(
    ([wide, high]) =>
      width > wide * scanned && Math.abs(width / height / (wide / high) - 1) < alike,
  );
}
