import { expect, test } from "vitest";
import { addArticle, addNote, clipWords, newNotebook } from "../test-notebook.ts";

const text = "One is here. Two is there, dear reader. Three waits. Four is last.";

test("a clip is shown with one sentence before and after it, of its own paragraph", async () => {
  const notebook = newNotebook();
  const article = await addArticle(notebook, ["Before.", text, "After."], {
    title: "Counting",
    byline: ["Ada Penrose"],
  });
  const passageOf = (words: string) => {
    const { id } = clipWords(notebook, article, words);
    const found = notebook.links.passage({ target: { kind: "clip", id } });
    return found && [found.before, found.words, found.after];
  };
  expect(passageOf("Two is there, dear reader.")).toEqual([
    "One is here. ",
    "Two is there, dear reader.",
    " Three waits.",
  ]);
  expect(passageOf("there, dear")).toEqual([
    "One is here. Two is ",
    "there, dear",
    " reader. Three waits.",
  ]);
  expect(passageOf("One is here.")).toEqual(["", "One is here.", " Two is there, dear reader."]);
  expect(passageOf("Four is last.")).toEqual(["Three waits. ", "Four is last.", ""]);
});

test("an article is shown by how it begins, and who wrote it", async () => {
  const notebook = newNotebook();
  const article = await addArticle(notebook, [text, "word ".repeat(1_000).trim()], {
    title: "Counting",
    byline: ["Ada Penrose"],
  });
  const found = notebook.links.passage({ target: { kind: "article", id: article.id } });
  expect(found).toMatchObject({ articleTitle: "Counting", byline: ["Ada Penrose"], words: "" });
  expect(found?.after.startsWith(`${text}\nword `)).toBe(true);
  expect(found?.after.endsWith("word…")).toBe(true);
  expect(found?.after.length).toBeLessThan(1_502);
});

test("what is not there, and a note, have none", () => {
  const notebook = newNotebook();
  const note = { kind: "note", id: addNote(notebook, "Note", "text") } as const;
  expect(notebook.links.passage({ target: note })).toBeNull();
  expect(notebook.links.passage({ target: { kind: "clip", id: "unknown" } })).toBeNull();
});
