import { describe, expect, test } from "vitest";
import { addNote, newClock, newNotebook, noteBody } from "../test-notebook.ts";

describe("mentions of a note's title", () => {
  test("are listed newest first, without links, other notes' titles, the note itself or the trash", () => {
    const clock = newClock();
    const notebook = newNotebook({ now: clock.now });
    const target = addNote(notebook, "Tide gauge", "This tide gauge is me.");
    const link = { link: { kind: "note", id: target }, label: "Tide gauge" } as const;
    const older = addNote(notebook, "Older", "The tide gauge, and the tide gauges.");
    clock.pass(1_000);
    const newer = addNote(notebook, "Newer", [link, " is not a TIDE GAUGE."]);
    addNote(notebook, "Only in the title: tide gauge", "Nothing.");
    notebook.notes.delete({ id: addNote(notebook, "Gone", "A tide gauge.") });
    const { rows, more } = notebook.links.mentions({ note: target });
    expect(rows).toEqual([
      {
        note: newer,
        title: "Newer",
        revision: 1,
        ordinal: 0,
        before: "Tide gauge is not a ",
        words: "TIDE GAUGE",
        after: ".",
      },
      {
        note: older,
        title: "Older",
        revision: 1,
        ordinal: 0,
        before: "The ",
        words: "tide gauge",
        after: ", and the tide gauges.",
      },
    ]);
    expect(more).toBe(false);
  });

  test("are none for a note without a name or an unknown one", () => {
    const notebook = newNotebook();
    addNote(notebook, "Other", "…");
    expect(notebook.links.mentions({ note: addNote(notebook, "…") }).rows).toEqual([]);
    expect(notebook.links.mentions({ note: "unknown" }).rows).toEqual([]);
  });
});

describe("linking mentions", () => {
  test("makes them links at once, is undone at once, and leaves what was changed since", async () => {
    const notebook = newNotebook();
    const target = addNote(notebook, "Datum");
    const one = addNote(notebook, "One", "datum and Datum");
    const two = addNote(notebook, "Two", "Datum");
    const { rows } = notebook.links.mentions({ note: target });
    const bodies = () => [one, two].map((id) => notebook.notes.get({ id })?.body ?? "");
    const before = bodies();
    notebook.notes.save({ id: two, base: 1, body: noteBody("Datum, again") });
    const after = bodies();
    const places = rows.map(({ note, revision, ordinal }) => ({ note, revision, ordinal }));
    const { undo, ...counts } = notebook.links.linkMentions({ note: target, mentions: places });
    expect(counts).toEqual({ linked: 2, left: 1 });
    expect(bodies()[1]).toBe(after[1]);
    expect(
      notebook.links
        .back({ target: { kind: "note", id: target } })
        .linkedFrom.map(({ words }) => words),
    ).toEqual(["datum", "Datum"]);
    expect(notebook.links.mentions({ note: target }).rows).toHaveLength(1);
    expect(undo?.label).toMatch(/^link 2 mentions of ‘/);
    notebook.history.undo({ group: undo?.group ?? null });
    expect(JSON.parse(bodies()[0] ?? "")).toEqual(JSON.parse(before[0] ?? ""));
    expect((await notebook.check()).findings).toEqual([]);
  });
});
