import { expect, it } from "vitest";
import { addArticle, addNote, clipWords, newNotebook } from "../test-notebook.ts";

it("tells which clips no note quotes or links to, and how many words notes quote in all", async () => {
  const notebook = newNotebook();
  const article = await addArticle(notebook, ["The sea rises. The gauge stays."]);
  const used = clipWords(notebook, article, "The sea rises");
  const unused = clipWords(notebook, article, "gauge");
  expect(notebook.articles.usage({ id: article.id })).toEqual({
    clips: 2,
    unused: [used.id, unused.id],
    words: 0,
  });
  addNote(notebook, "One", [{ quote: used.id }]);
  const second = addNote(notebook, "Two", [{ quote: used.id }], [{ quote: unused.id }]);
  expect(notebook.articles.usage({ id: article.id })).toEqual({ clips: 2, unused: [], words: 4 });
  notebook.notes.delete({ id: second });
  expect(notebook.articles.usage({ id: article.id })).toEqual({
    clips: 2,
    unused: [unused.id],
    words: 3,
  });
  const linking = addNote(notebook, "Three", [{ link: { kind: "clip", id: unused.id } }]);
  expect(notebook.articles.usage({ id: article.id })).toEqual({ clips: 2, unused: [], words: 3 });
  notebook.notes.delete({ id: linking });
  notebook.clips.delete({ ids: [used.id] });
  expect(notebook.articles.usage({ id: article.id })).toEqual({
    clips: 1,
    unused: [unused.id],
    words: 0,
  });
});
