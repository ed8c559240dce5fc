import { expect, test } from "vitest";
import type { Block } from "../entities.ts";
import { blockStarts } from "./blocks.ts";
import { paragraphNumber } from "./paragraphs.ts";

const paragraph = (text: string): Block => ({ kind: "paragraph", text, marks: [] });
const blocks: readonly Block[] = [
  { kind: "heading", level: 1, text: "Title", marks: [] },
  paragraph("First."),
  { kind: "image", hash: null, alt: "", host: null },
  { kind: "rule" },
  paragraph("Second."),
  { kind: "heading", level: 2, text: "More", marks: [] },
  paragraph("Third."),
];

test("paragraphs are counted from one; headings, pictures and rules are none", () => {
  const starts = blockStarts(blocks);
  const text = "Title\nFirst.\n\n\nSecond.\nMore\nThird.";
  const at = (words: string) => paragraphNumber(blocks, starts, text.indexOf(words));
  expect(at("First")).toBe(1);
  expect(at("Second")).toBe(2);
  expect(at("Third")).toBe(3);
});

test("a heading counts as the paragraph that follows", () => {
  const starts = blockStarts(blocks);
  expect(paragraphNumber(blocks, starts, 0)).toBe(1);
  expect(paragraphNumber(blocks, starts, starts[5] ?? 0)).toBe(3);
});
