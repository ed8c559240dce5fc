/** The pictures of PDFs: what they become, where they stand, and which are none to a reader. */
import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { ArticleDraft } from "../../entities.ts";
import { checkDraft } from "../draft.ts";
import { importFile } from "../index.ts";
import { createPictureFinder } from "./drawn.ts";
import { openObjects } from "./objects.ts";
import { column, filler, line, makePdf, stream, type Made } from "./fixture.ts";

async function read(made: Made): Promise<ArticleDraft> {
  const bytes = makePdf(made);
  return checkDraft(await importFile({ name: "paper.pdf", bytes, readBeside: async () => null }));
}

/** A picture as an object: 64 by 64 pixels unless `entries` say otherwise. */
function picture(data: Buffer, entries: string): string {
  const sides = entries.includes("/Width") ? "" : "/Width 64 /Height 64";
  return stream(data, `/Type /XObject /Subtype /Image ${sides} ${entries}`);
}

/** The order that draws a picture, its place and size in points from the bottom left. */
function drawn(name: string, x: number, y: number, width = 200, height = 100): string {
  return `q ${width} 0 0 ${height} ${x} ${y} cm /${name} Do Q`;
}

const one = "/XObject << /Im1 10 0 R >>";
const gray = "/ColorSpace /DeviceGray /BitsPerComponent 8";

/** A page's only picture as the file it became; null when it was left out. */
async function kept(data: Buffer, entries: string, more: readonly string[] = []) {
  const draft = await read({
    pages: [`${column(filler)}\n${drawn("Im1", 60, 300)}`],
    objects: [picture(data, entries), ...more],
    resources: one,
  });
  const [image] = draft.images;
  if (image === undefined) return draft.warnings;
  return image.type === "image/jpeg" ? Buffer.from(image.bytes) : pixelsIn(image.bytes);
}

interface Read {
  readonly bits: number | undefined;
  readonly kind: number | undefined;
  readonly palette: readonly number[];
  /** The samples of the first two rows, two pixels each. */
  readonly corner: readonly (readonly number[])[];
}

/** Reads a PNG with rows that are plain or count from the row above. */
function pixelsIn(png: Uint8Array): Read {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const width = rows.length / header.readUInt32BE(4);
  const samples = [1, 0, 3, 1, 2, 0, 4][header[9] ?? 1] ?? 0;
  const shown = Math.max(Math.ceil((2 * samples * (header[8] ?? 0)) / 8), 1);
  const first = [...rows.subarray(1, 1 + shown)];
  const second = [...rows.subarray(width + 1, width + 1 + shown)];
  return {
    bits: header[8],
    kind: header[9],
    palette: [...(chunks.get("PLTE") ?? [])],
    corner: [
      first,
      rows[width] === 2 ? second.map((value, i) => (value + (first[i] ?? 0)) & 255) : second,
    ],
  };
}

/** Bytes for 64 rows: the given ones at the beginning of the first two, zeros behind. */
function rows(width: number, ...given: readonly (readonly number[])[]): Buffer {
  const made = Buffer.alloc(width * 64);
  given.forEach((bytes, row) => Buffer.from(bytes).copy(made, row * width));
  return made;
}

test("a photograph is kept byte for byte", async () => {
  const photograph = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");
  const entries = "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode";
  expect(await kept(photograph, entries)).toEqual(photograph);
  expect(
    await kept(deflateSync(photograph), entries.replace("/DCT", "[/FlateDecode /DCT").concat("]")),
  ).toEqual(photograph);
});

test("grey, colour, palettes, inks and samples of one bit or sixteen become the same pixels", async () => {
  const color = rows(192, [10, 20, 30, 40, 50, 60], [70, 80, 90, 100, 110, 120]);
  const colored = {
    bits: 8,
    kind: 2,
    corner: [
      [10, 20, 30, 40, 50, 60],
      [70, 80, 90, 100, 110, 120],
    ],
  };
  expect(await kept(color, "/ColorSpace /DeviceRGB /BitsPerComponent 8")).toMatchObject(colored);
  expect(
    await kept(color, "/ColorSpace [/ICCBased 11 0 R] /BitsPerComponent 8", [stream("", "/N 3")]),
  ).toMatchObject(colored);
  const deep = rows(
    384,
    [10, 99, 20, 99, 30, 99, 40, 99, 50, 99, 60, 99],
    [70, 1, 80, 1, 90, 1, 100, 1, 110, 1, 120, 1],
  );
  expect(await kept(deep, "/ColorSpace /DeviceRGB /BitsPerComponent 16")).toMatchObject(colored);
  expect(await kept(rows(64, [7, 9], [11, 13]), gray)).toMatchObject({
    kind: 0,
    corner: [
      [7, 9],
      [11, 13],
    ],
  });
  const bit = "/ColorSpace /DeviceGray /BitsPerComponent 1";
  expect(await kept(rows(8, [0b1000_0000]), bit)).toMatchObject({ bits: 1, corner: [[128], [0]] });
  expect(await kept(rows(8, [0b1000_0000]), `${bit} /Decode [1 0]`)).toMatchObject({
    corner: [[127], [255]],
  });
  expect(
    await kept(
      rows(64, [1, 0]),
      "/ColorSpace [/Indexed /DeviceRGB 1 <010203 040506>] /BitsPerComponent 8",
    ),
  ).toMatchObject({
    kind: 3,
    palette: [1, 2, 3, 4, 5, 6],
    corner: [
      [1, 0],
      [0, 0],
    ],
  });
  expect(
    await kept(
      rows(256, [255, 0, 0, 0, 0, 0, 0, 255]),
      "/ColorSpace /DeviceCMYK /BitsPerComponent 8",
    ),
  ).toMatchObject({
    kind: 2,
    corner: [
      [0, 255, 255, 0, 0, 0],
      [255, 255, 255, 255, 255, 255],
    ],
  });
});

