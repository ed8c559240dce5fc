/**
 * The quotations of a document: words between quotation marks, double or single, also over paragraphs,
 * and block quotes. What stands in code is not read.
 */
import type { Block } from "../../entities.ts";
import { blockAt } from "../blocks.ts";
import { textWithoutNoteMarks, textWithoutRaisedNumbers, unread } from "../notes/note-marks.ts";
import { fewestWords, quotationsIn } from "./quotations.ts";
import { singleQuotationsIn } from "./single-quotations.ts";
import { countedWords, tokensOf } from "./typography.ts";

/** What is quoted, and where. */
export interface QuotedText {
  /** Without the marks around it and without marks of notes. */
  readonly text: string;
  /** The block it begins in, and where in the text of that block. */
  readonly block: number;
  readonly start: number;
  /**
   * What else it may be: without the source that its writer named at its end, without raised
   * numbers, or up to another mark.
   */
  readonly readings: readonly string[];
}

export interface DraftQuotation extends QuotedText {
  /** The number, in the list, of the quotation that it stands in; null for one that stands in none. */
  readonly within: number | null;
  /** Of a quotation in several paragraphs, each long enough: they may be as many quotations. */
  readonly paragraphs: readonly QuotedText[];
  /** Its marks may be none: opened and closed in different paragraphs, or apostrophes. */
  readonly unsure: boolean;
}

type Span = { readonly start: number; readonly end: number };

/** Paragraphs that a quotation may go over without being opened again in each. */
const mostParagraphs = 5;
/** Between blocks: what ends a paragraph for whoever looks for quotations. */
const gap = "\n\n";
/** The same length, between blocks that are one paragraph, parted by the end of a line or page. */
const seam = " \n";
/** So long is a line that may have been broken. */
const brokenLine = 40;

