import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestPassage, prepareText } from "./passage.ts";
import { sealOf } from "./seal.ts";

const text =
  "The gauge on the pier has run since 1887. The sea rose. In 1921 a storm took the hut, the clock and the drum; " +
  "nobody wrote for eleven days. “Nobody but Nell,” said the keeper, who had held the lantern. " +
  "The sea rose by nine centimetres, or so the printed list would have it. We did not find them.";

/** The words found, and the state of the quotation against them; null when nothing is found. */
function lookUp(quotation: string, within = text): readonly [string, string] | null {
  const found = bestPassage(within, quotation);
  if (found === null) return null;
  const passage = within.slice(found.start, found.end);
  return [passage, sealOf(passage, quotation).state];
}

describe("a quotation is found", () => {
  test("where its words are, with the marks at its ends that it has too", () => {
    expect(lookUp("a storm took the hut")).toEqual(["a storm took the hut", "verbatim"]);
    expect(lookUp("nobody wrote for eleven days.")).toEqual([
      "nobody wrote for eleven days.",
      "verbatim",
    ]);
    expect(lookUp("nobody wrote for eleven days,")).toEqual([
      "nobody wrote for eleven days.",
      "typography",
    ]);
    expect(lookUp('"Nobody but Nell," said the keeper')?.[1]).toBe("typography");
  });

  test("rather where it stands exactly than where it stands first", () => {
    expect(
      lookUp("the sea rose by nine", `THE SEA ROSE BY NINE\n${text} the sea rose by nine`),
    ).toEqual(["the sea rose by nine", "verbatim"]);
  });

  test.each([
    ["a storm took the boat, the clock and", "a storm took the hut, the clock and"],
    ["a gale took the hut, the clock and the", "a storm took the hut, the clock and the"],
    ["One storm took the hut, the clock and", "a storm took the hut, the clock and"],
    ["a storm took the hut and the drum", "a storm took the hut, the clock and the drum"],
    ["We did find them.", "We did not find them."],
    ["nobody ever wrote for eleven days", "nobody wrote for eleven days"],
    ["In 1922 a storm took the hut", "In 1921 a storm took the hut"],
    [
      "a storm took the hut, the clock and the drum; “Nobody but Nell,” said the keeper",
      "a storm took the hut, the clock and the drum; nobody wrote for eleven days. “Nobody but Nell,” said the keeper",
    ],
  ])("with words that differ: %s", (quotation, passage) => {
    expect(lookUp(quotation)).toEqual([passage, "altered"]);
  });

  test.each([
    "The gauge on the pier […] The sea rose by nine centimetres",
    "[The weather] took the hut, the clock and the drum",
    "[t]he gauge on the pier has run since",
    "… nobody wrote for eleven days […] said the keeper",
    "nobody [else] wrote for eleven days […].",
    "the clock and the drum; nobody [sic] wrote",
    "We did not find them. [emphasis added]",
  ])("with marked edits: %s", (quotation) => {
    expect(lookUp(quotation)?.[1]).toBe("marked");
  });

  test("over a word divided at a line end", () => {
    expect(lookUp("government did not find", "The govern-\nment did not find it")?.[1]).toBe(
      "typography",
    );
    expect(lookUp("govern-\nment did not find", "The government did not find it")?.[1]).toBe(
      "typography",
    );
  });

  test("in scripts without spaces", () => {
    const chinese =
      "水位计从一八八七年开始运行。暴风雨卷走了小屋和时钟。海平面在一百年里上升了九厘米。";
    expect(lookUp("暴风雨卷走了小屋和时钟", chinese)?.[1]).toBe("verbatim");
    expect(lookUp("暴风雨卷走了木屋和时钟", chinese)).toEqual([
      "暴风雨卷走了小屋和时钟",
      "altered",
    ]);
  });
});

test("words that the text does not have are not found", () => {
  expect(bestPassage(text, "the moon over the harbour fell by ten")).toBeNull();
  expect(bestPassage(text, "")).toBeNull();
  expect(bestPassage("", "the sea rose by nine")).toBeNull();
  expect(bestPassage(text, "[…]")).toBeNull();
});

test("any stretch of words of any text is found as it is", () => {
  const words = fc.array(fc.constantFrom("sea", "the", "rose", "海", "l’été", "10²", "of"), {
    minLength: 12,
    maxLength: 80,
  });
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (all, a, b) => {
      const first = a % (all.length - 5);
      const quotation = all.slice(first, first + 5 + (b % (all.length - first))).join(" ");
      expect(lookUp(quotation, all.join(" "))).toEqual([quotation, "verbatim"]);
    }),
  );
});

test("time grows with the text, however often it repeats itself", () => {
  const took = (repeats: number) => {
    const prepared = prepareText("the sea rose and the sea fell ".repeat(repeats));
    const started = process.cpuUsage();
    bestPassage(prepared, "the sea rose and the moon fell and the sea rose ".repeat(20));
    return process.cpuUsage(started).user / 1_000;
  };
  took(1_000);
  const [short, long] = [took(4_000), took(32_000)];
  expect(long).toBeLessThan(8 * 4 * Math.max(short, 10));
});
