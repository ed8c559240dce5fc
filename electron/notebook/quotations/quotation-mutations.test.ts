/**
 * The whole path on generated misquotations: real articles in a real notebook, each quotation looked up
 * among all. `QUOTATIONS=200` quotes so many places of each text; the usual run takes a sample.
 */
import { expect, test } from "vitest";
import {
  altering,
  at,
  bare,
  marking,
  randomFrom,
  texts,
  typographic,
} from "../../text/quotes/test-mutations.ts";
import { addArticle, newNotebook } from "../test-notebook.ts";

const perText = Number(process.env["QUOTATIONS"] ?? 4);
const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
/** A text whose letters stand apart so that they can be changed like words, as it is written. */
const closed = (text: string) =>
  text.replaceAll(
    /(?<=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]|[、。，：；“”「」]) | (?=[、。，：；“”「」]|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}])/gu,
    "",
  );
const ownMarks = /[[\]…]|\.\.\./;

test(
  "altered words are never called true, true ones raise no alarm",
  { timeout: 3_600_000 },
  async () => {
    const notebook = newNotebook();
    for (const text of texts) await addArticle(notebook, [closed(text)]);
    const whole = letters(texts.map(closed).join(" "));
    const random = randomFrom(1887);
    const counts = { altered: [0, 0], same: [0, 0], marked: [0, 0] };
    const note = (count: number[], isWrong: boolean) => {
      count[0] = (count[0] ?? 0) + 1;
      count[1] = (count[1] ?? 0) + Number(isWrong);
    };
    const stateOf = async (text: string) =>
      (await notebook.quotations.find({ text: closed(text) }))?.state ?? "absent";
    for (const text of texts) {
      const words = text.split(/\s+/).filter((word) => word !== "");
      for (let place = 0; place < perText; place += 1) {
        const from = random(words.length - 8);
        const source = words.slice(from, from + 8 + random(33));
        if (ownMarks.test(source.join(" "))) continue;
        const strange = bare(at(words, random(words.length))) || "eight";
        for (const [name, mutate] of Object.entries(altering)) {
          const quoted = mutate(source, random, strange);
          if (quoted === null) continue;
          const isTrue = name !== "sentences joined" && whole.includes(letters(closed(quoted)));
          if (isTrue) continue;
          const state = await stateOf(quoted);
          note(counts.altered, state !== "altered" && state !== "absent");
        }
        for (const mutate of Object.values(typographic)) {
          const quoted = mutate(source, random, strange);
          if (quoted === null) continue;
          const state = await stateOf(quoted);
          note(counts.same, state !== "verbatim" && state !== "typography");
        }
        for (const mutate of Object.values(marking)) {
          const quoted = mutate(source, random, strange);
          if (quoted !== null) note(counts.marked, (await stateOf(quoted)) !== "marked");
        }
      }
    }
    console.log(JSON.stringify(counts));
    const share = ([all = 0, wrong = 0]: readonly number[]) => wrong / Math.max(1, all);
    expect(share(counts.altered)).toBeLessThanOrEqual(0.001);
    expect(counts.same[1]).toBe(0);
    expect(share(counts.marked)).toBeLessThanOrEqual(0.005);
  },
);
