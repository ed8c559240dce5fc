import { expect, test } from "vitest";
import type { ImportItem, ImportJob } from "../../electron/api.ts";
import { progressOf, reportText, summaryOf } from "./outcome.ts";

const job = (some: Partial<ImportJob>): ImportJob => ({
  id: "j",
  startedAt: 0,
  finishedAt: null,
  total: 14,
  done: 14,
  counts: { imported: 12, duplicate: 1, version: 0, refused: 1 },
  current: null,
  running: true,
  ...some,
});

test("a summary names what there is and leaves out what there is none of", () => {
  expect(summaryOf(job({}))).toBe("12 imported, 1 already here, 1 refused");
  expect(summaryOf(job({ done: 9 }))).toContain("5 not done");
  const none = { imported: 0, duplicate: 0, version: 0, refused: 0 };
  expect(summaryOf(job({ total: 0, done: 0, counts: none }))).toBe("No files to import were found");
});

test("progress counts files, and refused ones as they come", () => {
  expect(progressOf(job({ total: 1_200, done: 340 }))).toBe("Importing 340 of 1,200 · 1 refused");
  expect(progressOf(job({ total: 0, done: 0 }))).toBe("Importing…");
});

test("a report as text tells each file's outcome and reasons", () => {
  const item: ImportItem = {
    file: "tides.txt",
    status: "imported",
    article: "a",
    title: "Tides",
    words: 1,
    warnings: ["One character could not be read."],
    reason: "",
  };
  const refused: ImportItem = {
    ...item,
    file: "x.bin",
    status: "refused",
    article: null,
    warnings: [],
    reason: "This is not text. Import text, Markdown or HTML.",
  };
  expect(reportText([item, refused])).toBe(
    "Imported: tides.txt — Tides (1 word)\n    One character could not be read.\n" +
      "Refused: x.bin\n    This is not text. Import text, Markdown or HTML.",
  );
});
