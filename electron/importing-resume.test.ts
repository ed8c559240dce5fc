/** Imports that are cut short, by a crash or by leaving, and what becomes of them. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { ImportItem } from "./entities.ts";
import { forkImporter } from "./import/fork.ts";
import { createPool } from "./import/pool.ts";
import { importPaths, later, resumeImport } from "./importing.ts";
import { openNotebook, type Notebook } from "./notebook/notebook.ts";
import { newFolder } from "./notebook/test-notebook.ts";

const pool = createPool({ spawn: forkImporter });
afterAll(() => pool.close());

/** A folder with so many different texts in it. */
function writeTexts(count: number): string {
  const folder = path.join(newFolder(), "texts");
  mkdirSync(folder);
  for (let index = 0; index < count; index += 1)
    writeFileSync(
      path.join(folder, `${index}.txt`),
      `Number ${index}\n\nThe words of number ${index}, and of no other: ${"x".repeat(index + 1)}.`,
    );
  return folder;
}
function open(folder: string, mode: "create" | "open"): Notebook {
  const notebook = openNotebook({ folder, mode });
  onTestFinished(() => notebook.close());
  return notebook;
}
const linesOf = (notebook: Notebook, job: string): readonly ImportItem[] =>
  notebook.imports.report({ job, offset: 0, limit: 500, filter: "all", words: "" }).rows;
const all = { offset: 0, sort: "title", descending: false, filter: "all", words: "" } as const;
const titles = (notebook: Notebook): readonly string[] =>
  notebook.articles.list({ ...all, limit: 500 }).rows.map(({ title }) => title);

const cli = fileURLToPath(new URL("cli.ts", import.meta.url));

const cutShort = new URL("importing/test-cut-short.ts", import.meta.url).href;

/** Runs the command line, which is killed without a word once it told so many lines. */
async function runImport(words: readonly string[], killAfter = Infinity): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", cutShort, cli, "import", ...words], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, COMMONPLACE_USER_DATA: newFolder(), CUT_AFTER: `${killAfter}` },
  });
  await new Promise((resolve) => child.once("close", resolve));
  return child;
}

test(
  "after the process was killed at whatever moment, nothing is imported twice and nothing is missing",
  { timeout: 120_000 },
  async () => {
    const count = 120;
    for (const afterLines of [1, 17, 60]) {
      const folder = path.join(newFolder(), "Notebook");
      const files = writeTexts(count);
      const killed = await runImport(["--notebook", folder, files], afterLines);
      expect(killed.signalCode).toBe("SIGKILL");

      const before = openNotebook({ folder, mode: "open" });
      const [cut] = before.imports.jobs();
      before.close();
      expect(cut).toMatchObject({ finishedAt: null, running: false });
      expect(cut?.left).toBeGreaterThan(0);
      expect(cut?.done).toBeGreaterThanOrEqual(afterLines);
      expect((await runImport(["--resume", "--notebook", folder])).exitCode).toBe(0);

      const notebook = open(folder, "open");
      const job = notebook.imports.job(cut?.id ?? "");
      expect(job).toMatchObject({ total: count, done: count, left: 0, running: false });
      expect(job.counts).toEqual({ imported: count, duplicate: 0, version: 0, refused: 0 });
      expect(new Set(linesOf(notebook, job.id).map(({ file }) => file)).size).toBe(count);
      expect(new Set(titles(notebook)).size).toBe(count);
      expect((await notebook.check()).findings).toEqual([]);
    }
  },
);

/** A page of one address, in the state that its last sentence tells. */
function writePage(last: string): string {
  const file = path.join(newFolder(), "harbour.html");
  const words = Array.from({ length: 40 }, (_, n) => `<p>Ship ${n} carried ${n * 7} bales.</p>`);
  writeFileSync(
    file,
    `<html><head><title>The harbour</title><link rel="canonical" href="https://a.example/ships">
      </head><body><article><h1>The harbour</h1>${words.join("")}<p>${last}</p></article></body></html>`,
  );
  return file;
}

test("what was added when the process was killed is reported as what it was", async () => {
  const folder = path.join(newFolder(), "Notebook");
  const killAfterAdding = async (file: string): Promise<void> => {
    const script = fileURLToPath(new URL("importing/killed-import.ts", import.meta.url));
    const child = spawn(process.execPath, [script, folder, file], { stdio: "inherit" });
    await new Promise((resolve) => child.once("close", resolve));
    expect(child.signalCode).toBe("SIGKILL");
  };
  const goOn = async (): Promise<ImportItem | undefined> => {
    const notebook = openNotebook({ folder, mode: "open" });
    const [cut] = notebook.imports.jobs();
    expect(cut).toMatchObject({ left: 1, done: 0 });
    const job = await resumeImport(cut?.id ?? "", { notebook, pool });
    const [line] = linesOf(notebook, job.id);
    expect(job.clips).toEqual(line?.clips ?? { unchanged: 0, moved: 0, attention: 0 });
    expect((await notebook.check()).findings).toEqual([]);
    notebook.close();
    return line;
  };
  openNotebook({ folder, mode: "create" }).close();
  await killAfterAdding(writePage("As it was first."));
  expect(await goOn()).toMatchObject({ status: "imported" });

  const notebook = openNotebook({ folder, mode: "open" });
  const [row] = notebook.articles.list({ ...all, limit: 1 }).rows;
  const { version = "" } = notebook.articles.get({ id: row?.id ?? "" }) ?? {};
  notebook.clips.create({ version, start: 4, end: 40, color: "plain", comment: "" });
  notebook.close();
  await killAfterAdding(writePage("As it is now."));
  expect(await goOn()).toMatchObject({
    status: "version",
    article: row?.id,
    clips: { unchanged: 1, moved: 0, attention: 0 },
  });
});

