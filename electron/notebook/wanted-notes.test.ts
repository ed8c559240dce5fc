import { describe, expect, test } from "vitest";
import { addArticle, addNote, newNotebook } from "./test-notebook.ts";

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
