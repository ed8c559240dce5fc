/** What the streams of a PDF hold, unpacked (ISO 32000-2, 7.4): only the packings that pictures and drawings come in. */
import {
  entriesOf,
  inflated,
  nameOf,
  type PdfObjects,
  type PdfStream,
  type PdfValue,
} from "./objects.ts";

/** A stream's bytes, and the packing that was left on them: a picture's own, such as `DCTDecode` (JPEG). */
export interface Unpacked {
  readonly bytes: Buffer;
  readonly packing: string | null;
}

/** Null when it is damaged or larger than `limit` bytes. */
export function unpacked(stream: PdfStream, objects: PdfObjects, limit: number): Unpacked | null {
  const filters = listOf(objects.resolve(stream.entries.get("Filter")));
  const settings = listOf(objects.resolve(stream.entries.get("DecodeParms")));
  const packed = objects.packed(stream);
  let bytes: Buffer | null = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  for (const [at, filter] of filters.entries()) {
    const name = nameOf(objects.resolve(filter));
    const parameters = entriesOf(objects.resolve(settings[at]));
    if (name === "FlateDecode" || name === "Fl") {
      const rows = inflated(bytes, limit);
      bytes =
        rows === null ? null : unpredicted(rows, (key) => objects.resolve(parameters.get(key)));
    } else if (name === "ASCII85Decode" || name === "A85") bytes = from85(bytes);
    else if (name === "ASCIIHexDecode" || name === "AHx")
      bytes = Buffer.from(bytes.toString("latin1").replace(/[^\da-f]/gi, ""), "hex");
    else return at === filters.length - 1 ? { bytes, packing: name } : null;
    if (bytes === null) return null;
  }
  return { bytes, packing: null };
}

function listOf(value: PdfValue): readonly PdfValue[] {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly PdfValue[]) : [value];
}

/** Rows that were written as differences from their neighbours, as they were; null when they cannot be. */
function unpredicted(rows: Buffer, setting: (name: string) => PdfValue): Buffer | null {
  const number = (name: string, otherwise: number) => {
    const value = setting(name);
    return typeof value === "number" ? value : otherwise;
  };
  const predictor = number("Predictor", 1);
  if (predictor === 1) return rows;
  const [colors, bits, columns] = [
    number("Colors", 1),
    number("BitsPerComponent", 8),
    number("Columns", 1),
  ];
  const step = Math.max(Math.ceil((colors * bits) / 8), 1);
  const width = Math.ceil((colors * bits * columns) / 8);
  if (!(width > 0 && width <= rows.length)) return null;
  if (predictor === 2) return bits === 8 ? summed(rows, step, width) : null;
  return unfiltered(rows, step, width);
}

/** TIFF's predictor: each byte counts from the one a pixel before it. */
function summed(rows: Buffer, step: number, width: number): Buffer {
  for (let start = 0; start < rows.length; start += width) {
    const end = Math.min(start + width, rows.length);
    for (let at = start + step; at < end; at += 1)
      rows[at] = (rows[at] ?? 0) + (rows[at - step] ?? 0);
  }
  return rows;
}

/** PNG's predictors, one byte before each row telling which (PNG, 9.2). */
function unfiltered(rows: Buffer, step: number, width: number): Buffer {
  const height = Math.ceil(rows.length / (width + 1));
  const made = Buffer.alloc(height * width);
  for (let row = 0; row < height; row += 1) {
    const from = row * (width + 1);
    const to = row * width;
    const filter = rows[from];
    for (let at = 0; at < width; at += 1) {
      const left = at >= step ? (made[to + at - step] ?? 0) : 0;
      const up = row > 0 ? (made[to + at - width] ?? 0) : 0;
      const corner = at >= step && row > 0 ? (made[to + at - width - step] ?? 0) : 0;
      made[to + at] = (rows[from + 1 + at] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return made;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** Bytes written as five letters for each four (ISO 32000-2, 7.4.3). */
function from85(letters: Buffer): Buffer {
  const made = Buffer.alloc(letters.length);
  let length = 0;
  let group: number[] = [];
  const close = () => {
    const whole = group.length;
    if (whole < 2) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0) % 2 ** 32;
    for (let i = 0; i < whole - 1; i += 1)
      made[length++] = Math.floor(value / 256 ** (3 - i)) % 256;
    group = [];
  };
  for (const letter of letters) {
    if (letter === 0x7e) break;
    if (letter === 0x7a && group.length === 0) length += 4;
    else if (letter >= 0x21 && letter <= 0x75) group.push(letter - 0x21);
    if (group.length === 5) close();
  }
  close();
  return made.subarray(0, length);
}
