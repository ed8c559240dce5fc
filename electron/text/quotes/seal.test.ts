import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sealOf } from "./seal.ts";
import { tokensOf } from "./typography.ts";

const state = (source: string, quoted: string) => sealOf(source, quoted).state;
const speech =
  "“We lost the sea,” he said; the government did not rise by 26.5 cm — ever. It rained.";

describe("typography", () => {
  test("the same characters are verbatim, and composed the same way or not", () => {
    expect(state(speech, speech)).toBe("verbatim");
    expect(state("Le garçon", "Le garçon".normalize("NFD"))).toBe("verbatim");
    expect(state("Le garçon", " Le garçon\n")).toBe("verbatim");
  });

  test.each([
    ["He said “no” to it", 'He said "no" to it'],
    ["He said “no” to it", "He said «\u00a0no\u00a0» to it"],
    ["Er sagte „nein“ dazu", "Er sagte »nein« dazu"],
    ["Er sagte „nein“ dazu", "Er sagte ‚nein‘ dazu"],
    ["彼は「海が消えた」と言った", "彼は『海が消えた』と言った"],
    ["It’s the sea’s", "It's the sea`s"],
    ["We lost the sea", "“We lost the sea”"],
    ["“We lost the sea”", "We lost the sea"],
    ["One two.\n“Three four.", "One two. Three four."],
    ["One two. Three four.", "One two.\n“Three four."],
  ])("quotation marks: %s = %s", (source, quoted) => {
    expect(state(source, quoted)).toBe("typography");
  });

  test.each([
    ["the sea — ours", "the sea – ours"],
    ["the sea — ours", "the sea--ours"],
    ["1914–18", "1914-18"],
    ["−5 °C", "-5 °C"],
    ["Vraiment ? Oui !", "Vraiment\u202f? Oui\u00a0!"],
    ["one two", "one \n two"],
    ["海平面上升 了", "海平面上升了"],
    ["the govern\u00adment", "the government"],
    ["the govern-\nment", "the government"],
    ["the government", "the govern-\nment"],
    ["a well-\nknown man", "a well-known man"],
    ["ﬁnd the oﬃce", "find the office"],
    ["ＡＢＣ １２３", "ABC 123"],
    ["ｶﾞｽ", "ガス"],
    ["Well … yes", "Well ... yes"],
    ["Well … yes", "Well . . . yes"],
    ["Well. … Yes", "Well.... Yes"],
    ["3½ miles", "3 1/2 miles"],
    ["CO₂", "CO2"],
    ["می‌خواهم برویم", "میخواهم برویم"],
  ])("dashes, spaces, hyphens and forms: %j = %j", (source, quoted) => {
    expect(state(source, quoted)).toBe("typography");
  });

  test("the stop, comma or dash at the end is the sentence's in which a quote stands", () => {
    expect(state("It rained.", "It rained,")).toBe("typography");
    expect(state("It rained.", "It rained")).toBe("typography");
    expect(state("I never—", "I never")).toBe("typography");
    expect(state("It rained.", "It rained?")).toBe("altered");
    expect(state("Did it rain?", "Did it rain")).toBe("altered");
  });
});

describe("altered", () => {
  test.each([
    ["I do not like it", "I do like it"],
    ["I do like it", "I do not like it"],
    ["I cannot", "I can"],
    ["It can't be", "It can be"],
    ["26.5 cm", "26.6 cm"],
    ["in 1921 it rose", "in 1912 it rose"],
    ["26.5 cm", "26,5 cm"],
    ["26.5 cm", "265 cm"],
    ["10² m", "102 m"],
    ["3½ miles", "31/2 miles"],
    ["-5 degrees", "5 degrees"],
    ["17 ± 3 cm", "17 3 cm"],
    ["50 % of us", "50 ‰ of us"],
    ["The sea rose", "the sea rose"],
    ["Polish it now", "polish it now"],
    ["We left, Tom", "We left Tom"],
    ["It rained. We left", "It rained, we left"],
    ["It rained. We left", "It rained We left"],
    ["everyone came", "every one came"],
    ["re-sign now", "resign now"],
    ["the so-called “expert” said", "the so-called expert said"],
    ["a man eating fish", "a man-eating fish"],
    ["The sea rose by nine", "The sea rose"],
    ["Not one ship was lost", "one ship was lost"],
    ["The sea rose by nine centimetres", "The sea by nine centimetres"],
    ["The sea rose by nine", "The sea… rose by eight"],
    ["the impossible sea", "the im…possible sea"],
    ["她说海平面上升了九厘米", "她说海平面没有上升九厘米"],
    ["Die Straße ist naß", "Die Strasse ist nass"],
    ["words", ""],
    ["", "words"],
  ])("%s ≠ %s", (source, quoted) => {
    expect(state(source, quoted)).toBe("altered");
  });

  test("the difference is told in words", () => {
    expect(sealOf("“I do not like the cold sea.”", "I do like the warm sea").diff).toEqual([
      { kind: "kept", text: "I do" },
      { kind: "removed", text: "not" },
      { kind: "kept", text: " like the" },
      { kind: "removed", text: "cold" },
      { kind: "added", text: " warm" },
      { kind: "kept", text: " sea" },
    ]);
  });
});

