import fc from "fast-check";
import { expect, test } from "vitest";
import { firstSentence, sentences } from "./sentences.ts";

const split = (text: string, language: string | null = null): string[] =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

test("sentences end at full stops, question and exclamation marks", () => {
  expect(split("It rained. Did it? It did!  Then it stopped.")).toEqual([
    "It rained.",
    "Did it?",
    "It did!",
    "Then it stopped.",
  ]);
});

test("abbreviations and initials do not end a sentence", () => {
  expect(split("Dr. Lund met Mrs. J. K. Aalto in the U.S. Senate. They spoke.")).toEqual([
    "Dr. Lund met Mrs. J. K. Aalto in the U.S. Senate.",
    "They spoke.",
  ]);
  expect(split("See fig. 3 and vol. II, e.g. Page 4. Done.")).toEqual([
    "See fig. 3 and vol. II, e.g. Page 4.",
    "Done.",
  ]);
});

test("titles and abbreviations are known by what stands behind them", () => {
  expect(split("He left the U.S. The U.S. Senate sat until 5 p.m. She slept.")).toEqual([
    "He left the U.S.",
    "The U.S. Senate sat until 5 p.m.",
    "She slept.",
  ]);
  expect(split("No. That is not in no. 4. It told me. On p. 9 it did.")).toEqual([
    "No.",
    "That is not in no. 4.",
    "It told me.",
    "On p. 9 it did.",
  ]);
  expect(split("So did I. He read J. R. Lund and vol. I, etc. The rest burned.")).toEqual([
    "So did I.",
    "He read J. R. Lund and vol. I, etc.",
    "The rest burned.",
  ]);
});

test("German ordinals and spaced abbreviations do not end a sentence, a year does", () => {
  const text =
    "Am 3. Oktober, z. B. in Ulm, n. Chr. Er endete 1945. Der 2. Teil folgt. Siehe Abb. 4. Ende.";
  expect(split(text, "de")).toEqual([
    "Am 3. Oktober, z. B. in Ulm, n. Chr.",
    "Er endete 1945.",
    "Der 2. Teil folgt.",
    "Siehe Abb. 4.",
    "Ende.",
  ]);
  expect(split("There were 3. October came.", "en")).toHaveLength(2);
});

test("marks of notes belong to the sentence that they stand behind", () => {
  expect(
    split("It was clear.1 Then it rained.[2][3] “So I left.”4 Version 2.0 of 3.5 came."),
  ).toEqual([
    "It was clear.1",
    "Then it rained.[2][3]",
    "“So I left.”4",
    "Version 2.0 of 3.5 came.",
  ]);
});

test("what a quotation is told by belongs to its sentence", () => {
  expect(split('“Where?” he asked. "Here!" she cried. He said: „Ja.“ Dann ging er.')).toEqual([
    "“Where?” he asked.",
    '"Here!" she cried.',
    "He said: „Ja.“",
    "Dann ging er.",
  ]);
  expect(split("« Vous venez ? » demanda-t-il. Oui.", "fr")).toEqual([
    "« Vous venez ? » demanda-t-il.",
    "Oui.",
  ]);
  expect(split("「遅い。」と彼は言った。雨だ。", "ja")).toEqual([
    "「遅い。」と彼は言った。",
    "雨だ。",
  ]);
  expect(split("你好吗？“很好。”他说。", "zh")).toEqual(["你好吗？", "“很好。”他说。"]);
});

test("an ellipsis ends a sentence where it trails off, not where it leaves words out", () => {
  expect(split("I wonder… She left. The … Senate sat. It ended. . . . Then more.")).toEqual([
    "I wonder…",
    "She left.",
    "The … Senate sat.",
    "It ended. . . .",
    "Then more.",
  ]);
});

test("other scripts end sentences with their own stops, Thai with a space", () => {
  expect(split("هل أنت هنا؟ نعم أنا هنا. ثم ذهب.", "ar")).toHaveLength(3);
  expect(split("यह एक वाक्य है। यह दूसरा है।", "hi")).toHaveLength(2);
  expect(split("เมื่อวานนี้ฝนตกหนักตลอดทั้งวัน พวกเราจึงอยู่บ้านและอ่านหนังสือกัน", "th")).toHaveLength(2);
});

test("a sentence may begin with a word that begins small", () => {
  expect(split("Prices fell. iPhone sales rose. the rest did not.")).toEqual([
    "Prices fell.",
    "iPhone sales rose. the rest did not.",
  ]);
});

test("a number opens the sentence that it stands before", () => {
  expect(split("1. Leave early. 2. Come back.")).toEqual(["1. Leave early.", "2. Come back."]);
});

test("quotation marks belong to the sentence that they close", () => {
  expect(split("“It is late.” She left.")).toEqual(["“It is late.”", "She left."]);
});

test("Chinese and Japanese end sentences with their own stop", () => {
  expect(split("今日は雨です。明日は晴れます。", "ja")).toEqual([
    "今日は雨です。",
    "明日は晴れます。",
  ]);
});

test("an unknown language is served by the common rules", () => {
  expect(split("One. Two.", "zz-nonsense-x")).toEqual(["One.", "Two."]);
  expect(split("One. Two.", "not a language")).toEqual(["One.", "Two."]);
});

test("the first sentence of nothing is nothing", () => {
  expect(firstSentence("  \n ")).toBe("");
  expect(firstSentence("  Only one here")).toBe("Only one here");
});

test("a long line without any stop costs next to nothing", () => {
  expect(firstSentence("word ".repeat(2_000_000)).length).toBeLessThan(2_001);
});

test("texts made of nothing but stops and brackets are split in linear time", () => {
  for (const piece of [".", ". ", ".[", "».", "a.", "1.", '."', "ก "]) {
    const before = performance.now();
    sentences(piece.repeat(50_000));
    expect(performance.now() - before).toBeLessThan(1_000);
  }
});

test("spans are in order, apart, and leave out nothing but white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      let at = 0;
      for (const { start, end } of sentences(text)) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
  );
});
