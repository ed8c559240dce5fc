/** What all bibliographies have in common, and files that are hostile or do not hold together. */
import iconv from "iconv-lite";
import { expect, onTestFinished, test, vi } from "vitest";
import { harvestOf, noEntry, type BibliographyPart } from "./bibliography.ts";
import { checkHarvest } from "./harvest.ts";
import { openFile } from "./index.ts";
import { ris } from "./ris.ts";

const nowhere = { depth: 0, put: async () => undefined, isFull: () => false };

/** The articles and refused entries of a file, checked as the notebook checks them. */
async function open(name: string, content: string | Uint8Array) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const harvest = await openFile({ name, bytes, readBeside: async () => null }, nowhere);
  const { articles, refused } = checkHarvest({ ...harvest, files: [] });
  return {
    articles,
    drafts: articles.map(({ draft }) => draft),
    titles: articles.map(({ draft }) => draft.title),
    refused: refused.map(({ name: entry, reason }) => `${entry}: ${reason}`),
  };
}
const bib = (content: string) => open("refs.bib", content);

test("entries with the same identifiers become one article that says so", async () => {
  const { articles, drafts } = await bib(`
    @article{a, title={Tides}, doi={10.5555/T.1}, keywords={sea}}
    @misc{b, title={Tides again}, doi={https://doi.org/10.5555/t.1}, year=2004, note={From Ann}}
    @book{c, title={Salt}, isbn={0-306-40615-2}}
    @incollection{d, title={A chapter}, isbn={9780306406157}}
    @book{e, title={{Salt}}, isbn={9780306406157}}`);
  expect(articles.map(({ name }) => name)).toEqual(["a", "c", "d"]);
  expect(drafts[0]).toMatchObject({ published: "2004", identifiers: { doi: "10.5555/t.1" } });
  expect(drafts[0]?.warnings).toEqual([
    "The file has this work more than once: b was joined with it.",
  ]);
  expect(drafts[1]?.warnings[0]).toContain(": e was joined");
});

test("the original of an entry is its own text", async () => {
  const { articles } = await bib("@comment{x}\n@misc{a,title={A}}\n@misc{b/é:1,\n title={B}}");
  const originals = articles.map(({ original }) => [
    original?.name,
    Buffer.from(original?.bytes ?? []).toString(),
  ]);
  expect(originals).toEqual([
    ["a.bib", "@misc{a,title={A}}\n"],
    ["b_é_1.bib", "@misc{b/é:1,\n title={B}}\n"],
  ]);
});

test.each([
  ["2019-03-12", "2019-03-12"],
  ["2019-03/2019-05", "2019-03"],
  ["2019/2020", "2019"],
  ["1850~", "1850"],
  ["c. 1850", "1850"],
  ["1914--1918", "1914"],
  ["[1998a]", "1998"],
  ["in press", null],
  ["n.d.", null],
  ["0001", null],
])("the date %s is %s", async (date, published) => {
  const { drafts } = await bib(`@misc{a, title={A}, date={${date}}}`);
  expect(drafts[0]?.published).toBe(published);
  const kept = drafts[0]?.fields["date"];
  expect(kept === undefined ? published : plain(kept)).toBe(plain(date));
});
const plain = (text: string): string => text.replaceAll("–", "--");

test.each([
  ["year=2015, month=may", "2015-05"],
  ["year=2015, month=may # {~3}", "2015-05-03"],
  ["year=2015, month={September}", "2015-09"],
  ["year=2015, month=2, day=31", "2015-02"],
  ["year={forthcoming}, month=may", null],
])("BibTeX's %s is %s", async (fields, published) => {
  const { drafts } = await bib(`@misc{a, title={A}, ${fields}}`);
  expect(drafts[0]?.published).toBe(published);
});

