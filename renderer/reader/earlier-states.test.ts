import { expect, test } from "vitest";
import { articleOf, clipAt } from "./article-fixture.ts";
import { articleLines, clipLines } from "./earlier-states.ts";

const said = (lines: readonly { readonly said: string }[]) => lines.map((line) => line.said);

test("a clip's earlier states are said in words, those it is in now left out", () => {
  const clip = clipAt({ start: 4, end: 7 }, { quote: "sea", color: "doubt", comment: "now" });
  const states = [
    { comment: "before\n that" },
    { comment: "" },
    { comment: "now" },
    { color: "idea", comment: "now" },
    { color: "doubt" },
    { quote: "sea rises", start: 4, end: 13 },
    { quote: "long ".repeat(60) },
  ];
  const lines = clipLines(
    clip,
    states.map((fields, index) => ({ group: `g${index}`, at: index, fields })),
  );
  expect(said(lines)).toEqual([
    "comment “before that”",
    "no comment",
    "colour Idea",
    "words “sea rises”",
    `words “${"long ".repeat(24).trim()}…”`,
  ]);
  expect(lines[1]).toMatchObject({ group: "g1", at: 1, fields: ["comment"] });
});

test("an article's earlier details are said by the names of the form", () => {
  const article = articleOf([], { site: "Weekly", byline: ["Ann Lee"], identifiers: {} });
  const state = (text: string | null) => ({ value: { text }, edited: null });
  const fields = {
    site: state("Daily"),
    byline: state("Ann Lee"),
    url: state(article.url),
    abstract: state(null),
    "identifiers.doi": state("10.1/x"),
  };
  const of = { ...article, abstract: "Now" };
  expect(said(articleLines(of, [{ group: "g", at: 1, fields }]))).toEqual([
    "site or journal “Daily”, no abstract, doi “10.1/x”",
  ]);
});
