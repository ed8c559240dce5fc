import fc from "fast-check";
import { expect, test } from "vitest";
import { carryClips } from "./anchor.ts";
import { carryOne, clip, clipAt, follow } from "./test-clips.ts";

const log = [
  "The old mill stood by the river. It had not turned since the war, and nobody missed it.",
  "The keeper wrote his log each night. He did not know who would read it.",
  "In June the gauge failed twice, and the harbour board was told a week later.",
];
const text = log.join("\n");

test("equal texts keep every clip as it is", () => {
  expect(carryOne(text, text, clipAt(text, 4, 12))).toEqual({
    how: "same",
    start: 4,
    end: 12,
    score: 1,
    changed: false,
  });
});

test("a clip goes along when something is added before it", () => {
  const to = `A new beginning.\n${text}`;
  expect(carryOne(text, to, clip(text, "wrote his log"))).toMatchObject({
    how: "carried",
    start: to.indexOf("wrote his log"),
    score: 1,
    changed: false,
  });
});

test.each([
  ["a word replaced", "by the river", "near the river", "mill stood by the", "mill stood near the"],
  ["its first word replaced", "The old mill", "The grey mill", "old mill", "grey mill"],
  ["a word put in", "wrote his log", "wrote up his log", "keeper wrote his", "keeper wrote up his"],
  [
    "a spelling put right",
    "harbour board",
    "harbor board",
    "the harbour board",
    "the harbor board",
  ],
])("%s is carried and said to be changed", (_, old, now, quote, expected) => {
  expect(follow(text, text.replace(old, now), quote)).toBe(`carried: ${expected} (changed)`);
});

test("typography is no change of words", () => {
  const from = 'She said "it is not late" - and left.';
  const to = "She said “it is not\u00a0late” – and left.";
  expect(follow(from, to, '"it is not late" - and')).toBe("carried: “it is not\u00a0late” – and");
});

test("a changed figure, capital or accent is a change of words", () => {
  expect(follow("It rose 12 feet there.", "It rose 13 feet there.", "rose 12 feet")).toMatch(
    /changed/,
  );
  expect(follow("We met the Board there.", "We met the board there.", "met the Board")).toMatch(
    /changed/,
  );
  expect(follow("They resume the work.", "They résumé the work.", "resume the work")).toMatch(
    /changed/,
  );
});

test("paragraphs that moved take their clips along, and so do sentences", () => {
  const to = [log[2], log[1], log[0]].join("\n");
  for (const line of log) expect(follow(text, to, line)).toBe(`carried: ${line}`);
  const turned = text.replace(
    "The keeper wrote his log each night. He did not know who would read it.",
    "He did not know who would read it. The keeper wrote his log each night.",
  );
  expect(follow(text, turned, "wrote his log each night")).toBe(
    "carried: wrote his log each night",
  );
});

test("a sentence that moved and was edited is found and said to be changed", () => {
  const edited = "The keeper wrote his long log each night.";
  const to = `${edited}\n${text.replace("The keeper wrote his log each night. ", "")}`;
  expect(follow(text, to, "wrote his log each night")).toBe(
    "carried: wrote his long log each night (changed)",
  );
});

test("deleted words are lost, near the place where they stood", () => {
  const to = text.replace(" It had not turned since the war, and nobody missed it.", "");
  const anchor = carryOne(text, to, clip(text, "It had not turned since the war"));
  expect(anchor).toMatchObject({ how: "lost", score: 0, changed: true });
  expect(anchor.end).toBe(anchor.start);
  expect(Math.abs(anchor.start - to.indexOf("\n"))).toBeLessThan(4);
});

test("a text cut short loses what was cut, and guesses nothing", () => {
  const to = log[0] ?? "";
  expect(follow(text, to, "the harbour board was told")).toMatch(/^lost/);
  expect(follow(text, to, "the")).toBe("carried: the");
});

test("of equal sentences the one that stayed is taken for itself only", () => {
  const refrain = "Nothing was done about it.";
  const from = `The pump broke in May. ${refrain}\n${log[1]}\nThe roof leaked in June. ${refrain}`;
  const first = from.replace(` ${refrain}`, "");
  expect(follow(from, first, refrain, 0)).toMatch(/^lost/);
  expect(carryOne(from, first, clip(from, refrain, 1)).start).toBe(first.indexOf(refrain));
  const swapped = from.split("\n").toReversed().join("\n");
  expect(carryOne(from, swapped, clip(from, refrain, 0)).start).toBe(swapped.lastIndexOf(refrain));
});

