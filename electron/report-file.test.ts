import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { NotebookError } from "./api.ts";
import { writeWhole } from "./report-file.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function* parts(...given: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const part of given) {
    if (part instanceof Error) throw part;
    yield part;
  }
}

test("all parts are written in order, and nothing is left beside the file", async () => {
  const folder = newFolder();
  await writeWhole(join(folder, "report.csv"), parts("one ", "two ", "three"));
  expect(readFileSync(join(folder, "report.csv"), "utf8")).toBe("one two three");
  expect(readdirSync(folder)).toEqual(["report.csv"]);
});

test("when a part fails, what lay there before is still there", async () => {
  const folder = newFolder();
  const place = join(folder, "report.csv");
  writeFileSync(place, "before");
  const gone = new NotebookError("no-notebook", "No notebook is open.");
  await expect(writeWhole(place, parts("one", gone))).rejects.toBe(gone);
  expect(readFileSync(place, "utf8")).toBe("before");
  expect(readdirSync(folder)).toEqual(["report.csv"]);
});

test("a folder that is not there is said in a sentence", async () => {
  const place = join(newFolder(), "nowhere", "report.csv");
  await expect(writeWhole(place, parts("one"))).rejects.toMatchObject({
    code: "io",
    message: "report.csv could not be written.",
  });
});
