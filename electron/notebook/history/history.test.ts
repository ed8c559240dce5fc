import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openNotebook } from "../notebook.ts";
import {
  addArticle,
  addNote,
  addVersion,
  clipWords,
  codeFrom,
  newClock,
  newFolder,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

describe("undo", () => {
  test("takes changes back, last first, until there is none", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const clip = clipWords(notebook, article, "sea");
    notebook.clips.update({ id: clip.id, color: "doubt", range: { start: 4, end: 13 } });
    notebook.clips.delete({ ids: [clip.id] });
    const now = () => notebook.clips.ofArticle({ article: article.id })[0];
    const undo = () => notebook.history.undo({ group: null })?.label;
    expect(now()).toBe(undefined);
    expect(undo()).toBe("delete clip ‘sea rises’");
    expect(now()).toMatchObject({ quote: "sea rises", color: "doubt" });
    expect(undo()).toBe("change clip ‘sea’");
    expect(now()).toMatchObject({
      start: 4,
      end: 7,
      quote: "sea",
      color: "plain",
      suffix: " rises.",
    });
    expect(undo()).toBe("add clip ‘sea’");
    expect(now()).toBe(undefined);
    expect(undo()).toBe(undefined);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("takes back the group it is asked for, once", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const one = clipWords(notebook, article, "sea");
    const { group } = notebook.clips.delete({ ids: [one.id] });
    clipWords(notebook, article, "rises");
    expect(notebook.history.undo({ group })).toEqual({ group, label: "delete clip ‘sea’" });
    expect(notebook.history.undo({ group })).toBe(null);
    expect(notebook.info().clips).toBe(2);
    expect(await codeFrom(() => notebook.history.undo({ group: "unknown" }))).toBe("not-found");
  });

  test("brings a deleted article back with its clips, except those deleted before", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."], { title: "Tides" });
    const gone = clipWords(notebook, article, "The");
    const kept = clipWords(notebook, article, "sea");
    notebook.clips.delete({ ids: [gone.id] });
    const { group } = notebook.articles.delete({ id: article.id });
    expect(notebook.history.undo({ group })?.label).toMatch(/^delete article/);
    expect(notebook.clips.ofArticle({ article: article.id }).map(({ id }) => id)).toEqual([
      kept.id,
    ]);
    expect(notebook.info()).toMatchObject({ articles: 1, clips: 1 });
    expect(notebook.search.find({ query: "tides", limit: 5 }).totals.articles).toBe(1);
    expect(notebook.search.find({ query: "sea", limit: 5 }).totals.clips).toBe(1);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("of a deleted clip whose article has gone too brings it back with the article", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const { id } = clipWords(notebook, article, "sea");
    const clips = notebook.clips.delete({ ids: [id] });
    const articles = notebook.articles.delete({ id: article.id });
    notebook.history.undo({ group: clips.group });
    expect(notebook.clips.get({ ids: [id] })[0]?.deleted).toBe(true);
    notebook.history.undo({ group: articles.group });
    expect(notebook.clips.get({ ids: [id] })[0]?.deleted).toBe(false);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("of a change to a clip in the trash is there when the clip comes back", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const { id } = clipWords(notebook, article, "sea", "first");
    notebook.clips.update({ id, comment: "second" });
    const trash = notebook.clips.delete({ ids: [id] });
    notebook.history.undo({ group: null });
    notebook.history.undo({ group: null });
    expect(notebook.history.undo({ group: trash.group })).toBe(null);
    expect(notebook.clips.get({ ids: [id] })[0]).toMatchObject({
      comment: "first",
      deleted: false,
    });
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("brings notes and titles back", () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "First", "words");
    notebook.notes.rename({ id, title: "Second" });
    notebook.notes.delete({ id });
    expect(notebook.history.undo({ group: null })?.label).toBe("delete note ‘Second’");
    expect(notebook.notes.get({ id })?.title).toBe("Second");
    expect(notebook.history.undo({ group: null })?.label).toBe("rename note to ‘Second’");
    expect(notebook.notes.get({ id })).toMatchObject({ title: "First", body: noteBody("words") });
    expect(notebook.search.find({ query: "words", limit: 5 }).totals.notes).toBe(1);
  });

  test("takes a new note back, but never one that was written in", () => {
    const notebook = newNotebook();
    addNote(notebook, "Precious", "words");
    expect(notebook.history.undo({ group: null })).toBe(null);
    const id = addNote(notebook, "Empty");
    expect(notebook.history.undo({ group: null })?.label).toBe("add note ‘Empty’");
    expect(notebook.notes.get({ id })).toBe(null);
    expect(notebook.history.redo()?.label).toBe("add note ‘Empty’");
    expect(notebook.notes.get({ id })?.title).toBe("Empty");
    expect(notebook.info().notes).toBe(2);
  });

  test("takes the savings of a title as one change while it is being written", () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const id = addNote(notebook, "", "words");
    for (const title of ["T", "Tid", "Tides"]) {
      notebook.notes.rename({ id, title });
      clock.pass(1_000);
    }
    clock.pass(5 * 60_000);
    notebook.notes.rename({ id, title: "Tides of Aran" });
    expect(notebook.history.undo({ group: null })?.label).toBe("rename note to ‘Tides of Aran’");
    expect(notebook.notes.get({ id })?.title).toBe("Tides");
    expect(notebook.history.undo({ group: null })?.label).toBe("rename note to ‘Tides’");
    expect(notebook.notes.get({ id })?.title).toBe("");
    notebook.history.redo();
    expect(notebook.notes.get({ id })?.title).toBe("Tides");
  });

  test("of something older is refused when something later builds on it, and says what", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const { id } = clipWords(notebook, article, "sea");
    notebook.clips.update({ id, color: "doubt" });
    notebook.clips.update({ id, comment: "again" });
    const [comment, color, add] = notebook.history.list({ limit: 3 });
    const undo = (group: string | undefined) =>
      notebook.history.undo({ group: group ?? "" })?.label;
    expect(() => undo(add?.id)).toThrow(
      "“Add clip ‘sea’” cannot be undone by itself: “Edit the comment on clip ‘sea’” came later and builds on it.",
    );
    expect(undo(color?.id)).toBe("change the colour of clip ‘sea’");
    expect(notebook.clips.get({ ids: [id] })[0]).toMatchObject({
      color: "plain",
      comment: "again",
    });
    expect(undo(comment?.id)).toBe("edit the comment on clip ‘sea’");
    expect(undo(add?.id)).toBe("add clip ‘sea’");
  });

  test("leaves imports alone, which are groups of their own", async () => {
    const notebook = newNotebook();
    const job = notebook.imports.begin(2);
    await addArticle(notebook, ["a"], { job });
    await addArticle(notebook, ["b"], { job });
    expect(notebook.history.undo({ group: null })).toBe(null);
    expect(await codeFrom(() => notebook.history.undo({ group: job }))).toBe("bad-request");
    expect(notebook.info().articles).toBe(2);
  });
});

