/** Bibliographies with the files that they name, through sealed importers into a notebook. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testImporting } from "./test-importing.ts";

const { write, take, articles, notebook } = testImporting("bibliographies");
const fixtures = path.join(import.meta.dirname, "..", "import", "fixtures");

test("a BibTeX entry with a file gives the file's text under the entry's name and fields", async () => {
  write(
    "library/files/wall notes.html",
    "<title>scan0001</title><p>The wall was built dry, of flat stones.",
  );
  const place = write(
    "library/refs.bib",
    String.raw`@article{quist2001,
      title = {Dry {W}alls of G{\"o}teborg}, author = {Quist, Per}, journal = {Wall Letters}, year = 2001,
      volume = 4, file = {Gone:files/gone.pdf:application/pdf;Notes:files/wall notes.html:text/html}
    }
    @book{alone1999, title = {Salt}, author = {Ferrer Sol{\'e}, N{\'u}ria}, year = {1999}}`,
  );
  const { job, status } = await take([place]);
  expect(status).toEqual({ "refs.bib/quist2001": "imported", "refs.bib/alone1999": "imported" });
  expect(job.counts).toMatchObject({ imported: 2, refused: 0 });

  const ids = articles().map(({ id }) => id);
  const read = ids.flatMap((id) => notebook().articles.get({ id }) ?? []);
  const wall = read.find(({ title }) => title === "Dry Walls of Göteborg");
  expect(wall).toMatchObject({
    names: [{ given: "Per", family: "Quist" }],
    site: "Wall Letters",
    published: "2001",
    fields: { volume: "4", "citation key": "quist2001" },
    fileName: "wall notes.html",
    blocks: [{ kind: "paragraph", text: "The wall was built dry, of flat stones." }],
  });
  expect(wall?.warnings.join(" ")).toContain("gone.pdf");
  expect(read.find(({ title }) => title === "Salt")?.names).toEqual([
    { given: "Núria", family: "Ferrer Solé" },
  ]);
});

test("a bibliography that was imported already changes nothing", async () => {
  const place = write("again.bib", readFileSync(path.join(fixtures, "tide-library.bib")));
  const first = await take([place]);
  const before = articles().length;
  const second = await take([place]);
  expect(first.status["again.bib/broken"]).toContain("is missing");
  expect(first.job.counts).toMatchObject({ imported: 5, refused: 1 });
  expect(second.job.counts).toMatchObject({ imported: 0 });
  expect(articles()).toHaveLength(before);
});
