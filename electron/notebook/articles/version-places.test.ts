import { expect, test } from "vitest";
import { addArticle, addVersion, newNotebook } from "../test-notebook.ts";

const first = [
  "The gauge on the pier has run since the winter of the great storm.",
  "Its keeper changed the paper every morning before the boats went out.",
  "Nobody knew for forty years that the pier itself was sinking.",
  "When the harbour was rebuilt the drum was moved into the customs house.",
  "A young surveyor compared the marks on the wall with those in the rock.",
];

async function withVersions(second: readonly string[]) {
  const notebook = newNotebook();
  const { id, version: from } = await addArticle(notebook, first);
  const { version: to } = await addVersion(notebook, id, second);
  const [one, two] = [first.join("\n"), second.join("\n")];
  return {
    compare: (offset: number) => notebook.versions.compare({ from, to, offset, limit: 10 }),
    placeOf: (words: string) => notebook.versions.placeOf({ from, to, offset: one.indexOf(words) }),
    startOf: (words: string) => two.indexOf(words),
  };
}

test("a place of one version is found in another, that of a removed sentence where it was", async () => {
  const { placeOf, startOf, compare } = await withVersions([
    "A preface that nobody had asked for stands here now.",
    first[0] ?? "",
    (first[1] ?? "").replace("morning", "evening"),
    ...first.slice(3),
  ]);
  expect(await placeOf("The gauge")).toEqual({ row: 1, offset: startOf("The gauge") });
  expect(await placeOf("on the pier")).toEqual({ row: 1, offset: startOf("on the pier") });
  expect(await placeOf("Its keeper")).toEqual({ row: 2, offset: startOf("Its keeper") });
  expect(await placeOf("Nobody knew")).toEqual({ row: 3, offset: startOf("When the harbour") });
  expect((await compare(0)).changesBefore).toBe(0);
  expect((await compare(3)).changesBefore).toBe(2);
});

test("a sentence that was moved to the front does not hide the places behind it", async () => {
  const { placeOf, startOf, compare } = await withVersions([first[4] ?? "", ...first.slice(0, 4)]);
  const { rows } = await compare(0);
  expect(rows[0]?.kind).toBe("moved");
  expect(await placeOf("A young surveyor")).toEqual({ row: 0, offset: 0 });
  expect(await placeOf("Nobody knew")).toEqual({ row: 1, offset: startOf("Nobody knew") });
});
