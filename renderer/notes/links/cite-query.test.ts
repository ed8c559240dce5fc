import { describe, expect, it } from "vitest";
import { citeQueryAt } from "./cite-query.ts";

/** What is read at the end of a text. */
function read(text: string): string | null {
  const found = citeQueryAt(text, text.length);
  return found && `${found.start}: ${found.query} | ${found.locator}`;
}

describe("citeQueryAt", () => {
  it.each([
    ["@", "0:  | "],
    ["as @pen", "3: pen | "],
    ["(@penhale 2015", "1: penhale 2015 | "],
    ["@penhale, p. 4", "0: penhale | p. 4"],
    ["@penhale 2015 pp. 4–5", "0: penhale 2015 | pp. 4–5"],
    ["@penhale ¶ 9", "0: penhale | ¶ 9"],
    ["@penhale, passim", "0: penhale | passim"],
    ["“@li 1999", "1: li 1999 | "],
  ])("reads %s", (text, found) => {
    expect(read(text)).toBe(found);
  });

  it.each([
    "write to ann@penhale",
    "ann.lee@tides.example",
    "@ 5 pm",
    "@one  two",
    "@one\ntwo",
    `@${"x".repeat(61)}`,
    "no sign",
  ])("finds nothing to cite in %s", (text) => {
    expect(read(text)).toBeNull();
  });
});
