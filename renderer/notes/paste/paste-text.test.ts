import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutLong, paragraphsOf } from "./paste-text.ts";

describe("paragraphsOf", () => {
  it("makes each line a paragraph when no blank line parts them", () => {
    expect(paragraphsOf("one\r\ntwo\rthree\n")).toEqual([["one"], ["two"], ["three"]]);
  });

  it("keeps line ends within paragraphs that blank lines part", () => {
    expect(paragraphsOf("\none\ntwo\n \n\nthree\n\n")).toEqual([["one", "two"], ["three"]]);
  });
});

describe("cutLong", () => {
  it("leaves a text of common length alone", () => {
    expect(cutLong("A sentence. ".repeat(800))).toEqual([]);
  });

  it("cuts after sentences", () => {
    const text = "It was begun for the boats. ".repeat(1_000);
    const cuts = cutLong(text);
    expect(cuts.length).toBeGreaterThan(3);
    for (const cut of cuts) expect(text.slice(0, cut)).toMatch(/boats\. $/);
  });

  it("cuts between words without sentences, and never within a letter without words", () => {
    const words = "word ".repeat(4_000);
    for (const cut of cutLong(words)) expect(cut % 5).toBe(0);
    const letters = "𝒳".repeat(12_000);
    for (const cut of cutLong(letters)) expect(cut % 2).toBe(0);
  });

  it("makes pieces of bounded length, in order, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", " ", ". ", "𝒳", "word"), { maxLength: 60 }),
        (parts) => {
          const text = parts.join("").repeat(400);
          const edges = [0, ...cutLong(text), text.length];
          for (const [index, edge] of edges.slice(1).entries()) {
            const size = edge - (edges[index] ?? 0);
            expect(size).toBeGreaterThanOrEqual(0);
            expect(size).toBeLessThanOrEqual(10_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
