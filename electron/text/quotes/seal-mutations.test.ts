/**
 * The seal held against quotes with a known truth: thousands of quotes cut from the sample articles and
 * from paragraphs in other languages, each changed in every way there is. The seed is fixed. "Known" is a
 * quote whose clip is known; "looked up" one that must first be found in its text.
 */
import { expect, test } from "vitest";
import { bestPassage, prepareText, type PreparedText } from "./passage.ts";
import { sealOf } from "./seal.ts";
import {
  altering,
  at,
  bare,
  marking,
  randomFrom,
  texts,
  typographic,
  type Mutation,
  type Random,
} from "./test-mutations.ts";

const quotesPerText = 400;
interface Case {
  readonly prepared: PreparedText;
  readonly text: string;
  readonly source: string;
  readonly words: readonly string[];
  readonly strange: string;
}

function cases(random: Random): readonly Case[] {
  return texts.flatMap((text) => {
    const prepared = prepareText(text);
    const places = [...text.matchAll(/\S+/g)];
    return Array.from({ length: quotesPerText }, () => {
      const first = random(places.length - 8);
      const last = Math.min(places.length - 1, first + 7 + random(33));
      const from = places[first];
      const to = places[last];
      const source = text.slice(from?.index, (to?.index ?? 0) + (to?.[0].length ?? 0));
      const strange = bare(at(text.split(/\s+/), random(places.length)));
      return { prepared, text, source, words: source.split(/\s+/), strange: strange || "eight" };
    });
  });
}

const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const ownMarks = /[[\]…]|\.\.\./;

interface Count {
  quotes: number;
  wrong: number;
  notFound: number;
}

function looked({ prepared, text }: Case, quoted: string): string {
  const found = bestPassage(prepared, quoted);
  return found === null ? "not found" : sealOf(text.slice(found.start, found.end), quoted).state;
}

/** How many quotes of each kind are judged otherwise than `right` says, of clips known and looked up. */
function judge(
  every: readonly Case[],
  mutations: Readonly<Record<string, Mutation>>,
  right: (state: string) => boolean,
): ReadonlyMap<string, Count> {
  const random = randomFrom(1921);
  const counts = new Map<string, Count>();
  for (const [name, mutate] of Object.entries(mutations)) {
    const known: Count = { quotes: 0, wrong: 0, notFound: 0 };
    const lookedUp: Count = { quotes: 0, wrong: 0, notFound: 0 };
    const note = (count: Count, state: string) => {
      count.quotes += 1;
      if (state === "not found") count.notFound += 1;
      if (!right(state)) count.wrong += 1;
    };
    for (const [index, each] of every.entries()) {
      // A bracket or dots of the source's own are another matter, tested one by one.
      if (ownMarks.test(each.source)) continue;
      const quoted = mutate(each.words, random, each.strange);
      if (quoted === null) continue;
      const wordsOnly = mutations === altering && name !== "sentences joined";
      // A change that changes no word, such as "the the", is none.
      if (wordsOnly && letters(quoted) === letters(each.source)) continue;
      note(known, sealOf(each.source, quoted).state);
      // What was left may be what the text says elsewhere, or says without the end: then it is true.
      const isTrue = wordsOnly && letters(each.text).includes(letters(quoted));
      if (index % 3 === 0 && !isTrue) note(lookedUp, looked(each, quoted));
    }
    counts.set(name, known);
    counts.set(`${name}, looked up`, lookedUp);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, Count>): Count {
  return [...counts.values()].reduce((all, { quotes, wrong, notFound }) => ({
    quotes: all.quotes + quotes,
    wrong: all.wrong + wrong,
    notFound: all.notFound + notFound,
  }));
}

function table(counts: ReadonlyMap<string, Count>): string {
  return [...counts, ["sum", sum(counts)] as const]
    .map(
      ([name, { quotes, wrong, notFound }]) =>
        `${name.padEnd(34)}${String(quotes).padStart(7)} quotes${String(wrong).padStart(6)} wrong${String(notFound).padStart(6)} not found`,
    )
    .join("\n");
}

test("alterations are caught, and true quotes raise no alarm", { timeout: 120_000 }, () => {
  const every = cases(randomFrom(1887));
  const altered = judge(every, altering, (state) => state === "altered" || state === "not found");
  const same = judge(every, typographic, (state) => state === "verbatim" || state === "typography");
  const marked = judge(every, marking, (state) => state === "marked");
  console.log(
    [
      `${every.length} quotes of ${texts.length} texts`,
      "Altered",
      table(altered),
      "The same words",
      table(same),
      "Marked edits",
      table(marked),
    ].join("\n"),
  );
  expect(every.length).toBeGreaterThanOrEqual(5_000);
  for (const { quotes } of altered.values()) expect(quotes).toBeGreaterThan(800);
  expect(sum(altered).wrong / sum(altered).quotes).toBeLessThanOrEqual(0.001);
  expect(sum(same).wrong).toBe(0);
  expect(sum(marked).wrong / sum(marked).quotes).toBeLessThanOrEqual(0.005);
});
