import { expect, test } from "vitest";
import type { ImportFilter, ImportItem } from "../../api.ts";
import type { Notebook } from "../notebook.ts";
import { newNotebook } from "../test-notebook.ts";

const item = (file: string, some: Partial<ImportItem> = {}): ImportItem => ({
  file,
  status: "imported",
  article: "an article",
  title: `Title of ${file}`,
  words: 3,
  warnings: [],
  reason: "",
  ...some,
});
const items: readonly ImportItem[] = [
  item("tides.html", { warnings: ["3 scripts were left out."] }),
  item("sums.txt"),
  item("again.txt", { status: "duplicate" }),
  item("100%_sure.txt", {
    status: "version",
    warnings: ["1 picture was left out."],
    clips: { unchanged: 2, moved: 1, attention: 1 },
  }),
  item("broken.pdf", { status: "refused", article: null, reason: "The file ends too early." }),
  item("empty.txt", { status: "refused", article: null, reason: "The file is empty." }),
];

async function reported(notebook: Notebook): Promise<string> {
  const job = notebook.imports.begin(items.length);
  for (const each of items) await notebook.imports.record(job, each);
  return job;
}

test("each filter gives its own lines, in the order in which they were done", async () => {
  const notebook = newNotebook();
  const job = await reported(notebook);
  const files = (filter: ImportFilter, words = "") => {
    const { total, rows } = notebook.imports.report({ job, filter, words, offset: 0, limit: 50 });
    expect(total).toBe(rows.length);
    return rows.map(({ file }) => file);
  };
  expect(files("all")).toEqual(items.map(({ file }) => file));
  expect(files("imported")).toEqual(["tides.html", "sums.txt"]);
  expect(files("noted")).toEqual(["tides.html", "100%_sure.txt"]);
  expect(files("version")).toEqual(["100%_sure.txt"]);
  expect(files("attention")).toEqual(["100%_sure.txt"]);
  expect(files("duplicate")).toEqual(["again.txt"]);
  expect(files("refused")).toEqual(["broken.pdf", "empty.txt"]);
  expect(files("all", "PDF")).toEqual(["broken.pdf"]);
  expect(files("refused", "file empty")).toEqual(["empty.txt"]);
  expect(files("all", "left out scripts")).toEqual(["tides.html"]);
  expect(files("all", "100%_")).toEqual(["100%_sure.txt"]);
  expect(files("all", "0_s")).toEqual([]);
});

test("pages follow each other, with and without words", async () => {
  const notebook = newNotebook();
  const job = await reported(notebook);
  for (const words of ["", "t"]) {
    const page = (offset: number) =>
      notebook.imports.report({ job, filter: "all", words, offset, limit: 4 });
    expect([...page(0).rows, ...page(4).rows]).toEqual(items);
    expect(page(0).total).toBe(items.length);
    expect(page(8).rows).toEqual([]);
  }
});

test("lines that come while one looks at what words found are found too", async () => {
  const notebook = newNotebook();
  const job = await reported(notebook);
  const asked = { job, filter: "all", words: "sums", offset: 0, limit: 9 } as const;
  expect(notebook.imports.report(asked).total).toBe(1);
  await notebook.imports.record(job, item("more sums.txt"));
  expect(notebook.imports.report(asked).rows.map(({ file }) => file)).toEqual([
    "sums.txt",
    "more sums.txt",
  ]);
});

test("an import that is not in the notebook has no lines", () => {
  const notebook = newNotebook();
  const asked = { job: "unknown", filter: "all", words: "", offset: 0, limit: 9 } as const;
  expect(notebook.imports.report(asked)).toEqual({ total: 0, rows: [] });
});
