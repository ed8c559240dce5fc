import { expect, test } from "vitest";
import {
  addArticle,
  addNote,
  clipWords,
  codeFrom,
  newClock,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

const minuteMs = 60_000;

/** A note that was written in three sittings, each a while after the one before. */
function written() {
  const clock = newClock();
  const notebook = newNotebook({ now: clock.now });
  const note = addNote(notebook, "Ledger", "The sea rises.", "Nothing else.");
  clock.pass(10 * minuteMs);
  const save = (...lines: string[]) => {
    const base = notebook.notes.get({ id: note })?.revision ?? 0;
    return notebook.notes.save({ id: note, base, body: noteBody(...lines) });
  };
  save("The sea falls.", "Nothing else.");
  clock.pass(10 * minuteMs);
  save("The sea falls again.", "Nothing else.", "More.");
  return { notebook, note, clock, save };
}
const now = ({ notebook, note }: ReturnType<typeof written>) => notebook.notes.get({ id: note });

test("the versions of a note are listed with when they were written, and the note as it is", () => {
  const { notebook, note } = written();
  const { now: present, earlier } = notebook.revisions.list({ note });
  expect(present).toMatchObject({ words: 7, revision: 3 });
  expect(
    earlier.map(({ revision, words, writtenAt }) => [
      revision,
      words,
      present.writtenAt - writtenAt,
    ]),
  ).toEqual([
    [2, 5, 10 * minuteMs],
    [1, 5, 20 * minuteMs],
  ]);
});

test("a version shows line by line, and word by word, what has changed since", () => {
  const { notebook, note } = written();
  const view = notebook.revisions.get({ note, revision: 1 });
  expect(view.text).toBe("The sea rises.\nNothing else.");
  expect(
    view.lines.map(({ change, parts }) => [
      change,
      parts.map(({ kind, text }) => `${kind} ${text.trim()}`),
    ]),
  ).toEqual([
    ["edited", ["kept The sea", "removed rises", "added falls again", "kept ."]],
    ["same", ["kept Nothing else."]],
    ["added", ["added More."]],
  ]);
});

test("going back keeps how the note was, and can be undone and redone", async () => {
  const all = written();
  const { notebook, note } = all;
  const last = now(all);
  const base = last?.revision ?? 0;
  expect(await codeFrom(() => notebook.revisions.restore({ note, revision: 1, base: 1 }))).toBe(
    "note-conflict",
  );
  const { group } = notebook.revisions.restore({ note, revision: 1, base });
  expect(now(all)).toMatchObject({
    body: noteBody("The sea rises.", "Nothing else."),
    revision: 4,
  });
  expect(notebook.search.find({ query: "again", limit: 5 }).totals.notes).toBe(0);
  expect(notebook.changes.at(-1)).toContain("noteText");
  notebook.history.undo({ group });
  expect(now(all)?.body).toBe(last?.body);
  notebook.history.redo();
  expect(now(all)?.body).toBe(noteBody("The sea rises.", "Nothing else."));
  expect(
    notebook.revisions.list({ note }).earlier.filter(({ name }) => name !== null).length,
  ).toBeGreaterThanOrEqual(3);
  expect((await notebook.check()).findings).toEqual([]);
});

test("time thins versions out, but none that is kept by name", async () => {
  const { notebook, note, clock, save } = written();
  notebook.revisions.name({ note, revision: 1, name: " First draft " });
  for (let day = 0; day < 3; day += 1) {
    for (let hour = 0; hour < 4; hour += 1) {
      save(`Day ${day}, hour ${hour}.`);
      clock.pass(60 * minuteMs);
    }
    clock.pass(20 * 60 * minuteMs);
  }
  const count = () => notebook.revisions.list({ note }).earlier.length;
  const before = count();
  await notebook.tidy();
  expect(count()).toBe(before);
  clock.pass(20 * 24 * 60 * minuteMs);
  await notebook.tidy();
  expect(count()).toBeLessThanOrEqual(5);
  expect(notebook.revisions.list({ note }).earlier.at(-1)).toMatchObject({
    revision: 1,
    name: "First draft",
  });
  expect(await codeFrom(() => notebook.revisions.get({ note, revision: 3 }))).toBe("not-found");
});

test("a quote in an old version keeps its words after its clip has gone for good", async () => {
  const notebook = newNotebook();
  const article = await addArticle(notebook, ["The sea rises."]);
  const { id } = clipWords(notebook, article, "sea rises");
  const note = addNote(notebook, "Ledger", [{ quote: id }]);
  notebook.notes.save({ id: note, base: 1, body: noteBody("Without the quote.") });
  notebook.clips.delete({ ids: [id] });
  await notebook.trash.empty();
  expect(notebook.revisions.get({ note, revision: 1 }).text).toBe("sea rises");
  notebook.revisions.restore({ note, revision: 1, base: 2 });
  expect(notebook.clips.get({ ids: [id] })[0]).toMatchObject({ quote: "sea rises", deleted: true });
  expect((await notebook.check()).findings).toEqual([]);
});
