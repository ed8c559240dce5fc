import { describe, expect, it } from "vitest";
import { addressIn, fuzzySpans, linkQueryAt } from "./link-query.ts";

/** Reads a text in which ‸ stands for the caret. */
function at(marked: string) {
  const caret = marked.indexOf("‸");
  return linkQueryAt(marked.replace("‸", ""), caret);
}

describe("linkQueryAt", () => {
  it("finds an empty query right after the brackets", () => {
    expect(at("see [[‸")).toEqual({ embed: false, start: 4, end: 6, query: "", label: null });
  });

  it("reads what was typed up to the caret, trimmed", () => {
    expect(at("see [[ datum ‸and more")).toEqual({
      embed: false,
      start: 4,
      end: 13,
      query: "datum",
      label: null,
    });
  });

  it("takes the words after a bar as the label", () => {
    expect(at("[[datum|the zero‸")).toEqual({
      embed: false,
      start: 0,
      end: 16,
      query: "datum",
      label: "the zero",
    });
    expect(at("[[datum|‸")?.label).toBe("");
  });

  it("takes closing brackets after the caret with it", () => {
    expect(at("[[datum‸]] then")).toEqual({
      embed: false,
      start: 0,
      end: 9,
      query: "datum",
      label: null,
    });
  });

  it("begins with the sign of an embed, wherever that stands", () => {
    expect(at("so ![[one‸]]")).toEqual({
      embed: true,
      start: 3,
      end: 11,
      query: "one",
      label: null,
    });
  });

  it("starts at the nearest brackets", () => {
    expect(at("[[one]] and [[two‸")).toEqual({
      embed: false,
      start: 12,
      end: 17,
      query: "two",
      label: null,
    });
    expect(at("[[one [[two‸")).toEqual({
      embed: false,
      start: 6,
      end: 11,
      query: "two",
      label: null,
    });
  });

  it.each(["see ‸", "[one‸", "[[one]] ‸", "[[one\ntwo‸", "[[[one‸", `[[${"x".repeat(121)}‸`])(
    "finds none in %s",
    (text) => {
      expect(at(text)).toBeNull();
    },
  );
});

describe("fuzzySpans", () => {
  it("prefers a whole run", () => {
    expect(fuzzySpans("Subsidence and the datum problem", "dat")).toEqual([[19, 22]]);
  });

  it("finds letters in order", () => {
    expect(fuzzySpans("Sea level, 1915–", "sl15")).toEqual([
      [0, 1],
      [4, 5],
      [11, 12],
      [14, 15],
    ]);
  });

  it("is null when a letter is missing and empty for an empty query", () => {
    expect(fuzzySpans("Sea", "sex")).toBeNull();
    expect(fuzzySpans("Sea", "")).toEqual([]);
  });
});

describe("addressIn", () => {
  it("knows web and mail addresses only", () => {
    expect(addressIn("https://example.org/a?b")).toBe("https://example.org/a?b");
    expect(addressIn("mailto:a@b.org")).toBe("mailto:a@b.org");
    expect(addressIn("javascript:alert(1)")).toBeNull();
    expect(addressIn("https:// x")).toBeNull();
    expect(addressIn("datum")).toBeNull();
  });
});
