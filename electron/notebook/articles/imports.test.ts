import { expect, test } from "vitest";
import type { ImportItem } from "../../api.ts";
import { openNotebook } from "../notebook.ts";
import { newClock, newFolder, newNotebook } from "../test-notebook.ts";

const item = (status: ImportItem["status"], file: string): ImportItem => ({
  file,
  status,
  article: status === "refused" ? null : "an article",
  title: file,
  words: 3,
  warnings: status === "imported" ? ["A picture was left out."] : [],
  reason: status === "refused" ? "The file is empty." : "",
});

test("an import counts its files and keeps a report of each", async () => {
  const clock = newClock();
  const notebook = newNotebook({ now: clock.now });
  const job = notebook.imports.begin(3);
  notebook.imports.setCurrent(job, "a.txt");
  expect(notebook.imports.jobs()).toMatchObject([
    { id: job, total: 3, done: 0, current: "a.txt", running: true, finishedAt: null },
  ]);
  const items = [item("imported", "a.txt"), item("refused", "b.txt"), item("duplicate", "c.txt")];
  for (const one of items) await notebook.imports.record(job, one);
  clock.pass(5_000);
  const done = notebook.imports.finish(job);
  expect(done).toMatchObject({
    done: 3,
    running: false,
    current: null,
    counts: { imported: 1, duplicate: 1, version: 0, refused: 1 },
  });
  expect(done.finishedAt).toBe(done.startedAt + 5_000);
  expect(done.noted).toBe(1);
  const all = { job, offset: 0, limit: 10, filter: "all", words: "" } as const;
  expect(notebook.imports.report(all)).toEqual({ total: 3, rows: items });
});

test("a job that a crash cut short is neither finished nor running", async () => {
  const folder = newFolder();
  const first = openNotebook({ folder, mode: "create" });
  const job = first.imports.begin(10);
  await first.imports.record(job, item("imported", "a.txt"));
  first.close();
  const second = openNotebook({ folder, mode: "open" });
  expect(second.imports.jobs()).toMatchObject([
    { id: job, done: 1, total: 10, finishedAt: null, running: false },
  ]);
  second.close();
});

test("the total follows when a folder turns out to hold more", async () => {
  const notebook = newNotebook();
  const job = notebook.imports.begin(0);
  notebook.imports.setTotal(job, 2);
  expect(notebook.imports.job(job).total).toBe(2);
  for (const file of ["a", "b", "c"]) await notebook.imports.record(job, item("imported", file));
  expect(notebook.imports.job(job)).toMatchObject({ total: 3, done: 3 });
});