test("a broken entry is named, and those before and after it are there", async () => {
  const { titles, refused } = await bib(`
@article{one, title = {One}}
@article{two, title = {Two {unclosed}, year = 2001
}
@article{three, title = "Three}
@article{four author = {Nobody}}
@article{five, title = {Five}, journal = {Kept {but cut}
@string{broken}
@article(six, title = "Six")
@article{seven, title = {Seven}} trailing words, a mail@address.example
@article{, title = {Eight}}
@article{nine}`);
  expect(titles).toEqual(["One", "Two unclosed, year = 2001", "Five", "Six", "Seven", "Eight"]);
  expect(refused.map((each) => each.replace(/:.*/, ""))).toEqual([
    "three",
    "@article",
    "@string",
    "nine",
  ]);
});

test("an entry that breaks off after its title says after which field", async () => {
  const { drafts } = await bib("@misc{a, title={A}, year=2001, note={no end");
  expect(drafts[0]?.published).toBe("2001");
  expect(drafts[0]?.warnings).toEqual([
    "The entry breaks off after its field year: what follows could not be read.",
  ]);
});

test("references between entries are followed once, whatever they lead to", async () => {
  const { drafts } = await bib(`
    @inbook{a, title={A}, crossref={b}}
    @book{b, title={B}, year=1999, crossref={c}}
    @book{c, title={C}, publisher={P}, crossref={b}}
    @misc{d, title={D}, crossref={d}}
    @misc{e, title={E}, crossref={gone}}
    @misc{f, title={F}, xdata={x}}
    @xdata{x, publisher={X}, note={shared}}`);
  expect(drafts.map(({ title }) => title)).toEqual(["A", "B", "C", "D", "E", "F"]);
  expect(drafts[0]).toMatchObject({ site: "B", published: "1999", fields: { publisher: "P" } });
  expect(drafts[3]?.warnings).toEqual(["It refers to itself by way of d."]);
  expect(drafts[4]?.warnings).toEqual(["It refers to gone, which is not in the file."]);
  expect(drafts[5]?.fields).toMatchObject({ publisher: "X", note: "shared" });
});

test("fields with strange names and characters are kept", async () => {
  const { drafts } = await bib(
    "@misc{a, title={A\u0000\u0007 B\ud800}, constructor={one}, __proto__={two}, note={x\u200b}}",
  );
  expect(drafts[0]?.title).toBe("A B\ufffd");
  expect(Object.entries(drafts[0]?.fields ?? {})).toEqual(
    expect.arrayContaining([
      ["constructor", "one"],
      ["note", "x"],
    ]),
  );
});

test("a field of 5 MB is cut in the fields and whole in the text", async () => {
  const { drafts } = await bib(`@misc{a, title={A}, note={${"words of a note ".repeat(330_000)}}}`);
  expect(drafts[0]?.fields["note"]).toHaveLength(9_999);
  expect(drafts[0]?.warnings).toEqual(["The field note is very long and was cut."]);
  const note = drafts[0]?.blocks.at(-1);
  expect(note?.kind === "paragraph" ? note.text.length : 0).toBeGreaterThan(5_000_000);
});

test.each([
  ["only signs", "@".repeat(1_000_000)],
  ["only openings", "@misc{".repeat(200_000)],
  ["only open braces", `@misc{a, title=${"{".repeat(2_000_000)}`],
  ["only blanks", `@misc{${" ".repeat(2_000_000)}=`],
  ["a name without end", `@misc{a, title={T}, author={${"and ".repeat(300_000)}}}`],
  ["a thousand commas", `@misc{a, title={T}, author={${",".repeat(300_000)}}}`],
  ["joined without end", `@misc{a, title=${"x#".repeat(300_000)}}`],
  ["one quotation mark", `@misc{a, title="${"{".repeat(1_000_000)}`],
])("a .bib of %s ends soon", async (_what, content) => {
  const started = process.cpuUsage();
  await open("a.bib", content).catch((error: unknown) => error);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(8_000);
});

