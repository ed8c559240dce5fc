/** Writes pictures as PNG files (W3C Portable Network Graphics, third edition). */
import { crc32, deflateSync } from "node:zlib";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bits of one sample: 1, 2, 4 or 8. */
  readonly bits: number;
  readonly kind: "gray" | "color" | "palette" | "gray and alpha" | "color and alpha";
  /** Rows from the top, each beginning at a whole byte. */
  readonly rows: Buffer;
  /** Red, green and blue of each colour, for a palette. */
  readonly palette?: Buffer;
}

const kinds = { gray: 0, color: 2, palette: 3, "gray and alpha": 4, "color and alpha": 6 } as const;
/** Samples of a pixel. */
const samples = {
  gray: 1,
  color: 3,
  palette: 1,
  "gray and alpha": 2,
  "color and alpha": 4,
} as const;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Photographs hardly get smaller by more effort. */
const effort = 4;

/** Bytes of a row. */
export function rowBytes({ width, bits, kind }: Pick<Pixels, "width" | "bits" | "kind">): number {
  return Math.ceil((width * bits * samples[kind]) / 8);
}

/** The bytes of a PNG file. Rows that are not there are empty. */
export function png(pixels: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels.width, 0);
  header.writeUInt32BE(pixels.height, 4);
  header[8] = pixels.bits;
  header[9] = kinds[pixels.kind];
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...(pixels.palette === undefined ? [] : [chunk("PLTE", pixels.palette)]),
    chunk("IDAT", deflateSync(filtered(pixels), { level: effort })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Each row behind the byte of its filter: whole bytes as differences from the row above, which pack better. */
function filtered(pixels: Pixels): Buffer {
  const width = rowBytes(pixels);
  const made = Buffer.alloc((width + 1) * pixels.height);
  const up = pixels.bits === 8 && pixels.kind !== "palette";
  for (let row = 0; row < pixels.height; row += 1) {
    const from = row * width;
    const to = row * (width + 1);
    if (!up || row === 0) {
      pixels.rows.copy(made, to + 1, from, from + width);
      continue;
    }
    made[to] = 2;
    for (let at = 0; at < width; at += 1)
      made[to + 1 + at] = (pixels.rows[from + at] ?? 0) - (pixels.rows[from + at - width] ?? 0);
  }
  return made;
}

function chunk(type: string, data: Buffer): Buffer {
  const made = Buffer.alloc(data.length + 12);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, "latin1");
  data.copy(made, 8);
  made.writeUInt32BE(crc32(made.subarray(4, data.length + 8)), data.length + 8);
  return made;
}
