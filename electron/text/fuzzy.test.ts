import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzyMatch, letterMask, rankByMatch } from "./fuzzy.ts";
import { fold } from "./tokens.ts";

/** The title with what matched in brackets; null when it does not match. */
function marked(query: string, title: string): string | null {
  const match = fuzzyMatch(query, title);
  if (match === null) return null;
  let shown = "";
  let at = 0;
  for (const [start, end] of match.matches) {
    shown += `${title.slice(at, start)}[${title.slice(start, end)}]`;
    at = end;
  }
  return shown + title.slice(at);
}
const order = (query: string, titles: readonly string[]) =>
  rankByMatch(query, titles, (title) => title, 10).map(({ item }) => item);

describe("matching", () => {
  test("finds beginnings of words before what stands within them", () => {
    expect(marked("art", "Smart art")).toBe("Smart [art]");
    expect(marked("art", "Smart")).toBe("Sm[art]");
  });

  test("finds initials", () => {
    expect(marked("nyt", "The New York Times")).toBe("The [N]ew [Y]ork [T]imes");
  });

  test("finds letters in order when they stand close enough", () => {
    expect(marked("clmt", "Climate")).toBe("[Cl]i[m]a[t]e");
    expect(marked("xz", "Xylophones in the history of jazz")).toBe(null);
  });

  test("finds every word in any order", () => {
    expect(marked("level sea", "The sea level")).toBe("The [sea] [level]");
    expect(marked("level zzz", "The sea level")).toBe(null);
  });

  test("minds neither case nor diacritics, and marks the title as it is written", () => {
    expect(marked("angstrom", "Über Ångström")).toBe("Über [Ångström]");
    expect(marked("E\u0301TE\u0301", "L’été")).toBe("L’[été]");
  });

  test("an empty query matches everything with nothing marked", () => {
    expect(fuzzyMatch("  ", "Anything")).toEqual({ score: 0, matches: [] });
  });
});

describe("ranking", () => {
  test("a title that begins with the words comes first, scattered letters last", () => {
    expect(order("sea", ["Special area", "Undersea", "The sea", "Sea level"])).toEqual([
      "Sea level",
      "The sea",
      "Undersea",
      "Special area",
    ]);
  });

  test("among equals the order given decides", () => {
    expect(order("note", ["Note B", "Note A", "Note C"])).toEqual(["Note B", "Note A", "Note C"]);
  });

  test("an empty query keeps the order given", () => {
    expect(order("", ["b", "a"])).toEqual(["b", "a"]);
  });
});

test("spans are in order, apart and within the title, for any two strings", () => {
  const strings = fc.string({
    unit: fc.constantFrom("a", "B", "é", "e\u0301", " ", "ß", "İ", "ﬁ", "👍", "京", "-"),
    maxLength: 20,
  });
  fc.assert(
    fc.property(strings, strings, (query, title) => {
      const match = fuzzyMatch(query, title);
      if (match === null) return;
      let last = -1;
      for (const [start, end] of match.matches) {
        expect(start > last && end > start && end <= title.length).toBe(true);
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});

test("a title that matches has all bits of the query", () => {
  const strings = fc.string({
    unit: fc.constantFrom("a", "B", "é", "9", "京", "ж", "z"),
    maxLength: 8,
  });
  fc.assert(
    fc.property(strings, strings, (query, title) => {
      const wanted = letterMask(fold(query));
      const matches = fuzzyMatch(fold(query), fold(title)) !== null;
      expect(!matches || (letterMask(fold(title)) & wanted) === wanted).toBe(true);
    }),
    { numRuns: 500 },
  );
});