describe("redo", () => {
  test("does again what was undone, the last first, until something else is done", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const { id } = clipWords(notebook, article, "sea");
    notebook.clips.update({ id, color: "doubt" });
    notebook.clips.delete({ ids: [id] });
    const undo = () => notebook.history.undo({ group: null })?.label;
    const redo = () => notebook.history.redo()?.label;
    expect([undo(), undo(), undo(), undo()]).toEqual([
      "delete clip ‘sea’",
      "change the colour of clip ‘sea’",
      "add clip ‘sea’",
      undefined,
    ]);
    expect(notebook.history.next()).toEqual({ undo: null, redo: "add clip ‘sea’" });
    expect(redo()).toBe("add clip ‘sea’");
    expect(notebook.clips.get({ ids: [id] })[0]).toMatchObject({ color: "plain", deleted: false });
    expect(redo()).toBe("change the colour of clip ‘sea’");
    expect(notebook.clips.get({ ids: [id] })[0]?.color).toBe("doubt");
    expect(notebook.history.next()).toEqual({
      undo: "change the colour of clip ‘sea’",
      redo: "delete clip ‘sea’",
    });
    addNote(notebook, "Something else");
    expect(redo()).toBe(undefined);
    expect(notebook.info().clips).toBe(1);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("does again whatever can be undone", async () => {
    const notebook = newNotebook();
    const job = notebook.imports.begin(2);
    const article = await addArticle(notebook, ["The sea rises."], { title: "Tides", job });
    const { version } = await addVersion(notebook, article.id, ["The sea falls."], { job });
    notebook.imports.finish(job);
    const clip = clipWords(notebook, article, "sea");
    notebook.clips.reattach({ clip: clip.id, version, start: 4, end: 7 });
    notebook.articles.edit({ id: article.id, changes: { site: "Daily" } });
    notebook.articles.useFound({ id: article.id, fields: ["site"] });
    notebook.articles.tag({ ids: [article.id], name: "water" });
    const [tag] = notebook.tags.list({ offset: 0, limit: 1, words: "" }).rows;
    notebook.tags.rename({ id: tag?.id ?? "", name: "sea" });
    notebook.tags.delete({ id: tag?.id ?? "" });
    const note = addNote(notebook, "Tides");
    notebook.notes.rename({ id: note, title: "Tides of Aran" });
    notebook.notes.delete({ id: note });
    notebook.articles.delete({ id: article.id });
    const state = async () => ({
      article: notebook.articles.get({ id: article.id }),
      clips: notebook.clips.get({ ids: [clip.id] }).map((each) => ({ ...each, changedAt: 0 })),
      tags: notebook.tags.list({ offset: 0, limit: 9, words: "" }).rows.map(({ name }) => name),
      notes: notebook.notes.list({ offset: 0, limit: 9, words: "" }).rows.map(({ id }) => id),
      info: notebook.info(),
      findings: (await notebook.check()).findings,
    });
    const states = [await state()];
    const labels: string[] = [];
    for (let undone = notebook.history.undo({ group: null }); undone !== null;) {
      labels.push(undone.label);
      states.push(await state());
      undone = notebook.history.undo({ group: null });
    }
    expect(labels).toEqual([
      "delete article ‘An article’",
      "delete note ‘Tides of Aran’",
      "rename note to ‘Tides of Aran’",
      "add note ‘Tides’",
      "delete tag ‘sea’",
      "rename tag ‘water’ to ‘sea’",
      "add tag ‘water’",
      "use the import’s details of ‘An article’",
      "edit details of ‘An article’",
      "re-attach clip ‘sea’",
      "add clip ‘sea’",
      "import 0 articles",
    ]);
    expect(states.at(-1)).toMatchObject({ article: null, tags: [], notes: [], findings: [] });
    for (const label of labels.toReversed()) {
      expect(states.pop()?.findings).toEqual([]);
      expect(notebook.history.redo()?.label).toBe(label);
      expect(await state()).toEqual(states.at(-1));
    }
    expect(notebook.history.redo()).toBe(null);
  });

  test("is there after the notebook was closed and opened again", () => {
    const folder = join(newFolder(), "Notebook");
    const first = openNotebook({ folder, mode: "create" });
    const id = addNote(first, "Tides", "words");
    first.notes.delete({ id });
    first.history.undo({ group: null });
    first.close();
    const second = openNotebook({ folder, mode: "open" });
    onTestFinished(() => second.close());
    expect(second.history.next()).toEqual({ undo: null, redo: "delete note ‘Tides’" });
    second.history.redo();
    expect(second.notes.get({ id })).toBe(null);
    expect(second.history.undo({ group: null })?.label).toBe("delete note ‘Tides’");
    expect(second.notes.get({ id })?.title).toBe("Tides");
  });
});

describe("bringing an earlier comment back", () => {
  test("is a change of its own, also right after the comment was written", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."]);
    const { id } = clipWords(notebook, article, "sea", "first");
    notebook.clips.update({ id, comment: "second" });
    const [edit] = notebook.history.of({ id });
    notebook.history.useEarlier({ id, group: edit?.group ?? "" });
    const comment = () => notebook.clips.get({ ids: [id] })[0]?.comment;
    expect(comment()).toBe("first");
    notebook.history.undo({ group: null });
    expect(comment()).toBe("second");
  });
});

