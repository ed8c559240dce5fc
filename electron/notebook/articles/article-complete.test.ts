import { expect, test } from "vitest";
import { addArticle, addVersion, codeFrom, draftOf, newNotebook } from "../test-notebook.ts";

const entry = draftOf([], {
  title: "The gauge at Newlyn",
  byline: ["Ann Lee"],
  site: "Tideway Review",
  published: "2015-05",
  identifiers: { doi: "10.5555/1", isbn: "9780306406157" },
  fields: { pages: "4-9" },
  found: { published: "bibtex year" },
});
const source = { found: "library.bib", job: null };

test("completing an article fills what it does not say, and says where that was found", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["Words."], {
    title: "Words",
    site: "Daily",
    identifiers: { doi: "10.5555/0" },
    found: { title: "derived", site: "meta" },
  });
  const before = notebook.articles.get({ id });
  const undo = notebook.articles.complete(id, entry, source);
  expect(notebook.articles.get({ id })).toMatchObject({
    title: "The gauge at Newlyn",
    byline: ["Ann Lee"],
    names: [{ given: "Ann", family: "Lee" }],
    site: "Daily",
    published: "2015-05",
    identifiers: { doi: "10.5555/0", isbn: "9780306406157" },
    fields: { pages: "4-9" },
    found: { title: "library.bib", site: "meta", published: "bibtex year" },
  });
  expect(notebook.search.find({ query: "newlyn", limit: 5 }).totals.articles).toBe(1);
  expect(notebook.articles.complete(id, entry, source)).toBeNull();
  notebook.history.undo({ group: undo?.group ?? "" });
  expect(notebook.articles.get({ id })).toEqual(before);
  expect((await notebook.check()).findings).toEqual([]);
});

test("what a person wrote stays, through completing, a new version and their undoing", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["Words."], { title: "Words", site: "Daily" });
  notebook.articles.edit({ id, changes: { site: "My own", published: "1999" } });
  const mine = { site: "My own", published: "1999" };
  notebook.articles.complete(id, entry, source);
  expect(notebook.articles.get({ id })).toMatchObject({ ...mine, byline: ["Ann Lee"] });
  await addVersion(notebook, id, ["Other words."], { site: "Weekly", title: "Other" });
  expect(notebook.articles.get({ id })).toMatchObject({ ...mine, title: "Other" });
  notebook.history.undo({ group: null });
  notebook.history.undo({ group: null });
  expect(notebook.articles.get({ id })).toMatchObject({ ...mine, title: "Words", byline: [] });
});

test("an edit after a completion survives its undoing", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["Words."]);
  const undo = notebook.articles.complete(id, entry, source);
  notebook.articles.edit({ id, changes: { site: "My own" } });
  notebook.history.undo({ group: undo?.group ?? "" });
  expect(notebook.articles.get({ id })).toMatchObject({ site: "My own", byline: [] });
});

test("an article that is not there, or in the trash, is not completed", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["Words."]);
  notebook.articles.delete({ id });
  expect(await codeFrom(() => notebook.articles.complete(id, entry, source))).toBe("not-found");
  expect(await codeFrom(() => notebook.articles.complete("x", entry, source))).toBe("not-found");
});
