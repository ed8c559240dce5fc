import { describe, expect, it } from "vitest";
import {
  bringsPassages,
  passagesType,
  readPassages,
  writePassages,
  type QuotedPassage,
} from "./passages.ts";

const quoted: QuotedPassage = {
  passage: { version: "v1", start: 4, end: 15 },
  words: "longest gap",
  article: "a1",
  url: null,
  language: "en",
  source: {
    byline: ["R. Penhale"],
    site: null,
    published: "2015",
    articleTitle: "The gauge",
    paragraph: 2,
    page: "4",
  },
};
const clipped: QuotedPassage = {
  ...quoted,
  passage: { clip: "c1" },
  words: "two\nlines <b>",
  url: "https://tideway.example/gauge",
};

function written(...passages: readonly QuotedPassage[]): DataTransfer {
  const data = new DataTransfer();
  writePassages(data, passages);
  return data;
}
function transfer(forms: Readonly<Record<string, string>>): DataTransfer {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(forms)) data.setData(type, text);
  return data;
}

describe("passages in a transfer", () => {
  it("are finished citations as plain text", () => {
    expect(written(quoted, clipped).getData("text/plain")).toBe(
      "“longest gap” (Penhale 2015, p. 4)\n\n“two\nlines <b>” (Penhale 2015, p. 4)",
    );
  });

  it("are block quotations with their source as HTML", () => {
    const page = new DOMParser().parseFromString(
      written(quoted, clipped).getData("text/html"),
      "text/html",
    );
    const [one, two] = page.querySelectorAll("blockquote");
    expect(one?.cite).toBe("urn:uuid:a1");
    expect(one?.textContent).toBe("longest gap");
    expect(two?.cite).toBe("https://tideway.example/gauge");
    expect([...(two?.querySelectorAll("p") ?? [])].map((each) => each.textContent)).toEqual([
      "two",
      "lines <b>",
    ]);
    expect(page.querySelector("a")?.href).toBe("https://tideway.example/gauge");
  });

  const arrived = [
    { version: "v1", start: 4, end: 15, words: "longest gap" },
    { clip: "c1", words: "two\nlines <b>" },
  ];

  it("come back in order from our own form", () => {
    const data = written(quoted, clipped);
    expect(bringsPassages(data)).toBe(true);
    expect(readPassages(data)).toEqual(arrived);
  });

  it("come back from the HTML when a program has dropped our own form", () => {
    const html = written(quoted, clipped).getData("text/html");
    expect(readPassages(transfer({ "text/html": `<meta charset="utf-8">${html}` }))).toEqual(
      arrived,
    );
  });

  it("are not taken from HTML that has other things beside them", () => {
    const html = written(quoted).getData("text/html");
    expect(readPassages(transfer({ "text/html": `<p>Mine</p>${html}` }))).toBeNull();
  });

  it.each([
    ["nothing", {}],
    ["plain text", { "text/plain": "words" }],
    ["a link to a note", { "text/html": '<a data-commonplace="note:n1">Tides</a>' }],
    ["a cut form", { [passagesType]: '{"passages":[{"clip":' }],
    ["an empty form", { [passagesType]: '{"passages":[]}' }],
    ["no object", { [passagesType]: "null" }],
    ["a passage without words", { [passagesType]: '{"passages":[{"clip":"c1"}]}' }],
    [
      "a passage without an end",
      { [passagesType]: '{"passages":[{"version":"v","start":1,"words":"w"}]}' },
    ],
  ])("are not found in %s", (_what, forms) => {
    expect(readPassages(transfer(forms))).toBeNull();
  });
});
