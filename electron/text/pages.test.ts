import { expect, it } from "vitest";
import type { Block } from "../entities.ts";
import { blockStarts, canonicalText } from "./blocks.ts";
import { pageOf } from "./pages.ts";

const paragraph = (text: string): Block => ({ kind: "paragraph", text, marks: [] });
const blocks: readonly Block[] = [
  paragraph("before"),
  { kind: "pageBreak", label: "4" },
  paragraph("four"),
  { kind: "pageBreak", label: "" },
  paragraph("still"),
  { kind: "pageBreak", label: "v" },
  paragraph("five"),
];
const text = canonicalText(blocks);
const page = (from: string, to = from) =>
  pageOf(blocks, blockStarts(blocks), { start: text.indexOf(from), end: text.indexOf(to) + 4 });

it("takes the last label before a span", () => {
  expect(page("four")).toBe("4");
  expect(page("still")).toBe("4");
  expect(page("five")).toBe("v");
});

it("names both pages of a span that goes over a break", () => {
  expect(page("still", "five")).toBe("4–v");
});

it("knows no page before the first label", () => {
  expect(page("before")).toBeNull();
});
