import { describe, expect, test } from "vitest";
import { addArticle, clipWords, newNotebook } from "../test-notebook.ts";

const heading = (text: string, tag = "h2") => ({
  type: "heading",
  tag,
  children: [{ type: "text", text }],
});
const bodyOf = (...children: object[]) => JSON.stringify({ root: { type: "root", children } });

function withNote() {
  const notebook = newNotebook();
  const { id } = notebook.notes.create({ title: "Tide gauges" });
  const body = bodyOf(heading("Where they stand"), heading("What they miss"));
  notebook.notes.save({ id, base: 0, body });
  const suggest = (query: string, note?: string) =>
    notebook.links
      .suggest({ query, limit: 10, ...(note === undefined ? {} : { note }) })
      .map((found) => found.heading ?? found.title);
  return { notebook, id, suggest };
}

describe("headings", () => {
  test("are those of the notes named before the sign, or of the note itself", () => {
    const { id, suggest } = withNote();
    expect(suggest("gauges#")).toEqual(["Where they stand", "What they miss"]);
    expect(suggest("gauges#miss")).toEqual(["What they miss"]);
    expect(suggest("#stand", id)).toEqual(["Where they stand"]);
    expect(suggest("#stand")).toEqual([]);
    expect(suggest("unknown#stand")).toEqual([]);
  });

  test("do not hide titles that hold the sign", () => {
    const { notebook, suggest } = withNote();
    notebook.notes.create({ title: "Notes on C# and others" });
    expect(suggest("C# and")).toContain("Notes on C# and others");
    const { id } = notebook.notes.create({ title: "#stand of tides" });
    expect(suggest("#stand", id)).toEqual(["#stand of tides"]);
    expect(suggest("#", id)).toEqual([]);
  });
});

describe("clips", () => {
  test("are found by their words, and of the articles named before the sign", async () => {
    const { notebook, suggest } = withNote();
    const one = await addArticle(notebook, ["The sea rises slowly."], { title: "Tides" });
    const two = await addArticle(notebook, ["The sun rises at six."], { title: "Days" });
    clipWords(notebook, one, "sea rises slowly");
    clipWords(notebook, two, "sun rises");
    expect(suggest("^rises")).toEqual(["sun rises", "sea rises slowly"]);
    expect(suggest("^")).toEqual(["sun rises", "sea rises slowly"]);
    expect(suggest("Tides^ris")).toEqual(["sea rises slowly"]);
    expect(suggest("Tides^sun")).toEqual([]);
  });
});
