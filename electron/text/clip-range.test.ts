import fc from "fast-check";
import { expect, test } from "vitest";
import { clipRange } from "./clip-range.ts";

/** The words between the brackets ⟦ ⟧, and what clipping them keeps. */
function clipped(marked: string): string | null {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  const text = marked.replace("⟦", "").replace("⟧", "");
  const range = clipRange(text, start, end);
  return range === null ? null : text.slice(range.start, range.end);
}

test("stray spaces at the edges are left out", () => {
  expect(clipped("He said⟦ that it\nis so \n⟧and left")).toBe("that it\nis so");
});

test("punctuation that ends what was before is left out", () => {
  expect(clipped("It rained⟦. Then it stopped.⟧")).toBe("Then it stopped.");
  expect(clipped("(as he said⟦), then left⟧")).toBe("then left");
});

test("what opens or closes the words themselves stays", () => {
  expect(clipped("He: ⟦“I am here,”⟧ he said")).toBe("“I am here,”");
  expect(clipped("the ⟦(second) part⟧")).toBe("(second) part");
  expect(clipped("so ⟦…and then?⟧")).toBe("…and then?");
});

test("a bracket that opens what comes after is left out", () => {
  expect(clipped("⟦the minister (⟧of labour)")).toBe("the minister");
});

test("nothing but space is no clip, punctuation alone is kept", () => {
  expect(clipped("a⟦ \n ⟧b")).toBe(null);
  expect(clipped("a⟦ … ⟧b")).toBe("…");
});

test("half a character takes the whole", () => {
  const text = "ok 👩‍👩‍👧 ok";
  expect(clipRange(text, 4, 5)).toEqual({ start: 3, end: text.length - 3 });
});

test("the result lies within the text and is never empty, for any text and span", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", " ", ".", "(", "\n", "👍🏽", "e\u0301", "“", "…"),
  });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, one, other) => {
      fc.pre(whole.length > 0);
      const start = one % whole.length;
      const end = start + 1 + (other % (whole.length - start));
      const range = clipRange(whole, start, end);
      const kept = range === null ? "" : whole.slice(range.start, range.end);
      expect(kept === "").toBe(whole.slice(start, end).trim() === "");
      expect(range === null ? null : clipRange(whole, range.start, range.end)).toEqual(range);
    }),
  );
});
