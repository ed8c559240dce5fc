import { describe, expect, test } from "vitest";
import type { ArticleSort } from "../../api.ts";
import {
  addArticle,
  clipWords,
  codeFrom,
  draftOf,
  newClock,
  newNotebook,
  sha256,
} from "../test-notebook.ts";

const page = { offset: 0, limit: 50, descending: false, filter: "all", words: "" } as const;

describe("adding an article", () => {
  test("stores exactly what the importer made", async () => {
    const notebook = newNotebook();
    const draft = draftOf(["One two three.", "Four five."], {
      title: "Counting",
      byline: ["Ann Lee", "Bo Fu"],
      site: "Daily",
      published: "2015-05",
      url: "https://example.org/",
      identifiers: { doi: "10.1000/1" },
      abstract: "On numbers.",
      found: { title: "heading", byline: "meta" },
      warnings: ["A picture was left out."],
    });
    const origin = {
      sha256: sha256("x"),
      size: 1,
      extension: "html",
      fileName: "c.html",
      job: null,
    };
    const added = await notebook.articles.add(draft, origin);
    expect(added).toMatchObject({ status: "imported", title: "Counting", words: 5 });
    const {
      title,
      byline,
      site,
      published,
      url,
      language,
      identifiers,
      abstract,
      found,
      blocks,
      warnings,
    } = draft;
    expect(notebook.articles.get({ id: added.article })).toMatchObject({
      title,
      byline,
      site,
      published,
      url,
      language,
      identifiers,
      abstract,
      found,
      blocks,
      warnings,
      version: added.version,
      versionNumber: 1,
      words: 5,
      fileName: "c.html",
      position: 0,
    });
  });

  test("of the same bytes adds nothing", async () => {
    const notebook = newNotebook();
    const origin = { sha256: sha256("x"), size: 1, extension: "txt", fileName: "a.txt", job: null };
    const first = await notebook.articles.add(draftOf(["Text."]), origin);
    const again = await notebook.articles.add(draftOf(["Text."]), { ...origin, fileName: "b.txt" });
    expect(again).toEqual({ ...first, status: "duplicate" });
    expect(notebook.info().articles).toBe(1);
  });

  test("of the same bytes at the same time adds one", async () => {
    const notebook = newNotebook();
    const origin = { sha256: sha256("x"), size: 1, extension: "txt", fileName: "a.txt", job: null };
    const added = await Promise.all(
      [1, 2, 3].map(() => notebook.articles.add(draftOf(["Text."]), origin)),
    );
    expect(added.map(({ status }) => status).toSorted()).toEqual([
      "duplicate",
      "duplicate",
      "imported",
    ]);
  });

  test("refuses text that could not be stored as it is", async () => {
    const notebook = newNotebook();
    expect(await codeFrom(() => addArticle(notebook, ["half \ud800 of a pair"]))).toBe(
      "bad-request",
    );
    expect(notebook.info().articles).toBe(0);
  });

  test("keeps its pictures", async () => {
    const notebook = newNotebook();
    const bytes = Buffer.from("not really a picture");
    const hash = sha256(bytes);
    const image = { kind: "image", hash, alt: "", host: null } as const;
    await addArticle(notebook, ["Text.", image], { images: [{ hash, type: "image/png", bytes }] });
    expect(Buffer.from(await notebook.files.read(hash))).toEqual(bytes);
    expect(notebook.files.image(hash)).toEqual({
      path: expect.stringMatching(new RegExp(`${hash}.png$`)),
      type: "image/png",
    });
    expect((await notebook.check()).findings).toEqual([]);
  });
});

