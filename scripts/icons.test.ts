import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { icns, ico } from "./icons.ts";

const pictures = new Map([
  [16, Buffer.from("sixteen")],
  [256, Buffer.from("large")],
  [1024, Buffer.from("largest")],
]);

test("a Windows icon lists its pictures and where their bytes are", () => {
  const file = ico(pictures);
  expect(file.readUInt16LE(4)).toBe(2);
  const [first, second] = [6, 22].map((entry) =>
    file.toString(
      "latin1",
      file.readUInt32LE(entry + 12),
      file.readUInt32LE(entry + 12) + file.readUInt32LE(entry + 8),
    ),
  );
  expect([first, second]).toEqual(["sixteen", "large"]);
  expect([file[6], file[22]]).toEqual([16, 0]);
});

test("a macOS icon holds each picture under its names and states its own length", () => {
  const file = icns(pictures);
  expect(file.toString("latin1", 0, 4)).toBe("icns");
  expect(file.readUInt32BE(4)).toBe(file.length);
  const names: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    names.push(file.toString("latin1", at, at + 4));
  expect(names).toEqual(["icp4", "ic08", "ic13", "ic10"]);
});

test.each(["icon", "notebook-file"])("the kept %s has every size", (name) => {
  const kept = join(import.meta.dirname, "../resources", name);
  expect(readFileSync(`${kept}.ico`).readUInt16LE(4)).toBe(7);
  expect(readFileSync(`${kept}.icns`).includes("ic10")).toBe(true);
  // Width in the header of the PNG itself.
  expect(readFileSync(`${kept}.png`).readUInt32BE(16)).toBeGreaterThanOrEqual(512);
});
