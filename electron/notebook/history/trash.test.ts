import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openNotebook } from "../notebook.ts";
import {
  addArticle,
  addNote,
  clipWords,
  codeFrom,
  newClock,
  newFolder,
  newNotebook,
  sha256,
} from "../test-notebook.ts";

const dayMs = 86_400_000;

/** A notebook with an article, two clips of it, and a note that quotes one and links to the article. */
async function furnished(options: Parameters<typeof newNotebook>[0] = {}) {
  const notebook = newNotebook(options);
  const article = await addArticle(notebook, ["The sea rises, the gauge falls."], {
    title: "Tides",
    byline: ["Ann Lee"],
  });
  const quoted = clipWords(notebook, article, "the gauge");
  const other = clipWords(notebook, article, "sea");
  const note = addNote(notebook, "Ledger", [
    { quote: quoted.id },
    { link: { kind: "article", id: article.id } },
  ]);
  return { notebook, article, quoted, other, note };
}
const all = { offset: 0, limit: 50 };

test("the trash lists what was thrown away, the last first, with the days that are left", async () => {
  const clock = newClock();
  const { notebook, article, quoted, note } = await furnished({ now: clock.now });
  notebook.clips.delete({ ids: [quoted.id] });
  clock.pass(dayMs);
  notebook.notes.delete({ id: note });
  clock.pass(dayMs);
  notebook.articles.delete({ id: article.id });
  clock.pass(10 * dayMs);
  const { total, rows } = notebook.trash.list(all);
  expect(total).toBe(3);
  expect(rows.map(({ kind, title, detail, daysLeft }) => [kind, title, detail, daysLeft])).toEqual([
    ["article", "Tides", "Ann Lee", 20],
    ["note", "Ledger", expect.any(String), 19],
    ["clip", "the gauge", "Tides", 18],
  ]);
  expect(notebook.info().trash).toBe(3);
  expect((await notebook.check()).findings).toEqual([]);
});

test("deleting an article tells which notes quote its clips, and restoring it names it", async () => {
  const { notebook, article, other } = await furnished();
  addNote(notebook, "Atlas", [{ quote: other.id }]);
  addNote(notebook, "Only a link", [{ link: { kind: "article", id: article.id } }]);
  notebook.notes.delete({ id: addNote(notebook, "Gone", [{ quote: other.id }]) });
  const { quotedIn } = notebook.articles.delete({ id: article.id });
  expect(quotedIn.map(({ title }) => title)).toEqual(["Atlas", "Ledger"]);
  const restored = notebook.trash.restore({ targets: [{ kind: "article", id: article.id }] });
  expect(restored.label).toBe("restore article ‘Tides’");
  notebook.clips.delete({ ids: [other.id] });
  expect(notebook.articles.delete({ id: article.id }).quotedIn).toMatchObject([
    { title: "Ledger" },
  ]);
});

test("what is restored comes back with its clips and links, and that can be undone", async () => {
  const { notebook, article, quoted, note } = await furnished();
  notebook.clips.delete({ ids: [quoted.id] });
  notebook.articles.delete({ id: article.id });
  notebook.notes.delete({ id: note });
  const label = notebook.trash.restore({
    targets: [
      { kind: "clip", id: quoted.id },
      { kind: "note", id: note },
    ],
  }).label;
  expect(label).toBe("restore article and clip and note");
  expect(notebook.info()).toMatchObject({ articles: 1, clips: 2, notes: 1, trash: 0 });
  expect(notebook.links.back({ target: { kind: "article", id: article.id } })).toMatchObject({
    linkedFrom: [{ note }],
    quotedIn: [{ note }],
  });
  expect(notebook.search.find({ query: "gauge", limit: 5 }).totals.clips).toBe(1);
  expect(notebook.history.undo({ group: null })?.label).toBe(label);
  expect(notebook.info()).toMatchObject({ articles: 0, clips: 0, notes: 0, trash: 3 });
  expect(notebook.history.redo()?.label).toBe(label);
  expect(notebook.info().trash).toBe(0);
  const targets = [{ kind: "note", id: note } as const];
  expect(await codeFrom(() => notebook.trash.restore({ targets }))).toBe("not-found");
  expect((await notebook.check()).findings).toEqual([]);
});

test("deleting clips tells which notes quote them", async () => {
  const { notebook, quoted, other, note } = await furnished();
  expect(notebook.clips.delete({ ids: [other.id] }).quotedIn).toEqual([]);
  expect(notebook.clips.delete({ ids: [quoted.id] }).quotedIn).toEqual([
    { id: note, title: "Ledger" },
  ]);
});

test("of many notes that quote a clip some are named, and all are counted", async () => {
  const { notebook, other } = await furnished();
  for (let at = 10; at < 35; at += 1)
    addNote(notebook, `Note ${at}`, [{ quote: other.id }], [{ quote: other.id }]);
  const { quotedIn, quotedInTotal } = notebook.clips.delete({ ids: [other.id] });
  expect([quotedIn.length, quotedInTotal]).toEqual([20, 25]);
  expect(quotedIn[0]?.title).toBe("Note 10");
});

test("what would be lost is told before it goes for good", async () => {
  const { notebook, article, note } = await furnished();
  notebook.articles.delete({ id: article.id });
  const targets = [{ kind: "article", id: article.id } as const];
  expect(notebook.trash.losses({ targets })).toEqual({
    articles: 1,
    clips: 2,
    notes: 0,
    usedIn: [{ id: note, title: "Ledger" }],
    usedInTotal: 1,
  });
});

