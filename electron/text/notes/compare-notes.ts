/** What changed between two states of a note: whole lines first, then the words of those that were edited. */
import type { ComparedLine, LinePart } from "../../entities.ts";
import { keptRuns } from "../diff.ts";
import type { NoteLine } from "./note-lines.ts";
import { isWord, tokensOf, type Token } from "../quotes/typography.ts";
import { wordDiff } from "../quotes/word-diff.ts";

/** The share of words that two lines must have in common to be one line that was edited. */
const sharedWords = 0.3;
/** Lines further apart than this in a stretch of changes are not looked at as one. */
const reach = 40;

/** Every line of both states once, in the order of `to`; those that are gone stand where they stood. */
export function compareNotes(
  from: readonly NoteLine[],
  to: readonly NoteLine[],
): readonly ComparedLine[] {
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly NoteLine[]) =>
    Int32Array.from(lines, (line) => {
      const key = JSON.stringify(line);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
  const compared: ComparedLine[] = [];
  const kept = keptRuns(numbered(from), numbered(to), 1);
  let [before, after] = [0, 0];
  for (const run of [...kept, { from: from.length, to: to.length, length: 0 }]) {
    compared.push(...changed(from.slice(before, run.from), to.slice(after, run.to)));
    for (const line of to.slice(run.to, run.to + run.length))
      compared.push(shownLine(line, "same", whole(line, "kept")));
    before = run.from + run.length;
    after = run.to + run.length;
  }
  return compared;
}

interface Line {
  readonly line: NoteLine;
  readonly tokens: readonly Token[];
}

/** A stretch in which no line stayed as it was. */
function changed(from: readonly NoteLine[], to: readonly NoteLine[]): readonly ComparedLine[] {
  const before = from.map(withTokens);
  const after = to.map(withTokens);
  const compared: ComparedLine[] = [];
  let next = 0;
  const gone = (end: number) => {
    for (; next < end; next += 1) {
      const line = from[next];
      if (line !== undefined) compared.push(shownLine(line, "removed", whole(line, "removed")));
    }
  };
  for (const each of after) {
    const found = before
      .slice(next, next + reach)
      .findIndex((other) => shared(other, each) >= sharedWords);
    const other = found < 0 ? undefined : before[next + found];
    if (other === undefined) {
      compared.push(shownLine(each.line, "added", whole(each.line, "added")));
      continue;
    }
    gone(next + found);
    next += 1;
    const parts = wordDiff(other.line.text, other.tokens, each.line.text, each.tokens);
    compared.push(shownLine(each.line, "edited", parts));
  }
  gone(from.length);
  return compared;
}

function withTokens(line: NoteLine): Line {
  return { line, tokens: tokensOf(line.text) };
}

/** The share of the shorter line's words that the other has too. */
function shared(one: Line, other: Line): number {
  const words = (line: Line) => line.tokens.filter(isWord).map(({ key }) => key);
  const [a, b] = [words(one), words(other)];
  const fewest = Math.min(a.length, b.length);
  if (fewest === 0) return one.line.text === other.line.text ? 1 : 0;
  const counts = new Map<string, number>();
  for (const word of a) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  return common / fewest;
}

function whole({ text }: NoteLine, kind: LinePart["kind"]): readonly LinePart[] {
  return [{ kind, text }];
}

function shownLine(
  { kind, level, sign }: NoteLine,
  change: ComparedLine["change"],
  parts: readonly LinePart[],
): ComparedLine {
  return { kind, level, sign, change, parts };
}
