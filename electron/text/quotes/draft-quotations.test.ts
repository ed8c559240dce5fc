import { expect, test } from "vitest";
import type { Block } from "../../entities.ts";
import { draftQuotations } from "./draft-quotations.ts";

const paragraph = (text: string): Block => ({ kind: "paragraph", text, marks: [] });
const quote = (text: string): Block => ({ kind: "blockquote", depth: 1, text, marks: [] });
const textsOf = (...blocks: readonly Block[]) => draftQuotations(blocks).map(({ text }) => text);

test("quotations say which block they stand in, and where", () => {
  const blocks = [
    paragraph("Before."),
    paragraph("She said “the bolt had not sunk at all” twice."),
  ];
  expect(draftQuotations(blocks)).toEqual([
    {
      text: "the bolt had not sunk at all",
      block: 1,
      start: 10,
      within: null,
      readings: [],
      paragraphs: [],
      unsure: false,
    },
  ]);
});

test("words set apart are a quotation without marks, several paragraphs one", () => {
  expect(textsOf(quote("The bolt had not sunk."), quote("Nobody believed it."))).toEqual([
    "The bolt had not sunk.\nNobody believed it.",
  ]);
});

test("words set apart that have marks are one quotation, not two", () => {
  expect(textsOf(quote("“The bolt had not sunk at all.”"))).toEqual([
    "The bolt had not sunk at all.",
  ]);
});

test("the source named at the end of words set apart may be left out", () => {
  const [first] = draftQuotations([
    quote("The bolt had not sunk at all (Penhale 2015, 12)."),
    quote("— R. Penhale"),
  ]);
  expect(first?.readings).toEqual([
    "The bolt had not sunk at all (Penhale 2015, 12).",
    "The bolt had not sunk at all",
  ]);
});

test("marks of notes within a quotation are none of its words", () => {
  const block: Block = {
    kind: "paragraph",
    text: "He wrote “the bolt12 had not sunk at all” then.",
    marks: [
      [18, 20, "superscript"],
      [18, 20, "link", "block:7"],
    ],
  };
  expect(textsOf(block)).toEqual(["the bolt had not sunk at all"]);
});

test("a power is not the mark of a note", () => {
  const block: Block = {
    kind: "paragraph",
    text: "He wrote “it was 12 m2 of wet wood” then.",
    marks: [[21, 22, "superscript"]],
  };
  expect(textsOf(block)).toEqual(["it was 12 m2 of wet wood"]);
});

test("a quotation within one says so", () => {
  const [, inner] = draftQuotations([
    paragraph("“He told me „the bolt had not sunk at all“ and left without a word.”"),
  ]);
  expect(inner).toMatchObject({ text: "the bolt had not sunk at all", within: 0 });
});

test("a quotation that is opened and closed three paragraphs later is one, but not surely", () => {
  const found = draftQuotations([
    paragraph("She wrote: “The bolt had not sunk."),
    paragraph("Nobody believed it."),
    paragraph("I measured it again.”"),
  ]);
  expect(found).toMatchObject([
    { text: "The bolt had not sunk.\nNobody believed it.\nI measured it again.", unsure: true },
  ]);
});

test("a paragraph that opens a quotation again goes on with it", () => {
  expect(
    textsOf(paragraph("“The bolt had not sunk."), paragraph("“Nobody believed it.” She left.")),
  ).toHaveLength(1);
});

test("apostrophes open nothing, and what is code is not read", () => {
  expect(
    textsOf(paragraph("The keepers' daughter didn't know the engineers' names, 'twas said."), {
      kind: "preformatted",
      text: 'print("the bolt had not sunk at all")',
      marks: [],
    }),
  ).toEqual([]);
});

test("single marks quote as well, up to any mark that may close them", () => {
  const text = "He read ‘the lamps of all the keepers’ there, and ‘the bolt’ too.";
  expect(draftQuotations([paragraph(text)])).toMatchObject([
    { text: "the lamps of all the keepers", unsure: true },
  ]);
  const [sure] = draftQuotations([paragraph("She wrote: ‘the bolt had not sunk at all.’")]);
  expect(sure).toMatchObject({ text: "the bolt had not sunk at all.", unsure: false });
});

test("raised numbers are left out in another reading, powers are not", () => {
  const raised = (text: string, start: number): Block => ({
    kind: "paragraph",
    text,
    marks: [[start, start + 1, "superscript"]],
  });
  const [note] = draftQuotations([raised("“the bolt7 had not sunk at all”", 9)]);
  expect(note?.readings).toEqual(["the bolt had not sunk at all"]);
  const [power] = draftQuotations([raised("“it was 12 m2 of wet wood”", 12)]);
  expect(power?.readings).toEqual([]);
});

test("the marks of code in a line quote nothing", () => {
  const text = 'Type print("the bolt had not sunk at all") to see it.';
  expect(textsOf({ kind: "paragraph", text, marks: [[5, text.indexOf(")") + 1, "code"]] })).toEqual(
    [],
  );
});

test("a quotation goes on where a line or a page ends within a sentence", () => {
  const [first, second] = [
    "Il écrit : « Le gardien n’a jamais quitté le",
    "phare pendant la tempête », dit-on.",
  ];
  expect(draftQuotations([paragraph(first), paragraph(second)])).toMatchObject([
    { text: " Le gardien n’a jamais quitté le\nphare pendant la tempête ", unsure: false },
  ]);
  const apart = [paragraph("Here « it had closed."), paragraph("So be it », he said.")];
  expect(draftQuotations(apart)).toMatchObject([{ unsure: true }]);
});

test("numbers of notes that nothing raises are left out in another reading", () => {
  const [note] = draftQuotations([paragraph("“the bolt¹² had not sunk at all.7”")]);
  expect(note?.readings).toEqual(["the bolt had not sunk at all."]);
});
