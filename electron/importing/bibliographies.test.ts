/** Bibliographies through the whole import: records, files they name, and what is here already. */
import path from "node:path";
import { expect, test } from "vitest";
import { testImporting } from "./test-importing.ts";

const { notebook, write, take, articles } = testImporting("bibliographies");

const entry = (key: string, fields: Readonly<Record<string, string>>): string =>
  `@article{${key},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(",\n")}\n}\n`;
const get = (title: string) =>
  notebook().articles.get({ id: articles().find((row) => row.title === title)?.id ?? "" });
const words = (topic: string): string =>
  Array.from({ length: 60 }, (_each, n) => `${topic}${n} and ${topic}`).join(" ");

const tides = {
  title: "Tides of the north quay",
  author: "Holm, Ann and Berg, Ole",
  year: "2019",
  doi: "10.1234/tides.19",
  abstract: "What the tide tables of the quay tell.",
};

test("an entry is an article with what is known of it, and the same entry is never a second one", async () => {
  const first = await take([write("a/library.bib", entry("tides19", tides))]);
  expect(first.items).toMatchObject([
    { file: "library.bib/tides19", status: "imported", title: tides.title },
  ]);
  expect(get(tides.title)).toMatchObject({
    byline: ["Ann Holm", "Ole Berg"],
    published: "2019",
    identifiers: { doi: tides.doi },
  });
  // Written anew by another program, with one thing more.
  const more = { ...tides, year: "{2019}", url: "https://quay.example/tides" };
  const second = await take([write("b/other.bib", entry("holm2019tides", more))]);
  expect(second.items).toMatchObject([{ status: "duplicate", title: tides.title }]);
  expect(second.items[0]?.warnings.join()).toBe("Added address from other.bib.");
  expect(articles()).toHaveLength(1);
  expect(get(tides.title)?.url).toBe("https://quay.example/tides");
  expect(await notebook().check()).toMatchObject({ ok: true });
});

test("the file that an entry names gives the text, also when the folder is imported with it", async () => {
  write("library/files/12/paper.txt", `Some other heading\n\n${words("quay")}.`);
  const bib = write("library/zz.bib", entry("t", { ...tides, file: "files/12/paper.txt" }));
  const { status, job } = await take([path.dirname(bib)]);
  expect(articles().map(({ title }) => title)).toEqual([tides.title]);
  expect(status).toEqual({ "library/zz.bib/t": "imported" });
  expect(job).toMatchObject({ total: 1, done: 1 });
  expect(JSON.stringify(get(tides.title)?.blocks)).toContain("quay59 and quay");
  expect(get(tides.title)?.fileName).toBe("paper.txt");
});

test("an entry whose file is missing or out of bounds is there all the same, with a note", async () => {
  write("out/.secret/key.txt", "A secret\n\nNobody is to see this.");
  const bib = write(
    "out/lib.bib",
    entry("gone", { ...tides, file: "gone.pdf" }) +
      entry("hid", { title: "Hidden things of the quay", year: "2001", file: ".secret/key.txt" }),
  );
  const { items } = await take([bib]);
  expect(items.map(({ status }) => status)).toEqual(["imported", "imported"]);
  const notes = items.flatMap(({ warnings }) => warnings).join("\n");
  expect(notes).toMatch(/gone\.pdf: The file is no longer there\./);
  expect(notes).toMatch(/key\.txt: It is no file that a bibliography may name\./);
  expect(JSON.stringify(get("Hidden things of the quay")?.blocks)).not.toContain("Nobody");
});

test("what an entry says completes an article that is here, and changes nothing that it says", async () => {
  await take([write("here/Tides of the north quay.txt", `${tides.title}\n\n${words("tide")}.`)]);
  const [row] = articles();
  notebook().articles.edit({ id: row?.id ?? "", changes: { published: "2018" } });
  const { items } = await take([
    write("c/lib.bib", entry("t", { ...tides, year: "2018", abstract: "" })),
  ]);
  expect(items).toMatchObject([{ status: "duplicate", article: row?.id }]);
  expect(items[0]?.warnings.join()).toMatch(
    /^Added date, authors, DOI and further fields from lib\.bib\.$/,
  );
  expect(get(tides.title)).toMatchObject({ published: "2018", byline: ["Ann Holm", "Ole Berg"] });
});

test("further files of an entry become articles of their own that say where they belong", async () => {
  write("many/f/paper.txt", `${words("quay")}.`);
  write("many/f/table.txt", `${words("table")}.`);
  // The same text once more in another format, as of a page and its print.
  write("many/f/paper.md", `${words("quay")}. \n`);
  const files = "f/paper.txt;f/gone.txt;f/table.txt;f/paper.md";
  const bib = write("many/lib.bib", entry("t", { ...tides, file: files, keywords: "sea" }));
  const { status, items, job } = await take([path.dirname(bib)]);
  expect(status).toEqual({
    "many/lib.bib/t": "imported",
    "many/lib.bib/t/table.txt": "imported",
    "many/lib.bib/t/paper.md": "duplicate",
  });
  expect(job).toMatchObject({ total: 3, done: 3 });
  expect(items.find(({ file }) => file === "many/lib.bib/t")?.warnings).toEqual([
    "Articles of their own: table.txt, paper.md.",
    "An attachment was left out. gone.txt: The file is no longer there.",
  ]);
  const table = get(`${tides.title} (table.txt)`);
  expect(table).toMatchObject({ byline: ["Ann Holm", "Ole Berg"], published: "2019" });
  expect(table?.identifiers).toEqual({});
  expect(table?.tags).toEqual([{ id: expect.any(String), name: "sea" }]);
  expect(table?.warnings[0]).toBe(`Attachment 2 of 3 of “${tides.title}”.`);
  expect((await take([bib])).job.counts).toMatchObject({ imported: 0, duplicate: 3 });
  notebook().history.undo({ group: job.id });
  expect(articles()).toEqual([]);
  expect(await notebook().check()).toMatchObject({ ok: true });
});
