import { expect, test } from "vitest";
import type { ImportItem } from "../../api.ts";
import { addArticle, newNotebook } from "../test-notebook.ts";

test("articles of an import are tagged with their folders' names, and that can be undone as one", async () => {
  const notebook = newNotebook();
  const job = notebook.imports.begin(3);
  const ids: string[] = [];
  for (const file of ["in/one.txt", "in/History/two.txt", "in/History/Tides/three.txt"]) {
    const { id } = await addArticle(notebook, [`Words of ${file}`], { title: file });
    ids.push(id);
    const item: ImportItem = {
      file,
      status: "imported",
      article: id,
      title: file,
      words: 3,
      warnings: [],
      reason: "",
    };
    await notebook.imports.record(job, item);
  }
  const tags = () => ids.map((id) => notebook.tags.ofArticle(id).map(({ name }) => name));
  expect(await notebook.importTags.names({ job })).toEqual(["History", "Tides"]);
  const done = await notebook.importTags.add({ job });
  expect(tags()).toEqual([[], ["History"], ["History", "Tides"]]);
  expect(await notebook.importTags.add({ job })).toBeNull();
  expect(notebook.history.undo({ group: done?.group ?? "" })?.label).toBe(
    "add folder names as tags",
  );
  expect(tags()).toEqual([[], [], []]);
});

test("what lies in the trash is not tagged", async () => {
  const notebook = newNotebook();
  const job = notebook.imports.begin(1);
  const { id } = await addArticle(notebook, ["Words"]);
  const item = {
    file: "in/a/one.txt",
    status: "imported",
    article: id,
    title: "",
    words: 1,
  } as const;
  await notebook.imports.record(job, { ...item, warnings: [], reason: "" });
  notebook.articles.delete({ id });
  expect(await notebook.importTags.add({ job })).toBeNull();
});
