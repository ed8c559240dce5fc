import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Block } from "../../entities.ts";
import { openPictureSizes } from "./picture-sizes.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "picture-sizes-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const image = (hash: string | null): Block => ({ kind: "image", hash, alt: "", host: null });
const gif = Uint8Array.from([...Buffer.from("GIF89a"), 64, 1, 200, 0, 0, 0, 0]);

test("pictures that are there have sizes, also those behind a long preview; others have none", () => {
  const preview = Uint8Array.from([0xff, 0xe2, 0x40, 0x00, ...new Uint8Array(0x3ffe)]);
  const frame = [0xff, 0xc0, 0, 17, 8, 0, 100, 0, 150, 3];
  writeFileSync(path.join(folder, "gif"), gif);
  writeFileSync(
    path.join(folder, "photo"),
    [0xff, 0xd8, ...preview, ...frame].map((each) => String.fromCharCode(each)).join(""),
    "latin1",
  );
  writeFileSync(path.join(folder, "broken"), "GIF8");
  const sizesOf = openPictureSizes({
    image: (hash) =>
      hash === "unknown" ? null : { path: path.join(folder, hash), type: "image/gif" },
  });
  const blocks = ["gif", "photo", "broken", "gone", "unknown", null].map(image);
  expect(sizesOf(blocks)).toEqual({
    gif: { width: 320, height: 200 },
    photo: { width: 150, height: 100 },
  });
});

test("a picture is read once: it never changes", () => {
  writeFileSync(path.join(folder, "gif"), gif);
  const sizesOf = openPictureSizes({
    image: (hash) => ({ path: path.join(folder, hash), type: "image/gif" }),
  });
  const before = sizesOf([image("gif")]);
  rmSync(path.join(folder, "gif"));
  expect(sizesOf([image("gif")])).toEqual(before);
});
