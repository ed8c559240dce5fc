/** What lies between the paragraphs that stayed: the words of passages that changed. */
import { link, unlinkRange, type Alignment, type Paragraph } from "./alignment.ts";
import { alignedInside } from "./changed-words.ts";
import type { KeptRun } from "../diff.ts";

/** The paragraphs of both texts, and which of them stayed, in the order of both. */
export interface KeptParagraphs {
  readonly before: readonly Paragraph[];
  readonly after: readonly Paragraph[];
  readonly runs: readonly KeptRun[];
}

interface Passage {
  readonly before: readonly Paragraph[];
  readonly after: readonly Paragraph[];
}

/** Links the words of the paragraphs that did not stay. */
export function linkChangedPassages(alignment: Alignment, kept: KeptParagraphs): void {
  for (const { passage, weak } of betweenSure(kept)) {
    for (const inner of between(passage, weak)) linkChangedWords(alignment, inner);
    if (weak.length > 0) reconsider(alignment, passage);
  }
}

/**
 * The passages between runs with a paragraph that both texts have just once, with the other runs in them
 * (counted from the passage's beginning): of a line said often, a refrain or "Yes.", the order of lines
 * alone does not tell which is which.
 */
function betweenSure({ before, after, runs }: KeptParagraphs) {
  const once = singles(before, after);
  const isSure = ({ from, length }: KeptRun) =>
    before.slice(from, from + length).some(({ id }) => once.has(id));
  const found: { passage: Passage; weak: KeptRun[] }[] = [];
  let [f, t] = [0, 0];
  let weak: KeptRun[] = [];
  for (const run of [...runs, null]) {
    if (run !== null && !isSure(run)) {
      weak.push({ from: run.from - f, to: run.to - t, length: run.length });
      continue;
    }
    const passage = { before: before.slice(f, run?.from), after: after.slice(t, run?.to) };
    found.push({ passage, weak });
    weak = [];
    if (run !== null) [f, t] = [run.from + run.length, run.to + run.length];
  }
  return found;
}

function singles(before: readonly Paragraph[], after: readonly Paragraph[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  const count = (paragraphs: readonly Paragraph[], one: number) => {
    for (const { id } of paragraphs) counts.set(id, (counts.get(id) ?? 0) + one);
  };
  count(before, 1);
  // Once in each is this number and no other: no text has so many lines.
  const once = 1 + 0x1_0000_0000;
  count(after, once - 1);
  return new Set([...counts].flatMap(([id, number]) => (number === once ? [id] : [])));
}

function between({ before, after }: Passage, runs: readonly KeptRun[]): readonly Passage[] {
  const passages: Passage[] = [];
  let [f, t] = [0, 0];
  for (const run of [...runs, { from: before.length, to: after.length, length: 0 }]) {
    passages.push({ before: before.slice(f, run.from), after: after.slice(t, run.to) });
    [f, t] = [run.from + run.length, run.to + run.length];
  }
  return passages;
}

function linkChangedWords(alignment: Alignment, { before, after }: Passage): void {
  if (before.length === 0 || after.length === 0) return;
  const pairs = alignedInside(
    alignment,
    tokensOf(before, (token) => (alignment.forward[token] ?? -1) < 0),
    tokensOf(after, (token) => (alignment.backward[token] ?? -1) < 0),
  );
  for (const [f, t] of pairs) link(alignment, f, t);
}

/**
 * Compares the words of a passage without regard to lines that seemed to have stayed, and takes that
 * when it accounts for more: where lines were joined or parted the lines left whole are the odd ones.
 */
function reconsider(alignment: Alignment, passage: Passage): void {
  const { forward, backward } = alignment;
  const [before, after] = [bounds(passage.before), bounds(passage.after)];
  if (before === null || after === null) return;
  const inside = ({ first, end }: Bounds, token: number) => token >= first && token < end;
  const linked = tokensOf(passage.before, (token) => inside(after, forward[token] ?? -1));
  const from = tokensOf(
    passage.before,
    (token) => (forward[token] ?? -1) < 0 || inside(after, forward[token] ?? -1),
  );
  const to = tokensOf(
    passage.after,
    (token) => (backward[token] ?? -1) < 0 || inside(before, backward[token] ?? -1),
  );
  if (linked.length === Math.min(from.length, to.length)) return;
  const pairs = alignedInside(alignment, from, to);
  const { weights } = alignment.from;
  const letters = (tokens: Iterable<number>) => {
    let sum = 0;
    for (const token of tokens) sum += weights[token] ?? 0;
    return sum;
  };
  if (letters(pairs.map(([f]) => f)) <= letters(linked)) return;
  for (const token of linked) unlinkRange(forward, backward, { first: token, end: token + 1 });
  for (const [f, t] of pairs) link(alignment, f, t);
}

type Bounds = Pick<Paragraph, "first" | "end">;

function bounds(paragraphs: readonly Paragraph[]): Bounds | null {
  const [first, last] = [paragraphs[0], paragraphs.at(-1)];
  return first && last ? { first: first.first, end: last.end } : null;
}

/** The indexes of the tokens of the paragraphs that are to be compared. */
function tokensOf(
  paragraphs: readonly Paragraph[],
  wanted: (token: number) => boolean,
): Int32Array {
  const indexes: number[] = [];
  for (const { first, end } of paragraphs)
    for (let index = first; index < end; index += 1) if (wanted(index)) indexes.push(index);
  return Int32Array.from(indexes);
}
