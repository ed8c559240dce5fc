/**
 * Which words of one version of a text are which words of another: paragraphs first, then the words of
 * changed passages, then sentences that went elsewhere. Tells nothing about words typed anew.
 */
import { link, type Alignment, type Paragraph } from "./alignment.ts";
import { linkChangedPassages } from "./changed-passages.ts";
import { keptRuns } from "../diff.ts";
import { linkMovedSentences } from "./moved-sentences.ts";
import { lettersIn, newVocabulary, tokenise, type WordTokens } from "./word-tokens.ts";

/** A paragraph with fewer letters ("Notes") is not looked for elsewhere on its own. */
const movedLetters = 8;

/** Compares two versions of a text. */
export function alignTexts(fromText: string, toText: string): Alignment {
  const vocabulary = newVocabulary();
  const from = tokenise(fromText, vocabulary);
  const to = tokenise(toText, vocabulary);
  const alignment: Alignment = {
    from,
    to,
    forward: new Int32Array(from.ids.length).fill(-1),
    backward: new Int32Array(to.ids.length).fill(-1),
  };
  if (equal(from.ids, to.ids)) return alignedThroughout(alignment);
  const lines = new Map<string, number>();
  const before = paragraphsOf(from, lines);
  const after = paragraphsOf(to, lines);
  const runs = keptRuns(idsOf(before), idsOf(after), 1);
  for (const run of runs)
    for (let index = 0; index < run.length; index += 1)
      linkParagraphs(alignment, before[run.from + index], after[run.to + index]);
  linkMovedParagraphs(alignment, before, after);
  linkChangedPassages(alignment, { before, after, runs });
  linkMovedSentences(alignment, before, after);
  return alignment;
}

function equal(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** The same words in the same order: only typography, or how they are divided into lines, changed. */
function alignedThroughout(alignment: Alignment): Alignment {
  for (let index = 0; index < alignment.forward.length; index += 1) link(alignment, index, index);
  return alignment;
}

/**
 * The lines that have words. `lines` numbers their words and is shared between the texts: other
 * quotation marks or another space do not make another line.
 */
function paragraphsOf(tokens: WordTokens, lines: Map<string, number>): readonly Paragraph[] {
  const { text, starts } = tokens;
  const paragraphs: Paragraph[] = [];
  let first = 0;
  while (first < starts.length) {
    const at = starts[first] ?? 0;
    const lineEnd = text.indexOf("\n", at);
    const stop = lineEnd < 0 ? text.length : lineEnd;
    let end = first + 1;
    while (end < starts.length && (starts[end] ?? 0) < stop) end += 1;
    const line = tokens.ids.subarray(first, end).join(" ");
    const id = lines.get(line) ?? lines.size;
    lines.set(line, id);
    paragraphs.push({ first, end, id });
    first = end;
  }
  return paragraphs;
}

function idsOf(paragraphs: readonly Paragraph[]): Int32Array {
  return Int32Array.from(paragraphs, ({ id }) => id);
}

/** Paragraphs of one id hold the same tokens. */
function linkParagraphs(
  alignment: Alignment,
  before: Paragraph | undefined,
  after: Paragraph | undefined,
): void {
  if (before === undefined || after === undefined) return;
  for (let index = 0; index < before.end - before.first; index += 1)
    link(alignment, before.first + index, after.first + index);
}

function linkMovedParagraphs(
  alignment: Alignment,
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): void {
  const gone = before.filter(({ first }) => (alignment.forward[first] ?? -1) < 0);
  const come = byId(after.filter(({ first }) => (alignment.backward[first] ?? -1) < 0));
  for (const [id, paragraphs] of byId(gone)) {
    const [paragraph, ...others] = paragraphs;
    const places = come.get(id) ?? [];
    // Twice the same: which is which is for the words around to tell.
    if (paragraph === undefined || others.length > 0 || places.length !== 1) continue;
    if (lettersIn(alignment.from, paragraph.first, paragraph.end) >= movedLetters)
      linkParagraphs(alignment, paragraph, places[0]);
  }
}

function byId(paragraphs: readonly Paragraph[]): Map<number, readonly Paragraph[]> {
  return Map.groupBy(paragraphs, ({ id }) => id);
}
