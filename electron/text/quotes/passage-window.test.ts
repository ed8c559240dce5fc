import { expect, test } from "vitest";
import { findPassage } from "./passage-window.ts";
import { keyRuns } from "./quotation-keys.ts";

const filler = Array.from(
  { length: 4_000 },
  (_, index) => `On day ${index} the keeper wrote the height of the water in the book.`,
).join("\n");
const told =
  "Nobody had asked the younger daughter, who carried a lantern down the wet steps at every tide.";
const text = `${filler}\n${told}\n${filler}`;

function found(quotation: string): string | null {
  const passage = findPassage(text, quotation, keyRuns(quotation), (key) => key.length);
  return passage && text.slice(passage.start, passage.end);
}

test("the very words are found in a long text", () => {
  expect(found("who carried a lantern down the wet steps")).toBe(
    "who carried a lantern down the wet steps",
  );
});

test("altered words are found in a long text", () => {
  expect(found("who carried a candle down the wet steps at every tide")).toBe(
    "who carried a lantern down the wet steps at every tide",
  );
});

test("words of which the text has only common ones are not found", () => {
  expect(found("Certain elephants never forgive impolite zookeepers")).toBeNull();
});

test("the right one of many like sentences is found", () => {
  expect(found("On day 3217 the keeper wrote the height")).toBe(
    "On day 3217 the keeper wrote the height",
  );
});

test("words in a script without spaces are found in a long text", () => {
  const chinese = `${"守塔的人每天把水的高度写在簿子上。".repeat(3_000)}没有人问过小女儿，她每次涨潮都提着灯走下湿台阶。`;
  const quotation = "她每次涨潮都提着灯走下湿台阶";
  const passage = findPassage(chinese, quotation, keyRuns(quotation), () => 1);
  expect(passage && chinese.slice(passage.start, passage.end)).toBe(quotation);
});
