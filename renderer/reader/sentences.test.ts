import { expect, it } from "vitest";
import { sentenceBefore, sentenceEdge, sentenceFrom } from "./sentences.ts";
import { countWords, wordEdge } from "./words.ts";

const text =
  "Mr. Penhale kept the log. It was cold.\n\nA heading\nThe next day, at 5 a.m., he left.";
const words = (span: { start: number; end: number } | null) =>
  span && text.slice(span.start, span.end);

it("steps forward from sentence to sentence, over abbreviations, breaks and empty lines", () => {
  const seen: (string | null)[] = [];
  for (let span = sentenceFrom(text, 0, "en"); span; span = sentenceFrom(text, span.end, "en")) {
    seen.push(words(span));
  }
  expect(seen).toEqual([
    "Mr. Penhale kept the log.",
    "It was cold.",
    "A heading",
    "The next day, at 5 a.m., he left.",
  ]);
});

it("steps back the same way", () => {
  const last = sentenceBefore(text, text.length, "en");
  expect(words(last)).toBe("The next day, at 5 a.m., he left.");
  const before = sentenceBefore(text, last?.start ?? 0, "en");
  expect(words(before)).toBe("A heading");
  expect(words(sentenceBefore(text, before?.start ?? 0, "en"))).toBe("It was cold.");
  expect(sentenceBefore(text, 0, "en")).toBeNull();
});

it("takes the sentence a place is in before the next", () => {
  expect(words(sentenceFrom(text, 8, "en"))).toBe("Mr. Penhale kept the log.");
  expect(words(sentenceBefore(text, 30, "en"))).toBe("It was cold.");
});

it("steps in scripts without spaces and with a language nobody knows", () => {
  expect(sentenceFrom("海は広い。空は青い。", 0, "ja")).toEqual({ start: 0, end: 5 });
  expect(sentenceFrom("One. Two.", 0, "not a language")).toEqual({ start: 0, end: 4 });
});

it("moves an end of a clip by whole words", () => {
  const line = "The longest gap is eleven days.";
  const start = line.indexOf("gap");
  expect(wordEdge(line, start, -1, "start")).toBe(line.indexOf("longest"));
  expect(wordEdge(line, start, 1, "start")).toBe(line.indexOf("is"));
  expect(wordEdge(line, start + 3, 1, "end")).toBe(line.indexOf("is") + 2);
  expect(wordEdge(line, start + 3, -1, "end")).toBe(line.indexOf("longest") + 7);
  expect(wordEdge(line, 0, -1, "start")).toBe(0);
  expect(wordEdge(line, line.length, -1, "end")).toBe(line.indexOf("eleven") + 6);
});

it("counts words and not what stands between them", () => {
  expect(countWords("“We set out — to know”, he wrote.")).toBe(7);
  expect(countWords("…")).toBe(0);
});

it("steps to the edges of sentences in both directions, over paragraphs", () => {
  const two = "One here. Two there.\nThree.";
  const edge = (at: number, direction: -1 | 1, which: "start" | "end") =>
    sentenceEdge(two, at, direction, which, "en");
  expect(edge(9, 1, "end")).toBe(20);
  expect(edge(20, 1, "end")).toBe(27);
  expect(edge(27, 1, "end")).toBeNull();
  expect(edge(20, -1, "end")).toBe(9);
  expect(edge(9, -1, "end")).toBeNull();
  expect(edge(0, 1, "start")).toBe(10);
  expect(edge(10, 1, "start")).toBe(21);
  expect(edge(21, -1, "start")).toBe(10);
  expect(edge(15, -1, "start")).toBe(10);
  expect(edge(0, -1, "start")).toBeNull();
});
