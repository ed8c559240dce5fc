import fc from "fast-check";
import { expect, test } from "vitest";
import { imageSize } from "./image-size.ts";

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)),
  );
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const le16 = (value: number) => u16(value).toReversed();
const le24 = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];

const png = bytesOf([0x89], "PNG\r\n\x1a\n", u32(13), "IHDR", u32(640), u32(480));
const gif = bytesOf("GIF89a", le16(320), le16(200), [0, 0, 0]);
const frame = (marker: number) => [[0xff, marker], u16(17), [8], u16(600), u16(800), [3]].flat();
const exif = (orientation: number): readonly number[] => {
  const block = bytesOf(
    "Exif\0\0MM",
    u16(42),
    u32(8),
    u16(1),
    u16(0x112),
    u16(3),
    u32(1),
    u16(orientation),
    u16(0),
    u32(0),
  );
  return [0xff, 0xe1, ...u16(block.length + 2), ...block];
};
const webpLossy = bytesOf(
  "RIFF",
  u32(0),
  "WEBPVP8 ",
  u32(0),
  [0, 0, 0, 0x9d, 1, 0x2a],
  le16(500),
  le16(250),
);
const webpLossless = bytesOf("RIFF", u32(0), "WEBPVP8L", u32(0), [0x2f, 0x63, 0x40, 0x0c, 0]);
const webpExtended = bytesOf("RIFF", u32(0), "WEBPVP8X", u32(0), u32(0), le24(1_199), le24(799));
const avif = (extra = "") =>
  bytesOf(
    u32(24),
    "ftypavif",
    u32(0),
    "meta",
    extra,
    "ispe",
    u32(0),
    u32(1_024),
    u32(768),
    u32(0),
    u32(0),
  );

test("the size of a picture is told from its first bytes", () => {
  expect(imageSize(png)).toEqual({ width: 640, height: 480 });
  expect(imageSize(gif)).toEqual({ width: 320, height: 200 });
  expect(imageSize(webpLossy)).toEqual({ width: 500, height: 250 });
  expect(imageSize(webpLossless)).toEqual({ width: 100, height: 50 });
  expect(imageSize(webpExtended)).toEqual({ width: 1_200, height: 800 });
  expect(imageSize(avif())).toEqual({ width: 1_024, height: 768 });
});

test("a photograph is as large as it is drawn, turned as its camera said", () => {
  const start = [0xff, 0xd8];
  expect(imageSize(bytesOf(start, exif(1), frame(0xc0)))).toEqual({ width: 800, height: 600 });
  expect(imageSize(bytesOf(start, exif(6), [0xff], frame(0xc2)))).toEqual({
    width: 600,
    height: 800,
  });
});

test("what does not say its size surely has none", () => {
  expect(imageSize(bytesOf("<svg width='10' height='10'/>"))).toBeNull();
  expect(imageSize(avif("irot"))).toBeNull();
  expect(imageSize(png.subarray(0, 20))).toBeNull();
  expect(imageSize(bytesOf([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0]))).toBeNull();
  expect(imageSize(new Uint8Array())).toBeNull();
});

test("no bytes, however broken, break it", () => {
  const heads = [png, gif, webpLossy, avif(), bytesOf([0xff, 0xd8], exif(6), frame(0xc0))];
  fc.assert(
    fc.property(
      fc.constantFrom(...heads),
      fc.nat(60),
      fc.uint8Array({ maxLength: 80 }),
      (head, at, rest) => {
        const size = imageSize(Uint8Array.from([...head.subarray(0, at), ...rest]));
        expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
      },
    ),
  );
});
