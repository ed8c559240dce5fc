import { expect, test } from "vitest";
import { lineOfProgress, summaryOf } from "./cli-import.ts";
import type { ImportJob } from "./entities.ts";

const job = (some: Partial<ImportJob>): ImportJob => ({
  id: "j",
  startedAt: 1_000,
  finishedAt: null,
  total: 4_000,
  done: 120,
  counts: { imported: 118, duplicate: 1, version: 1, refused: 0 },
  noted: 0,
  clips: { unchanged: 0, moved: 0, attention: 0 },
  current: "letters/first.html",
  running: true,
  question: null,
  waiting: 0,
  left: 0,
  undone: false,
  ...some,
});

test("progress says how many, how fast and which file, in one line of the terminal", () => {
  expect(lineOfProgress(job({}), 3_000, 80)).toBe(
    "120 of 4,000 · 60 a second · letters/first.html",
  );
  expect(lineOfProgress(job({ done: 0 }), 3_000, 80)).toBe("0 of 4,000 · letters/first.html");
  const long = job({ current: `folder/${"long ".repeat(40)}end.html` });
  expect(lineOfProgress(long, 3_000, 60)).toHaveLength(59);
  expect(lineOfProgress(long, 3_000, 60)).toMatch(/…[^…]*end\.html$/);
  expect(lineOfProgress(long, 3_000, 20).length).toBeLessThan(20);
});

test("a file's name does not steer the terminal", () => {
  const name = "a\u001b[2Jb\r\n.html";
  const units = lineOfProgress(job({ current: name }), 3_000, 80).split("");
  expect(units.filter((unit) => unit < " ")).toEqual([]);
});

test("a summary names what there was, and how far a stopped import came", () => {
  expect(summaryOf(job({}), false)).toBe("118 imported, 1 new version, 1 already here.");
  expect(summaryOf(job({}), true)).toMatch(/^Stopped after 120 of 4,000: 118 imported/);
});
