import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openNotebook, type Notebook } from "../electron/notebook/notebook.ts";
import { readNoteBody } from "../electron/text/notes/note-body.ts";
import { buildSample, type Sample } from "./sample.ts";

const parent = mkdtempSync(join(tmpdir(), "commonplace-sample-"));
const folder = join(parent, "Sample");
let sample: Sample;
let notebook: Notebook;

beforeAll(async () => {
  sample = await buildSample(folder);
  notebook = openNotebook({ folder, mode: "open" });
}, 120_000);
afterAll(() => {
  notebook?.close();
  rmSync(parent, { recursive: true, force: true });
});

const notes = () =>
  notebook.notes
    .list({ offset: 0, limit: 100, words: "" })
    .rows.flatMap(({ id }) => notebook.notes.get({ id }) ?? []);

test("the sample holds ten articles, twenty clips and ten notes, and is sound", () => {
  expect(sample).toMatchObject({ articles: 10, clips: 20, notes: 10, check: { ok: true } });
  expect(notebook.info()).toMatchObject({ articles: 10, clips: 20, notes: 10, unread: 7 });
});

test("every link and quote of every note leads somewhere", () => {
  const targets = notes().flatMap(
    ({ body }) => readNoteBody(body)?.references.map(({ target }) => target) ?? [],
  );
  expect(targets.length).toBeGreaterThan(40);
  expect(notebook.links.titles({ targets }).filter(({ missing }) => missing)).toEqual([]);
});

test("every note is linked from another, or links to one", () => {
  const lonely = notes().filter(({ id, body }) => {
    const back = notebook.links.back({ target: { kind: "note", id } });
    return back.linkedFrom.length === 0 && readNoteBody(body)?.references.length === 0;
  });
  expect(lonely).toEqual([]);
});

test("the articles come with their metadata and pictures", () => {
  const { rows } = notebook.articles.list({
    offset: 0,
    limit: 100,
    sort: "published",
    descending: false,
    filter: "all",
    words: "",
  });
  expect(rows.filter(({ titleDerived }) => titleDerived)).toHaveLength(1);
  expect(rows.filter(({ byline }) => byline.length > 0).length).toBeGreaterThanOrEqual(7);
  expect(rows.filter(({ published }) => published !== null).length).toBeGreaterThanOrEqual(7);
  const pictures = rows
    .flatMap(({ id }) => notebook.articles.get({ id })?.blocks ?? [])
    .filter((block) => block.kind === "image");
  expect(pictures.map(({ hash }) => hash === null)).toEqual([false, false]);
});

test("words of the sample are found", () => {
  const found = notebook.search.find({ query: '"nine days"', limit: 20 });
  expect(found.totals).toMatchObject({ articles: 2, clips: 2, notes: 2 });
});

test("at rest there is one database file and the files it names", () => {
  notebook.close();
  expect(readdirSync(folder).sort()).toEqual(["files", "notebook.commonplace"]);
});
