import { expect, test } from "vitest";
import type { ImportJob } from "../../electron/api.ts";
import { clipsSentence, filtersOf, progressOf, summaryOf, undoSentence } from "./outcome.ts";

const job = (some: Partial<ImportJob>): ImportJob => ({
  id: "j",
  startedAt: 0,
  finishedAt: null,
  total: 14,
  done: 14,
  counts: { imported: 12, duplicate: 1, version: 0, refused: 1 },
  noted: 3,
  clips: { unchanged: 0, moved: 0, attention: 0 },
  current: null,
  running: true,
  question: null,
  waiting: 0,
  left: 0,
  undone: false,
  ...some,
});
const none = { imported: 0, duplicate: 0, version: 0, refused: 0 };

test("a summary names what there is and leaves out what there is none of", () => {
  expect(summaryOf(job({}))).toBe("12 imported, 1 already here, 1 refused");
  expect(summaryOf(job({ done: 9 }))).toContain("5 not done");
  expect(summaryOf(job({ total: 0, done: 0, counts: none }))).toBe("No files to import were found");
});

test("progress counts files", () => {
  expect(progressOf(job({ total: 1_200, done: 340 }))).toBe("Importing 340/1,200");
  expect(progressOf(job({ total: 0, done: 0 }))).toBe("Importing…");
});

test("a report has a button for each kind of line that is in it, with how many", () => {
  expect(filtersOf(job({})).map(({ label, count }) => `${label} ${count}`)).toEqual([
    "All 14",
    "Imported 12",
    "With notes 3",
    "Already here 1",
    "Refused 1",
  ]);
});

test("what became of clips is told in one line", () => {
  const told = (unchanged: number, moved: number, attention: number) =>
    clipsSentence(job({ clips: { unchanged, moved, attention } }));
  expect(told(12, 2, 1)).toBe("12 clips unchanged, 2 moved, 1 needs you");
  expect(told(0, 1, 2)).toBe("1 clip moved, 2 need you");
  expect(told(0, 0, 0)).toBeNull();
});

test("the undo of an import says what goes, and nothing when nothing was added", () => {
  expect(undoSentence(job({}))).toBe(
    "12 articles go to the trash. Your files stay where they are.",
  );
  expect(undoSentence(job({ counts: { ...none, imported: 1, version: 2 } }))).toBe(
    "1 article goes to the trash, 2 new versions are taken back. Your files stay where they are.",
  );
  expect(undoSentence(job({ counts: { ...none, refused: 9 } }))).toBeNull();
});
