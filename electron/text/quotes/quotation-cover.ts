/**
 * How much of a quotation stands in a text, at a glance: by its words that stand beside each other, without
 * cutting the text into words. For choosing among many texts; what is chosen is then compared in full.
 */
import type { KeyRun, KeyToken } from "./quotation-keys.ts";
import { hasUnspacedScript } from "../tokens.ts";

/** More pairs of a quotation say nothing new. */
const mostPairs = 40;

const letter = /[\p{L}\p{M}\p{N}]/u;

/**
 * Prepares looking into one text after the other: how many bits those words tell that stand beside another
 * of the quotation as they do in it. `tells` says how many bits a word tells.
 */
export function coverOf(
  runs: readonly KeyRun[],
  tells: (key: string) => number,
): (text: string) => number {
  const pairs = runs
    .flatMap((run, index) =>
      run.slice(1).map((second, at) => ({ index, at, tokens: [run[at] ?? second, second] })),
    )
    .slice(0, mostPairs);
  return (text) => {
    const lowered = text.toLowerCase();
    const words = new Map<string, number>();
    for (const { index, at, tokens } of pairs)
      if (standTogether(lowered, tokens))
        for (const [next, { key }] of tokens.entries())
          words.set(`${index} ${at + next}`, tells(key));
    return words.values().reduce((sum, bits) => sum + bits, 0);
  };
}

/** Whether tokens stand one after the other in a text of lower case, whatever marks are between them. */
export function standTogether(lowered: string, tokens: readonly KeyToken[]): boolean {
  const [first = "", ...rest] = tokens.map(({ token }) => token.toLowerCase());
  // Pairs of letters overlap.
  if (hasUnspacedScript(first))
    return lowered.includes(first + rest.map((each) => Array.from(each)[1] ?? "").join(""));
  for (let at = lowered.indexOf(first); at >= 0; at = lowered.indexOf(first, at + 1)) {
    if (at > 0 && letter.test(lowered.charAt(at - 1))) continue;
    if (follow(lowered, at + first.length, rest)) return true;
  }
  return false;
}

function follow(lowered: string, from: number, rest: readonly string[]): boolean {
  let at = from;
  if (letter.test(lowered.charAt(at))) return false;
  for (const token of rest) {
    while (at < lowered.length && !letter.test(lowered.charAt(at))) at += 1;
    if (!lowered.startsWith(token, at)) return false;
    at += token.length;
    if (letter.test(lowered.charAt(at))) return false;
  }
  return true;
}