test("what goes for good leaves nothing behind but the words that notes quote", async () => {
  const folder = join(newFolder(), "Notebook");
  const { notebook, article, quoted, other, note } = await furnished({ folder });
  const file = sha256(article.fileName.replace(/\D/g, ""));
  const place = join(folder, "files", file.slice(0, 2), `${file}.txt`);
  expect(existsSync(place)).toBe(true);
  notebook.articles.delete({ id: article.id });
  await notebook.trash.purge({ targets: [{ kind: "article", id: article.id }] });
  expect(existsSync(place)).toBe(false);
  expect(notebook.info()).toMatchObject({ articles: 0, clips: 0, notes: 1, trash: 0 });
  expect(notebook.clips.get({ ids: [quoted.id, other.id] })).toMatchObject([
    { id: quoted.id, quote: "the gauge", articleTitle: "Tides", deleted: true },
  ]);
  const targets = [{ kind: "article", id: article.id } as const];
  expect(notebook.links.titles({ targets })).toEqual([
    { kind: "article", id: article.id, title: "Tides", missing: true },
  ]);
  expect(notebook.notes.get({ id: note })?.title).toBe("Ledger");
  expect(notebook.articles.findByHash(file)).toBe(null);
  expect(notebook.history.undo({ group: null })).toBe(null);
  expect((await notebook.check()).findings).toEqual([]);
});

test("a file that another article shows too stays on the disk", async () => {
  const notebook = newNotebook();
  const bytes = new Uint8Array([1, 2, 3]);
  const images = [{ hash: sha256(bytes), type: "image/png", bytes } as const];
  const one = await addArticle(notebook, ["a"], { images });
  await addArticle(notebook, ["b"], { images });
  notebook.articles.delete({ id: one.id });
  await notebook.trash.empty();
  expect(existsSync(notebook.files.path(sha256(bytes)) ?? "")).toBe(true);
  expect((await notebook.check()).findings).toEqual([]);
});

test("a file stays while an import may be about to name it", async () => {
  const { notebook, article } = await furnished();
  const bytes = new TextEncoder().encode(article.fileName.replace(/\D/g, ""));
  const again = await notebook.files.keep(await notebook.files.stageBytes(bytes), "txt");
  notebook.articles.delete({ id: article.id });
  await notebook.trash.empty();
  expect(
    existsSync(join(notebook.folder, "files", again.sha256.slice(0, 2), `${again.sha256}.txt`)),
  ).toBe(true);
});

test("an article of many clips goes in steps, and undo passes over what has gone", async () => {
  const notebook = newNotebook();
  const words = Array.from({ length: 450 }, (_, index) => `word${index}`);
  const article = await addArticle(notebook, [words.join(" ")]);
  for (const word of words) clipWords(notebook, article, word);
  const kept = addNote(notebook, "Kept");
  notebook.notes.rename({ id: kept, title: "Kept well" });
  notebook.articles.delete({ id: article.id });
  await notebook.trash.empty();
  expect(notebook.info()).toMatchObject({ articles: 0, clips: 0, trash: 0 });
  expect(notebook.history.undo({ group: null })?.label).toBe("rename note to ‘Kept well’");
  expect(notebook.history.undo({ group: null })?.label).toBe("add note ‘Kept’");
  expect(notebook.history.undo({ group: null })).toBe(null);
  expect((await notebook.check()).findings).toEqual([]);
});

test("after thirty days things go by themselves, and not before", async () => {
  const clock = newClock();
  const folder = join(newFolder(), "Notebook");
  const notebook = openNotebook({ folder, mode: "create", now: clock.now });
  onTestFinished(() => notebook.close());
  const id = addNote(notebook, "Old", "words");
  notebook.notes.delete({ id });
  clock.pass(30 * dayMs - 1);
  await notebook.tidy();
  expect(notebook.info().trash).toBe(1);
  clock.pass(2);
  await notebook.tidy();
  expect(notebook.info().trash).toBe(0);
  expect((await notebook.check()).findings).toEqual([]);
});

test("what is brought back while other things go for good stays", async () => {
  const notebook = newNotebook();
  const targets = ["One", "Two", "Three"].map((title) => {
    const id = addNote(notebook, title, "words");
    notebook.notes.delete({ id });
    return { kind: "note", id } as const;
  });
  const going = notebook.trash.purge({ targets });
  const last = targets.slice(-1);
  notebook.trash.restore({ targets: last });
  await going;
  expect(notebook.notes.get({ id: last[0]?.id ?? "" })?.title).toBe("Three");
  expect(notebook.history.list({ limit: 1 })[0]?.label).toBe("delete 2 notes for good");
  expect((await notebook.check()).findings).toEqual([]);
});

test("an article that is going for good does not come back by half, and goes though the program ends", async () => {
  const folder = join(newFolder(), "Notebook");
  const first = openNotebook({ folder, mode: "create" });
  const article = await addArticle(first, ["The sea rises, the gauge falls."]);
  for (let count = 0; count < 500; count += 1) clipWords(first, article, "sea");
  const { group } = first.articles.delete({ id: article.id });
  const target = { kind: "article", id: article.id } as const;
  const going = first.trash.purge({ targets: [target] });
  expect(first.trash.list(all).rows).toEqual([]);
  expect(await codeFrom(() => first.trash.restore({ targets: [target] }))).toBe("not-found");
  first.history.undo({ group });
  expect(first.articles.get({ id: article.id })).toBeNull();
  first.close();
  expect(await codeFrom(() => going)).not.toBe("nothing");
  const second = openNotebook({ folder, mode: "open" });
  onTestFinished(() => second.close());
  await second.tidy();
  expect(second.info()).toMatchObject({ articles: 0, clips: 0, trash: 0 });
  expect(second.clips.list({ ...all, words: "" }).total).toBe(0);
  expect((await second.check()).findings).toEqual([]);
});
