/** How large a picture is drawn, told from its first bytes. */
import type { ImageSize } from "../entities.ts";

/**
 * The size of a PNG, JPEG, GIF, WebP or AVIF picture; null when the bytes are of another kind, are
 * broken, or end before they say it.
 */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = sizeIn(view);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // It ends too early.
    throw error;
  }
}

function sizeIn(view: DataView): ImageSize | null {
  if (view.getUint32(0) === 0x89504e47)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  if (tag(view, 0).startsWith("GIF"))
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (tag(view, 0) === "RIFF" && tag(view, 8) === "WEBP") return webpSize(view);
  return tag(view, 4) === "ftyp" ? avifSize(view) : null;
}

const tag = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((each) => view.getUint8(at + each)));

/** Segment by segment up to the frame, noting on the way how the camera was held. */
function jpegSize(view: DataView): ImageSize | null {
  let turned = false;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Fill bytes, and markers without a segment.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      if (marker === 0xd9 || marker === 0xda) return null;
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
      if (isFrame) {
        const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
        return turned ? { width: height, height: width } : { width, height };
      }
      const length = view.getUint16(at + 2);
      if (marker === 0xe1 && tag(view, at + 4) === "Exif")
        turned = isTurned(view, at + 10, at + 2 + length);
      at += 2 + Math.max(2, length);
    }
  }
}

/** Whether the Exif block at `start` says that width and height change places (orientation 5 to 8). */
function isTurned(view: DataView, start: number, end: number): boolean {
  const little = view.getUint16(start) === 0x4949;
  const first = start + view.getUint32(start + 4, little);
  if (first + 2 > end) return false;
  const count = Math.min(view.getUint16(first, little), 200);
  for (let entry = 0; entry < count; entry++) {
    const at = first + 2 + entry * 12;
    if (at + 12 > end) return false;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) >= 5;
  }
  return false;
}

function webpSize(view: DataView): ImageSize | null {
  const size24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  switch (tag(view, 12)) {
    case "VP8 ":
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: size24(24), height: size24(27) };
    default:
      return null;
  }
}

/** The first extent that is said; a picture that is turned or made of tiles says none that is sure. */
function avifSize(view: DataView): ImageSize | null {
  const end = Math.min(view.byteLength - 16, 4_096);
  let found: ImageSize | null = null;
  for (let at = 8; at < end; at++) {
    const name = tag(view, at);
    if (name === "irot" || name === "grid") return null;
    if (name === "ispe" && found === null)
      found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
  }
  return found;
}
