import { expect, onTestFinished, test } from "vitest";
import { pairPartsOf } from "../../text/quotes/word-pairs.ts";
import { wrapDatabase } from "../database.ts";
import { assembleNotebook } from "../notebook.ts";
import { openFile } from "../storage/opening.ts";
import { addArticle, newFolder } from "../test-notebook.ts";
import { openWordPairs } from "./word-pairs.ts";

/** A long text of our own in which each sentence is told from all others by its numbers. */
const paragraphs = Array.from(
  { length: 4_000 },
  (_each, at) => `Gauge ${at} stood at ${at * 7 + 3} when keeper number ${at % 97} wrote it down.`,
);

/** Opens the notebook of a folder, with what its tables say of pairs. */
function openIn(folder: string, mode: "create" | "open" | "readOnly") {
  const file = openFile({ folder, mode });
  const notebook = assembleNotebook(file, {});
  onTestFinished(() => notebook.close());
  const number = (sql: string) => Number(file.sqlite.prepare(sql).pluck().get());
  return {
    notebook,
    waiting: () => number("select count(*) from unpaired"),
    parts: () => number("select count(*) from pair_part"),
    indexed: () => number("select count(*) from fts_pair"),
  };
}

test("what was added a moment ago is found, though its pairs are still to come", async () => {
  const { notebook, waiting } = openIn(newFolder(), "create");
  await addArticle(notebook, paragraphs.slice(0, 20));
  expect(waiting()).toBe(1);
  const found = await notebook.quotations.find({ text: "Gauge 12 stood at 87 when keeper" });
  expect(found?.state).toBe("verbatim");
  expect(waiting()).toBe(0);
});

test("pairs come by themselves, and what is left when the notebook is closed comes at the next opening", async () => {
  const folder = newFolder();
  const first = openIn(folder, "create");
  await addArticle(first.notebook, paragraphs.slice(0, 20));
  await expect.poll(first.waiting, { timeout: 10_000 }).toBe(0);
  await addArticle(first.notebook, paragraphs.slice(20, 40));
  first.notebook.close();
  const again = openIn(folder, "open");
  expect(again.waiting()).toBe(1);
  await expect.poll(again.waiting, { timeout: 10_000 }).toBe(0);
  expect([again.parts(), again.indexed()]).toEqual([2, 2]);
});

test("a notebook that can only be read is searched in what it has not indexed, too", async () => {
  const folder = newFolder();
  const first = openIn(folder, "create");
  await addArticle(first.notebook, paragraphs.slice(0, 20));
  await expect.poll(first.waiting, { timeout: 10_000 }).toBe(0);
  await addArticle(first.notebook, paragraphs.slice(20, 40));
  first.notebook.close();
  const { notebook, waiting } = openIn(folder, "readOnly");
  const stateOf = async (text: string) => (await notebook.quotations.find({ text }))?.state;
  expect(await stateOf("Gauge 22 stood at 157 when keeper")).toBe("verbatim");
  expect(await stateOf("Gauge 22 stood at 157 when the old keeper number 22 wrote it down")).toBe(
    "altered",
  );
  expect(await stateOf("Gauge 12 stood at 87 when keeper")).toBe("verbatim");
  expect(waiting()).toBe(1);
});

test("a long text is indexed in steps; closing between two of them loses and doubles no part", async () => {
  const folder = newFolder();
  const expected = pairPartsOf(paragraphs.join("\n"));
  const first = openIn(folder, "create");
  await addArticle(first.notebook, paragraphs);
  first.notebook.close();
  const file = openFile({ folder, mode: "open" });
  const { step } = openWordPairs(wrapDatabase(file.sqlite, { readOnly: false, now: Date.now }));
  expect([step(0), step(0)]).toEqual([true, true]);
  file.close();
  const again = openIn(folder, "open");
  expect(again.parts()).toBeGreaterThan(1);
  expect(again.parts()).toBeLessThan(expected.length);
  const found = await again.notebook.quotations.find({
    text: "Gauge 3999 stood at 27996 when keeper number 22",
  });
  expect(found?.state).toBe("verbatim");
  expect([again.parts(), again.indexed()]).toEqual([expected.length, expected.length]);
  expect((await again.notebook.check()).findings).toEqual([]);
});

test("an article that goes for good takes its pairs along, indexed or not", async () => {
  const { notebook, waiting, parts, indexed } = openIn(newFolder(), "create");
  const [one, other] = [
    await addArticle(notebook, paragraphs.slice(0, 20)),
    await addArticle(notebook, paragraphs.slice(20, 40)),
  ];
  await notebook.quotations.find({ text: "Gauge 12 stood at 87 when keeper" });
  const late = await addArticle(notebook, paragraphs.slice(40, 60));
  expect([waiting(), parts()]).toEqual([1, 2]);
  for (const { id } of [one, late]) {
    notebook.articles.delete({ id });
    await notebook.trash.purge({ targets: [{ kind: "article", id }] });
  }
  expect([waiting(), parts(), indexed()]).toEqual([0, 1, 1]);
  expect(other.id).not.toBe(one.id);
});
