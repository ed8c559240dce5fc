import { describe, expect, test } from "vitest";
import {
  addArticle,
  addNote,
  clipWords,
  newClock,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

describe("what points to a note, an article or a clip", () => {
  test("is listed with the words around the link", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."], { title: "Tides" });
    const target = addNote(notebook, "Target");
    const from = addNote(
      notebook,
      "Source",
      ["As ", { link: { kind: "note", id: target }, label: "I said" }, " before."],
      ["See ", { link: { kind: "article", id: article.id } }, "."],
    );
    expect(notebook.links.back({ target: { kind: "note", id: target } })).toEqual({
      linkedFrom: [
        { note: from, title: "Source", before: "As ", words: "I said", after: " before." },
      ],
      linkedTotal: 1,
      quotedIn: [],
      quotedTotal: 0,
      quotes: [],
    });
    expect(notebook.links.back({ target: { kind: "article", id: article.id } }).linkedFrom).toEqual(
      [{ note: from, title: "Source", before: "See ", words: "Tides", after: "." }],
    );
  });

  test("reads as it does in its note: with its heading, and as a citation", async () => {
    const notebook = newNotebook();
    const known = { byline: ["Ann Miller"], published: "2019" };
    const tides = await addArticle(notebook, ["The sea rises."], { title: "Tides", ...known });
    const harbours = await addArticle(notebook, ["A wall."], { title: "Harbours", ...known });
    const cite = (id: string, own: object = {}) =>
      ({ link: { kind: "article", id }, cite: true, ...own }) as const;
    const target = addNote(notebook, "Gauges", { heading: "Zero" });
    addNote(notebook, "Source", [
      "As ",
      cite(harbours.id, { prefix: "see" }),
      cite(tides.id, { locator: "p. 4" }),
      " of ",
      { link: { kind: "note", id: target }, heading: "Zero" },
    ]);
    const back = (kind: "note" | "article", id: string) =>
      notebook.links.back({ target: { kind, id } }).linkedFrom[0];
    expect(back("article", tides.id)).toMatchObject({
      before: "As (see Miller 2019a; ",
      words: "Miller 2019b, p. 4)",
      after: " of Gauges › Zero",
    });
    expect(back("note", target)?.words).toBe("Gauges › Zero");
    const link = { link: { kind: "note", id: target }, heading: "Zero" } as const;
    const headingId = notebook.links.want({ title: "Gauges#Zero" }).heading?.id ?? "";
    addNote(notebook, "Later", [{ ...link, headingId }]);
    notebook.notes.save({ id: target, base: 1, body: noteBody({ heading: "Datum" }) });
    expect(back("note", target)?.words).toBe("Gauges › Datum");
  });

  test("shows quotes of an article's clips with the clip's words", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."], { title: "Tides" });
    const clip = clipWords(notebook, article, "sea rises");
    const note = addNote(notebook, "Quoting", "He writes:", [{ quote: clip.id }], "True?");
    const quoted = [
      { note, title: "Quoting", before: "He writes:", words: "sea rises", after: "True?" },
    ];
    expect(notebook.links.back({ target: { kind: "article", id: article.id } }).quotedIn).toEqual(
      quoted,
    );
    expect(notebook.links.back({ target: { kind: "clip", id: clip.id } }).quotedIn).toEqual(quoted);
    expect(notebook.links.back({ target: { kind: "note", id: note } }).quotes).toEqual([
      { kind: "article", id: article.id, title: "Tides", missing: false },
    ]);
  });

  test("counts what is quoted very often, and lists what was changed last", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea rises."], { title: "Tides" });
    const { id: clip } = clipWords(notebook, article, "sea rises");
    const often = Array.from({ length: 1_005 }, (_each, at) => [`${at}: `, { quote: clip }]);
    addNote(notebook, "Often", ...often);
    addNote(notebook, "Last", [{ quote: clip }]);
    for (const target of [
      { kind: "clip", id: clip },
      { kind: "article", id: article.id },
    ] as const) {
      const { quotedIn, quotedTotal } = notebook.links.back({ target });
      expect([quotedIn.length, quotedTotal]).toEqual([1_000, 1_006]);
      expect(quotedIn.slice(0, 3).map(({ title }) => title)).toEqual(["Last", "Often", "Often"]);
    }
  });

  test("follows each save, and a note in the trash points to nothing", () => {
    const notebook = newNotebook();
    const target = addNote(notebook, "Target");
    const link = { link: { kind: "note", id: target } } as const;
    const from = addNote(notebook, "Source", ["a ", link], ["b ", link]);
    const back = () =>
      notebook.links.back({ target: link.link }).linkedFrom.map(({ before }) => before);
    expect(back()).toEqual(["a ", "b "]);
    notebook.notes.save({ id: from, base: 1, body: noteBody(["b ", link]) });
    expect(back()).toEqual(["b "]);
    notebook.notes.delete({ id: from });
    expect(back()).toEqual([]);
    notebook.history.undo({ group: null });
    expect(back()).toEqual(["b "]);
  });

  test("tells listeners only when it changed", () => {
    const notebook = newNotebook();
    const target = addNote(notebook, "Target");
    const id = addNote(notebook, "Source", [{ link: { kind: "note", id: target } }]);
    notebook.changes.length = 0;
    notebook.notes.save({
      id,
      base: 1,
      body: noteBody([{ link: { kind: "note", id: target } }], "More."),
    });
    expect(notebook.changes).toEqual([["note"]]);
  });
});

