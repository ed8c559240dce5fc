import fc from "fast-check";
import { expect, test } from "vitest";
import { addChanges, describeChanges, isNormal, noChanges, normaliseText } from "./normalise.ts";

const normal = (text: string): string => normaliseText(text).text;

test("ordinary text with curly quotes, dashes and emoji is left alone", () => {
  const text = "“Yes — certainly…” she said.\n\tTabs\u00a0and 👩‍👩‍👧 🏳️‍🌈 stay.";
  expect(normaliseText(text)).toEqual({ text, changes: noChanges });
});

test("every kind of line end becomes a line feed", () => {
  expect(normal("a\r\nb\rc\u2028d\u2029e\ff\u0085g")).toBe("a\nb\nc\nd\ne\nf\ng");
});

test("NUL, controls, soft hyphens and zero-width spaces go", () => {
  expect(normal("\ufeffa\0b\u0007c\u00add\u200be\u2060f\u009b")).toBe("abcdef");
});

test("joiners stay within words and emoji and go elsewhere", () => {
  expect(normal("می\u200cخواهم")).toBe("می\u200cخواهم");
  expect(normal("क्\u200dष")).toBe("क्\u200dष");
  expect(normal("a \u200d b\u200c, \u200dc")).toBe("a  b, c");
});

test("a joiner goes with the letter before it when composing makes a sign of that letter", () => {
  expect(normal("\u00a8\u0342\u200d\u3400")).toBe("\u1fc1\u3400");
  expect(isNormal(normal("\u00a8\u0342\u200d\u3400"))).toBe(true);
});

test("half a character becomes a sign of damage", () => {
  expect(normal("a\ud800b\udc00c")).toBe("a\ufffdb\ufffdc");
});

test("accents are composed", () => {
  expect(normal("cafe\u0301")).toBe("caf\u00e9");
});

test("bidirectional marks stay", () => {
  expect(normal("a\u200fb\u2067c\u2069")).toBe("a\u200fb\u2067c\u2069");
});

test("what was changed is counted and said in sentences", () => {
  const { changes } = normaliseText("a\r\nb\r\nc\0\u00ad\u0001\ud800e\u0301");
  expect(changes).toEqual({
    lineEnds: 2,
    nulls: 1,
    controls: 1,
    invisible: 1,
    surrogates: 1,
    composed: 1,
  });
  const sentences = describeChanges(addChanges(changes, changes));
  expect(sentences).toContain("4 line ends were made a plain line feed.");
  expect(sentences).toHaveLength(6);
  expect(describeChanges(noChanges)).toEqual([]);
});

test("normalising twice is normalising once, for any text", () => {
  const hard = fc.constantFrom(
    "\u200d",
    "\u200c",
    "\u00ad",
    "\r",
    "\n",
    "\0",
    "\u0301",
    "\ud83d",
    "\ude00",
    "e",
    "ᄀ",
    "ᅡ",
    "👩",
    " ",
    "\u{16d67}",
  );
  const text = fc
    .array(fc.oneof(hard, fc.string({ unit: "binary", maxLength: 3 })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (raw) => {
      const once = normal(raw);
      expect(normal(once)).toBe(once);
      expect(isNormal(once)).toBe(true);
      expect(once.isWellFormed()).toBe(true);
      expect(once.normalize("NFC")).toBe(once);
      expect(isNormal(raw)).toBe(once === raw);
    }),
    { numRuns: 2_000 },
  );
});