test("rows that count from their neighbours are added up, in TIFF's way and in each of PNG's", async () => {
  const packed = `${gray} /Filter /FlateDecode /DecodeParms << /Columns 64`;
  expect(await kept(deflateSync(rows(64, [5, 4])), `${packed} /Predictor 2 >>`)).toMatchObject({
    corner: [
      [5, 9],
      [0, 0],
    ],
  });
  for (const [filter, second] of [
    [0, [3, 4]],
    [1, [3, 7]],
    [2, [8, 13]],
    [3, [5, 11]],
    [4, [8, 13]],
  ] as const) {
    const data = rows(65, [1, 5, 4], [filter, 3, 4]);
    expect(await kept(deflateSync(data), `${packed} /Predictor 15 >>`)).toMatchObject({
      corner: [[5, 9], second],
    });
  }
});

test("what a mask hides is not shown", async () => {
  const soft = picture(rows(64, [128, 255]), gray);
  expect(await kept(rows(64, [7, 9]), `${gray} /SMask 11 0 R`, [soft])).toMatchObject({
    kind: 4,
    corner: [
      [7, 128, 9, 255],
      [0, 0, 0, 0],
    ],
  });
  // Half as large: one of its pixels stands for two each way.
  const stencil = picture(
    Buffer.alloc(4 * 32, 0xff).fill(0x7f, 0, 1),
    "/Width 32 /Height 32 /ImageMask true /BitsPerComponent 1",
  );
  const indexed = "/ColorSpace [/Indexed /DeviceRGB 1 <010203 040506>] /BitsPerComponent 1";
  expect(await kept(rows(8, [0b0100_0000]), `${indexed} /Mask 11 0 R`, [stencil])).toMatchObject({
    kind: 6,
    corner: [
      [1, 2, 3, 255, 4, 5, 6, 255],
      [1, 2, 3, 255, 1, 2, 3, 255],
    ],
  });
});

test("a picture that no file of its own can hold is told", async () => {
  for (const entries of [
    `${gray} /Filter /JPXDecode`,
    "/ColorSpace [/Separation /Gold /DeviceCMYK 11 0 R] /BitsPerComponent 8",
    `${gray} /Width 9000 /Height 9000`,
    `${gray} /Filter /FlateDecode`,
  ]) {
    expect(await kept(rows(64, [1]), entries)).toEqual(["1 picture was left out."]);
  }
});

test("pictures stand before their captions, in the column that they are in", async () => {
  const left = Array.from({ length: 8 }, (_, i) => `The left column has its line ${i} here.`);
  const right = Array.from({ length: 8 }, (_, i) => `The right column has line ${i} of eight.`);
  const draft = await read({
    pages: [
      [
        column(left, 60, 760),
        line("Figure 1. The quay at noon.", 60, 500, 9),
        column(right, 320, 760),
        line("Figure 2. The lamp at night.", 320, 500, 9),
        // Drawn first, and one of them in a drawing of its own.
        drawn("Fm1", 320, 520, 1, 1),
        drawn("Im1", 60, 520),
      ].join("\n"),
    ],
    objects: [
      picture(rows(64, [1]), gray),
      picture(rows(64, [2]), gray),
      stream(
        "q 200 0 0 100 0 0 cm /Im2 Do Q",
        "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /Im2 11 0 R >> >>",
      ),
    ],
    resources: "/XObject << /Im1 10 0 R /Fm1 12 0 R >>",
  });
  const hashes = draft.images.map(({ hash }) => hash);
  expect(hashes).toHaveLength(2);
  const order = draft.blocks.flatMap((block) =>
    block.kind === "image" ? ["picture"] : "text" in block ? [block.text.slice(0, 9)] : [],
  );
  expect(order.join(" / ")).toMatch(/picture \/ Figure 1.* \/ picture \/ Figure 2/);
});

