import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "./file-name.ts";

test.each([
  ["Tides 2015.html", "html", "Tides 2015.html"],
  ["saved/pages/Tides.HTML", "html", "Tides.html"],
  ["C:\\papers\\tides.pdf", "pdf", "tides.pdf"],
  ["tides", "txt", "tides.txt"],
  ["tides.exe", "txt", "tides.exe.txt"],
  ["a\u202efdp.exe", "pdf", "a fdp.exe.pdf"],
  ['what? "tides": <here>|*', "md", "what tides here.md"],
  ["con.txt", "txt", "con_.txt"],
  ["...", "txt", "original.txt"],
  ["", "bin", "original.bin"],
])("%s of kind %s becomes %s", (called, extension, name) => {
  expect(fileName(called, extension)).toBe(name);
});

test("any name comes out as one that all systems take", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: "binary" }), (called) => {
      const name = fileName(called, "txt");
      expect(name).toMatch(/^[^<>:"/\\|?*.\s][^<>:"/\\|?*]*\.txt$/);
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeLessThan(130);
    }),
  );
});
