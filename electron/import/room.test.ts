import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { innerFileLimit, openRoom } from "./room.ts";

const root = await mkdtemp(path.join(tmpdir(), "commonplace-room-"));
afterAll(() => rm(root, { recursive: true }));
let rooms = 0;
const newRoom = () => {
  const folder = path.join(root, String((rooms += 1)));
  return { folder, room: openRoom(folder, 0) };
};
const words = Buffer.from("words");

test("files lie where their names say, and only those to import are told", async () => {
  const { folder, room } = newRoom();
  await room.put("a/page.html", words, "import");
  await room.put("a/page_files/one.png", words, "aside");
  expect(room.files).toEqual([{ name: "a/page.html", place: "a/page.html" }]);
  expect(await readFile(path.join(folder, "a/page_files/one.png"), "utf8")).toBe("words");
});

test.each(["../up.txt", "a/../../up.txt", "/etc/abs.txt", "C:/x.txt", "..\\up.txt", "a\0b", ""])(
  "the name %j leads nowhere",
  async (name) => {
    const { room } = newRoom();
    await expect(room.put(name, words, "import")).rejects.toThrow(/outside of the archive/);
    expect(await readdir(root, { recursive: true })).not.toContain("up.txt");
  },
);

test("names that differ by capitals only, or that no system writes, all find a place", async () => {
  const { folder, room } = newRoom();
  const long = `${"ü".repeat(300)}.html`;
  for (const name of ["Read.txt", "READ.txt", "read.txt", "CON", "tab\t.txt", long])
    await room.put(name, words, "import");
  expect(room.files.map(({ name }) => name)).toContain("READ.txt");
  const places = room.files.map(({ place }) => place.toLowerCase());
  expect(new Set(places).size).toBe(6);
  expect((await readdir(folder)).length).toBe(6);
  expect(places).not.toContain("con");
});

test("there is room for so many files and no more", async () => {
  const room = openRoom(null, 0);
  for (let n = 0; n < innerFileLimit; n += 1) await room.put(`${n}.txt`, words, "import");
  await expect(room.put("more.txt", words, "import")).rejects.toThrow(/more than 20,000 files/);
});