test("RIS is read in the encodings of the programs that write it", async () => {
  const entry =
    "TY  - JOUR\r\nTI  - Mauern und Gräben – “trocken”\r\nAU  - Bäcker, Jörg\r\nER  - \r\n";
  for (const encoding of ["utf8", "win1252", "utf16le"]) {
    const mark = encoding === "utf16le" ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
    const file = Buffer.concat([mark, iconv.encode(entry, encoding)]);
    const { drafts } = await open("refs.ris", file);
    expect(drafts[0]).toMatchObject({
      title: "Mauern und Gräben – “trocken”",
      names: [{ given: "Jörg", family: "Bäcker" }],
    });
  }
});

test("RIS without ends, with loose lines and cut off, gives what is there", async () => {
  const { titles, drafts, refused } = await open(
    "refs.ris",
    "Exported by hand\nTY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  -\nAB  - nobody's\nTY  - JOUR\nER  -\nTY - BOOK\nT1 - Three\nAB  - cut he",
  );
  expect(titles).toEqual(["One", "Two", "Three"]);
  expect(drafts[2]?.warnings[0]).toContain("breaks off");
  expect(refused).toEqual([
    "AB - nobody's: It stands outside of any entry.",
    "an entry without a name: It has neither a title nor any text.",
  ]);
});

test("files are told by what is in them, not by their names", async () => {
  const entry = "TY  - JOUR\nTI  - One\nER  -\n";
  expect((await open("notes.txt", entry)).drafts[0]?.importer).toBe("ris");
  expect((await open("notes.txt", "@book{a, title={One}}")).drafts[0]?.importer).toBe("bibtex");
  const note = "I cite it as follows.\n\n@book{a, title={One}}";
  expect((await open("notes.txt", note)).drafts[0]?.importer).toBe("text");
});

test("a bibliography without an entry is refused with a reason", async () => {
  await expect(bib("@comment{nothing here}")).rejects.toThrow("There is no entry in it.");
});

const people = [{ family: "Quist", given: "Per" }, { literal: "The Gauge Group" }];

test("CSL-JSON is read from a list, from an object around it, and from one item", async () => {
  const item = {
    id: "a",
    type: "book",
    title: "Salt",
    author: people,
    issued: { raw: "May 1998" },
  };
  for (const value of [[item], { items: [item] }, item, { a: item }]) {
    const { drafts } = await open("refs.json", JSON.stringify(value));
    expect(drafts).toMatchObject([
      { title: "Salt", published: "1998-05", byline: ["Per Quist", "The Gauge Group"] },
    ]);
  }
});

test("CSL-JSON with values of the wrong kinds is read as far as it goes", async () => {
  const { titles, drafts } = await open(
    "refs.json",
    JSON.stringify([
      {
        id: { x: 1 },
        type: "book",
        title: ["Salt", 2],
        author: "Quist",
        issued: [1998],
        DOI: null,
      },
      {
        id: 2,
        type: "book",
        title: "Slate",
        issued: { "date-parts": [["x"], null, 3] },
        note: true,
      },
    ]),
  );
  expect(titles).toEqual(["Salt; 2", "Slate"]);
  expect(drafts.map(({ published }) => published)).toEqual(["1998", null]);
});

test("CSL-JSON that breaks off or is damaged in one item gives the others", async () => {
  const items = ["A", "B", "C"].map((title) => ({
    id: title,
    type: "book",
    title,
    author: people,
  }));
  const whole = JSON.stringify(items, null, 1);
  const cut = await open("refs.json", whole.slice(0, -60));
  expect(cut.titles).toEqual(["A", "B"]);
  expect(cut.refused).toEqual(["C: It is not valid JSON, or the file breaks off in it."]);
  const damaged = await open("refs.json", whole.replace('"title": "B",', '"title": B",'));
  expect(damaged.titles).toEqual(["A", "C"]);
  expect(damaged.refused[0]).toContain("not valid JSON");
});

test("other JSON is no bibliography", async () => {
  for (const json of ['{"name":"x","type":"module"}', "[1,2,3]", "[".repeat(100_000)]) {
    const { drafts } = await open("a.json", json);
    expect(drafts[0]?.importer).toBe("text");
  }
  await expect(open("a.csljson", "[".repeat(1_000_000))).rejects.toThrow("There is no entry");
});