describe("the list of articles", () => {
  const fill = async () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const rows = [
      ["Éclair", "Zoe", "B-site", "2020", "one two"],
      ["“apple”", "ann", null, null, "one"],
      ["Zebra", null, "a-site", "2019-03-01", "one two three"],
    ] as const;
    for (const [title, author, site, published, text] of rows) {
      clock.pass(1);
      await addArticle(notebook, [text], {
        title,
        site,
        published,
        byline: author === null ? [] : [author],
      });
    }
    return notebook;
  };

  test("sorts by each column, as a person would", async () => {
    const notebook = await fill();
    const zebra = notebook.articles.list({ ...page, sort: "words", descending: true }).rows[0];
    const article = notebook.articles.get({ id: zebra?.id ?? "" });
    if (article === null) throw new RangeError("Expected an article.");
    clipWords(notebook, article, "three");
    const sorted = (sort: ArticleSort, descending = false) =>
      notebook.articles
        .list({ ...page, sort, descending })
        .rows.map(({ title }) => title.slice(0, 2));
    expect(sorted("title")).toEqual(["“a", "Éc", "Ze"]);
    expect(sorted("title", true)).toEqual(["Ze", "Éc", "“a"]);
    expect(sorted("added", true)).toEqual(["Ze", "“a", "Éc"]);
    expect(sorted("words")).toEqual(["“a", "Éc", "Ze"]);
    expect(sorted("published", true)).toEqual(["Éc", "Ze", "“a"]);
    expect(sorted("clips", true)[0]).toBe("Ze");
    // Without an author or a site an article comes last.
    expect(sorted("byline")).toEqual(["“a", "Éc", "Ze"]);
    expect(sorted("site")).toEqual(["Ze", "Éc", "“a"]);
  });

  test("shows the first words that the title has not said already", async () => {
    const notebook = newNotebook();
    const titles = ["Counting", "The keeper wrote nothing down…", "Another title"];
    for (const [at, title] of titles.entries())
      await addArticle(
        notebook,
        [["Counting.", "One two."], ["The keeper wrote nothing down, and slept."], ["One two."]][
          at
        ] ?? [],
        { title },
      );
    const { rows } = notebook.articles.list({ ...page, sort: "added" });
    expect(rows.map(({ excerpt }) => excerpt)).toEqual(["One two.", "and slept.", "One two."]);
  });

  test("is filtered by words that begin words of title, byline or site", async () => {
    const notebook = await fill();
    const titles = (words: string) => {
      const { total, rows } = notebook.articles.list({ ...page, sort: "title", words });
      return [total, ...rows.map(({ title }) => title)];
    };
    expect(titles("ecl")).toEqual([1, "Éclair"]);
    expect(titles("ann app")).toEqual([1, "“apple”"]);
    expect(titles("site")).toEqual([2, "Éclair", "Zebra"]);
    expect(titles("nothing")).toEqual([0]);
    expect(titles("☃")[0]).toBe(3);
  });

  test("is filtered by unread and clipped, with a total for each", async () => {
    const notebook = await fill();
    const rows = notebook.articles.list({ ...page, sort: "title" }).rows;
    const article = notebook.articles.get({ id: rows[0]?.id ?? "" });
    if (article === null) throw new RangeError("Expected an article.");
    notebook.articles.setPosition({ id: article.id, position: 2 });
    const { id: clip } = clipWords(notebook, article, "one");
    const counts = () =>
      (["all", "unread", "clipped"] as const).map((filter) => {
        const { total, rows: found } = notebook.articles.list({ ...page, sort: "title", filter });
        return [total, found.length];
      });
    expect(counts()).toEqual([
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
    expect(notebook.info()).toMatchObject({ articles: 3, unread: 2, clips: 1 });
    notebook.clips.delete({ ids: [clip] });
    expect(counts()).toEqual([
      [3, 3],
      [2, 2],
      [0, 0],
    ]);
  });

  test("gives any page, and an empty one beyond the end", async () => {
    const notebook = await fill();
    const at = (offset: number) =>
      notebook.articles
        .list({ ...page, sort: "title", offset, limit: 1 })
        .rows.map(({ title }) => title);
    expect([at(0), at(1), at(2), at(3)]).toEqual([["“apple”"], ["Éclair"], ["Zebra"], []]);
  });
});

describe("reading an article", () => {
  test("is remembered when the window shows it, and where it was left", async () => {
    const notebook = newNotebook();
    const { id } = await addArticle(notebook, ["A long text."]);
    expect(notebook.info().unread).toBe(1);
    notebook.changes.length = 0;
    notebook.view.set({ ...notebook.view.get(), article: id });
    expect(notebook.changes).toEqual([["articleList", "view"]]);
    expect(notebook.info().unread).toBe(0);
    notebook.articles.setPosition({ id, position: 7 });
    expect(notebook.articles.get({ id })?.position).toBe(7);
    // Scrolling is no reason for anyone to ask again.
    expect(notebook.changes).toHaveLength(1);
  });

  test("of an unknown article gives null", () => {
    expect(newNotebook().articles.get({ id: "unknown" })).toBe(null);
  });
});

describe("an article in the trash", () => {
  test("is in no list and takes its clips along", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["Some findable words."], { title: "Gone" });
    const { id: clip } = clipWords(notebook, article, "findable");
    expect(notebook.articles.delete({ id: article.id }).label).toBe("delete article ‘Gone’");
    expect(notebook.info()).toMatchObject({ articles: 0, unread: 0, clips: 0 });
    expect(notebook.articles.get({ id: article.id })).toBe(null);
    expect(notebook.articles.list({ ...page, sort: "title" })).toEqual({ total: 0, rows: [] });
    expect(notebook.clips.list({ offset: 0, limit: 5, words: "" })).toEqual({ total: 0, rows: [] });
    const found = notebook.search.find({ query: "findable", limit: 5 });
    expect(found.totals).toEqual({ articles: 0, clips: 0, notes: 0 });
    expect(notebook.clips.get({ ids: [clip] })).toMatchObject([
      { quote: "findable", deleted: true },
    ]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("is known by its bytes, so that importing them again can bring it back", async () => {
    const notebook = newNotebook();
    const origin = { sha256: sha256("x"), size: 1, extension: "txt", fileName: "a.txt", job: null };
    const { article } = await notebook.articles.add(draftOf(["Text."]), origin);
    expect(notebook.articles.findByHash(origin.sha256)).toMatchObject({ article, deleted: false });
    notebook.articles.delete({ id: article });
    expect(notebook.articles.findByHash(origin.sha256)).toMatchObject({ article, deleted: true });
    notebook.articles.restore(article);
    expect(notebook.articles.findByHash(origin.sha256)?.deleted).toBe(false);
    expect(notebook.search.find({ query: "text", limit: 5 }).totals.articles).toBe(1);
    expect(notebook.articles.findByHash(sha256("y"))).toBe(null);
  });
});

test("an article keeps its authors' names in parts, and all further fields", async () => {
  const notebook = newNotebook();
  const names = [{ given: "Ludwig", particle: "van", family: "Beethoven" }];
  const fields = { journal: "Tideway Review", "citation key": "beethoven1801" };
  const { id } = await addArticle(notebook, ["Words."], {
    byline: ["Ludwig van Beethoven"],
    names,
    fields,
  });
  expect(notebook.articles.get({ id })).toMatchObject({ names, fields });
});

test("an article from before names were kept in parts has them all the same", async () => {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["Words."], { byline: ["Ann Lee"], names: [] });
  expect(notebook.articles.get({ id })?.names).toEqual([{ given: "Ann", family: "Lee" }]);
});
