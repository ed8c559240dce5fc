import { expect, test } from "vitest";
import { normalIdentifier, normalIdentifiers, type IdentifierScheme } from "./identifiers.ts";

test.each<[IdentifierScheme, string, string | null]>([
  ["doi", "10.1000/XYZ.12", "10.1000/xyz.12"],
  ["doi", "https://doi.org/10.1000/xyz", "10.1000/xyz"],
  ["doi", "http://dx.doi.org/10.1000%2Fxyz", "10.1000/xyz"],
  ["doi", "doi:10.1000/xyz.", "10.1000/xyz"],
  [
    "doi",
    "DOI 10.1002/(SICI)1097-0258(19980815)17:15<1>3.0.CO;2-#",
    "10.1002/(sici)1097-0258(19980815)17:15",
  ],
  ["doi", "(see 10.1000/a(b)c)", "10.1000/a(b)c"],
  ["doi", "10.1000", null],
  ["doi", "110.1000/xyz", null],
  ["isbn", "0-306-40615-2", "9780306406157"],
  ["isbn", "978-0-306-40615-7", "9780306406157"],
  ["isbn", "ISBN 9780306406157 (hbk.) 0306406152", "9780306406157"],
  ["isbn", "080442957x", "9780804429573"],
  ["isbn", "978-0-306-40615-8", null],
  ["isbn", "1234567890", null],
  ["issn", "0378-5955", "0378-5955"],
  ["issn", "1234-5678; 2434561x", "2434-561X"],
  ["issn", "0378–5955 (Electronic)", "0378-5955"],
  ["issn", "0378-5954", null],
  ["pmid", "PMID: 012345", "12345"],
  ["pmid", "https://pubmed.ncbi.nlm.nih.gov/31452104/", "31452104"],
  ["pmid", "pages 4", null],
  ["pmcid", "PMC1234567", "PMC1234567"],
  ["pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", "PMC1234567"],
  ["pmcid", "1234567", "PMC1234567"],
  ["arxiv", "arXiv:2001.04321v2 [cs.CL]", "2001.04321"],
  ["arxiv", "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"],
  ["arxiv", "https://arxiv.org/pdf/2001.04321.pdf", "2001.04321"],
  ["arxiv", "none", null],
])("the %s %s can be compared as %s", (scheme, raw, expected) => {
  expect(normalIdentifier(scheme, raw)).toBe(expected);
});

test("a comparable identifier is comparable with itself", () => {
  for (const [scheme, id] of [
    ["doi", "10.1000/xyz"],
    ["isbn", "9780306406157"],
    ["issn", "0378-5955"],
    ["pmcid", "PMC1234567"],
    ["arxiv", "hep-th/9901001"],
  ] as const)
    expect(normalIdentifier(scheme, id)).toBe(id);
});

test("identifiers of unknown schemes and wrong numbers stay as they are written", () => {
  expect(
    normalIdentifiers({ doi: "doi:10.1000/A", isbn: "12", messageid: "<A@b>", constructor: "x" }),
  ).toEqual({ doi: "10.1000/a", isbn: "12", messageid: "<A@b>", constructor: "x" });
});

test("a long text is searched in no time", () => {
  const started = process.cpuUsage();
  for (const scheme of ["doi", "isbn", "issn", "pmid", "pmcid", "arxiv"] as const)
    normalIdentifier(scheme, "1-".repeat(100_000) + "a-".repeat(100_000));
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
});
