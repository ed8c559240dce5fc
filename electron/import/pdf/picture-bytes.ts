/** A picture of a PDF (ISO 32000-2, 8.9.5) as a file that anything can show: a JPEG as it is, others as PNG. */
import {
  entriesOf,
  isKind,
  nameOf,
  type PdfDictionary,
  type PdfObjects,
  type PdfStream,
  type PdfValue,
} from "./objects.ts";
import { png, rowBytes, type Pixels } from "./png.ts";
import { unpacked } from "./streams.ts";

/** Bytes that one picture may unpack to: forty million pixels in colour. */
const rawLimit = 120 * 1024 * 1024;

/** How samples stand for colours. */
type Colors =
  | { readonly kind: "gray" | "color" | "ink" }
  | { readonly kind: "palette"; readonly palette: Buffer };

/** Null for packings and colours that have no equal in a file of their own, and for damage. */
export function pictureBytes(picture: PdfStream, objects: PdfObjects): Buffer | null {
  const about = picture.entries;
  const data = unpacked(picture, objects, rawLimit);
  if (data === null) return null;
  const colors = colorsOf(objects.resolve(about.get("ColorSpace")), objects);
  if (data.packing === "DCTDecode" || data.packing === "DCT")
    // Whoever shows a JPEG takes it for light, not for a key to other colours.
    // A copy, because sending a part of the file to another process would send the file.
    return colors?.kind === "palette" ? null : Buffer.from(new Uint8Array(data.bytes).buffer);
  if (data.packing !== null || colors === null) return null;
  const [width, height] = [numberOf("Width", about, objects), numberOf("Height", about, objects)];
  const stated = numberOf("BitsPerComponent", about, objects);
  if (!(width > 0 && height > 0) || ![1, 2, 4, 8, 16].includes(stated)) return null;
  const bits = Math.min(stated, 8);
  const bytes = stated === 16 ? highBytes(data.bytes) : data.bytes;
  const flipped = isFlipped(objects.resolve(about.get("Decode")));
  const pixels = pixelsOf(bytes, { width, height, bits, colors, flipped });
  if (pixels === null) return null;
  const mask = maskOf(about, objects);
  return png(mask === null ? pixels : withAlpha(pixels, mask));
}

function numberOf(name: string, about: PdfDictionary, objects: PdfObjects): number {
  const value = objects.resolve(about.get(name));
  return typeof value === "number" && Number.isInteger(value) ? value : 0;
}

/** Null for what only a printer knows, such as inks by name. */
function colorsOf(space: PdfValue, objects: PdfObjects): Colors | null {
  const parts = Array.isArray(space) ? (space as readonly PdfValue[]) : [space];
  const first = nameOf(objects.resolve(parts[0]));
  switch (first) {
    case "DeviceGray":
    case "CalGray":
      return { kind: "gray" };
    case "DeviceRGB":
    case "CalRGB":
      return { kind: "color" };
    case "DeviceCMYK":
      return { kind: "ink" };
    case "ICCBased": {
      const channels = objects.resolve(entriesOf(objects.resolve(parts[1])).get("N"));
      if (channels === 1) return { kind: "gray" };
      if (channels === 3) return { kind: "color" };
      return channels === 4 ? { kind: "ink" } : null;
    }
    case "Indexed":
      return paletteOf(parts, objects);
    default:
      return null;
  }
}

function paletteOf(parts: readonly PdfValue[], objects: PdfObjects): Colors | null {
  const base = colorsOf(objects.resolve(parts[1]), objects);
  const table = objects.resolve(parts[3]);
  const bytes = isKind(table, "string")
    ? Buffer.from(table.bytes, "latin1")
    : isKind(table, "stream")
      ? unpacked(table, objects, rawLimit)?.bytes
      : undefined;
  if (base === null || base.kind === "palette" || bytes === undefined) return null;
  const colors = inColor(bytes, base.kind).subarray(0, 256 * 3);
  return colors.length === 0 ? null : { kind: "palette", palette: colors };
}

/** Whole bytes of samples as red, green and blue. */
function inColor(bytes: Buffer, kind: "gray" | "color" | "ink"): Buffer {
  if (kind === "color") return bytes.subarray(0, bytes.length - (bytes.length % 3));
  const step = kind === "gray" ? 1 : 4;
  const count = Math.floor(bytes.length / step);
  const made = Buffer.alloc(count * 3);
  for (let i = 0; i < count; i += 1) {
    const at = i * step;
    const black = kind === "gray" ? 0 : (bytes[at + 3] ?? 0);
    for (let part = 0; part < 3; part += 1) {
      const value = bytes[at + (kind === "gray" ? 0 : part)] ?? 0;
      made[i * 3 + part] =
        kind === "gray" ? value : Math.round(((255 - value) * (255 - black)) / 255);
    }
  }
  return made;
}

