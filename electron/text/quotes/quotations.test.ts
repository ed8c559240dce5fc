import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quotationsIn } from "./quotations.ts";

const found = (text: string) => quotationsIn(text).map((each) => each.text);

describe("marks", () => {
  test.each([
    ["He said “we lost the sea today” and left.", "we lost the sea today"],
    ['He said "we lost the sea today" and left.', "we lost the sea today"],
    ["He said ''we lost the sea today'' and left.", "we lost the sea today"],
    ["He said ``we lost the sea today'' and left.", "we lost the sea today"],
    ["Er sagte „wir haben das Meer verloren“ und ging.", "wir haben das Meer verloren"],
    ["Er sagte „wir haben das Meer verloren” und ging.", "wir haben das Meer verloren"],
    ["Er sagte »wir haben das Meer verloren«, und ging.", "wir haben das Meer verloren"],
    ["Er sagte ›wir haben das Meer verloren‹ und ging.", "wir haben das Meer verloren"],
    ["Il dit « nous avons perdu la mer » et partit.", " nous avons perdu la mer "],
    ["Il dit ‹nous avons perdu la mer› et partit.", "nous avons perdu la mer"],
    ["Il a parlé d’« une mer que personne ne voit ».", " une mer que personne ne voit "],
    ["Han sade ”vi har förlorat havet nu” och gick.", "vi har förlorat havet nu"],
    [
      "Hän sanoi »olemme menettäneet meren taas tänään» ja lähti.",
      "olemme menettäneet meren taas tänään",
    ],
    ['Rzekł „straciliśmy dziś nasze stare morze" i wyszedł.', "straciliśmy dziś nasze stare morze"],
    [
      "Rzekł ,,straciliśmy dziś nasze stare morze'' i wyszedł.",
      "straciliśmy dziś nasze stare morze",
    ],
    ["Il dit <<nous avons perdu la mer>> et partit.", "nous avons perdu la mer"],
    ["彼は〝私たちは海を失ったのだ〟と言った。", "私たちは海を失ったのだ"],
    ["彼は「私たちは海を失ったのだ」と言った。", "私たちは海を失ったのだ"],
    ["『私たちは海を失ったのだ』と彼は言った。", "私たちは海を失ったのだ"],
    ['他说"我们已经失去了那片大海"然后走了', "我们已经失去了那片大海"],
    ["他说“我们已经失去了那片大海”然后走了", "我们已经失去了那片大海"],
    ["(“we lost the sea today”)", "we lost the sea today"],
    ["—“we lost the sea today—” he", "we lost the sea today—"],
    ['"We lost the sea," "today we lost it again".', "today we lost it again"],
  ])("%s", (text, quotation) => {
    expect(found(text)).toEqual([quotation]);
  });
});

describe("what is no quotation", () => {
  test.each([
    "The so-called “expert on the sea” left.",
    "The dogs' owners weren't there, and the '90s sea wasn't 'ours' either, y'all.",
    "‘Single marks are left alone here, whoever’s they are’ he said.",
    'A pole of 10" and another of 12" and one that is longer',
    "“Never closed by anybody, whatever comes after it.",
    "“Never closed by anybody, whatever comes.\n\nAnother paragraph of it.” And more.",
    "Closed” without having been opened by anybody at all.",
    "",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("spans", () => {
  test("lead to the marks and to the words between them", () => {
    const text = "😀 He said “we lost the sea today”.";
    const [first] = quotationsIn(text);
    expect(text.slice(first?.start, first?.end)).toBe("“we lost the sea today”");
    expect(text.slice(first?.textStart).startsWith("we lost")).toBe(true);
    expect(first?.textStart).toBe(12);
  });

  test("a quotation within another is found as well, one deeper", () => {
    const text = "“He told me ‘no’ and then „wir haben das Meer verloren“ twice” she said.";
    expect(quotationsIn(text).map(({ depth, text: inner }) => [depth, inner.length])).toEqual([
      [0, 60],
      [1, 27],
    ]);
    expect(found("“she said “we lost the sea today” to me”")).toEqual([
      "she said “we lost the sea today” to me",
      "we lost the sea today",
    ]);
  });

  test("one over several paragraphs is one when each opens it again", () => {
    const speech = "“We lost the sea.\n\n“It was not ours.\n\n“It rained.” Then he left.";
    expect(found(speech)).toEqual(["We lost the sea.\n\n“It was not ours.\n\n“It rained."]);
    expect(found("« Nous avons perdu.\n» La mer est partie. » Fin.")).toHaveLength(1);
    expect(found("“We lost the sea.\n“It was not ours.” End.")).toHaveLength(1);
  });

  test("lines that are only wrapped do not end one", () => {
    expect(found('He said "we lost\nthe sea today" and\nleft.')).toHaveLength(1);
    expect(found('He said "we lost it.\nThe sea left" and\nleft.\n\nMore.')).toHaveLength(1);
  });

  test("an opening that is never closed does not take the next quotation with it", () => {
    expect(found('An inch is " long.\n\nHe said "we lost the sea today".')).toEqual([
      "we lost the sea today",
    ]);
    expect(found("“Open. He said “we lost the sea today” and left.")).toEqual([
      "we lost the sea today",
    ]);
  });
});

test("any text is gone through, and what is found lies within it in order", () => {
  const piece = fc.constantFrom(
    "“",
    "”",
    "„",
    '"',
    "«",
    "»",
    "''",
    "\n",
    "\n\n",
    " ",
    "sea ",
    "a b c d e",
    ".",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      let last = -1;
      for (const each of quotationsIn(text)) {
        expect(each.start).toBeGreaterThan(last);
        last = each.start;
        expect(text.slice(each.textStart, each.textStart + each.text.length)).toBe(each.text);
        expect(each.textStart + each.text.length).toBeLessThan(each.end);
        expect(each.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test("hostile texts are gone through in time", () => {
  for (const text of ["“a ", '"a " ', "“\n", "!\n", "“„«‹「『", " »a« "].map((part) =>
    part.repeat(60_000),
  )) {
    const started = process.cpuUsage();
    quotationsIn(`“${text}a”`);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  }
});
