import { describe, expect, onTestFinished, test } from "vitest";
import { articlePageSql } from "./article-list.ts";
import { assembleNotebook, type Notebook } from "../notebook.ts";
import { openFile } from "../storage/opening.ts";
import { tagName } from "./tags.ts";
import { addArticle, codeFrom, newFolder, newNotebook } from "../test-notebook.ts";

const everything = { offset: 0, limit: 50, words: "" };
const list = (notebook: Notebook, words = "") =>
  notebook.tags.list({ ...everything, words }).rows.map(({ name, articles }) => [name, articles]);
const names = (notebook: Notebook, id: string) =>
  notebook.tags.ofArticle(id).map(({ name }) => name);
const tagged = (notebook: Notebook, tag: string, words = "", filter: "all" | "unread" = "all") => {
  const { total, rows } = notebook.articles.list({
    ...everything,
    words,
    filter,
    sort: "title",
    descending: false,
    tag,
  });
  return [total, rows.map(({ title }) => title)];
};
const idOf = (notebook: Notebook, name: string) =>
  notebook.tags.list(everything).rows.find((tag) => tag.name === name)?.id ?? "none";

/** Three articles named A, B and C; their ids. */
async function three(notebook: Notebook): Promise<readonly [string, string, string]> {
  const add = async (title: string) => (await addArticle(notebook, [`On ${title}.`], { title })).id;
  return [await add("A"), await add("B"), await add("C")];
}

describe("tagging", () => {
  test("gathers articles under a name, whatever its case and accents", async () => {
    const notebook = newNotebook();
    const [a, b, c] = await three(notebook);
    notebook.articles.tag({ ids: [a, b], name: " #Café  talk " });
    notebook.articles.tag({ ids: [c], name: "cafe talk" });
    expect(list(notebook)).toEqual([["Café talk", 3]]);
    expect(tagged(notebook, idOf(notebook, "Café talk"))).toEqual([3, ["A", "B", "C"]]);
    expect(notebook.articles.get({ id: c })?.tags).toEqual([
      { id: idOf(notebook, "Café talk"), name: "Café talk" },
    ]);
  });

  test("keeps tags that differ by a sign apart", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    for (const name of ["C++", "C#", "C", ".NET", "net"]) notebook.articles.tag({ ids: [a], name });
    expect(names(notebook, a)).toEqual([".NET", "C", "C#", "C++", "net"]);
  });

  test("does nothing and records nothing when all have the tag already", async () => {
    const notebook = newNotebook();
    const [a, b] = await three(notebook);
    notebook.articles.tag({ ids: [a], name: "tides" });
    expect(notebook.articles.tag({ ids: [a], name: "Tides" })).toBe(null);
    expect(notebook.articles.untag({ ids: [b], tag: idOf(notebook, "tides") })).toBe(null);
    expect(notebook.articles.tag({ ids: [a, b], name: "TIDES" })?.label).toBe("add tag ‘TIDES’");
  });

  test("refuses a name without a letter, and articles and tags that are not there", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    expect(await codeFrom(() => notebook.articles.tag({ ids: [a], name: " # " }))).toBe(
      "bad-request",
    );
    expect(await codeFrom(() => notebook.articles.tag({ ids: ["x"], name: "y" }))).toBe(
      "not-found",
    );
    expect(await codeFrom(() => notebook.articles.untag({ ids: [a], tag: "x" }))).toBe("not-found");
    expect(list(notebook)).toEqual([]);
  });

  test("of an import adds to what is there and is only recorded", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    notebook.articles.tag({ ids: [a], name: "mine" });
    notebook.tags.put(a, ["Folder", "folder", " ", "keyword"], null);
    expect(names(notebook, a)).toEqual(["Folder", "keyword", "mine"]);
    expect(notebook.history.undo({ group: null })?.label).toBe("add tag ‘mine’");
    expect(names(notebook, a)).toEqual(["Folder", "keyword"]);
  });

  test("cuts a name that is too long and keeps pairs of units whole", () => {
    expect(tagName("x".repeat(300))).toHaveLength(100);
    expect(tagName(`${"x".repeat(99)}😀`).isWellFormed()).toBe(true);
  });
});

describe("the list of a tag's articles", () => {
  test("can be filtered by words and by what is unread", async () => {
    const notebook = newNotebook();
    const [a, b] = await three(notebook);
    notebook.articles.tag({ ids: [a, b], name: "tides" });
    const tag = idOf(notebook, "tides");
    expect(tagged(notebook, tag, "b")).toEqual([1, ["B"]]);
    notebook.articles.setPosition({ id: a, position: 1 });
    expect(tagged(notebook, tag, "", "unread")).toEqual([1, ["B"]]);
    expect(tagged(notebook, "unknown")).toEqual([0, []]);
  });

  test("is the same whether it is read as for few or for many", async () => {
    const file = openFile({ folder: newFolder(), mode: "create" });
    const notebook = assembleNotebook(file, {});
    onTestFinished(() => notebook.close());
    const [, b, c] = await three(notebook);
    notebook.articles.tag({ ids: [c, b], name: "tides" });
    const tag = file.sqlite.prepare("select tag_key from tag").pluck().get();
    const titles = (how: "few" | "many") =>
      file.sqlite
        .prepare<[object], { title: string }>(articlePageSql("title", true, false, how))
        .all({ unread: 0, clipped: 0, limit: 9, offset: 0, tag })
        .map(({ title }) => title);
    expect([titles("few"), titles("many")]).toEqual([
      ["C", "B"],
      ["C", "B"],
    ]);
  });
});