/** The quotations of at least five words, in their order. */
export function draftQuotations(blocks: readonly Block[]): readonly DraftQuotation[] {
  const texts = blocks.map((block) =>
    block.kind === "preformatted" ? "" : textWithoutNoteMarks(block),
  );
  const starts: number[] = [];
  for (let index = 0, at = 0; index < texts.length; index += 1) {
    starts.push(at);
    at += (texts[index] ?? "").length + gap.length;
  }
  const joined = (parts: readonly string[]) =>
    parts.map((part, index) => part + (goesOn(blocks, index) ? seam : gap)).join("");
  const text = joined(texts);
  const lowered = joined(
    blocks.map((block, index) => (texts[index] === "" ? "" : textWithoutRaisedNumbers(block))),
  );
  const shown = joined(blocks.map((block, index) => withoutCodeMarks(block, texts[index] ?? "")));
  const paragraphsOf = (span: Span) => partsOf(text, starts, span);
  const marked = quotationsIn(shown).map(({ textStart, end, text: words }) => {
    const span = { start: textStart, end: textStart + words.length };
    return { ...span, outer: { start: textStart, end }, ...sure, paragraphs: paragraphsOf(span) };
  });
  const covered = marked.map(({ outer }) => outer);
  const all = [
    ...marked,
    ...inSingleMarks(text, shown, covered),
    ...blockQuotes(blocks, texts, starts, covered),
    ...openOverParagraphs(shown, covered),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  return all.map(({ start, end, readings, paragraphs, unsure }, index) => {
    const block = blockAt(starts, start);
    const around = all.findLastIndex((each, at) => at < index && each.end >= end);
    return {
      text: plain(text.slice(start, end)),
      block,
      start: start - (starts[block] ?? 0),
      within: around < 0 ? null : around,
      readings: [
        ...otherNumbers(text.slice(start, end), lowered.slice(start, end)),
        ...readings,
      ].map(plain),
      paragraphs,
      unsure,
    };
  });
}

const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;

/** Whether the paragraph that a block begins goes on in the next, as where a page ends. */
function goesOn(blocks: readonly Block[], index: number): boolean {
  const [block, next] = [blocks[index], blocks[index + 1]];
  if (block?.kind !== "paragraph" || next?.kind !== "paragraph") return false;
  if (/[.?!…:;。！？]["”’»«“‘」』\s]*$/u.test(block.text)) return false;
  const broken = unspaced.test(block.text) ? brokenLine / 2 : brokenLine;
  return /^\s*\p{Ll}/u.test(next.text) || block.text.length >= broken;
}

/**
 * The words without raised numbers, and without numbers that stand where those of notes do, for what
 * has come through a format in which nothing is raised.
 */
function otherNumbers(text: string, lowered: string): readonly string[] {
  const bare = lowered
    .replace(/(?<=\p{Ll}{2}|\p{L}\p{P}{1,2}|\p{P}{2}|[。、])\d{1,3}(?=[\s.,;:!?]|$)/gu, "")
    .replace(/(?<=\p{L}{2}|\p{P})[⁰¹²³⁴-⁹]{1,3}/gu, "");
  return [...new Set([lowered, bare])].filter((each) => each !== text);
}

const sure = { readings: [], paragraphs: [], unsure: false } as const;

/** The text of a block without the marks in its code, which quote nothing; all offsets stay. */
function withoutCodeMarks(block: Block, text: string): string {
  if (!("marks" in block)) return text;
  return block.marks
    .filter(([, , kind]) => kind === "code")
    .reduce(
      (shown, [start, end]) =>
        shown.slice(0, start) +
        shown
          .slice(start, end)
          .replace(/[^\p{L}\p{N}]/gu, "·")
          .padEnd(end - start, "·") +
        shown.slice(end),
      text,
    );
}

/** The paragraphs of a quotation that goes over several, where each is long enough to be one itself. */
function partsOf(
  text: string,
  starts: readonly number[],
  { start, end }: Span,
): readonly QuotedText[] {
  const parts: QuotedText[] = [];
  let at = start;
  for (const part of text.slice(start, end).split(gap)) {
    const [mark = ""] = /^\s*[“„‟«»"]?\s*/.exec(part) ?? [];
    const words = part.slice(mark.length);
    const block = blockAt(starts, at);
    if (isLong(words))
      parts.push({
        text: plain(words),
        block,
        start: at + mark.length - (starts[block] ?? 0),
        readings: [],
      });
    at += part.length + gap.length;
  }
  return parts.length > 1 ? parts : [];
}

const plain = (text: string): string =>
  text.replaceAll(unread, "").replaceAll(gap, "\n").replaceAll(seam, "\n");
const isLong = (text: string): boolean => countedWords(tokensOf(text)) >= fewestWords;

interface Spot extends Span {
  readonly readings: readonly string[];
  readonly paragraphs: readonly QuotedText[];
  readonly unsure: boolean;
}

/** Words in single marks; those that reach out of a quotation in double marks are none. */
function inSingleMarks(text: string, shown: string, covered: readonly Span[]): readonly Spot[] {
  return singleQuotationsIn(shown).flatMap(({ textStart, textEnds, sure: telling }) => {
    const around = covered.filter(({ start, end }) => start <= textStart && textStart < end);
    const ends = textEnds.filter((at) => around.every(({ end }) => at < end));
    const [end, ...others] = ends.filter((at) => isLong(text.slice(textStart, at)));
    if (end === undefined) return [];
    const readings = others.map((at) => text.slice(textStart, at));
    const unsure = !telling || around.length > 0 || end !== textEnds[0];
    return [{ start: textStart, end, readings, paragraphs: [], unsure }];
  });
}

/** Paragraphs set apart as quotations that have no marks of their own around them. */
function blockQuotes(
  blocks: readonly Block[],
  texts: readonly string[],
  starts: readonly number[],
  covered: readonly Span[],
): readonly Spot[] {
  const groups: { first: number; last: number }[] = [];
  for (const [index, { kind }] of blocks.entries()) {
    if (kind !== "blockquote") continue;
    const last = groups.at(-1);
    if (last?.last === index - 1) last.last = index;
    else groups.push({ first: index, last: index });
  }
  return groups.flatMap(({ first, last }) => {
    const start = starts[first] ?? 0;
    const end = (starts[last] ?? 0) + (texts[last] ?? "").length;
    const inMarks = covered.some(
      (span) => Math.min(span.end, end) - Math.max(span.start, start) > (end - start) * 0.7,
    );
    const paragraphs = texts.slice(first, last + 1);
    if (inMarks || !isLong(paragraphs.join("\n"))) return [];
    const apart = paragraphs.flatMap((text, index) =>
      isLong(text)
        ? [
            {
              text: plain(text),
              block: first + index,
              start: 0,
              readings: withoutSource([text]).map(plain),
            },
          ]
        : [],
    );
    return [
      {
        start,
        end,
        readings: withoutSource(paragraphs),
        paragraphs: apart.length > 1 ? apart : [],
        unsure: false,
      },
    ];
  });
}

/** The quotation without a last line that begins with a dash, and without what is in brackets at its end. */
function withoutSource(paragraphs: readonly string[]): readonly string[] {
  const lines = paragraphs.join("\n").split("\n");
  const named = lines.length > 1 && /^\s*[-–—―~(]/.test(lines.at(-1) ?? "");
  const whole = (named ? lines.slice(0, -1) : lines).join("\n").trimEnd();
  const bare = whole.replace(/\s*[([][^()[\]]{1,120}[)\]][.,;]?\s*$/, "");
  return [...(named ? [whole] : []), ...(bare === whole ? [] : [bare])].filter(isLong);
}

/** Opening marks and what closes them; shapes that open in one country and close in another are left out. */
const pairs: ReadonlyMap<string, RegExp> = new Map([
  ["“", /”/],
  ["„", /[”“]/],
  ["«", /»/],
  ["「", /」/],
  ["『", /』/],
]);

/** From an opening mark that nothing closes to a closing mark, some paragraphs on, that nothing opened. */
function openOverParagraphs(text: string, covered: readonly Span[]): readonly Spot[] {
  const spots: Spot[] = [];
  let open: { readonly at: number; readonly closing: RegExp } | null = null;
  for (const { 0: glyph, index: at } of text.matchAll(/[“„”«»「」『』]/g)) {
    if (covered.some(({ start, end }) => at >= start - 1 && at < end)) continue;
    if (open?.closing.test(glyph) === true) {
      const words = text.slice(open.at, at);
      const paragraphs = words.split(gap).length;
      if (paragraphs > 1 && paragraphs <= mostParagraphs && isLong(words))
        spots.push({ start: open.at, end: at, ...sure, unsure: true });
      open = null;
    } else {
      const closing = pairs.get(glyph);
      if (closing !== undefined) open = { at: at + 1, closing };
    }
  }
  return spots;
}
