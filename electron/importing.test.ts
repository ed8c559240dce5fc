import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { ImportItem } from "./entities.ts";
import { forkImporter } from "./import/fork.ts";
import { createPool, type Pool } from "./import/pool.ts";
import { importPaths } from "./importing.ts";
import { openNotebook, type Notebook } from "./notebook/notebook.ts";
import { canonicalText } from "./text/blocks.ts";

const root = mkdtempSync(path.join(tmpdir(), "commonplace-importing-"));
const pool = createPool({ spawn: forkImporter });
let notebook: Notebook;
let count = 0;

beforeEach(() => {
  notebook?.close();
  notebook = openNotebook({ folder: path.join(root, `notebook ${++count}`), mode: "create" });
});
afterAll(() => {
  pool.close();
  notebook.close();
  rmSync(root, { recursive: true });
});

function write(name: string, content: string): string {
  const file = path.join(root, name);
  writeFileSync(file, content);
  return file;
}

const all = (job: string) => ({ job, offset: 0, limit: 500, filter: "all", words: "" }) as const;

const list = () =>
  notebook.articles.list({
    offset: 0,
    limit: 100,
    sort: "added",
    descending: false,
    filter: "all",
    words: "",
  });

test("every format becomes articles whose text can be clipped and found, and the notebook holds", async () => {
  const folder = path.join(import.meta.dirname, "import/fixtures");
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".json"))
    .map(({ name }) => path.join(folder, name));
  const items: ImportItem[] = [];
  await importPaths(files, { notebook, pool, onItem: (item) => items.push(item) });
  expect(
    items.filter(({ status }) => status !== "imported").map(({ file, reason }) => [file, reason]),
  ).toEqual(
    // Parts of files that hold several things, made damaged on purpose.
    expect.arrayContaining([
      ["nests.eml/Zählung 2019.pdf", expect.stringMatching(/^The PDF is damaged/)],
      ["tide-library.bib/broken", expect.stringMatching(/^It has no end/)],
    ]),
  );
  const names = files.map((file) => path.basename(file));
  expect(items.filter(({ file, status }) => names.includes(file) && status === "refused")).toEqual(
    [],
  );
  const count = items.filter(({ status }) => status === "imported").length;

  for (const { id } of list().rows) {
    const article = notebook.articles.get({ id });
    const text = canonicalText(article?.blocks ?? []);
    const start = Math.floor(text.length / 3);
    const clip = notebook.clips.create({
      version: article?.version ?? "",
      start,
      end: Math.min(start + 40, text.length),
      color: "plain",
      comment: "",
    });
    expect(text.slice(clip.start, clip.end)).toBe(clip.quote);
  }
  expect(await notebook.check()).toMatchObject({ ok: true, checked: { articles: count } });
});

test("a file imported again after its article went to the trash brings the article back", async () => {
  const file = write("back.txt", "Back\n\nIt was thrown away and is wanted again.");
  await importPaths([file], { notebook, pool });
  const [row] = list().rows;
  notebook.articles.delete({ id: row?.id ?? "" });
  expect(list().total).toBe(0);

  const items: ImportItem[] = [];
  await importPaths([file], { notebook, pool, onItem: (item) => items.push(item) });
  expect(items).toMatchObject([{ status: "duplicate", article: row?.id }]);
  expect(items[0]?.warnings.join()).toContain("trash");
  expect(list().rows.map(({ id }) => id)).toEqual([row?.id]);
});

test("a fault of our own in one file is reported for it, and the others go on", async () => {
  const files = ["x", "y", "z"].map((name) => write(`${name}.txt`, `${name}\n\nWords of ${name}.`));
  const faulty: Pool = {
    ...pool,
    read: (file) =>
      file.name === "y.txt" ? Promise.reject(new Error("on purpose")) : pool.read(file),
  };
  const job = await importPaths(files, { notebook, pool: faulty });
  expect(job).toMatchObject({ running: false, done: 3, counts: { imported: 2, refused: 1 } });
});

test("a cancelled import keeps what is finished, and its report says so", async () => {
  const files = Array.from({ length: 120 }, (_each, index) =>
    write(`${index}.txt`, `Number ${index}\n\nThe words of number ${index}.`),
  );
  const abort = new AbortController();
  const job = await importPaths(files, {
    notebook,
    pool,
    signal: abort.signal,
    onItem: () => abort.abort(),
  });
  expect(job.running).toBe(false);
  expect(job.done).toBeGreaterThan(0);
  expect(job.done).toBeLessThan(files.length);
  expect(list().total).toBe(job.counts.imported);
  expect(notebook.imports.report(all(job.id)).rows).toHaveLength(job.done);
});

test("progress names the file at hand and counts up to the whole", async () => {
  const files = ["a", "b", "c"].map((name) => write(`${name}.txt`, `${name}\n\nWords of ${name}.`));
  const seen: { done: number; total: number; current: string | null; running: boolean }[] = [];
  await importPaths(files, { notebook, pool, onProgress: (job) => seen.push(job) });
  expect(seen.map(({ current }) => current)).toContain("b.txt");
  expect(seen.every(({ total }) => total === 3)).toBe(true);
  expect(seen.at(-1)).toMatchObject({ done: 3, running: false });
});