describe("finding", () => {
  test("articles by tag follows every change of their tags", async () => {
    const notebook = newNotebook();
    const [a, b] = await three(notebook);
    const found = (query: string) =>
      notebook.search.find({ query, limit: 9 }).articles.map(({ id }) => id);
    notebook.articles.tag({ ids: [a, b], name: "Meteorology" });
    expect(found("meteor").toSorted()).toEqual([a, b].toSorted());
    notebook.articles.untag({ ids: [b], tag: idOf(notebook, "Meteorology") });
    expect(found("meteorology")).toEqual([a]);
    notebook.tags.rename({ id: idOf(notebook, "Meteorology"), name: "Weather" });
    expect([found("meteorology"), found("weather")]).toEqual([[], [a]]);
    const { group } = notebook.articles.delete({ id: a });
    expect(found("weather")).toEqual([]);
    notebook.history.undo({ group });
    expect(found("weather")).toEqual([a]);
    notebook.tags.delete({ id: idOf(notebook, "Weather") });
    expect(found("weather")).toEqual([]);
    expect(found("A")).toContain(a);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("tags to choose from: the very one, then those that begin so, then the most used", async () => {
    const notebook = newNotebook();
    const [a, b, c] = await three(notebook);
    notebook.articles.tag({ ids: [a, b, c], name: "spring tide" });
    notebook.articles.tag({ ids: [a, b], name: "tidewater" });
    notebook.articles.tag({ ids: [a], name: "Tide" });
    const suggest = (query: string) =>
      notebook.tags.suggest({ query, limit: 9 }).map(({ name }) => name);
    expect(suggest("#tide")).toEqual(["Tide", "tidewater", "spring tide"]);
    expect(suggest("")).toEqual(["spring tide", "tidewater", "Tide"]);
    expect(list(notebook, "WATER")).toEqual([["tidewater", 2]]);
  });
});

const patience = { timeout: 20_000 };

test(
  "of more articles than are indexed at once is found by its name a moment later",
  { timeout: 60_000 },
  async () => {
    const notebook = newNotebook();
    const ids = await Promise.all(
      Array.from({ length: 410 }, async (_, n) => {
        const { id } = await addArticle(notebook, [`Text ${n}.`], { title: `Title ${n}` });
        return id;
      }),
    );
    const found = (words: string): number =>
      notebook.articles.list({
        ...everything,
        words,
        filter: "all",
        sort: "title",
        descending: false,
      }).total;
    notebook.articles.tag({ ids, name: "tides" });
    await expect.poll(() => found("tides"), patience).toBe(410);
    const { group } = notebook.tags.delete({ id: idOf(notebook, "tides") });
    await expect.poll(() => found("tides"), patience).toBe(0);
    notebook.history.undo({ group });
    expect(list(notebook)).toEqual([["tides", 410]]);
    await expect.poll(() => found("tides"), patience).toBe(410);
    expect((await notebook.check()).findings).toEqual([]);
  },
);

describe("undoing", () => {
  test("takes back what a change did and nothing that was done since", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    const one = notebook.articles.tag({ ids: [a], name: "one" });
    notebook.articles.tag({ ids: [a], name: "two" });
    notebook.history.undo({ group: one?.group ?? null });
    expect(names(notebook, a)).toEqual(["two"]);
    notebook.history.undo({ group: null });
    expect(list(notebook)).toEqual([]);
  });

  test("brings a deleted tag back to its articles, under its id", async () => {
    const notebook = newNotebook();
    const [a, b] = await three(notebook);
    notebook.articles.tag({ ids: [a, b], name: "tides" });
    const id = idOf(notebook, "tides");
    notebook.tags.delete({ id });
    expect([list(notebook), notebook.tags.get({ id })]).toEqual([[], null]);
    notebook.history.undo({ group: null });
    expect(notebook.tags.get({ id })).toEqual({ id, name: "tides", articles: 2 });
  });

  test("parts two tags that a rename made one", async () => {
    const notebook = newNotebook();
    const [a, b, c] = await three(notebook);
    notebook.articles.tag({ ids: [a, b], name: "tide" });
    notebook.articles.tag({ ids: [b, c], name: "tides" });
    const renamed = notebook.tags.rename({ id: idOf(notebook, "tide"), name: "Tides" });
    expect(renamed).toMatchObject({ label: "merge tag ‘tide’ into ‘tides’", merged: true });
    expect(list(notebook)).toEqual([["tides", 3]]);
    notebook.history.undo({ group: null });
    expect(list(notebook)).toEqual([
      ["tide", 2],
      ["tides", 2],
    ]);
    expect([a, b, c].map((id) => names(notebook, id))).toEqual([
      ["tide"],
      ["tide", "tides"],
      ["tides"],
    ]);
    expect((await notebook.check()).findings).toEqual([]);
  });

  test("gives a tag its old name back, and a free name can be taken", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    notebook.articles.tag({ ids: [a], name: "gone" });
    notebook.articles.untag({ ids: [a], tag: idOf(notebook, "gone") });
    notebook.articles.tag({ ids: [a], name: "tide" });
    notebook.tags.rename({ id: idOf(notebook, "tide"), name: "Gone" });
    expect(list(notebook)).toEqual([["Gone", 1]]);
    notebook.history.undo({ group: null });
    expect(list(notebook)).toEqual([["tide", 1]]);
  });

  test("works on an article that lies in the trash meanwhile", async () => {
    const notebook = newNotebook();
    const [a] = await three(notebook);
    const one = notebook.articles.tag({ ids: [a], name: "one" });
    notebook.articles.tag({ ids: [a], name: "two" });
    const gone = notebook.articles.delete({ id: a });
    expect(list(notebook)).toEqual([]);
    notebook.history.undo({ group: one?.group ?? null });
    notebook.history.undo({ group: gone.group });
    expect(list(notebook)).toEqual([["two", 1]]);
    expect((await notebook.check()).findings).toEqual([]);
  });
});
