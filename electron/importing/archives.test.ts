/** Archives and folders through the whole import, into a real notebook(). */
import { readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync, type Zippable } from "fflate";
import { expect, test } from "vitest";
import { testImporting } from "./test-importing.ts";

const { root, notebook, write, take } = testImporting("archives");

const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(300, 7)]);
const note = (title: string): Uint8Array =>
  strToU8(`${title}\n\nThe words of ${title}, and some more.`);

const pack = (name: string, files: Zippable): string => write(name, zipSync(files));

const leftOvers = () => readdirSync(path.join(notebook().folder, "files/.staging"));

test("each file of an archive is a line of the report and keeps its own original", async () => {
  const page = `<title>Page</title><article><h1>Page</h1>${"<p>A paragraph that is long enough to be the text of a page, and then some.</p>".repeat(6)}<img src="page_files/one.png"></article>`;
  const { status, job, items } = await take([
    pack("all.zip", {
      "b/two.md": strToU8("# Two\n\nThe second."),
      "a/page.html": strToU8(page),
      "a/page_files/one.png": png,
      "a/page_files/ad.html": strToU8("<p>An advertisement</p>"),
      "__MACOSX/a/._page.html": strToU8("x"),
      ".DS_Store": strToU8("x"),
    }),
  ]);
  expect(status).toEqual({ "all.zip/a/page.html": "imported", "all.zip/b/two.md": "imported" });
  expect(job).toMatchObject({ total: 2, done: 2, counts: { imported: 2, refused: 0 } });
  const id = items.find(({ title }) => title === "Page")?.article ?? "";
  const article = notebook().articles.get({ id });
  expect(article?.fileName).toBe("page.html");
  expect(article?.blocks.find(({ kind }) => kind === "image")).toMatchObject({ host: null });
  expect(await notebook().check()).toMatchObject({ ok: true });
  expect(leftOvers()).toEqual([]);
});

test("of .json files in an archive only references are taken", async () => {
  const library = JSON.stringify([{ id: "a", type: "book", title: "On Rivers", author: [] }]);
  const { status } = await take([
    pack("refs.zip", {
      "library.json": strToU8(library.replace("Rivers", "Lakes")),
      "a/library.json": strToU8(library),
      "a/settings.json": strToU8('{"type":"book"}'),
      "page.html": strToU8("<p>Words of a page that has a folder.</p>"),
      "page_files/library.json": strToU8(library.replace("Rivers", "Seas")),
    }),
  ]);
  expect(status).toEqual({
    "refs.zip/a/library.json/a": "imported",
    "refs.zip/library.json/a": "imported",
    "refs.zip/page.html": "imported",
  });
});

test("an archive in an archive is opened, and one in that is not", async () => {
  const third = zipSync({ "deep.txt": note("Deep") });
  const second = zipSync({ "inner.txt": note("Inner"), "third.zip": third });
  const { status } = await take([pack("outer.zip", { "second.zip": second })]);
  expect(status["outer.zip/second.zip/inner.txt"]).toBe("imported");
  expect(status["outer.zip/second.zip/third.zip"]).toMatch(/it was not opened/);
  expect(Object.keys(status)).toHaveLength(2);
});

test("a bomb, a locked file, damage and paths that lead outside end that file only", async () => {
  const bytes = zipSync({
    "bomb.txt": new Uint8Array(20 * 1024 * 1024),
    "locked.txt": note("Locked"),
    "broken.txt": [note("Broken"), { level: 0 }],
    "xx/out.txt": note("Out"),
    "good.txt": note("Good"),
  });
  const text = Buffer.from(bytes).toString("latin1").replaceAll("xx/out.txt", "../out.txt");
  const all = Buffer.from(text.replace("words of Broken", "wards of Broken"), "latin1");
  const view = new DataView(all.buffer, all.byteOffset);
  const at = all.indexOf("locked.txt", all.indexOf("PK\x01\x02")) - 46;
  view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
  const { status } = await take([write("bad.zip", all)]);
  expect(status["bad.zip/bomb.txt"]).toMatch(/far more than its size/);
  expect(status["bad.zip/locked.txt"]).toMatch(/password/);
  expect(status["bad.zip/broken.txt"]).toMatch(/damaged in the archive/);
  expect(status["bad.zip/../out.txt"]).toMatch(/outside of the archive/);
  expect(status["bad.zip/good.txt"]).toBe("imported");
  expect(readdirSync(root)).not.toContain("out.txt");
});

test("a name that no file can have ends that file only, and is shown", async () => {
  const bytes = zipSync({ "a?b/one.txt": note("One"), "two.txt": note("Two") });
  const text = Buffer.from(bytes).toString("latin1").replaceAll("a?b/one.txt", "a\0b/../../1");
  const { status } = await take([write("names.zip", Buffer.from(text, "latin1"))]);
  expect(status["names.zip/two.txt"]).toBe("imported");
  expect(status["names.zip/a\uFFFDb/../../1"]).toMatch(/outside of the archive/);
});

test("an archive that is cut off says so, and what is whole in it is imported", async () => {
  const bytes = zipSync({
    "one.txt": note("One"),
    "two.txt": note("Two"),
    "three.txt": note("Three"),
  });
  const cut = bytes.subarray(0, Buffer.from(bytes).indexOf("three.txt") + 20);
  const { status } = await take([write("cut.zip", cut)]);
  expect(status["cut.zip/one.txt"]).toBe("imported");
  expect(status["cut.zip/two.txt"]).toBe("imported");
  expect(status["cut.zip/three.txt"]).toMatch(/damaged/);
  expect(status["cut.zip"]).toMatch(/cut off/);
});

test("archives that are locked, empty or of nothing readable have one line", async () => {
  const locked = Buffer.from(zipSync({ "a.txt": note("A"), "b.txt": note("B") }));
  for (let at = locked.indexOf("PK\x01\x02"); at >= 0; at = locked.indexOf("PK\x01\x02", at + 4))
    locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
  const { status } = await take([
    write("locked.zip", locked),
    pack("empty.zip", {}),
    pack("pictures.zip", { "a.png": png }),
  ]);
  expect(status["locked.zip"]).toMatch(/archive is protected by a password/);
  expect(status["empty.zip"]).toMatch(/no file in this archive/);
  expect(status["pictures.zip"]).toMatch(/nothing in it/);
});

test("an archive above the limit of files is read piece by piece", async () => {
  const bytes = Buffer.from(zipSync({ "one.txt": note("One"), "two.txt": note("Two") }));
  const index = bytes.indexOf("PK\x01\x02");
  const place = write("big.zip", bytes.subarray(0, index));
  // A hole that no file of the archive lies in: it costs neither disk nor time.
  const hole = 210 * 1024 * 1024;
  truncateSync(place, index + hole);
  const end = bytes.subarray(index);
  end.writeUInt32LE(index + hole, end.length - 6);
  writeFileSync(place, end, { flag: "a" });
  const { status } = await take([place]);
  expect(status).toEqual({ "big.zip/one.txt": "imported", "big.zip/two.txt": "imported" });
});

test("links are named and never followed, whatever they lead to", async () => {
  write("linked/a/one.txt", note("One"));
  symlinkSync("..", path.join(root, "linked/a/loop"));
  symlinkSync("one.txt", path.join(root, "linked/a/other.txt"));
  const { status } = await take([path.join(root, "linked")]);
  expect(Object.keys(status).sort()).toEqual(
    ["linked/a/loop", "linked/a/one.txt", "linked/a/other.txt"].map((file) => path.normalize(file)),
  );
  expect(status[path.normalize("linked/a/loop")]).toMatch(/links are not followed/);
});
