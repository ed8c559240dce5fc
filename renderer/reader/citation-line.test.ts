import { expect, test } from "vitest";
import { citationLine } from "./citation-line.ts";

test("journal, volume, issue, pages and DOI make one line", () => {
  const fields = { journal: "Tideway Review", volume: "7", issue: "2", pages: "14--29" };
  const identifiers = { doi: "10.1000/1" };
  expect(citationLine({ fields, identifiers, site: null })).toBe(
    "Tideway Review 7(2), 14–29 · doi:10.1000/1",
  );
  expect(citationLine({ fields, identifiers: {}, site: "Tideway Review" })).toBe("7(2), 14–29");
});

test("what is not known is left out, and nothing known is nothing said", () => {
  expect(citationLine({ fields: { pages: "3" }, identifiers: {}, site: null })).toBe("3");
  expect(citationLine({ fields: { keywords: "x" }, identifiers: {}, site: null })).toBe("");
});
