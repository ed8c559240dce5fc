import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "./search-query.ts";
import { cutSnippet, markAll, matcherOf } from "./snippet.ts";

/** The marked text, matches in brackets. */
function marked(query: string, text: string, units?: number): string {
  const { segments } = cutSnippet(text, matcherOf(parseQuery(query)), units);
  return segments.map((segment) => (segment.match ? `[${segment.text}]` : segment.text)).join("");
}

describe("what matches", () => {
  test("whole words whatever their case and diacritics, on either side", () => {
    expect(marked("resume", "His Résumé, re\u0301sume\u0301, resumed.")).toBe(
      "His [Résumé], [re\u0301sume\u0301], resumed.",
    );
    expect(marked("RÉSUMÉ", "a resume")).toBe("a [resume]");
    expect(marked("москва", "Москва и Москвич")).toBe("[Москва] и Москвич");
  });

  test("beginnings of words when asked for, to the end of the word", () => {
    expect(marked("clim*", "Climate, acclimatise")).toBe("[Climate], acclimatise");
  });

  test("phrases across spaces, line breaks and punctuation", () => {
    expect(marked('"sea level"', "Sea\nlevel; sea-level; the level sea")).toBe(
      "[Sea level]; [sea-level]; the level sea",
    );
  });

  test("parts of sentences without spaces", () => {
    expect(marked("京都", "東京都に行く")).toBe("東[京都]に行く");
    expect(marked("ที่", "คนที่นี่")).toBe("คน[ที่]นี่");
  });

  test("nothing of what is excluded", () => {
    expect(marked("sea -level", "sea level")).toBe("[sea] level");
  });

  test("nothing when the query has no words", () => {
    expect(matcherOf(parseQuery("☃"))).toBe(null);
  });
});

describe("what is shown", () => {
  const filler = "Lorem ipsum dolor sit amet. ".repeat(40);

  test("the place where most of the query comes together, cut at words", () => {
    const text = `A sea alone. ${filler}Here the sea has a level that rises. ${filler}`;
    const shown = marked("sea level", text, 120);
    expect(shown).toContain("the [sea] has a [level] that");
    expect(shown).toMatch(/^….*…$/);
    expect(shown.length).toBeLessThan(200);
  });

  test("the first match shown is where to open the text", () => {
    const text = `${filler}Here the sea is.`;
    const { at } = cutSnippet(text, matcherOf(parseQuery("sea")));
    expect(at).not.toBe(null);
    expect(text.slice(at?.start, at?.end)).toBe("sea");
  });

  test("the beginning, and nowhere to open, when nothing matches", () => {
    const snippet = cutSnippet(filler, matcherOf(parseQuery("absent")));
    expect(snippet.at).toBe(null);
    expect(snippet.segments[0]?.text.startsWith("Lorem ipsum")).toBe(true);
  });

  test("a title whole", () => {
    expect(markAll("On the Sea", matcherOf(parseQuery("sea")))).toEqual([
      { text: "On the ", match: false },
      { text: "Sea", match: true },
    ]);
  });
});

test("any query marks true parts of any text", () => {
  const strings = fc.string({
    unit: fc.constantFrom("a", "É", " ", "-", '"', "京", "ท", "ี", "\n", "👍", "*", "(", "\\"),
    maxLength: 40,
  });
  fc.assert(
    fc.property(strings, strings, (query, text) => {
      const { segments, at } = cutSnippet(text, matcherOf(parseQuery(query)), text.length + 60);
      const shown = segments.map((segment) => segment.text).join("");
      expect(shown).toBe(text.replace(/\s+/g, " "));
      expect(at === null || (at.start < at.end && at.end <= text.length)).toBe(true);
    }),
  );
});

test("a megabyte without a match is scanned quickly", () => {
  const text = "The quick brown fox jumps over the lazy dog and on. ".repeat(20_000);
  const started = process.cpuUsage();
  expect(cutSnippet(text, matcherOf(parseQuery("those zebras"))).at).toBe(null);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
});
