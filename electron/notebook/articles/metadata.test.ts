import { describe, expect, test } from "vitest";
import type { MetadataChanges } from "../../api.ts";
import { unedited } from "../../text/metadata-edit.ts";
import { addArticle, codeFrom, draftOf, newNotebook } from "../test-notebook.ts";

/** A notebook with one article, and ways to edit and to look at it. */
async function described() {
  const notebook = newNotebook();
  const { id } = await addArticle(notebook, ["The gauge saw the sea rise."], {
    title: "Tide",
    byline: ["Ann Lee"],
    site: "Daily",
    published: "2015-05",
    url: "https://daily.example/tide",
    identifiers: { doi: "10.1000/1" },
    fields: { journal: "Tideway Review" },
    found: { title: "heading", site: "meta", published: "JSON-LD" },
  });
  const get = () => {
    const article = notebook.articles.get({ id });
    if (article === null) throw new RangeError("Expected the article");
    return article;
  };
  const edit = (changes: MetadataChanges) => notebook.articles.edit({ id, changes });
  const undo = () => notebook.history.undo({ group: null })?.label;
  return { notebook, id, get, edit, undo };
}

describe("editing details", () => {
  test("writes over what was found, remembers it, and is found by the search", async () => {
    const { notebook, get, edit } = await described();
    edit({
      title: " Tides  of Ness ",
      names: [{ given: "Ludwig", particle: "van", family: "Beethoven" }],
      published: "12 May 2019",
      identifiers: { doi: "https://doi.org/10.1000/2", isbn: "978-3" },
      fields: { journal: null, volume: "7" },
      abstract: "",
    });
    expect(get()).toMatchObject({
      title: "Tides of Ness",
      byline: ["Ludwig van Beethoven"],
      published: "2019-05-12",
      identifiers: { doi: "10.1000/2", isbn: "978-3" },
      fields: { volume: "7" },
      found: { title: "you", byline: "you", published: "you", site: "meta" },
      edited: {
        title: { text: "Tide", found: "heading" },
        byline: { text: "Ann Lee", byline: ["Ann Lee"], found: null },
        published: { text: "2015-05", found: "JSON-LD" },
        "identifiers.doi": { text: "10.1000/1" },
        "fields.journal": { text: "Tideway Review" },
        "fields.volume": { text: null },
      },
    });
    expect(Object.keys(get().edited)).not.toContain("abstract");
    const found = (query: string) => notebook.search.find({ query, limit: 5 }).totals.articles;
    expect(["ness", "beethoven gauge", "ann"].map(found)).toEqual([1, 1, 0]);
    expect(notebook.links.suggest({ query: "ness", limit: 5 })).toHaveLength(1);
    const list = notebook.articles.list({
      offset: 0,
      limit: 5,
      sort: "published",
      descending: true,
      filter: "all",
      words: "",
    });
    expect(list.rows[0]).toMatchObject({ title: "Tides of Ness", published: "2019-05-12" });
    expect((await notebook.check()).findings).toEqual([]);
  });

  test.each([
    [{ title: " " }],
    [{ published: "soon" }],
    [{ published: "2019-02-30" }],
    [{ published: "03/04/2015" }],
    [{ url: "not an address" }],
    [{ url: "javascript:alert(1)" }],
    [{ language: "english" }],
  ])("refuses %j and changes nothing", async (changes) => {
    const { get, edit } = await described();
    const before = get();
    expect(await codeFrom(() => edit({ site: "Other", ...changes }))).toBe("bad-request");
    expect(get()).toEqual(before);
  });

  test.each([
    ["2019", "2019"],
    ["2019-05", "2019-05"],
    ["May 2019", "2019-05"],
    ["12 May 2019", "2019-05-12"],
    ["2019-05-12 14:03", "2019-05-12T14:03"],
  ])("keeps the date %s as %s", async (typed, kept) => {
    const { get, edit } = await described();
    edit({ published: typed });
    expect(get().published).toBe(kept);
  });

  test("is no change when it says what is there already", async () => {
    const { edit, undo } = await described();
    expect(edit({ title: "Tide", site: " Daily ", names: [{ given: "Ann", family: "Lee" }] })).toBe(
      null,
    );
    expect(undo()).toBe(undefined);
  });

  test("clears a field with null", async () => {
    const { get, edit } = await described();
    edit({ site: null, url: null, published: null, names: [] });
    expect(get()).toMatchObject({ site: null, url: null, published: null, byline: [], names: [] });
  });
});

describe("taking an edit back", () => {
  test("by undo gives values and where they were found", async () => {
    const { get, edit, undo } = await described();
    const before = get();
    edit({ title: "One", fields: { volume: "1" }, names: [{ given: "", family: "Board" }] });
    edit({ title: "Two", site: "Other" });
    expect(undo()).toMatch(/^edit details of ‘/);
    expect(get()).toMatchObject({ title: "One", site: "Daily", byline: ["Board"] });
    undo();
    expect(get()).toEqual(before);
  });

  test("by field uses again what the import found, and can be undone too", async () => {
    const { notebook, id, get, edit, undo } = await described();
    edit({ title: "One", site: "Other", names: [] });
    notebook.articles.useFound({ id, fields: ["title", "byline", "nonsense"] });
    expect(get()).toMatchObject({
      title: "Tide",
      byline: ["Ann Lee"],
      site: "Other",
      found: { title: "heading", site: "you" },
    });
    expect(Object.keys(get().edited)).toEqual(["site"]);
    expect(notebook.articles.useFound({ id, fields: ["title"] })).toBe(null);
    undo();
    expect(get()).toMatchObject({ title: "One", byline: [], found: { title: "you" } });
  });
});

test("a further import never changes what a person wrote, and is what it can go back to", async () => {
  const { get, edit } = await described();
  edit({ title: "Mine", identifiers: { doi: "10.1000/mine" }, fields: { journal: null } });
  const { edited, ...metadata } = get();
  const again = draftOf([], {
    title: "Tide, corrected",
    byline: ["Ann Lee", "Bo Fu"],
    identifiers: { doi: "10.1000/3", pmid: "7" },
    fields: { journal: "Renamed", volume: "2" },
    found: { title: "meta", byline: "meta" },
  });
  const after = unedited(again, { metadata, edited });
  expect(after.metadata).toMatchObject({
    title: "Mine",
    byline: ["Ann Lee", "Bo Fu"],
    identifiers: { doi: "10.1000/mine", pmid: "7" },
    fields: { volume: "2" },
    found: { title: "you", byline: "meta" },
  });
  expect(after.metadata.fields).not.toHaveProperty("journal");
  expect(after.edited).toEqual({
    title: { text: "Tide, corrected", found: "meta" },
    "identifiers.doi": { text: "10.1000/3", found: null },
    "fields.journal": { text: "Renamed", found: null },
  });
});

test("a field may have any name", async () => {
  const { get, edit, undo } = await described();
  edit({ fields: { ["__proto__"]: "y", "a.b": "z", constructor: "w" } });
  expect(Object.entries(get().fields)).toEqual(
    expect.arrayContaining([
      ["__proto__", "y"],
      ["a.b", "z"],
      ["constructor", "w"],
    ]),
  );
  undo();
  expect(get().fields).toEqual({ journal: "Tideway Review" });
});
