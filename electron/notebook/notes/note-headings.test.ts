import { describe, expect, test } from "vitest";
import { addNote, newNotebook, noteBody } from "../test-notebook.ts";

const h = (heading: string, level = 1) => ({ heading, level });

/** A note with headings, one of them twice. */
function withHeadings() {
  const notebook = newNotebook();
  const note = addNote(
    notebook,
    "Gauges",
    "Before any.",
    h("Drift"),
    "First drift.",
    h("Inner", 2),
    "Inner words.",
    h("Drift"),
    "Second drift.",
  );
  const headings = () =>
    notebook.links
      .suggest({ query: "#", limit: 20, note })
      .map(({ heading, headingId }) => ({ words: heading ?? "", id: headingId ?? "" }));
  const place = (heading: { readonly words: string; readonly id: string }) =>
    notebook.links.titles({ targets: [{ kind: "note", id: note, heading }] })[0]?.place;
  const shown = (heading?: { readonly words: string; readonly id: string }) =>
    notebook.links.embedded({ embeds: [{ note, heading, known: null }] })[0];
  return { notebook, note, headings, place, shown };
}

const second = 2;

describe("a link to a heading", () => {
  test("means the one of two equal ones that was chosen", () => {
    const { headings, place, shown } = withHeadings();
    const [first, , last] = headings();
    expect(headings().map(({ words }) => words)).toEqual(["Drift", "Inner", "Drift"]);
    if (!first || !last) throw new Error("Expected two headings");
    expect(place(first)).toEqual({ words: "Drift", ordinal: 0 });
    expect(place(last)).toEqual({ words: "Drift", ordinal: second });
    expect(shown(last)?.body).toContain("Second drift.");
    expect(shown(last)?.body).not.toContain("First drift.");
  });

  test("follows other words, and a heading that is put before it", () => {
    const { notebook, note, headings, place } = withHeadings();
    const inner = headings()[1];
    if (!inner) throw new Error("Expected a heading");
    const renamed = noteBody("Before any.", h("New"), h("Drift"), h("Innermost", 2), h("Drift"));
    notebook.notes.save({ id: note, base: 1, body: renamed });
    expect(place(inner)).toEqual({ words: "Innermost", ordinal: 2 });
    const without = noteBody("Before any.", h("New"), h("Drift"), h("Drift"));
    notebook.notes.save({ id: note, base: 2, body: without });
    expect(place(inner)).toBeNull();
    expect(notebook.links.embedded({ embeds: [{ note, heading: inner, known: null }] })).toEqual([
      { revision: 3, found: false, body: null, cut: false },
    ]);
  });

  test("is found by its words where no id is known, whatever their case and signs", () => {
    const { place, notebook } = withHeadings();
    expect(place({ id: "", words: "inner!" })).toEqual({ words: "Inner", ordinal: 1 });
    expect(notebook.links.want({ title: "gauges#inner" })).toMatchObject({
      title: "Gauges",
      heading: { words: "Inner", id: expect.stringMatching(/./) as string },
    });
    expect(notebook.links.want({ title: "C# for beginners" })).toMatchObject({ exists: false });
  });
});

describe("an embed", () => {
  test("shows all of a note or a section with those below it, and nothing twice", () => {
    const { notebook, note, headings, shown } = withHeadings();
    const drift = headings()[0];
    expect(shown()?.body).toContain("Before any.");
    expect(shown(drift)?.body).toContain("Inner words.");
    expect(shown(drift)?.body).not.toContain("Second drift.");
    expect(notebook.links.embedded({ embeds: [{ note, known: 1 }] })).toEqual([
      { revision: 1, found: true, body: null, cut: false },
    ]);
    expect(notebook.links.embedded({ embeds: [{ note: "none", known: null }] })).toEqual([null]);
  });

  test("is listed where it leads, and its words are not those of its note", () => {
    const { notebook, note } = withHeadings();
    const from = addNote(notebook, "Summary", "As seen:", { embed: note }, "So it is.");
    expect(notebook.links.back({ target: { kind: "note", id: note } }).linkedFrom).toEqual([
      {
        note: from,
        title: "Summary",
        before: "As seen:",
        words: "Gauges",
        after: "So it is.",
        embedded: true,
      },
    ]);
    const found = notebook.search.find({ query: "second drift", limit: 5 });
    expect(found.notes.map(({ id }) => id)).toEqual([note]);
  });

  test("gives the beginning of a note that is long", () => {
    const notebook = newNotebook();
    const lines = Array.from({ length: 1_000 }, (_, at) => `Line ${at}.`);
    const note = addNote(notebook, "Log", ...lines);
    const [part] = notebook.links.embedded({ embeds: [{ note, known: null }] });
    expect(part?.cut).toBe(true);
    expect(part?.body).toContain("Line 1.");
    expect(part?.body).not.toContain("Line 999.");
    const empty = addNote(notebook, "Empty");
    expect(notebook.links.embedded({ embeds: [{ note: empty, known: null }] })[0]?.body).toBe("");
  });
});