describe("marked edits", () => {
  test.each([
    "“We lost the sea,” […] It rained.",
    "“We lost the sea,” he said; the government did not rise … ever. It rained.",
    "“We lost the sea,” he said; the government did not rise ... ever. It rained.",
    "“We lost the sea,” he said; the government did not rise . . . ever. It rained.",
    "“We lost the sea,” he said (…). It rained.",
    "“We lost the sea,” he said […]. It rained.",
    "“We lost the sea,” he said. [...] It rained.",
    "We lost the sea […]",
    "… the government did not rise by 26.5 cm — ever. …",
    "“We lost the sea,” [the minister] said; the government did not rise by 26.5 cm — ever. It rained.",
    "“We lost the sea,” he [the minister] said; the government did not rise by 26.5 cm — ever. It rained.",
    "“We lost the sea [sic],” he said; the government did not rise by 26.5 cm — ever. It rained.",
    "“We lost the sea,” he said; the government did not rise by 26.5 cm — ever. It rained. [emphasis added]",
    "[w]e lost the sea,” he said; the govern[ors] did not rise by 26.5 cm — ever. It rained.",
    "We lost the sea […] [i]t rained",
  ])("%s", (quoted) => {
    expect(state(speech, quoted)).toBe("marked");
  });

  test.each([
    ["Der Pegel stand seit Jahren still.", "[D]er Pegel stand […] still."],
    ["他说海平面在一百年里上升了九厘米。", "[部长]说海平面……上升了九厘米。"],
    ["장관은 바다가 높아졌다고 말했다.", "[총장]은 바다가 높아졌다고 말했다."],
    ["Elle n’a rien reçu, sauf un rhume.", "Elle n’a rien reçu […]."],
    ["Она ждала пять волн и писала.", "[Дочь] ждала […] и писала."],
    ["Она ждала пять волн и писала.", "Она ждала <…> и писала."],
    ["Hon väntade på fem vågor och skrev.", "Hon väntade - - - och skrev."],
    ["Hon väntade på fem vågor och skrev.", "Hon väntade (– – –) och skrev."],
    ["The court held that the lease was void.", "The court held * * * the lease was void."],
    ["彼は五つの波を待ってから手紙を書いた。", "彼は五つの（中略）手紙を書いた。"],
    ["L’eau n’a rien repris au phare.", "[L]’eau n’a rien repris au phare."],
    ["The sea is greater than they are.", "The sea is...than they are."],
    ["Der Pegel stand still.", "Der Pegel stand still (Hervorhebung im Original)"],
    ["The bolt had not sunk.", "The bolt had not sunk (my emphasis)"],
  ])("%s: %s", (source, quoted) => {
    expect(state(source, quoted)).toBe("marked");
  });

  test.each([
    ["a word changed beside a mark", "“We lost the sea,” […] It snowed."],
    ["runs in another order", "It rained. […] We lost the sea"],
    ["a word fetched from anywhere", "“We lost […] did […] It rained."],
    ["nothing but brackets", "[We never lost anything at all.]"],
    ["nothing but dots", "[…]"],
    ["too much behind one bracket", "“We [lost it]"],
    ["a sic for words left out", "“We lost the sea,” [sic] It rained."],
    ["a letter in brackets for another word", "[M]e lost the sea,” […]"],
    ["a remark that is none", "“We lost the sea,” (emphasis on sea) […]"],
    ["two dashes", "“We lost the sea,” - - It rained."],
    ["round brackets", "“We lost the sea,” (the minister) said […]"],
    ["a bracket that is not closed", "“We lost the sea,” [the minister said […]"],
  ])("are none with %s", (_, quoted) => {
    expect(state(speech, quoted)).toBe("altered");
  });

  test("dots and brackets that the source has mark nothing", () => {
    expect(state("Well … I know", "Well … I know")).toBe("verbatim");
    expect(state("Well … I know", "Well ... I know")).toBe("typography");
    expect(state("Well … I do not know him", "Well … do not know him")).toBe("altered");
    expect(state("He [the mayor] said so", "He [the mayor] so")).toBe("altered");
    expect(state("He [the mayor] said so often", "He [the mayor] said […] often")).toBe("marked");
  });
});

