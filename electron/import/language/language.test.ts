import { expect, test } from "vitest";
import type { Block } from "../../entities.ts";
import { importFile } from "../index.ts";
import { languageOf } from "./language.ts";
import { story } from "./languages-fixture.ts";

const blocks = (...texts: readonly string[]): readonly Block[] =>
  texts.map((text) => ({ kind: "paragraph", text, marks: [] }));

test.each(Object.entries(story))("%s is told from a story of a few sentences", (language, text) => {
  expect(languageOf(blocks(text))?.language).toBe(language === "zhHant" ? "zh" : language);
});

test.each(Object.entries(story))(
  "one sentence in %s is told or left open, never wrong",
  (language, text) => {
    const told = languageOf(blocks(text.slice(0, 100)))?.language ?? null;
    expect([null, language === "zhHant" ? "zh" : language]).toContain(told);
  },
);

test.each(["", "OK.", "1984", "John Smith", "https://example.org/a/b", "Ja, no, si."])(
  "%j is in no language for sure",
  (text) => {
    expect(languageOf(blocks(text))).toBeNull();
  },
);

test("a summary and references in English leave a German text German", () => {
  const references = Array.from({ length: 8 }, (_, n) => `${n}. ${story["en"]?.slice(0, 60)}`);
  const german = Array.from({ length: 6 }, () => story["de"] ?? "");
  expect(languageOf(blocks(story["en"] ?? "", ...german, ...references))?.language).toBe("de");
});

const page = (
  attribute: string,
  text: string,
): Promise<{ language: string | null; found: string | undefined }> =>
  importFile({
    name: "page.html",
    bytes: Buffer.from(
      `<html ${attribute}><body><article><h1>☼</h1><p>${text}</p><p>${text}</p></article></body></html>`,
    ),
    readBeside: async () => null,
  }).then(({ language, found }) => ({ language, found: found.language }));

test("what a page says of its language stands, unless the text is plainly in another", async () => {
  const of = (name: string): string => story[name] ?? "";
  expect(await page('lang="en-GB"', of("en"))).toEqual({ language: "en-GB", found: "html lang" });
  expect(await page('lang="zh-TW"', of("zhHant"))).toEqual({
    language: "zh-TW",
    found: "html lang",
  });
  expect(await page('lang="no"', of("nb"))).toEqual({ language: "no", found: "html lang" });
  expect(await page('lang="la"', of("it"))).toEqual({ language: "la", found: "html lang" });
  expect(await page('lang="en"', of("ja"))).toEqual({ language: "ja", found: "derived" });
  expect(await page('lang="en-US"', of("de"))).toEqual({ language: "de", found: "derived" });
  expect(await page('lang="ja"', of("fr"))).toEqual({ language: "fr", found: "derived" });
  expect(await page("", of("ru"))).toEqual({ language: "ru", found: "derived" });
  expect(await page('lang="en"', "John Smith")).toEqual({ language: "en", found: "html lang" });
});
