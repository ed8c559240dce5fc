import { expect, test } from "vitest";
import { addNote, newNotebook } from "../test-notebook.ts";

/** A note with two other names. */
function withAliases() {
  const notebook = newNotebook();
  const note = addNote(notebook, "Chart datum", "The level.");
  const set = (...aliases: string[]) => notebook.notes.setAliases({ id: note, aliases });
  const suggested = (query: string) =>
    notebook.links
      .suggest({ query, limit: 5 })
      .map(({ title, alias }) => (alias === undefined ? title : `${alias} → ${title}`));
  return { notebook, note, set, suggested };
}

test("links find a note by its other names, once", () => {
  const { notebook, note, set, suggested } = withAliases();
  suggested("warm");
  set("Zero of the chart", "  ODN ", "odn", "chart DATUM", "");
  expect(notebook.notes.aliases({ id: note })).toEqual(["Zero of the chart", "ODN"]);
  expect(suggested("odn")).toEqual(["ODN → Chart datum"]);
  expect(suggested("chart")).toEqual(["Chart datum"]);
  expect(notebook.links.want({ title: "zero of the chart" })).toEqual({
    kind: "note",
    id: note,
    title: "Chart datum",
    exists: true,
  });
  const found = notebook.search.find({ query: "odn", limit: 5 });
  expect(found.notes.map(({ id }) => id)).toEqual([note]);
  notebook.notes.delete({ id: note });
  expect(suggested("odn")).toEqual([]);
});

test("other names are undone and done again, and go with their note for good", async () => {
  const { notebook, note, set, suggested } = withAliases();
  set("ODN");
  expect(set("ODN")).toBeNull();
  expect(notebook.history.undo({ group: null })?.label).toBe("change other names of ‘Chart datum’");
  expect(notebook.notes.aliases({ id: note })).toEqual([]);
  expect(suggested("odn")).toEqual([]);
  notebook.history.redo();
  expect(suggested("odn")).toEqual(["ODN → Chart datum"]);
  notebook.notes.delete({ id: note });
  await notebook.trash.purge({ targets: [{ kind: "note", id: note }] });
  expect(notebook.notes.aliases({ id: note })).toEqual([]);
});

test("words that are another name of a note are mentions; linking them is undone and done again", async () => {
  const { notebook, note, set } = withAliases();
  set("ODN");
  const from = addNote(notebook, "Log", "Above ODN, not chart datum. ODN again.");
  const mentions = () =>
    notebook.links.mentions({ note }).rows.map(({ words, ordinal }) => `${ordinal} ${words}`);
  const links = () =>
    notebook.links
      .back({ target: { kind: "note", id: note } })
      .linkedFrom.map(({ words }) => words);
  expect(mentions()).toEqual(["0 ODN", "1 chart datum", "2 ODN"]);
  notebook.links.linkMentions({
    note,
    mentions: [
      { note: from, revision: 1, ordinal: 0 },
      { note: from, revision: 1, ordinal: 2 },
    ],
  });
  expect(links()).toEqual(["ODN", "ODN"]);
  notebook.history.undo({ group: null });
  expect(links()).toEqual([]);
  notebook.history.redo();
  expect(links()).toEqual(["ODN", "ODN"]);
  expect(mentions()).toEqual(["0 chart datum"]);
  expect((await notebook.check()).findings).toEqual([]);
});
