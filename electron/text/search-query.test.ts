import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "./search-query.ts";

/** Terms in short: `word`, `"phrase"`, `begin*`, `-without`. */
const read = (query: string, asYouType = false) =>
  parseQuery(query, { asYouType })
    .map(({ text, kind, excluded }) => {
      const shown = { word: text, phrase: `"${text}"`, prefix: `${text}*` }[kind];
      return excluded ? `-${shown}` : shown;
    })
    .join(" | ");

test("words, phrases, beginnings and exclusions are told apart", () => {
  expect(read('climate "sea level" ris* -model -"last year"')).toBe(
    'climate | "sea level" | ris* | -model | -"last year"',
  );
});

test("curly quotation marks make phrases too", () => {
  expect(read("“sea level” „so what“")).toBe('"sea level" | "so what"');
});

test("the last word is a beginning while it is typed, unless a space follows", () => {
  expect(read("sea lev", true)).toBe("sea | lev*");
  expect(read("sea level ", true)).toBe("sea | level");
  expect(read('"sea lev', true)).toBe("sea lev*");
  expect(read('"sea level"', true)).toBe('"sea level"');
});

test("an exclusion is not taken for a beginning: half of it would hide too much", () => {
  expect(read("sea -le", true)).toBe("sea | -le");
});

test("what holds no letter and no digit is left out", () => {
  expect(read('- * "" "!!" -- ☃ a')).toBe("a");
});

test("hyphens within a word do not exclude", () => {
  expect(read("well-known")).toBe("well-known");
});

test("every string is a query", () => {
  const units = fc.array(fc.nat(0xffff)).map((all) => String.fromCharCode(...all));
  fc.assert(
    fc.property(units, fc.boolean(), (query, asYouType) => {
      const terms = parseQuery(query, { asYouType });
      expect(terms.length).toBeLessThanOrEqual(32);
      for (const { text } of terms) expect(text).toMatch(/[\p{L}\p{N}\p{Co}]/u);
    }),
  );
});
