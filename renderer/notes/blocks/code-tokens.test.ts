import { expect, it } from "vitest";
import { tokenise } from "./code-languages.ts";
import { languageNames, languageOf, tokensOf } from "./code-tokens.ts";

const parts = (code: string, language: string) =>
  tokenise(code, language).map(({ start, end, kind }) => [code.slice(start, end), kind]);

it("gives each part of a code its place and its kind", () => {
  expect(parts('const gap = "<11>"; // days', "javascript")).toEqual([
    ["const", "keyword"],
    ['"<11>"', "string"],
    ["// days", "comment"],
  ]);
  expect(parts("- a\n+ b & c", "diff")).toEqual([
    ["- a", "deletion"],
    ["+ b & c", "addition"],
  ]);
});

it("keeps the innermost of parts within parts", () => {
  const html = '<span class="hljs-string">a<span class="hljs-number">&lt;</span>b</span>c';
  expect(tokensOf(html)).toEqual([
    { start: 0, end: 1, kind: "string" },
    { start: 1, end: 2, kind: "number" },
    { start: 2, end: 3, kind: "string" },
  ]);
});

it("colours every language that can be chosen, and leaves others plain", () => {
  for (const name of Object.keys(languageNames)) {
    expect(() => tokenise("a = 1", name)).not.toThrow();
    expect(languageOf(name)).toBe(name);
  }
  expect(languageOf("TS")).toBe("typescript");
  expect(languageOf("klingon")).toBeNull();
  expect(tokenise("a = 1", "klingon")).toEqual([]);
});
