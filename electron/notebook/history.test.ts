import { describe, expect, test } from "vitest";
import {
  addArticle,
  addNote,
  clipWords,
  codeFrom,
  newNotebook,
  noteBody,
} from "./test-notebook.ts";

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
    expect(undo()).toBe("delete clip");
    expect(now()).toMatchObject({ quote: "sea rises", color: "doubt" });
    expect(undo()).toBe("change clip");
    expect(now()).toMatchObject({
      start: 4,
      end: 7,
      quote: "sea",
      color: "plain",
      suffix: " rises.",
    });
    expect(undo()).toBe("add clip");
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
    expect(notebook.history.undo({ group })).toEqual({ label: "delete clip" });
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
    expect(notebook.history.undo({ group })?.label).toBe("delete article");
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
    expect(notebook.history.undo({ group: null })?.label).toBe("delete note");
    expect(notebook.notes.get({ id })?.title).toBe("Second");
    expect(notebook.history.undo({ group: null })?.label).toBe("rename note");
    expect(notebook.notes.get({ id })).toMatchObject({ title: "First", body: noteBody("words") });
    expect(notebook.search.find({ query: "words", limit: 5 }).totals.notes).toBe(1);
  });

  test("never takes a note that was written in: making one is recorded, not undone", () => {
    const notebook = newNotebook();
    addNote(notebook, "Precious", "words");
    expect(notebook.history.undo({ group: null })).toBe(null);
    expect(notebook.info().notes).toBe(1);
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
