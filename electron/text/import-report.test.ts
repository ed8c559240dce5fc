import { expect, test } from "vitest";
import type { ImportItem } from "../entities.ts";
import { csvHead, outcomeOf, reportCsv, reportText } from "./import-report.ts";

const item = (some: Partial<ImportItem>): ImportItem => ({
  file: "tides.txt",
  status: "imported",
  article: "a",
  title: "Tides",
  words: 1_200,
  warnings: [],
  reason: "",
  ...some,
});
const refused = item({
  file: "x.bin",
  status: "refused",
  article: null,
  title: "",
  words: 0,
  reason: "This is not text. Import text, Markdown or HTML.",
});

test("a report as text tells each file's outcome and reasons", () => {
  const noted = item({ words: 1, warnings: ["One character could not be read."] });
  expect(reportText([noted, refused])).toBe(
    "Imported, with notes: tides.txt — Tides (1 word)\n    One character could not be read.\n" +
      "Refused: x.bin\n    This is not text. Import text, Markdown or HTML.",
  );
});

test("a refused file is refused, whatever else was noted about it", () => {
  expect(outcomeOf({ ...refused, warnings: ["It was cut off."] })).toBe("Refused");
  expect(outcomeOf(item({ status: "version", warnings: ["…"] }))).toBe("New version, with notes");
});

test("a table begins with the mark of UTF-8 and has a line for each file", () => {
  expect(csvHead).toBe("\uFEFFFile,Outcome,Title,Words,Notes,Why refused\r\n");
  expect(reportCsv([item({}), refused])).toBe(
    "tides.txt,Imported,Tides,1200,,\r\n" +
      'x.bin,Refused,,,,"This is not text. Import text, Markdown or HTML."\r\n',
  );
});

test("cells with commas, quotation marks and line breaks stay one cell", () => {
  const odd = item({ file: 'a, "b"\nc.txt', title: " padded" });
  expect(reportCsv([odd])).toBe('"a, ""b""\nc.txt",Imported," padded",1200,,\r\n');
});

test("no cell begins as a formula does", () => {
  for (const sign of ["=", "+", "-", "@", "\t", "\r"]) {
    const line = reportCsv([item({ file: `${sign}cmd()`, title: `${sign}1+1` })]);
    expect(line.trimEnd()).toMatch(/^"?'/u);
    expect(line.trimEnd()).not.toMatch(/(?:^|,)"?[=+\-@\t\r]/u);
  }
});