const word = fc.constantFrom(
  "sea",
  "Sea",
  "not",
  "26.5",
  "l’été",
  "Straße",
  "волна",
  "海",
  "10²",
  "n’t",
  "ﬁn",
);
const between = fc.constantFrom(" ", ", ", " — ", ". ", "; ", " “", "” ", "\n", " … ", " [", "] ");
const prose = fc
  .array(fc.tuple(word, between), { minLength: 1, maxLength: 30 })
  .map((pairs) => pairs.flat().join(""));

describe("for any text", () => {
  test("a quote of itself is verbatim", () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string()), (text) => {
        expect(state(text, text)).toBe("verbatim");
      }),
    );
  });

  test("another setting is never an alteration, whichever of both is the source", () => {
    const settings = fc.constantFrom(
      (text: string) => text.replaceAll(" ", "\u00a0"),
      (text: string) => text.replaceAll(" ", "  "),
      (text: string) => text.replace(/[“”]/g, '"'),
      (text: string) => text.replaceAll("—", "–"),
      (text: string) => text.replaceAll("…", "..."),
      (text: string) => text.replace(/(?<=\p{L})(?=\p{L})/gu, "\u00ad"),
      (text: string) => text.normalize("NFD"),
      (text: string) => `«${text}»`,
    );
    fc.assert(
      fc.property(prose, settings, (text, set) => {
        expect(["verbatim", "typography"]).toContain(state(text, set(text)));
        expect(["verbatim", "typography"]).toContain(state(set(text), text));
      }),
    );
  });

  test("another case is always an alteration, and so is a space within a word", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("sea", "été", "волна"), { minLength: 1 }), (words) => {
        const text = words.join(" ");
        expect(state(text, text.toUpperCase())).toBe("altered");
        expect(state(text, text.replace(/^(.)/u, "$1 "))).toBe("altered");
      }),
    );
  });

  test("the difference holds the whole quote, and every word of the source", () => {
    fc.assert(
      fc.property(prose, prose, (source, quoted) => {
        const { diff } = sealOf(source, quoted);
        const shown = diff.filter(({ kind }) => kind !== "removed").map(({ text }) => text);
        expect(shown.join("")).toBe(quoted.normalize("NFC"));
        const own = diff.filter(({ kind }) => kind !== "added").map(({ text }) => text);
        const words = (text: string) =>
          text
            .match(/[\p{L}\p{N}]/gu)
            ?.join("")
            .normalize("NFKC");
        expect(words(own.join(""))).toBe(words(source));
      }),
    );
  });

  test("tokens are in order, apart, and hold every letter", () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string({ unit: "grapheme" })), (text) => {
        let last = 0;
        for (const { start, end } of tokensOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(text.slice(last, start)).not.toMatch(/[a-zA-Z0-9]/);
          last = end;
        }
        expect(text.slice(last)).not.toMatch(/[a-zA-Z0-9]/);
      }),
    );
  });
});

test("hostile quotes are judged in time", () => {
  const same = "a ".repeat(6_000);
  const quotes = ["[b] a ", "[", "[b]a", "a[b]", "… a ", "[…] a b ", "aa[b]aa[b]aa[b]", "]["];
  for (const part of quotes) {
    const started = process.cpuUsage();
    sealOf(same, part.repeat(2_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
  }
  expect(state(same, `${"a ".repeat(100)}[…]${" a".repeat(100)}`)).toBe("marked");
});
