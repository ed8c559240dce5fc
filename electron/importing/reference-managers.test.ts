/** Exports of reference managers with the files that they name, through sealed importers into a notebook. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { column, filler, makePdf } from "../import/pdf/fixture.ts";
import { testImporting } from "./test-importing.ts";

const { write, take, articles, notebook } = testImporting("reference-managers");
const fixtures = path.join(import.meta.dirname, "..", "import", "fixtures");
const fixture = (name: string): Uint8Array => readFileSync(path.join(fixtures, name));
const read = (title: string) => {
  const row = articles().find((each) => each.title === title);
  return row === undefined ? null : notebook().articles.get({ id: row.id });
};
const textOf = (title: string): string =>
  (read(title)?.blocks ?? []).map((block) => ("text" in block ? block.text : "")).join("\n");

test("BibTeX with LaTeX in it is read by an importer that makes no code from text", async () => {
  write("lib/files/wall notes.html", "<title>scan0001</title><p>The wall was built dry.");
  const place = write(
    "lib/refs.bib",
    String.raw`@article{quist2001, title = {Dry {W}alls of G{\"o}teborg}, author = {Quist, Per}, year = 2001,
      file = {Gone:files/gone.pdf:application/pdf;Notes:files/wall notes.html:text/html} }
    @book{ferrer1999, title = {Salt \& $\alpha$}, author = {Ferrer Sol{\'e}, N{\'u}ria}, year = {1999}}`,
  );
  const { status } = await take([place]);
  expect(status).toEqual({ "refs.bib/quist2001": "imported", "refs.bib/ferrer1999": "imported" });
  const wall = read("Dry Walls of Göteborg");
  expect(wall).toMatchObject({ published: "2001", fileName: "wall notes.html" });
  expect(textOf("Dry Walls of Göteborg")).toBe("The wall was built dry.");
  expect(wall?.warnings.join(" ")).toContain("gone.pdf");
  expect(read("Salt & α")?.names).toEqual([{ given: "Núria", family: "Ferrer Solé" }]);
});

test("Zotero's export with files gives each work once, with its file's text", async () => {
  const shelf = Buffer.from(fixture("shelf.rdf"))
    .toString()
    .replace("low%20water.html", "low%20water.pdf");
  write("export/files/11/low water.pdf", makePdf({ pages: [column(filler)] }));
  // The whole folder: the file is the item's, and not an article of its own besides.
  const { status } = await take([path.dirname(write("export/shelf.rdf", shelf))]);
  expect(status).toEqual({
    "export/shelf.rdf/Reading the gauge at low water": "imported",
    "export/shelf.rdf/Salt and slate": "imported",
    "export/shelf.rdf/To look up": "imported",
  });
  expect(read("Reading the gauge at low water")).toMatchObject({
    byline: ["Jan van der Meer", "The Gauge Group"],
    site: "Tide Quarterly",
    published: "2015-05-12",
    identifiers: { doi: "10.5555/tq.2015.7" },
    fields: { note: "The wrong one was mine.", volume: "7" },
    fileName: "low water.pdf",
  });
});

test("EndNote's attachments are found in the folder of its library", async () => {
  const page = "<p>The oil in the lamp was not oil.</p>";
  write("endnote/lamp.Data/PDF/0123/Penhale 2007.html", page);
  const xml = Buffer.from(fixture("lamp.xml")).toString().replace("2007.pdf", "2007.html");
  await take([write("endnote/lamp.xml", xml)]);
  expect(textOf("Who trims the lamp: Fucus in the oil")).toContain("was not oil");
});

test("the same references in six formats are one article each", async () => {
  const doi = "10.5555/same.1";
  const files = [
    write("six/a.bib", `@article{a, title={The same thing}, doi={${doi}}, year={2003}}`),
    write("six/b.ris", `TY  - JOUR\nTI  - The same thing\nDO  - https://doi.org/${doi}\nER  - \n`),
    write(
      "six/c.json",
      `[{"id":"c","type":"article-journal","title":"The same thing","DOI":"${doi}","issued":{"date-parts":[[2003]]}}]`,
    ),
    write("six/d.nbib", `PMID- 7\nTI  - The same thing.\nLID - ${doi} [doi]\nDP  - 2003\n`),
    write(
      "six/e.xml",
      `<xml><records><record><titles><title>The same thing</title></titles><electronic-resource-num>${doi}</electronic-resource-num></record></records></xml>`,
    ),
    write(
      "six/f.rdf",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"><bib:Article rdf:about="#1"><dc:title>The same thing</dc:title><dc:identifier>DOI ${doi}</dc:identifier></bib:Article></rdf:RDF>`,
    ),
  ];
  for (const file of files) {
    const { items } = await take([file]);
    expect(items.map(({ status }) => status)).toEqual([
      file.endsWith(".bib") ? "imported" : "duplicate",
    ]);
  }
  expect(articles()).toHaveLength(1);
  expect(read("The same thing")?.identifiers).toMatchObject({ doi, pmid: "7" });
});

test("a library is known by what is in it: its files are none besides, whatever its name", async () => {
  const page = (name: string) => `<p>${name} was written by hand, and only ${name} knew of it.</p>`;
  write("mixed/zz.Data/PDF/0123/Penhale 2007.html", page("Penhale"));
  const xml = Buffer.from(fixture("lamp.xml")).toString().replace("2007.pdf", "2007.html");
  const place = write("mixed/zz.xml", xml);
  write("mixed/files/quay.html", page("Quay"));
  write("mixed/saved.txt", "TY  - JOUR\nTI  - On quays\nL1  - files/quay.html\nER  - \n");
  const { status } = await take([path.dirname(place)]);
  expect(Object.keys(status).filter((file) => file.endsWith(".html"))).toEqual([]);
  expect(status["mixed/saved.txt/On quays"]).toBe("imported");
  expect(textOf("On quays")).toContain("only Quay knew");
});