test("signs, logos on every page, backgrounds and mirrored pictures are none; a plate is one", async () => {
  const words = (page: string) => column([`On page ${page} the keeper wrote of the ${page} tide.`]);
  const logo = drawn("Im1", 60, 20, 80, 40);
  const draft = await read({
    pages: [
      `${words("first")} ${logo} ${drawn("Im2", 0, 0, 600, 800)} ${drawn("Im3", 60, 300, 20, 20)}`,
      `${words("second")} ${logo} q -200 0 0 100 400 300 cm /Im4 Do Q`,
      `${words("third")} ${logo}`,
      `${words("fourth")} ${logo}`,
      drawn("Im5", 0, 0, 600, 800),
    ],
    objects: [1, 2, 3, 4, 5].map((value) => picture(rows(64, [value]), gray)),
    resources: `/XObject << ${[1, 2, 3, 4, 5].map((n) => `/Im${n} ${9 + n} 0 R`).join(" ")} >>`,
  });
  expect(draft.images).toHaveLength(1);
  expect(draft.blocks.at(-1)).toMatchObject({ kind: "image", hash: draft.images[0]?.hash });
  expect(draft.warnings).toEqual([
    "1 picture was left out.",
    "1 picture that stands on many pages was left out.",
    "Page 5 has no text: it is blank or a picture.",
  ]);
});

test("drawings in circles are followed a few times only", () => {
  const names = Array.from({ length: 10 }, (_, i) => `/Fm${i} ${10 + i} 0 R`).join(" ");
  const all = Array.from({ length: 10 }, (_, i) => `/Fm${i} Do`).join(" ");
  const form = stream(
    all.repeat(30),
    `/Type /XObject /Subtype /Form /Resources << /XObject << ${names} /Im1 20 0 R >> >>`,
  );
  const bytes = makePdf({
    pages: [`${all} ${drawn("Im1", 60, 300)}${" q".repeat(5_000)} (${"[".repeat(5_000)}`],
    objects: [...Array.from({ length: 10 }, () => form), picture(rows(64, [1]), gray)],
    resources: `/XObject << ${names} /Im1 20 0 R >>`,
  });
  const started = process.cpuUsage();
  const objects = openObjects(bytes);
  const pictures = objects && createPictureFinder(objects)({ kind: "reference", number: 21 });
  expect(pictures).toMatchObject([
    { left: 60, right: 260, bottom: 300, top: 400, mirrored: false },
  ]);
  expect(process.cpuUsage(started).user / 1_000_000).toBeLessThan(10);
});

test("millions of comments in a drawing are gone past", async () => {
  const words = column(filler);
  const draft = await read({
    pages: [`${"%\n".repeat(5_000_000)}${words}\n${drawn("Im1", 60, 300)}`],
    objects: [picture(rows(64, [1]), gray)],
    resources: one,
  });
  expect(draft.blocks.map((block) => "text" in block && block.text)).toContain(filler.join(" "));
  expect(draft.images).toHaveLength(1);
});

test("a picture that unpacks to more than there is room for, and broken objects, leave the text as it is", async () => {
  const draft = await read({
    pages: [
      `${column(filler)}\n${drawn("Im1", 60, 300)} ${drawn("Im2", 60, 100)} ${drawn("Im3", 300, 100)}`,
    ],
    objects: [
      picture(
        deflateSync(Buffer.alloc(140_000_000)),
        `${gray} /Width 11600 /Height 11600 /Filter /FlateDecode /SMask 10 0 R`,
      ),
      "11 0 R",
      "<< /Length 12 0 R >>\nstream\n",
    ],
    resources: "/XObject << /Im1 10 0 R /Im2 11 0 R /Im3 12 0 R >>",
  });
  expect(draft.blocks.map((block) => "text" in block && block.text)).toContain(filler.join(" "));
  expect(draft.warnings).toEqual(["1 picture was left out."]);
});

test("objects that are packed in streams, and the newest of several with one number, are found", async () => {
  const packed = deflateSync(Buffer.from("30 0 31 4 [1] << /A (b\\051) /B#20c 30 0 R >>"));
  const bytes = Buffer.from(
    [
      "%PDF-1.7",
      "1 0 obj (old) endobj 1 0 obj (new) endobj",
      `2 0 obj ${stream(packed, "/Type /ObjStm /N 2 /First 10 /Filter /FlateDecode")} endobj`,
    ].join("\n"),
    "latin1",
  );
  const objects = openObjects(bytes);
  const at = (number: number) => objects?.resolve({ kind: "reference", number });
  expect(at(1)).toEqual({ kind: "string", bytes: "new" });
  expect(at(31)).toEqual(
    new Map<string, unknown>([
      ["A", { kind: "string", bytes: "b)" }],
      ["B c", { kind: "reference", number: 30 }],
    ]),
  );
  expect(at(30)).toEqual([1]);
  expect(at(99)).toBeNull();
});
