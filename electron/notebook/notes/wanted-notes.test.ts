import { describe, expect, test } from "vitest";
import { addArticle, addNote, newClock, newNotebook, noteBody } from "../test-notebook.ts";

/** A body with one link written for a title. */
const bodyWanting = (id: string, title: string) =>
  JSON.stringify({
    root: {
      type: "root",
      children: [
        {
          type: "paragraph",
          children: [
            { type: "notebook-link", version: 1, target: { kind: "note", id }, label: "", title },
          ],
        },
      ],
    },
  });

describe("a link to a note that is not made yet", () => {
  test("leads, in all notes, to the note of that title once it is made", () => {
    const notebook = newNotebook();
    const { id, exists } = notebook.links.want({ title: "Not yet  there" });
    expect(exists).toBe(false);
    expect(notebook.links.want({ title: "not yet there" })).toEqual({
      kind: "note",
      id,
      title: "not yet there",
      exists: false,
    });
    const from = ["One", "Two"].map((title) => {
      const note = notebook.notes.create({ title });
      notebook.notes.save({ id: note.id, base: 0, body: bodyWanting(id, "Not yet there") });
      return note.id;
    });
    const target = { kind: "note", id } as const;
    expect(notebook.links.titles({ targets: [target] })).toEqual([
      { ...target, title: "Not yet there", missing: true, absence: "wanted" },
    ]);
    expect(notebook.notes.create({ title: "Not yet there" }).id).toBe(id);
    expect(notebook.links.titles({ targets: [target] })).toEqual([
      { ...target, title: "Not yet there", missing: false },
    ]);
    expect(
      notebook.links
        .back({ target })
        .linkedFrom.map(({ note }) => note)
        .toSorted(),
    ).toEqual(from.toSorted());
  });

  test("goes with the note when its making is undone, and comes back with it", () => {
    const notebook = newNotebook();
    const { id } = notebook.links.want({ title: "Later" });
    notebook.notes.create({ title: "Later" });
    notebook.history.undo({ group: null });
    const target = { kind: "note", id } as const;
    expect(notebook.links.titles({ targets: [target] })[0]?.absence).toBe("trash");
    notebook.history.redo();
    expect(notebook.links.titles({ targets: [target] })[0]?.missing).toBe(false);
    expect(notebook.notes.create({ title: "Later" }).id).not.toBe(id);
  });

  test("is known again when it came with a text from elsewhere", async () => {
    const notebook = newNotebook();
    const note = notebook.notes.create({ title: "One" });
    notebook.notes.save({ id: note.id, base: 0, body: bodyWanting("from-elsewhere", "Later") });
    expect(notebook.links.want({ title: "Later" }).id).toBe("from-elsewhere");
    expect((await notebook.check()).ok).toBe(true);
  });
});

describe("a title that exists", () => {
  test("is that of the note, else of the article, whatever its case and accents", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, ["The sea."], { title: "Théorie" });
    expect(notebook.links.want({ title: "theorie" })).toEqual({
      kind: "article",
      id: article.id,
      title: "Théorie",
      exists: true,
    });
    const note = addNote(notebook, "THEORIE");
    expect(notebook.links.want({ title: "theorie" })).toMatchObject({ kind: "note", id: note });
    expect(notebook.links.want({ title: "(theorie)" }).exists).toBe(false);
  });
});

describe("a heading that is named", () => {
  const h = (heading: string) => ({ heading, level: 2 });
  const withHeading = (
    notebook: ReturnType<typeof newNotebook>,
    title: string,
    ...words: string[]
  ) => {
    const id = addNote(notebook, title);
    notebook.notes.save({ id, base: 0, body: noteBody("Text.", ...words.map(h)) });
    return id;
  };

  test("alone is one of the note it is written in, there or not", () => {
    const notebook = newNotebook();
    const id = withHeading(notebook, "Tides", "Spring tides");
    const found = notebook.links.want({ title: "#spring TIDES", note: id });
    expect(found).toMatchObject({ id, title: "Tides", exists: true });
    expect(found.heading?.words).toBe("Spring tides");
    expect(notebook.links.want({ title: "#Neap", note: id })).toMatchObject({
      id,
      heading: { id: "", words: "Neap" },
    });
  });

  test("is found by another name of the note, by other case and accents, below other headings", () => {
    const notebook = newNotebook();
    const id = withHeading(notebook, "Marées d’été", "Étale");
    notebook.notes.setAliases({ id, aliases: ["Summer tides"] });
    for (const title of ["marees d’ete#etale", "SUMMER TIDES#Étale", "Marées d’été#Part#étale"])
      expect(notebook.links.want({ title })).toMatchObject({ id, heading: { words: "Étale" } });
  });

  test("of a note that is not made yet is kept for it; a sign within a title is the title's", () => {
    const notebook = newNotebook();
    const { id, ...wanted } = notebook.links.want({ title: "Currents#Gulf" });
    expect(wanted).toEqual({
      kind: "note",
      title: "Currents",
      exists: false,
      heading: { id: "", words: "Gulf" },
    });
    expect(notebook.links.want({ title: "Currents" }).id).toBe(id);
    for (const title of ["Meeting #3", "C# notes"])
      expect(notebook.links.want({ title })).toMatchObject({ title, exists: false });
  });

  test("tells notes of one title apart", () => {
    const notebook = newNotebook();
    const id = withHeading(notebook, "Log", "Gauges");
    withHeading(notebook, "Log", "Currents");
    const found = notebook.links.want({ title: "Log#gauges" });
    expect(found).toMatchObject({ id, heading: { words: "Gauges" } });
    expect(found.alike).toBeUndefined();
  });
});

test("several notes of one title are all told, the one used last first", () => {
  const clock = newClock();
  const notebook = newNotebook({ now: clock.now });
  const [old, recent] = ["One of them.", "The other."].map((words) => {
    clock.pass(1_000);
    const id = addNote(notebook, "Log");
    notebook.notes.save({ id, base: 0, body: noteBody(words) });
    return id;
  });
  const { id, alike } = notebook.links.want({ title: "log" });
  expect(id).toBe(recent);
  expect(alike?.map((each) => [each.id, each.detail])).toEqual([
    [recent, "The other."],
    [old, "One of them."],
  ]);
});
