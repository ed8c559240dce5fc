import { expect, test } from "vitest";
import { addArticle, addVersion, clipWords, newNotebook } from "../test-notebook.ts";

const first = [
  "The gauge on the pier has run since the winter of the great storm.",
  "Its keeper changed the paper every morning before the boats went out.",
  "Nobody knew that the pier itself was sinking by a finger in ten years.",
];
const second = [
  first[0] ?? "",
  "Its keeper changed the paper every evening before the boats went.",
];

async function withTwo() {
  const notebook = newNotebook();
  const one = await addArticle(notebook, first, { title: "The gauge" });
  const other = await addArticle(
    notebook,
    first.map((line) => line.replace("pier", "mole")),
    { title: "The mole" },
  );
  const lost = clipWords(notebook, one, "sinking by a finger in ten years");
  const changed = clipWords(notebook, one, "changed the paper every morning before the boats");
  clipWords(notebook, one, "the winter of the great storm");
  const elsewhere = clipWords(notebook, other, "sinking by a finger in ten years");
  const ids = (words = "") =>
    notebook.clips.attention({ words, offset: 0, limit: 10 }).rows.map(({ id }) => id);
  return { notebook, one, other, lost, changed, elsewhere, ids };
}

test("clips that changed or were lost in the newest version are listed until they are settled", async () => {
  const { notebook, one, lost, changed, ids } = await withTwo();
  expect(ids()).toEqual([]);
  const { version } = await addVersion(notebook, one.id, second);
  expect(ids()).toEqual([changed.id, lost.id]);
  expect(ids("finger")).toEqual([lost.id]);
  expect(notebook.clips.attention({ words: "finger", offset: 0, limit: 1 }).total).toBe(1);

  notebook.clips.confirm({ clip: changed.id, version });
  expect(ids()).toEqual([lost.id]);
  notebook.clips.reattach({ clip: lost.id, version, start: 4, end: 9 });
  expect(ids()).toEqual([]);
  notebook.history.undo({ group: null });
  expect(ids()).toEqual([lost.id]);
  notebook.clips.delete({ ids: [lost.id] });
  expect(ids()).toEqual([]);
});

test("what an older version asked is asked no more once a newer one has the words again", async () => {
  const { notebook, one, ids } = await withTwo();
  await addVersion(notebook, one.id, second);
  await addVersion(notebook, one.id, [...first, "A note of May."]);
  expect(ids()).toEqual([]);
});

test("the walk goes through each article in the order of its text, and round", async () => {
  const { notebook, one, other, lost, changed, elsewhere } = await withTwo();
  expect(notebook.clips.nextAttention({ after: null, article: null })).toBeNull();
  await addVersion(notebook, one.id, second);
  await addVersion(notebook, other.id, ["The gauge on the mole has run since the winter."]);
  const after = (id: string | null, article: string | null = null) =>
    notebook.clips.nextAttention({ after: id, article })?.id;
  expect(after(null)).toBe(changed.id);
  expect(after(changed.id)).toBe(lost.id);
  expect(after(lost.id)).toBe(elsewhere.id);
  expect(after(elsewhere.id)).toBe(changed.id);
  expect(after(lost.id, one.id)).toBe(changed.id);
  expect(after(null, other.id)).toBe(elsewhere.id);
});
