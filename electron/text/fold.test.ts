import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, sameWords } from "./fold.ts";

test("folding by letters takes away capitals, accents and typography", () => {
  expect(foldText("“Résumé”\u00a0 – ﬁne…", "letters").text).toBe('"resume" - fine...');
  expect(foldText("“Résumé”", "typography").text).toBe('"Résumé"');
});

test("each folded unit leads back to its character", () => {
  const { text, origins } = foldText("aﬁ  b…", "letters");
  expect(text).toBe("afi b...");
  expect([...origins]).toEqual([0, 1, 1, 2, 4, 5, 5, 5, 6]);
});

test("only typography makes no other words", () => {
  expect(sameWords("it’s “so”", 'it\'s  "so" ')).toBe(true);
  expect(sameWords("10²", "102")).toBe(false);
  expect(sameWords("Resume", "resume")).toBe(false);
});

test("folding is of the length of its origins, which rise", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (raw) => {
      const { text, origins } = foldText(raw, "letters");
      expect(origins.length).toBe(text.length + 1);
      expect([...origins]).toEqual([...origins].toSorted((a, b) => a - b));
      expect(origins.at(-1)).toBe(raw.length);
    }),
  );
});