test("PubMed's entries are told apart and read to the last line, cut off or not", async () => {
  const { titles, drafts } = await open(
    "refs.nbib",
    "PMID- 1\nTI  - One\n      and a half.\nAU  - Quist P Jr\n\nPMID- 2\nTI  - Two.\nDP  - 2001 Ap",
  );
  expect(titles).toEqual(["One and a half", "Two"]);
  expect(drafts[0]?.names).toEqual([{ given: "P", family: "Quist", suffix: "Jr" }]);
  expect(drafts[1]).toMatchObject({ published: "2001", identifiers: { pmid: "2" } });
});

const rdf = (inside: string): string =>
  `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:zotero="http://www.zotero.org/namespaces/export#" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:k="http://purl.org/rss/1.0/modules/link/">${inside}</r:RDF>`;

test("Zotero's RDF is read whatever prefixes it has, collections in a circle too", async () => {
  const { articles, drafts } = await open(
    "refs.rdf",
    rdf(`<bib:Book r:about="#1"><d:title>Salt &amp; slate</d:title></bib:Book>
      <zotero:Collection r:about="#c"><d:title>C</d:title><t:hasPart r:resource="#d"/><t:hasPart r:resource="#1"/></zotero:Collection>
      <zotero:Collection r:about="#d"><d:title>D</d:title><t:hasPart r:resource="#c"/></zotero:Collection>
      <zotero:Attachment r:about="#2"><d:title>Loose</d:title><r:resource r:resource="files/2/a.pdf"/></zotero:Attachment>`),
  );
  expect(drafts.map(({ title }) => title)).toEqual(["Salt & slate", "Loose"]);
  expect(new Set(articles[0]?.tags)).toEqual(new Set(["C", "D"]));
  expect(articles[1]?.attachments).toEqual(["files/2/a.pdf"]);
});

test("the original of an item of RDF is a file that can be imported for itself", async () => {
  const { articles } = await open(
    "refs.rdf",
    rdf(`<bib:Book r:about="#1"><d:title>Salt &lt; slate</d:title><t:isReferencedBy r:resource="#n"/></bib:Book>
      <bib:Memo r:about="#n"><r:value>&lt;p&gt;A note&lt;/p&gt;</r:value></bib:Memo>`),
  );
  const again = await open("one.rdf", articles[0]?.original?.bytes ?? new Uint8Array());
  expect(again.drafts[0]).toEqual(articles[0]?.draft);
});

test("RDF and EndNote's XML that break off or declare entities are refused with a reason", async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${rdf("<bib:Book><d:title>&b;</d:title></bib:Book>")}`;
  await expect(open("refs.rdf", bomb)).rejects.toThrow("It declares entities of its own");
  await expect(open("refs.rdf", rdf("<bib:Book>").slice(0, -8))).rejects.toThrow("damaged");
  await expect(open("a.xml", "<xml><records><record>")).rejects.toThrow("damaged");
  await expect(open("refs.rdf", rdf(""))).rejects.toThrow("There is no entry in it.");
});

test("how long the reading takes on a busy computer cuts no entry, and it is said that it goes on", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  function* slowly(): Generator<BibliographyPart> {
    for (const title of ["Kilns", "Salt", "Slate"]) {
      vi.advanceTimersByTime(60_000);
      yield { kind: "entry", entry: { ...noEntry, title } };
    }
  }
  const goesOn = vi.fn<() => void>();
  const shelf = { kind: ris, noun: "RIS entry", extension: "ris" };
  const { articles, refused } = await harvestOf(slowly(), shelf, { goesOn });
  expect(articles.map(({ name }) => name)).toEqual(["Kilns", "Salt", "Slate"]);
  expect(refused).toEqual([]);
  expect(goesOn).toHaveBeenCalledTimes(3);
});
