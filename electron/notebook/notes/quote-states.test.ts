import { describe, expect, test } from "vitest";
import {
  addArticle,
  addNote,
  addVersion,
  clipWords,
  newClock,
  newNotebook,
  noteBody,
} from "../test-notebook.ts";

const sentence = "The longest gap in the record is eleven days.";
const longer = `${sentence} Nobody on the pier could say why the pen had stopped.`;
const states = (notebook: ReturnType<typeof newNotebook>, note?: string) =>
  notebook.quotes.states({ ...(note === undefined ? {} : { note }), limit: 100 });

describe("the quotes in notes", () => {
  test("are counted by state, and those that are not verbatim listed", async () => {
    const { now, pass } = newClock();
    const notebook = newNotebook({ now });
    const clip = clipWords(notebook, await addArticle(notebook, [longer]), sentence);
    const first = addNote(
      notebook,
      "First",
      [{ quote: clip.id }],
      [{ quote: clip.id, words: "The longest gap […] is eleven days." }],
    );
    pass(1_000);
    const second = addNote(
      notebook,
      "Second",
      [{ quote: clip.id, words: sentence.replace("eleven", "twelve") }],
      [{ quote: clip.id, words: sentence.replace("eleven", "nine"), kept: "altered" }],
      [{ quote: clip.id, words: sentence.replace("eleven", "*eleven*") }],
    );
    const all = await states(notebook);
    expect(all.counts).toEqual({
      verbatim: 1,
      typography: 0,
      marked: 2,
      altered: 1,
      kept: 1,
      changed: 0,
      missing: 0,
    });
    expect(all.rows.map(({ note, index, state, kept }) => [note, index, state, kept])).toEqual([
      [second, 0, "altered", false],
      [second, 1, "altered", true],
      [second, 2, "marked", false],
      [first, 1, "marked", false],
    ]);
    expect(all.rows[0]).toMatchObject({ noteTitle: "Second", clip: clip.id, exact: sentence });
    expect(await notebook.quotes.states({ limit: 1 })).toMatchObject({ total: 4, rows: [{}] });
    expect((await states(notebook, first)).counts).toMatchObject({ verbatim: 1, marked: 1 });
  });

  test("follow what becomes of clip, article, version and note", async () => {
    const notebook = newNotebook();
    const article = await addArticle(notebook, [longer, "And so it was left."]);
    const clip = clipWords(notebook, article, sentence);
    const note = addNote(notebook, "One", [{ quote: clip.id }]);
    const only = async () => (await states(notebook)).rows.map(({ state }) => state);
    expect(await only()).toEqual([]);
    const other = longer.replace("eleven days", "nine whole weeks");
    await addVersion(notebook, article.id, [other, "And so it was left."]);
    const [changed] = (await states(notebook)).rows;
    expect(changed).toMatchObject({ state: "changed", wording: "verbatim", exact: sentence });
    expect(changed?.now).toContain("nine whole weeks");
    const { group } = notebook.clips.delete({ ids: [clip.id] });
    expect((await states(notebook)).rows).toMatchObject([{ state: "missing", shown: sentence }]);
    notebook.history.undo({ group });
    const { id: newest = "" } =
      notebook.versions.list({ article: article.id }).find(({ number }) => number === 2) ?? {};
    notebook.clips.confirm({ clip: clip.id, version: newest });
    expect(await only()).toEqual([]);
    notebook.notes.delete({ id: note });
    expect((await states(notebook)).counts.verbatim).toBe(0);
  });

  test("are found by the words they show, and backlinks show them", async () => {
    const notebook = newNotebook();
    const clip = clipWords(notebook, await addArticle(notebook, [longer]), sentence);
    const note = addNote(notebook, "One", [{ quote: clip.id }]);
    const found = () => notebook.search.find({ query: "longest gap", limit: 9 }).notes;
    expect(found()).toMatchObject([{ id: note }]);
    const body = noteBody([{ quote: clip.id, words: "A *shorter* pause" }]);
    notebook.notes.save({ id: note, base: 1, body });
    expect(found()).toEqual([]);
    expect(notebook.search.find({ query: "shorter pause", limit: 9 }).notes).toHaveLength(1);
    expect(notebook.links.back({ target: { kind: "clip", id: clip.id } }).quotedIn).toMatchObject([
      { words: "A shorter pause" },
    ]);
    expect((await notebook.check()).findings).toEqual([]);
  });
});
