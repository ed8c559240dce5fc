/** What all bibliographies have in common, and files that are hostile or do not hold together. */
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { checkHarvest } from "./harvest.ts";
import { openFile } from "./index.ts";

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
  const started = performance.now();
  await open("a.bib", content).catch((error: unknown) => error);
  expect(performance.now() - started).toBeLessThan(8_000);
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