/** An import that was left in the middle. */
async function leave(count: number): Promise<{ notebook: Notebook; job: string }> {
  const notebook = open(path.join(newFolder(), "Notebook"), "create");
  const stop = new AbortController();
  const job = await importPaths([writeTexts(count)], {
    notebook,
    pool,
    signal: stop.signal,
    onItem: () => stop.abort(later),
  });
  expect(job).toMatchObject({ finishedAt: null, running: false });
  expect(job.done).toBeLessThan(count);
  expect(job.left).toBeGreaterThan(0);
  return { notebook, job: job.id };
}

test("an import that was left goes on where it was, and only once", async () => {
  const { notebook, job } = await leave(60);
  expect(notebook.imports.paused()).toEqual([job]);
  const ended = await resumeImport(job, { notebook, pool });
  expect(ended.counts).toMatchObject({ imported: 60, duplicate: 0, refused: 0 });
  expect(notebook.imports.paused()).toEqual([]);
  await expect(resumeImport(job, { notebook, pool })).rejects.toMatchObject({
    code: "bad-request",
  });
});

test("an import that is given up says which files it never came to", async () => {
  const { notebook, job } = await leave(60);
  const ended = notebook.imports.dismiss(job);
  expect(ended).toMatchObject({ done: 60, left: 0 });
  expect(ended.finishedAt).not.toBeNull();
  const missing = linesOf(notebook, job).filter(({ status }) => status === "refused");
  expect(missing).toHaveLength(60 - ended.counts.imported);
  expect(missing[0]?.reason).toBe(
    "The import ended before this file was reached. Import it again.",
  );
  expect(() => notebook.imports.dismiss(job)).toThrow("Nothing of this import is left");
});

test("a cancelled import has nothing left", async () => {
  const notebook = open(path.join(newFolder(), "Notebook"), "create");
  const stop = new AbortController();
  const job = await importPaths([writeTexts(40)], {
    notebook,
    pool,
    signal: stop.signal,
    onItem: () => stop.abort(),
  });
  expect(job.left).toBe(0);
  expect(job.finishedAt).not.toBeNull();
});

test("cancelling takes less than a second while a large page is read", async () => {
  const notebook = open(path.join(newFolder(), "Notebook"), "create");
  const folder = writeTexts(3);
  // Many seconds of work for a reader.
  writeFileSync(path.join(folder, "4 vast.html"), "<p>word <b>more</b></p>".repeat(500_000));
  const stop = new AbortController();
  let stoppedAt = Infinity;
  const job = await importPaths([folder], {
    notebook,
    pool,
    signal: stop.signal,
    onItem: () => {
      if (notebook.imports.jobs()[0]?.done !== 3) return;
      stoppedAt = performance.now();
      stop.abort();
    },
  });
  expect(performance.now() - stoppedAt).toBeLessThan(1_000);
  expect(job).toMatchObject({ done: 3, left: 0, total: 4, running: false });
});

test("a whole import is undone at once, and what was clipped can be restored", async () => {
  const notebook = open(path.join(newFolder(), "Notebook"), "create");
  const job = await importPaths([writeTexts(12)], { notebook, pool });
  const [first] = notebook.articles.list({ ...all, limit: 1 }).rows;
  const article = notebook.articles.get({ id: first?.id ?? "" });
  const clip = notebook.clips.create({
    version: article?.version ?? "",
    start: 0,
    end: 6,
    color: "plain",
    comment: "",
  });
  expect(notebook.history.undo({ group: job.id })).toMatchObject({ label: "import 12 articles" });
  expect(notebook.info()).toMatchObject({ articles: 0, clips: 0 });
  expect(notebook.imports.job(job.id)).toMatchObject({ undone: true, done: 12 });
  expect(linesOf(notebook, job.id)).toHaveLength(12);
  expect((await notebook.check()).findings).toEqual([]);

  notebook.articles.restore(first?.id ?? "");
  expect(notebook.clips.ofArticle({ article: first?.id ?? "" })).toEqual([clip]);
});

test("an import is not undone while it runs", async () => {
  const notebook = open(path.join(newFolder(), "Notebook"), "create");
  let refusal: unknown = null;
  await importPaths([writeTexts(40)], {
    notebook,
    pool,
    onProgress: ({ id, counts }) => {
      if (counts.imported === 0 || refusal !== null) return;
      try {
        notebook.history.undo({ group: id });
      } catch (error) {
        refusal = error;
      }
    },
  });
  expect(refusal).toMatchObject({ code: "bad-request" });
});
