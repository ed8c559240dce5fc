import { describe, expect, test } from "vitest";
import { linkMentions, mentionPattern, mentionsIn, unlinkMentions } from "./mentions.ts";

const text = (words: string, format = 0) => ({ type: "text", version: 1, text: words, format });
const paragraph = (...children: object[]) => ({ type: "paragraph", children });
const state = (...children: object[]) => JSON.stringify({ root: { type: "root", children } });
const link = {
  type: "notebook-link",
  version: 1,
  target: { kind: "note", id: "x" },
  label: "Tide",
};
const target = { kind: "note", id: "t", title: "Tide gauge" } as const;

function patternOf(...titles: string[]): RegExp {
  const pattern = mentionPattern(titles);
  if (!pattern) throw new RangeError("Expected titles with words");
  return pattern;
}

describe("mentions", () => {
  test("are whole words, whatever their case, with the paragraph around them", () => {
    const body = state(
      paragraph(text("A tide  gauge, "), { type: "linebreak" }, text("and the tide gauges.")),
      { type: "list", children: [{ type: "listitem", children: [text("Tide gauge")] }] },
    );
    expect(mentionsIn(body, patternOf("Tide gauge"))).toEqual([
      { ordinal: 0, before: "A ", words: "tide  gauge", after: ",  and the tide gauges." },
      { ordinal: 1, before: "", words: "Tide gauge", after: "" },
    ]);
  });

  test("are not in links, code or quotes", () => {
    const body = state(
      paragraph(link, text("Tide", 16)),
      { type: "code", children: [{ type: "code-highlight", text: "Tide" }, text("Tide")] },
      { type: "clip-quote", version: 1, clip: "c", words: "Tide" },
      paragraph({ type: "link", url: "https://example.org", children: [text("Tide")] }),
    );
    expect(mentionsIn(body, patternOf("Tide"))).toEqual([]);
  });

  test("prefer the longer title, and need no spaces where a script has none", () => {
    expect(
      mentionsIn(state(paragraph(text("the tide gauge"))), patternOf("tide", "tide gauge")).map(
        ({ words }) => words,
      ),
    ).toEqual(["tide gauge"]);
    expect(mentionsIn(state(paragraph(text("東京都の潮"))), patternOf("京都"))).toHaveLength(1);
    expect(mentionPattern(["…", ""])).toBeNull();
  });

  test("of a title with signs are found as it is written", () => {
    const body = state(paragraph(text("What is C++ (1998)? And C (1998)?")));
    expect(mentionsIn(body, patternOf("C++ (1998)?")).map(({ words }) => words)).toEqual([
      "C++ (1998)?",
    ]);
  });

  test("of what is no editor state are none", () => {
    for (const body of ["", "null", "[]", '{"root":3}', '{"root":{"children":[null,3]}}'])
      expect(mentionsIn(body, patternOf("a"))).toEqual([]);
  });
});

describe("linking mentions", () => {
  const body = state(paragraph(text("a tide gauge or Tide gauge, tide gauge."), link));
  const pattern = patternOf("Tide gauge");

  test("keeps every word and says which words the link shows", () => {
    const linked = linkMentions(body, pattern, [0, 1], target)?.body ?? "";
    const labels = [...linked.matchAll(/"label":"([^"]*)"/g)].map(([, label]) => label);
    expect(labels).toEqual(["tide gauge", "", "Tide"]);
    expect(mentionsIn(linked, pattern).map(({ after }) => after)).toEqual([".Tide"]);
  });

  test("is taken back to exactly what was there, other links left alone", () => {
    const linked = linkMentions(body, pattern, [0, 1, 2], target);
    const words = ["tide gauge", "Tide gauge", "tide gauge"];
    for (const places of [linked?.links ?? null, null])
      expect(JSON.parse(unlinkMentions(linked?.body ?? "", target, words, places))).toEqual(
        JSON.parse(body),
      );
  });

  test("is taken back where it was done, though links that the writer made show the same", () => {
    const own = { ...link, target: { kind: "note", id: "t" }, label: "" };
    const before = state(paragraph(text("See "), own, text(", then Tide gauge.")));
    const linked = linkMentions(before, pattern, [0], target);
    expect(linked).toMatchObject({ mentions: { at: [0], of: 1 }, links: { at: [1], of: 2 } });
    const { body: now = "", links = null } = linked ?? {};
    expect(unlinkMentions(now, target, ["Tide gauge"], links)).toBe(before);
  });

  test("is refused when one of them is not there", () => {
    expect(linkMentions(body, pattern, [3], target)).toBeNull();
  });
});
