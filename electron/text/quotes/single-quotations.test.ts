import fc from "fast-check";
import { expect, test } from "vitest";
import { singleQuotationsIn } from "./single-quotations.ts";

/** Each quotation in its likeliest reading. */
const likeliest = (text: string): readonly string[] =>
  singleQuotationsIn(text).map(({ textStart, textEnds }) => text.slice(textStart, textEnds[0]));

test.each([
  ["the British way", "She wrote: ‘the bolt had not sunk’.", "the bolt had not sunk"],
  ["straight marks", "She wrote: 'the bolt had not sunk', and left.", "the bolt had not sunk"],
  ["German ones", "Er schrieb ‚der Bolzen sank nicht‘ ins Heft.", "der Bolzen sank nicht"],
  ["Swedish ones", "Hon skrev ’bulten hade inte sjunkit’ då.", "bulten hade inte sjunkit"],
  ["a contraction within", "‘It didn’t sink an inch’ was said.", "It didn’t sink an inch"],
  [
    "a possessive within",
    "‘The dogs’ tails wagged often,’ she said.",
    "The dogs’ tails wagged often,",
  ],
  ["a mark of a note behind", "‘The bolt had not sunk.’12 Then", "The bolt had not sunk."],
])("%s quote", (_, text, quoted) => {
  expect(likeliest(text)).toEqual([quoted]);
});

test.each([
  ["contractions", "It didn’t sink, and he wasn't there; the keepers’ lamp and the dogs' tails."],
  [
    "words without their beginning",
    "'Twas the '90s, and rock 'n' roll for 'em, the boys' mothers.",
  ],
  ["measures", "He is 5'10\" tall, at 50°12'30\" N, 8' from the wall."],
  ["a mark that nothing closes", "She said ‘so and left.\n\nThe keepers’ lamp went out."],
  ["French elisions", "l'heure où j'écris, qu'il n'a pas d'encre"],
])("%s quote nothing", (_, text) => {
  expect(singleQuotationsIn(text)).toEqual([]);
});

test("all marks that may close one are told, the likeliest first", () => {
  const text = "He read ‘the lamps of the keepers’ in the dogs’ room, and left.’";
  const [found] = singleQuotationsIn(text);
  expect(found?.textEnds.map((end) => text.slice(found.textStart, end))).toEqual([
    "the lamps of the keepers’ in the dogs’ room, and left.",
    "the lamps of the keepers",
    "the lamps of the keepers’ in the dogs",
  ]);
});

test("each paragraph of a long quotation opens it again", () => {
  expect(likeliest("‘The bolt had not sunk.\n\n‘Nobody believed it.’ She left.")).toEqual([
    "The bolt had not sunk.\n\n‘Nobody believed it.",
  ]);
});

test("quotations lie in order within the text, whatever it is", () => {
  const piece = fc.constantFrom("‘", "’", "'", "‚", "`", "´", "\n\n", " ", "sea", "s’ ", ".", "“");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const { textStart, textEnds } of singleQuotationsIn(text)) {
        expect(textStart).toBeGreaterThan(last);
        expect(textEnds.length).toBeGreaterThan(0);
        for (const end of textEnds) expect(end).toBeGreaterThanOrEqual(textStart);
        for (const end of textEnds) expect(end).toBeLessThan(text.length);
        last = textStart - 1;
      }
    }),
  );
});

test("hostile texts are gone through in time", () => {
  for (const part of ["‘a ", "'a ' ", "‘a’ ", "a’ ", "‘\n\n", "‚a‘"]) {
    const started = process.cpuUsage();
    singleQuotationsIn(part.repeat(60_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  }
});
