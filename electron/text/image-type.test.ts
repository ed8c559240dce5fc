import { expect, it } from "vitest";
import { imageType } from "./image-type.ts";

const bytes = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

it.each([
  ["\x89PNG\r\n\x1a\n rest", "image/png"],
  ["\xff\xd8\xff\xe0", "image/jpeg"],
  ["GIF89a", "image/gif"],
  ["RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"],
  ["\0\0\0\x1cftypmif1\0\0\0\0avif", "image/avif"],
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", null],
  ["RIFF\x01\x02\x03\x04WAVE", null],
  ["", null],
])("knows %j by its first bytes", (text, type) => {
  expect(imageType(bytes(text))).toBe(type);
});
