import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { walk, type Found, type Unreadable } from "./walk.ts";

const root = mkdtempSync(path.join(tmpdir(), "commonplace-walk-"));
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "x");
}

async function batchesOf(...places: readonly string[]) {
  const batches: (readonly (Found | Unreadable)[])[] = [];
  for await (const batch of walk(places.map((place) => path.join(root, place))))
    batches.push(batch);
  return batches;
}

/** What a walk gives, batch by batch, as names of the report. */
async function names(...places: readonly string[]): Promise<readonly (readonly string[])[]> {
  const batches = await batchesOf(...places);
  return batches.map((batch) => batch.map(({ file }) => file.replaceAll(path.sep, "/")));
}

test("files come in the order of their names, as people count, with the folders they lie in", async () => {
  for (const name of ["b/10.txt", "b/9.txt", "b/ä.txt", "b/c/d/one.txt", "b/a.txt"]) write(name);
  expect(await names("b")).toEqual([
    ["b/9.txt", "b/10.txt", "b/a.txt", "b/ä.txt", "b/c/d/one.txt"],
  ]);
  const [batch = []] = await batchesOf("b");
  expect(batch.map((found) => ("folders" in found ? found.folders : null)).at(-1)).toEqual([
    "c",
    "d",
  ]);
});

test("a huge folder is told in parts, the first of them small", async () => {
  for (let n = 0; n < 1_500; n += 1) write(`huge/${n}.txt`);
  expect((await names("huge")).map(({ length }) => length)).toEqual([200, 1_000, 300]);
});

test("what a browser saved beside a page, and the system's own, are left aside", async () => {
  for (const name of ["page.htm", "page_files/ad.html", ".hidden", "Thumbs.db", "x_files/own.txt"])
    write(`saved/${name}`);
  expect(await names("saved")).toEqual([["saved/page.htm", "saved/x_files/own.txt"]]);
});

test("of .json files in folders only references are taken", async () => {
  write("refs/settings.json");
  write("refs/text.txt");
  const item = { id: "a", type: "book", title: "On Rivers", issued: { "date-parts": [[1901]] } };
  for (const name of ["library.json", ".library.json"])
    writeFileSync(path.join(root, "refs", name), JSON.stringify([item]));
  expect(await names("refs")).toEqual([["refs/library.json", "refs/text.txt"]]);
});

test("a folder that may not be read has a line that says so, and the others go on", async () => {
  for (const name of ["a.txt", "closed/b.txt", "open/c.txt"]) write(`rights/${name}`);
  chmodSync(path.join(root, "rights/closed"), 0);
  chmodSync(root, 0o755);
  // The system lets its administrator into every folder: only somebody else can be kept out.
  const script = `
    const { walk } = await import(${JSON.stringify(path.join(import.meta.dirname, "walk.ts"))});
    if (process.getuid() === 0) process.setuid(65534);
    for await (const batch of walk([process.argv[1]])) console.log(JSON.stringify(batch));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    script,
    path.join(root, "rights"),
  ]);
  const batch = JSON.parse(stdout) as { file: string; reason?: string }[];
  expect(batch.map(({ file }) => path.basename(file))).toEqual(["a.txt", "closed", "c.txt"]);
  expect(batch[1]?.reason).toMatch(/^The folder may not be read\./);
  chmodSync(path.join(root, "rights/closed"), 0o755);
});