/** Of samples of two bytes the one that counts. */
function highBytes(bytes: Buffer): Buffer {
  const made = Buffer.alloc(bytes.length >> 1);
  for (let i = 0; i < made.length; i += 1) made[i] = bytes[i * 2] ?? 0;
  return made;
}

/** Whether black and white are exchanged. */
function isFlipped(decode: PdfValue): boolean {
  return Array.isArray(decode) && decode[0] === 1 && decode[1] === 0;
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colors: Colors;
  readonly flipped: boolean;
}

/** Null when there are less bytes than half of the picture takes. */
function pixelsOf(bytes: Buffer, { width, height, bits, colors, flipped }: Samples): Pixels | null {
  const kind = colors.kind === "ink" ? "color" : colors.kind;
  if (colors.kind !== "gray" && colors.kind !== "palette" && bits !== 8) return null;
  if (colors.kind === "palette" && flipped) return null;
  const expected =
    colors.kind === "ink" ? width * height * 4 : rowBytes({ width, bits, kind }) * height;
  if (bytes.length < expected / 2 || expected > rawLimit) return null;
  const given = bytes.subarray(0, expected);
  const whole = Buffer.alloc(expected, flipped ? 0 : 0xff);
  if (flipped) for (let at = 0; at < given.length; at += 1) whole[at] = ~(given[at] ?? 0);
  else given.copy(whole);
  return {
    width,
    height,
    bits,
    kind,
    rows: colors.kind === "ink" ? inColor(whole, "ink") : whole,
    ...(colors.kind === "palette" ? { palette: colors.palette } : {}),
  };
}

/** How opaque a picture is, a byte for each of its own pixels. */
interface Mask {
  readonly width: number;
  readonly height: number;
  readonly rows: Buffer;
}

/** Null for a picture without one, and for masks in packings that are not read. */
function maskOf(about: PdfDictionary, objects: PdfObjects): Mask | null {
  const soft = objects.resolve(about.get("SMask"));
  const stencil = objects.resolve(about.get("Mask"));
  const mask = isKind(soft, "stream") ? soft : stencil;
  if (!isKind(mask, "stream")) return null;
  const [width, height] = [
    numberOf("Width", mask.entries, objects),
    numberOf("Height", mask.entries, objects),
  ];
  const bits = mask === soft ? numberOf("BitsPerComponent", mask.entries, objects) : 1;
  const data = unpacked(mask, objects, rawLimit);
  if (data === null || data.packing !== null || !(width > 0 && height > 0)) return null;
  if (bits !== 8 && bits !== 1) return null;
  const row = Math.ceil((width * bits) / 8);
  if (data.bytes.length < row * height) return null;
  // A stencil paints where it has zeros; a soft mask shows where it is bright.
  const flipped = isFlipped(objects.resolve(mask.entries.get("Decode"))) !== (mask !== soft);
  const rows = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * row;
      const value =
        bits === 8
          ? (data.bytes[at + x] ?? 0)
          : (((data.bytes[at + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * 255;
      rows[y * width + x] = flipped ? 255 - value : value;
    }
  }
  return { width, height, rows };
}

/** The picture with its mask; of a mask in another size, the nearest pixel counts. */
function withAlpha(pixels: Pixels, mask: Mask): Pixels {
  const { width, height } = pixels;
  const kind = pixels.kind === "gray" ? "gray and alpha" : "color and alpha";
  const parts = kind === "gray and alpha" ? 1 : 3;
  const rows = Buffer.alloc(width * height * (parts + 1));
  const sample = samplesOf(pixels);
  for (let y = 0; y < height; y += 1) {
    const above = Math.floor((y * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x += 1) {
      const to = (y * width + x) * (parts + 1);
      for (let part = 0; part < parts; part += 1) rows[to + part] = sample(x, y, part);
      rows[to + parts] = mask.rows[above + Math.floor((x * mask.width) / width)] ?? 255;
    }
  }
  return { width, height, bits: 8, kind, rows };
}

/** The picture's samples one by one, as whole bytes. */
function samplesOf(pixels: Pixels): (x: number, y: number, part: number) => number {
  const { bits, rows, palette } = pixels;
  const row = rowBytes(pixels);
  const most = (1 << bits) - 1;
  const packed = (x: number, y: number) => {
    const bit = x * bits;
    return ((rows[y * row + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & most;
  };
  if (palette !== undefined) return (x, y, part) => palette[packed(x, y) * 3 + part] ?? 0;
  if (pixels.kind === "gray") return (x, y) => Math.round((packed(x, y) * 255) / most);
  return (x, y, part) => rows[y * row + x * 3 + part] ?? 0;
}
