import { expect, test } from "vitest";
import { outdated, type Aged } from "./retention.ts";
import { addNote, newClock, newNotebook, noteBody } from "../test-notebook.ts";

const dayMs = 86_400_000;
const utc = () => 0;
const now = Date.UTC(2026, 5, 1, 12);
const aged = (revision: number, days: number, kept = false): Aged => ({
  revision,
  writtenAt: now - days * dayMs,
  kept,
});

test("all versions of a week stay", () => {
  expect(outdated([aged(1, 6.9), aged(2, 6.8), aged(3, 0.1)], now, utc)).toEqual([]);
});

test("of older days the last version stays, of days beyond ninety the last of the week", () => {
  expect(outdated([aged(1, 10.3), aged(2, 10.2), aged(3, 10.1), aged(4, 0)], now, utc)).toEqual([
    2, 1,
  ]);
  const weekly = Array.from({ length: 28 }, (_, day) => aged(100 - day, 200 + day));
  expect(weekly.length - outdated([aged(200, 0), ...weekly], now, utc).length).toBeLessThanOrEqual(
    5,
  );
});

test("the newest version and those that are kept stay, however old", () => {
  expect(outdated([aged(1, 400.2, true), aged(2, 400.1), aged(3, 400)], now, utc)).toEqual([2]);
});

test("thinning again later takes no more than it must: one version a week is left for ever", () => {
  let versions = Array.from({ length: 3_000 }, (_, index) => aged(3_000 - index, index * 0.05));
  for (let week = 0; week < 60; week += 1) {
    const then = now + week * 7 * dayMs;
    const gone = new Set(outdated(versions, then, utc));
    versions = versions.filter(({ revision }) => !gone.has(revision));
  }
  const weekOf = (time: number) => Math.floor((Math.floor(time / dayMs) + 3) / 7);
  const weeks = new Set(versions.map(({ writtenAt }) => weekOf(writtenAt)));
  expect(versions).toHaveLength(weeks.size);
  expect(weeks.size).toBeGreaterThanOrEqual(21);
});

test("what a day ended with stays, though the day after it was written over again and again", async () => {
  const clock = newClock(Date.UTC(2026, 0, 5, 9));
  const notebook = newNotebook({ now: clock.now });
  const note = addNote(notebook, "Chapter", "Begun.");
  const save = (words: string) => {
    const base = notebook.notes.get({ id: note })?.revision ?? 0;
    notebook.notes.save({ id: note, base, body: noteBody(words) });
  };
  clock.pass(dayMs);
  save("The whole chapter.");
  clock.pass(dayMs);
  for (const words of ["Cut.", "Cut more.", "Hardly anything left."]) {
    save(words);
    clock.pass(600_000);
  }
  clock.pass(20 * dayMs);
  save("Begun anew.");
  await notebook.tidy();
  const kept = notebook.revisions
    .list({ note })
    .earlier.map(({ revision }) => notebook.revisions.get({ note, revision }).text);
  expect(kept).toEqual(["Hardly anything left.", "The whole chapter.", "Begun."]);
});

test("a day ends at midnight where the person is, also when the clocks change", () => {
  const hourMs = 3_600_000;
  // Pacific time: seven hours behind, eight from the first of November 2026, 09:00 UTC.
  const offsetOf = (time: number) => (time < Date.UTC(2026, 10, 1, 9) ? -7 : -8) * hourMs;
  const at = (revision: number, day: number, hour: number): Aged => ({
    revision,
    writtenAt: Date.UTC(2026, 9, day, hour) - offsetOf(Date.UTC(2026, 9, day, hour + 8)),
    kept: false,
  });
  // Each working day from ten in the morning to half past five: past midnight by UTC.
  const days = [30, 31, 32, 33].flatMap((day, index) => [
    at(index * 3 + 1, day, 10),
    at(index * 3 + 2, day, 15),
    at(index * 3 + 3, day, 17.5),
  ]);
  const gone = outdated([...days, aged(99, 0)], Date.UTC(2026, 11, 1), offsetOf);
  expect(gone).toEqual([11, 10, 8, 7, 5, 4, 2, 1]);
});

test("three years of work leave what the rules say, however often it is thinned", () => {
  let versions: readonly Aged[] = [];
  let revision = 0;
  const start = Date.UTC(2023, 0, 2);
  for (let day = 0; day < 1_100; day += 1) {
    for (let minute = 0; minute < 60; minute += 5) {
      revision += 1;
      const writtenAt = start + day * dayMs + 9 * 3_600_000 + minute * 60_000;
      versions = [...versions, { revision, writtenAt, kept: false }];
    }
    const gone = new Set(outdated(versions, start + (day + 1) * dayMs, utc));
    versions = versions.filter((version) => !gone.has(version.revision));
  }
  const ages = versions.map(({ writtenAt }) => (start + 1_100 * dayMs - writtenAt) / dayMs);
  const between = (from: number, to: number) =>
    ages.filter((age) => age > from && age <= to).length;
  expect(between(0, 7)).toBe(7 * 12);
  expect(between(7, 90)).toBe(83);
  const weeks = Math.ceil((1_100 - 90) / 7);
  expect(between(90, 2_000)).toBeGreaterThanOrEqual(weeks - 1);
  expect(between(90, 2_000)).toBeLessThanOrEqual(weeks + 1);
  // Each of them is the last of its day, and those of weeks are Sunday's.
  for (const { writtenAt } of versions.filter((_, index) => (ages[index] ?? 0) > 7))
    expect(new Date(writtenAt).getUTCMinutes()).toBe(55);
  const oldest = versions.filter((_, index) => (ages[index] ?? 0) > 97);
  expect(new Set(oldest.map(({ writtenAt }) => new Date(writtenAt).getUTCDay()))).toEqual(
    new Set([0]),
  );
});
