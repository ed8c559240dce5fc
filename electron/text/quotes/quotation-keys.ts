/**
 * What to look for in an index of words to find the text that a quotation comes from: pairs of words that
 * stand next to each other, and longer phrases. A quotation with some words changed still has most of
 * its pairs whole, and one of five words with the middle one changed has two.
 */
import { spokenWords } from "./marked-edit.ts";
import { fold, queryRuns } from "../tokens.ts";
import { tokensOf } from "./typography.ts";

/** A token as the index spells it, and where in its run it stands. */
export interface KeyToken {
  readonly token: string;
  /** The same without case and accents. */
  readonly key: string;
}

/** Tokens that should stand next to each other in the source. */
export type KeyRun = readonly KeyToken[];

/** Far more than it takes to find a text; the rest of a very long quotation tells nothing new. */
const mostWords = 400;

const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** A text without what would cut or change its words: soft hyphens and the like, ligatures, wide forms. */
export function plainLetters(text: string): string {
  return text.replace(unseen, "").normalize("NFKC");
}

/** The runs of a quotation: none goes over a marked omission or words in brackets. */
export function keyRuns(quotation: string): readonly KeyRun[] {
  const plain = plainLetters(quotation);
  const tokens = tokensOf(plain);
  const words = spokenWords(tokens).slice(0, mostWords);
  const runs: KeyToken[][] = [];
  let run: string[] = [];
  const end = () => {
    for (const { tokens: found, begins } of queryRuns(run.join(" ")))
      if (!begins) runs.push(found.map((token) => ({ token, key: fold(token) })));
    run = [];
  };
  for (const [index, { word, apart, from }] of words.entries()) {
    const before = words[index - 1];
    const between = before === undefined ? [] : tokens.slice(before.to, from);
    if (apart || between.some(({ key }) => key === "]")) end();
    // Letters of a script without spaces must touch each other to be a run of it.
    const touches = tokens[from]?.kind === "letter" && tokens[from - 1]?.kind === "letter";
    const last = run.at(-1);
    if (touches && last !== undefined && between.length === 0) run[run.length - 1] = last + word;
    else run.push(word);
  }
  end();
  return runs.filter(({ length }) => length > 0);
}

/** All different keys of the runs. */
export function distinctKeys(runs: readonly KeyRun[]): readonly string[] {
  return [...new Set(runs.flatMap((run) => run.map(({ key }) => key)))];
}

/** The keys of a text, in order, for counting how common they are. */
export function keysOfText(text: string): readonly string[] {
  return queryRuns(text).flatMap(({ tokens }) => tokens.map(fold));
}
