/** Exports of Evernote through the whole import. */
import { createHash } from "node:crypto";
import { truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testImporting } from "./test-importing.ts";

const { notebook, write, take, articles } = testImporting("evernote");

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">`;
const exported = (notes: readonly string[], day = "01"): string =>
  `${head}\n<en-export export-date="202403${day}T081500Z" application="Evernote">${notes.join("")}</en-export>`;
const enml = (body: string): string =>
  `<![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x.dtd"><en-note>${body}</en-note>]]>`;
const note = (title: string, body: string, more = ""): string =>
  `<note><title>${title}</title><content>${enml(body)}</content><created>20240302T174500Z</created>${more}</note>`;
const resource = (bytes: Buffer, type: string, name: string): string =>
  `<resource><data encoding="base64">\n${bytes.toString("base64")}\n</data><mime>${type}</mime>
   <resource-attributes><file-name>${name}</file-name></resource-attributes></resource>`;
const md5 = (bytes: Buffer): string => createHash("md5").update(bytes).digest("hex");

test("each note of an export is an article with its tags, and one that was imported before is known", async () => {
  const one = note(
    "Moss &amp; stone",
    "<div>It grows on the north wall.</div>",
    "<tag>walls</tag>",
  );
  const two = note("Untitled", "<div>Lichen needs no soil at all.</div>");
  const { status, items } = await take([write("garden.enex", exported([one, two]))]);
  expect(status).toEqual({
    "garden.enex/1 Moss & stone.enex": "imported",
    "garden.enex/2 Untitled.enex": "imported",
  });
  expect(articles().map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Moss & stone", "Lichen needs no soil at all."]),
  );
  const moss = items.find(({ title }) => title === "Moss & stone")?.article ?? "";
  expect(
    notebook()
      .articles.get({ id: moss })
      ?.tags.map(({ name }) => name),
  ).toEqual(["walls"]);
  const three = note("Fern", "<div>It came with the rain.</div>");
  const again = await take([write("garden-later.enex", exported([one, three], "09"))]);
  expect(again.status).toEqual({
    "garden-later.enex/1 Moss & stone.enex": "duplicate",
    "garden-later.enex/2 Fern.enex": "imported",
  });
});

test("what is attached to a note is an article of its own, also when the note was imported before", async () => {
  const file = Buffer.from("# Minutes\n\nThe wall will be mended in May.");
  const body = `<div>See <en-media type="text/markdown" hash="${md5(file)}"/></div>`;
  const place = write(
    "one.enex",
    exported([note("Meeting", body, resource(file, "text/markdown", "minutes.md"))]),
  );
  const { status } = await take([place]);
  expect(status).toEqual({ "one.enex": "imported", "one.enex/minutes.md": "imported" });
  expect((await take([place])).status).toEqual({
    "one.enex": "duplicate",
    "one.enex/minutes.md": "duplicate",
  });
});

test("the notes before the place where an export breaks off are kept, and the one that it breaks is named", async () => {
  const notes = [note("First", "<div>All of it.</div>"), note("Second", "<div>Half of it.</div>")];
  const whole = exported(notes);
  const cut = whole.slice(0, whole.lastIndexOf("Half") + 2);
  const { status } = await take([write("cut.enex", cut)]);
  expect(status["cut.enex/1 First.enex"]).toBe("imported");
  expect(status["cut.enex/2 Second"]).toMatch(
    /breaks off in this note.*the notes before it are whole/,
  );
});

test("a note whose XML is damaged does not touch the one behind it", async () => {
  const damaged = `<note><title>Torn</title><content><![CDATA[<en-note>never closed</content></note>`;
  const behind = note("Behind", "<div>Nothing happened to it.</div>");
  const { status } = await take([write("torn.enex", exported([damaged, behind]))]);
  expect(status["torn.enex/1 Torn.enex"]).toMatch(/damaged/);
  expect(status["torn.enex/2 Behind.enex"]).toBe("imported");
});

test("an encrypted, an empty and a note of one picture say what they are", async () => {
  const secret = `<note><title>Diary</title><content encoding="base64:aes">RU5DMA==</content></note>`;
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  );
  const picture = note(
    "The weir",
    `<en-media type="image/png" hash="${md5(png)}"/>`,
    resource(png, "image/png", "w.png"),
  );
  const empty = note("", "<div><br/></div>");
  const { status } = await take([write("odd.enex", exported([secret, picture, empty]))]);
  expect(status["odd.enex/1 Diary.enex"]).toMatch(/The note is encrypted/);
  expect(status["odd.enex/2 The weir.enex"]).toBe("imported");
  expect(status["odd.enex/3.enex"]).toMatch(/no text/);
});

test("an export above the limit of files is read piece by piece", async () => {
  const place = write(
    "large.enex",
    `${head}<en-export>${note("One", "<div>The first note.</div>")}`,
  );
  truncateSync(place, 210 * 1024 * 1024);
  writeFileSync(place, `${note("Two", "<div>The last note.</div>")}</en-export>`, { flag: "a" });
  const { status } = await take([place]);
  expect(status).toEqual({
    "large.enex/1 One.enex": "imported",
    "large.enex/2 Two.enex": "imported",
  });
});

test("a file of tens of megabytes in a note is read without a parser", async () => {
  const file = Buffer.alloc(60 * 1024 * 1024, "The river rose. ");
  const more = resource(file, "application/octet-stream", "log.bin");
  const { status, items } = await take([
    write("heavy.enex", exported([note("Heavy", "<div>The log of the river.</div>", more)])),
  ]);
  expect(status).toEqual({ "heavy.enex": "imported" });
  expect(items[0]?.warnings.join()).toMatch(/1 attachment was left out: log\.bin/);
});