test("words beside a rewrite are not taken for the words that it replaced", () => {
  const to = text.replace(
    "It had not turned since the war, and nobody missed it.",
    "A company of the town bought the land and put up a shed.",
  );
  expect(follow(text, to, "It had not turned since the war, and nobody missed it.")).toMatch(
    /^lost/,
  );
});

test("a clip that disagrees with its version is found by its words and context", () => {
  const words = { ...clip(text, "gauge failed twice"), start: 3, end: 9 };
  expect(carryOne(text, `${text}\nThe end.`, words)).toMatchObject({
    how: "exact",
    start: text.indexOf("gauge failed twice"),
    changed: false,
  });
});

test("a nearly equal quote needs its context too", () => {
  const quote = "the gage faled twice, and the harbour bord was told";
  const words = { ...clip(text, "gauge failed twice"), quote };
  const placed = { ...words, prefix: "would read it.\nIn June ", suffix: " a week later." };
  const to = `${text}\nThe end.`;
  expect(carryOne(text, to, placed)).toMatchObject({ how: "fuzzy", changed: true });
  const elsewhere = { ...words, prefix: "Quite other words ", suffix: " stood around it then." };
  expect(carryOne(text, to, elsewhere).how).toBe("lost");
});

test("a short quote inside another word is not that word", () => {
  const words = { ...clip(text, "war"), prefix: "", suffix: "" };
  expect(carryOne(text, "The warden of the warehouse.", words).how).toBe("lost");
});

test("a word that grew is another word, though the old one is part of it", () => {
  const to = text.replace("old mill stood", "old mills stood");
  expect(follow(text, to, "The old mill")).toBe("carried: The old mills (changed)");
});

test("texts without spaces between words are carried too", () => {
  const from = "潮位計は六月に二度止まった。番人は毎晩日誌を書いた。";
  const to = `序文。${from.replace("毎晩", "毎朝")}`;
  expect(follow(from, to, "二度止まった")).toBe("carried: 二度止まった");
  expect(follow(from, to, "番人は毎晩日誌を書いた")).toBe(
    "carried: 番人は毎朝日誌を書いた (changed)",
  );
});

test("a quote in a script without spaces is found by its words", () => {
  const from = "潮位計は六月に二度止まった。番人は毎晩日誌を書いた。";
  const words = { ...clip(from, "番人は毎晩日誌を"), start: 2, end: 5 };
  expect(carryOne(from, `序文。${from}`, words)).toMatchObject({ how: "exact", changed: false });
});

const paragraph = fc
  .array(
    fc.constantFrom(
      ..."the a mill war keeper log June gauge it, read. old “so” é 潮位 👩‍👩‍👧".split(" "),
    ),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((words) => words.join(" "));
const prose = fc.array(paragraph, { minLength: 1, maxLength: 8 }).map((lines) => lines.join("\n"));

test("whatever the texts, each clip gets an anchor inside the text that tells the truth", () => {
  const any = fc.oneof(prose, fc.string({ unit: "grapheme", maxLength: 200 }));
  fc.assert(
    fc.property(
      any,
      any,
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
      (a, b, spans) => {
        const clips = spans.map(([x, y]) => {
          const [p, q] = [x % (a.length + 1), y % (a.length + 1)];
          return clipAt(a, Math.min(p, q), Math.max(p, q));
        });
        const anchors = carryClips({ text: a }, { text: b }, clips);
        expect(anchors.length).toBe(clips.length);
        for (const [index, { how, start, end, score, changed }] of anchors.entries()) {
          expect(0 <= start && start <= end && end <= b.length).toBe(true);
          expect(score >= 0 && score <= 1).toBe(true);
          expect(how === "lost" ? score : 0).toBe(0);
          const bare = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, "");
          const same = bare(b.slice(start, end)) === bare(clips[index]?.quote ?? "");
          expect(same || changed).toBe(true);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("additions and omissions elsewhere never change a clip's words", () => {
  const sentence = fc.constantFrom(...text.split(/(?<=\.)\s/));
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 5 }), fc.nat(2), fc.nat(2), (added, keep, at) => {
      const line = log[keep] ?? "";
      const others = log.filter((_, index) => index !== keep);
      const to = [...others.slice(0, at), line, ...added.map((words) => `New: ${words} Even so.`)];
      const anchor = carryOne(text, to.join("\n"), clip(text, line));
      expect(to.join("\n").slice(anchor.start, anchor.end)).toBe(line);
      expect(anchor.changed).toBe(false);
    }),
  );
});
