import { describe, expect, test } from "vitest";
import { openFile } from "../storage/opening.ts";
import { addNote, codeFrom, newClock, newNotebook, noteBody } from "../test-notebook.ts";

describe("writing a note", () => {
  test("saves what the editor holds, revision by revision", () => {
    const notebook = newNotebook();
    const note = notebook.notes.create({ title: "  On\n time " });
    expect(note).toMatchObject({ title: "On time", body: "", revision: 0 });
    const body = noteBody("First line.", "Second line.");
    expect(notebook.notes.save({ id: note.id, base: 0, body })).toEqual({ revision: 1 });
    expect(notebook.notes.get({ id: note.id })).toMatchObject({ body, revision: 1 });
    expect(notebook.notes.list({ offset: 0, limit: 5, words: "" })).toMatchObject({
      total: 1,
      rows: [{ id: note.id, title: "On time", excerpt: "First line. Second line.", words: 4 }],
    });
  });

  test("never writes over a revision it has not seen", async () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Shared", "one");
    expect(notebook.notes.save({ id, base: 1, body: noteBody("two") })).toEqual({ revision: 2 });
    expect(
      await codeFrom(() => notebook.notes.save({ id, base: 1, body: noteBody("three") })),
    ).toBe("note-conflict");
    expect(notebook.notes.get({ id })?.body).toBe(noteBody("two"));
  });

  test("refuses what is no editor state, and keeps the note", async () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Kept", "words");
    const bodies = ["", "{", "null", "{}", '{"root":{"type":"root"}}'];
    const codes = bodies.map((body) => codeFrom(() => notebook.notes.save({ id, base: 1, body })));
    expect(new Set(await Promise.all(codes))).toEqual(new Set(["bad-request"]));
    expect(notebook.notes.get({ id })).toMatchObject({ body: noteBody("words"), revision: 1 });
  });

  test("does not let an editor that shows nothing empty a long note; a person may", async () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Long", "many words ".repeat(50));
    const nothing = JSON.stringify({ root: { type: "root", children: [] } });
    expect(await codeFrom(() => notebook.notes.save({ id, base: 1, body: nothing }))).toBe(
      "bad-request",
    );
    expect(notebook.notes.save({ id, base: 1, body: noteBody("") })).toEqual({ revision: 2 });
  });

  test("to an unknown or deleted note says so", async () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Gone");
    notebook.notes.delete({ id });
    for (const known of [id, "unknown"])
      expect(
        await codeFrom(() => notebook.notes.save({ id: known, base: 0, body: noteBody("x") })),
      ).toBe("not-found");
    expect(notebook.notes.get({ id })).toBe(null);
  });

  test("keeps text of any script and any size exactly", () => {
    const notebook = newNotebook();
    const body = noteBody("日本語 👩‍👩‍👧 e\u0301 \ud800 \u0000 ".repeat(2_000));
    const id = addNote(notebook, "All");
    notebook.notes.save({ id, base: 0, body });
    expect(notebook.notes.get({ id })?.body).toBe(body);
  });
});

describe("how a note was", () => {
  test("is kept before the first change of a sitting, then every five minutes", () => {
    const clock = newClock();
    const folder = (() => {
      const notebook = newNotebook({ now: clock.now });
      const id = addNote(notebook, "Kept", "0");
      const save = (base: number) =>
        notebook.notes.save({ id, base, body: noteBody(String(base)) });
      for (const [base, waitMs] of [
        [1, 0],
        [2, 1_000],
        [3, 298_000],
        [4, 1_000],
        [5, 1_000],
      ] as const) {
        clock.pass(waitMs);
        save(base);
      }
      notebook.close();
      return notebook.folder;
    })();
    const kept = () => {
      const { sqlite, close } = openFile({ folder, mode: "readOnly" });
      const revisions = sqlite
        .prepare("select revision from note_revision order by revision")
        .pluck()
        .all();
      close();
      return revisions;
    };
    // Revision 1 before the first change; 4 is what stood when five minutes had passed.
    expect(kept()).toEqual([1, 4]);
  });
});

describe("renaming", () => {
  test("changes the title and nothing else", () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Old", "text");
    notebook.notes.rename({ id, title: " New\t name " });
    expect(notebook.notes.get({ id })).toMatchObject({ title: "New name", revision: 1 });
    expect(notebook.search.find({ query: "new", limit: 5 }).notes).toHaveLength(1);
    expect(notebook.search.find({ query: "old", limit: 5 }).notes).toEqual([]);
  });

  test("to the same title is no change", () => {
    const notebook = newNotebook();
    const id = addNote(notebook, "Same");
    notebook.changes.length = 0;
    notebook.notes.rename({ id, title: "Same" });
    expect(notebook.changes).toEqual([]);
  });
});

describe("the list of notes", () => {
  test("has the last changed first, and is filtered as one types", () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const titles = ["Apples", "Pears", "Plums"];
    const [apples = ""] = titles.map((title) => {
      clock.pass(1);
      return addNote(notebook, title, `About ${title.toLowerCase()} and fruit`);
    });
    clock.pass(1);
    notebook.notes.save({ id: apples, base: 1, body: noteBody("Apples again") });
    const list = (words: string, offset = 0) =>
      notebook.notes.list({ offset, limit: 2, words }).rows.map(({ title }) => title);
    expect(list("")).toEqual(["Apples", "Plums"]);
    expect(list("", 2)).toEqual(["Pears"]);
    expect(list("fru pl")).toEqual(["Plums"]);
    expect(list("fruit -pears")).toEqual(["Plums"]);
  });
});

test("a note in the trash is in no list, and its links still say what they pointed to", () => {
  const notebook = newNotebook();
  const id = addNote(notebook, "Target", "findable");
  notebook.notes.delete({ id });
  expect(notebook.info().notes).toBe(0);
  expect(notebook.notes.list({ offset: 0, limit: 5, words: "" })).toEqual({ total: 0, rows: [] });
  expect(notebook.search.find({ query: "findable", limit: 5 }).notes).toEqual([]);
  expect(notebook.links.titles({ targets: [{ kind: "note", id }] })).toEqual([
    { kind: "note", id, title: "Target", missing: true, absence: "trash" },
  ]);
});
