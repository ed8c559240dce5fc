/** Undo and redo in other orders than that of the changes, with things gone, renamed or thrown away since. */
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { assembleNotebook } from "../notebook.ts";
import { openFile } from "../storage/opening.ts";
import {
  addArticle,
  addNote,
  addVersion,
  newFolder,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

const all = { offset: 0, limit: 50, words: "" };
type Opened = ReturnType<typeof newNotebook>;
const tagNames = (notebook: Opened) => notebook.tags.list(all).rows.map(({ name }) => name);
const tagOf = (notebook: Opened, name: string) =>
  notebook.tags.list(all).rows.find((tag) => tag.name === name)?.id ?? "none";
const undo = ({ history }: Opened, group: string | null | undefined = null) =>
  history.undo({ group })?.label;

/** Imports an article that its file says has a tag. */
async function imported(notebook: Opened, tag: string) {
  const job = notebook.imports.begin(1);
  const { id } = await addArticle(notebook, [`On ${tag}.`], { title: tag, job });
  notebook.tags.put(id, [tag], job);
  notebook.imports.finish(job);
  return { id, job };
}

describe("tags", () => {
  test("that were renamed since are taken from their article all the same", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["The sea."]);
    const tagged = notebook.articles.tag({ ids: [id], name: "water" });
    notebook.tags.rename({ id: tagOf(notebook, "water"), name: "sea" });
    expect(undo(notebook, tagged?.group)).toBe("add tag ‘water’");
    expect(tagNames(notebook)).toEqual([]);
    notebook.history.redo();
    expect(tagNames(notebook)).toEqual(["sea"]);
  });

  test("that were deleted and came back with an import are deleted from no more articles by the redo", async () => {
    const notebook = newNotebook();
    await imported(notebook, "tides");
    notebook.tags.delete({ id: tagOf(notebook, "tides") });
    const { id } = await imported(notebook, "tides");
    for (let step = 0; step < 3; step += 1) undo(notebook);
    for (let step = 0; step < 3; step += 1) notebook.history.redo();
    expect(notebook.tags.ofArticle(id).map(({ name }) => name)).toEqual(["tides"]);
    expect(notebook.tags.list(all).rows).toMatchObject([{ name: "tides", articles: 1 }]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("that were given or taken again since refuse to be undone before that", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["The sea."]);
    const tagged = notebook.articles.tag({ ids: [id], name: "water" });
    notebook.articles.tag({ ids: [id], name: "salt" });
    notebook.articles.untag({ ids: [id], tag: tagOf(notebook, "water") });
    expect(() => undo(notebook, tagged?.group)).toThrow("“Remove tag ‘water’” came later");
    undo(notebook);
    expect(undo(notebook, tagged?.group)).toBe("add tag ‘water’");
    expect(tagNames(notebook)).toEqual(["salt"]);
  });

  test("whose old name only the trash still has get it back, and that one is numbered", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["The sea."]);
    notebook.articles.tag({ ids: [id], name: "water" });
    notebook.tags.rename({ id: tagOf(notebook, "water"), name: "sea" });
    const other = await imported(notebook, "Water");
    undo(notebook);
    expect(undo(notebook)).toBe("rename tag ‘water’ to ‘sea’");
    expect(notebook.tags.ofArticle(id).map(({ name }) => name)).toEqual(["water"]);
    expect(notebook.tags.ofArticle(other.id).map(({ name }) => name)).toEqual(["Water 2"]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("that cannot have their name back are said so, and stand in the way of nothing before", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["The sea."]);
    const note = addNote(notebook, "Before");
    notebook.notes.rename({ id: note, title: "Tides" });
    notebook.articles.tag({ ids: [id], name: "water" });
    const job = notebook.imports.begin(1);
    const other = await addArticle(notebook, ["More of it."], { job });
    notebook.tags.rename({ id: tagOf(notebook, "water"), name: "sea" });
    notebook.tags.put(other.id, ["water"], job);
    notebook.imports.finish(job);
    expect(() => undo(notebook)).toThrow("There is another tag named “water” now.");
    expect(tagNames(notebook)).toEqual(["sea", "water"]);
    expect(undo(notebook)).toBe("import 0 articles");
  });

  test("of an article that has thousands of them are recorded one by one", async () => {
    const file = openFile({ folder: join(newFolder(), "Notebook"), mode: "create" });
    const notebook = { ...assembleNotebook(file, {}), changes: [] };
    onTestFinished(() => notebook.close());
    const { id } = await addArticle(notebook, ["The sea."]);
    for (let index = 0; index < 100; index += 1)
      notebook.articles.tag({ ids: [id], name: `tag ${index}` });
    const longest = file.sqlite.prepare(`select max(length(before) + length(after)) from change`);
    expect(longest.pluck().get()).toBeLessThan(200);
    for (let index = 0; index < 100; index += 1) undo(notebook);
    expect(tagNames(notebook)).toEqual([]);
  });
});

