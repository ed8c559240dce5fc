import { describe, expect, it } from "vitest";
import { isQuoted, plainQuote, sourceLine, type Citable } from "./citation.ts";

const source: Citable = {
  byline: ["R. Penhale"],
  published: "2015-05-12",
  site: "Tideway Review",
  articleTitle: "The gauge at Newlyn: a hundred years of one harbour",
  paragraph: 2,
};

describe("sourceLine", () => {
  it("names author, year and paragraph", () => {
    expect(sourceLine(source)).toBe("Penhale 2015, ¶ 2");
  });

  it.each([
    [["Penhale, R."], "Penhale 2015, ¶ 2"],
    [["Marie Le Gall", "Jo Aubert"], "Le Gall and Aubert 2015, ¶ 2"],
    [["Ludwig van der Berg"], "van der Berg 2015, ¶ 2"],
    [["A. One", "B. Two", "C. Three"], "One et al. 2015, ¶ 2"],
    [["Reuters"], "Reuters 2015, ¶ 2"],
    [["山田太郎"], "山田太郎 2015, ¶ 2"],
    [["Survey Office"], "Survey Office 2015, ¶ 2"],
    [["The Harbour Board", "R. Penhale"], "The Harbour Board and Penhale 2015, ¶ 2"],
    [["Martin Luther King Jr."], "King 2015, ¶ 2"],
  ])("writes %j as %s", (byline, line) => {
    expect(sourceLine({ ...source, byline })).toBe(line);
  });

  it("falls back to the site, then to the title cut at a word", () => {
    expect(sourceLine({ ...source, byline: [], published: null })).toBe("Tideway Review, ¶ 2");
    expect(sourceLine({ ...source, byline: [], site: null })).toBe(
      "The gauge at Newlyn: a hundred years of… 2015, ¶ 2",
    );
  });
});

describe("plainQuote", () => {
  it("puts marks around the words unless they bring their own", () => {
    expect(plainQuote("The longest gap", source)).toBe("“The longest gap” (Penhale 2015, ¶ 2)");
    expect(plainQuote("“We did not”", source)).toBe("“We did not” (Penhale 2015, ¶ 2)");
    expect(isQuoted("“Only” the start")).toBe(false);
  });

  it.each([
    ["en-GB", "“gap” (Penhale 2015, ¶ 2)"],
    ["de", "„gap“ (Penhale 2015, ¶ 2)"],
    ["de-CH", "«gap» (Penhale 2015, ¶ 2)"],
    ["fr", "«\u00a0gap\u00a0» (Penhale 2015, ¶ 2)"],
    ["ja", "「gap」 (Penhale 2015, ¶ 2)"],
    [null, "“gap” (Penhale 2015, ¶ 2)"],
  ])("takes the marks of %s", (language, quote) => {
    expect(plainQuote("gap", source, language)).toBe(quote);
  });

  it("cites the page, or the pages, where the text tells of them", () => {
    expect(plainQuote("gap", { ...source, page: "4" })).toBe("“gap” (Penhale 2015, p. 4)");
    expect(plainQuote("gap", { ...source, page: "4–5" })).toBe("“gap” (Penhale 2015, pp. 4–5)");
    expect(plainQuote("gap", { ...source, paragraph: null })).toBe("“gap” (Penhale 2015)");
  });
});