describe("renaming a target", () => {
  test("breaks no link: labels stay, and links without one show the new title", () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Old name");
    const target = { kind: "note", id } as const;
    const body = noteBody([{ link: target, label: "my words" }, " and ", { link: target }]);
    const from = notebook.notes.create({ title: "Source" });
    notebook.notes.save({ id: from.id, base: 0, body });
    notebook.notes.rename({ id, title: "New name" });
    expect(notebook.notes.get({ id: from.id })?.body).toBe(body);
    expect(notebook.links.titles({ targets: [target] })[0]?.title).toBe("New name");
    expect(notebook.links.back({ target }).linkedFrom.map(({ words }) => words)).toEqual([
      "my words",
      "New name",
    ]);
    expect(notebook.links.suggest({ query: "new na", limit: 1 })).toMatchObject([
      { id, title: "New name" },
    ]);
  });
});

describe("titles of targets", () => {
  test("come in the order asked for; unknown ones are missing; a clip shows its words", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [`The sea\nrises. ${"Slowly. ".repeat(40)}`], {
      title: "Tides",
    });
    const clip = notebook.clips.create({
      version: article.version,
      start: 0,
      end: 200,
      color: "plain",
      comment: "",
    });
    const titles = notebook.links.titles({
      targets: [
        { kind: "clip", id: clip.id },
        { kind: "note", id: "unknown" },
        { kind: "article", id: article.id },
      ],
    });
    expect(titles[0]?.title).toMatch(/^The sea rises\. Slowly\..*Slowly\.…$/);
    expect(titles[1]).toEqual({ kind: "note", id: "unknown", title: "", missing: true });
    expect(titles[2]).toMatchObject({ title: "Tides", missing: false });
  });
});

describe("suggestions", () => {
  test("without a query are what was opened or changed last, then the newest articles", async () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const step = <Value>(value: Value) => {
      clock.pass(1_000);
      return value;
    };
    const unread = step(await addArticle(notebook, ["x"], { title: "Unread" }));
    const read = step(await addArticle(notebook, ["x"], { title: "Read" }));
    const old = step(addNote(notebook, "Old note"));
    step(addNote(notebook, "New note"));
    const view = notebook.view.get();
    notebook.view.set({ ...view, article: read.id });
    step(null);
    notebook.view.set({ ...view, article: read.id, note: old });
    const titles = notebook.links.suggest({ query: " ", limit: 10 }).map(({ title }) => title);
    expect(titles).toEqual(["Old note", "Read", "New note", "Unread"]);
    notebook.articles.delete({ id: unread.id });
    expect(notebook.links.suggest({ query: "", limit: 2 })).toHaveLength(2);
  });

  test("with a query are the likest titles, with what tells equal ones apart", async () => {
    const notebook = newNotebook();
    await addArticle(notebook, ["x"], {
      title: "Sea level",
      byline: ["Ann Lee", "Bo Fu"],
      site: "Daily",
    });
    await addArticle(notebook, ["x"], { title: "Sea level", site: "Daily" });
    addNote(notebook, "Level of the sea");
    const found = notebook.links.suggest({ query: "sea le", limit: 10 });
    expect(found.map(({ kind }) => kind).toSorted()).toEqual(["article", "article", "note"]);
    expect(found.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(["Ann Lee, Bo Fu", "Daily"]),
    );
    expect(found[0]?.matches).toEqual([[0, 6]]);
  });

  test("find titles that begin with signs by what is typed of them", () => {
    const notebook = newNotebook();
    addNote(notebook, "🌊 Wave heights");
    addNote(notebook, "“High water” at the pier");
    const suggest = (query: string) =>
      notebook.links.suggest({ query, limit: 10 }).map(({ title }) => title);
    expect(suggest("🌊 wa")[0]).toBe("🌊 Wave heights");
    expect(suggest("“high")[0]).toBe("“High water” at the pier");
  });

  test("know at once what was added, renamed, deleted and brought back", async () => {
    const notebook = newNotebook();
    const titles = (query: string) =>
      notebook.links.suggest({ query, limit: 10 }).map(({ title }) => title);
    expect(titles("quince")).toEqual([]);
    const { id } = await addArticle(notebook, ["x"], { title: "Quince tree" });
    const note = addNote(notebook, "Quince jam");
    expect(titles("quince").toSorted()).toEqual(["Quince jam", "Quince tree"]);
    notebook.notes.rename({ id: note, title: "Pear jam" });
    notebook.articles.delete({ id });
    expect(titles("quince")).toEqual([]);
    expect(titles("pear")).toEqual(["Pear jam"]);
    notebook.history.undo({ group: null });
    notebook.history.undo({ group: null });
    expect(titles("quince").toSorted()).toEqual(["Quince jam", "Quince tree"]);
  });
});

test("a note that links to itself is not among those that link to it", () => {
  const notebook = newNotebook();
  const id = addNote(notebook, "Log");
  const other = addNote(notebook, "Other");
  const link = { link: { kind: "note", id } } as const;
  for (const note of [id, other])
    notebook.notes.save({ id: note, base: 0, body: noteBody(["See ", link]) });
  const { linkedFrom } = notebook.links.back({ target: { kind: "note", id } });
  expect(linkedFrom.map(({ note }) => note)).toEqual([other]);
});