describe("imports", () => {
  test("that are done again leave in the trash what was thrown away by hand", async () => {
    const notebook = newNotebook();
    const { id, job } = await imported(notebook, "Tides");
    notebook.articles.delete({ id });
    undo(notebook, job);
    expect(notebook.history.redo()?.group).toBe(job);
    expect(notebook.articles.get({ id })).toBeNull();
    undo(notebook);
    expect(notebook.articles.get({ id })?.title).toBe("Tides");
  });

  test("of versions give back the numbers and the order that those had", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["One."]);
    const second = await addVersion(notebook, id, ["Two."]);
    await addVersion(notebook, id, ["Three."]);
    const numbers = () => notebook.versions.list({ article: id }).map(({ number }) => number);
    expect(numbers()).toEqual([3, 2, 1]);
    const group = notebook.history.list({ limit: 2 }).at(-1)?.id;
    undo(notebook, group);
    expect(numbers()).toEqual([3, 1]);
    notebook.history.redo();
    expect(numbers()).toEqual([3, 2, 1]);
    expect(notebook.versions.list({ article: id })[1]?.id).toBe(second.version);
    undo(notebook);
    undo(notebook);
    notebook.history.redo();
    notebook.history.redo();
    expect(numbers()).toEqual([3, 2, 1]);
  });
});

describe("notes in the trash", () => {
  test("have their title, names, text and links taken back too", async () => {
    const notebook = newNotebook();
    const datum = addNote(notebook, "Datum");
    const id = addNote(notebook, "Tides", "Of the datum.");
    notebook.notes.save({ id, base: 1, body: noteBody("Of the datum, again.") });
    const groups = [
      () => notebook.notes.rename({ id, title: "Gauges" }),
      () => notebook.notes.setAliases({ id, aliases: ["Levels"] }),
      () => notebook.revisions.restore({ note: id, revision: 1, base: 2 }),
      () => {
        const { rows } = notebook.links.mentions({ note: datum });
        const mentions = rows.map(({ note, revision, ordinal }) => ({ note, revision, ordinal }));
        notebook.links.linkMentions({ note: datum, mentions });
      },
    ].map((act) => {
      act();
      return notebook.history.list({ limit: 1 })[0]?.id;
    });
    notebook.notes.delete({ id });
    for (const group of groups.toReversed()) undo(notebook, group);
    expect(notebook.search.find({ query: "datum", limit: 9 }).totals.notes).toBe(1);
    notebook.trash.restore({ targets: [{ kind: "note", id }] });
    expect(notebook.notes.get({ id })).toMatchObject({
      title: "Tides",
      body: noteBody("Of the datum, again."),
    });
    expect(notebook.notes.aliases({ id })).toEqual([]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("are never notes that somebody wrote in, be it only after an empty save", () => {
    const notebook = newNotebook();
    const { id } = notebook.notes.create({ title: "Tides" });
    notebook.notes.save({ id, base: 0, body: noteBody("") });
    notebook.notes.save({ id, base: 1, body: noteBody("Precious words.") });
    expect(undo(notebook)).toBeUndefined();
    expect(notebook.notes.get({ id })?.title).toBe("Tides");
  });
});