describe("the record of what was done", () => {
  test("lists groups, newest first, a page at a time", async () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const article = await addArticle(notebook, ["The sea rises, the sea falls."]);
    const ids = ["sea", "rises", "falls"].map((words) => clipWords(notebook, article, words).id);
    clock.pass(60_000);
    notebook.clips.delete({ ids });
    notebook.history.undo({ group: null });
    const [deletion, ...others] = notebook.history.list({ limit: 3 });
    expect(deletion).toMatchObject({
      label: "delete 3 clips",
      madeAt: clock.now(),
      undoneAt: clock.now(),
      changes: 3,
      canUndo: false,
      canRedo: true,
    });
    expect(others.map(({ label, canUndo }) => [label, canUndo])).toEqual([
      ["add clip ‘falls’", true],
      ["add clip ‘rises’", true],
    ]);
    const before = others.at(-1)?.id;
    expect(notebook.history.list({ limit: 9, before }).map(({ label }) => label)).toEqual([
      "add clip ‘sea’",
      "import",
    ]);
  });

  test("says which article clips and tags are of, when it is one", async () => {
    const notebook = newNotebook();
    const tides = await addArticle(notebook, ["The sea rises."], { title: "Tides" });
    const winds = await addArticle(notebook, ["The wind turns."], { title: "Winds" });
    const sea = clipWords(notebook, tides, "sea");
    const wind = clipWords(notebook, winds, "wind");
    notebook.articles.tag({ ids: [winds.id], name: "weather" });
    notebook.clips.delete({ ids: [sea.id, wind.id] });
    addNote(notebook, "Both");
    const rows = notebook.history.list({ limit: 5 });
    expect(rows.map(({ label, article }) => [label, article])).toEqual([
      ["add note ‘Both’", null],
      ["delete 2 clips", null],
      ["add tag ‘weather’", "Winds"],
      ["add clip ‘wind’", "Winds"],
      ["add clip ‘sea’", "Tides"],
    ]);
  });

  test("tells how a clip and an article were, and brings that back as a change of its own", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."], {
      title: "Tides",
      site: "Daily",
    });
    const { id } = clipWords(notebook, article, "sea", "first");
    notebook.clips.update({ id, comment: "second" });
    notebook.clips.update({ id, range: { start: 4, end: 13 } });
    notebook.articles.edit({ id: article.id, changes: { site: "Weekly" } });
    const [range, comment] = notebook.history.of({ id });
    expect([range?.fields["quote"], comment?.fields]).toEqual(["sea", { comment: "first" }]);
    const useEarlier = (of: string, group: string | undefined) =>
      notebook.history.useEarlier({ id: of, group: group ?? "" });
    expect(useEarlier(id, range?.group)?.label).toBe("move the ends of clip ‘sea rises’");
    expect(useEarlier(id, comment?.group)?.label).toBe("edit the comment on clip ‘sea’");
    expect(useEarlier(id, comment?.group)).toBe(null);
    expect(notebook.clips.get({ ids: [id] })[0]).toMatchObject({ quote: "sea", comment: "first" });
    const [site] = notebook.history.of({ id: article.id });
    expect(useEarlier(article.id, site?.group)?.label).toBe("bring back details of ‘Tides’");
    expect(notebook.articles.get({ id: article.id })?.site).toBe("Daily");
    notebook.history.undo({ group: null });
    expect(notebook.articles.get({ id: article.id })?.site).toBe("Weekly");
    expect(await codeFrom(() => useEarlier(id, site?.group))).toBe("not-found");
  });
});
