/** Words that a line broke: told from words that are written with a hyphen by the rest of the text. */
import type { Page, PageLine } from "./lines.ts";
import { shiftedMark } from "./links.ts";

/** How the end of a line goes on in the next one: with a space, at once, or without its hyphen. */
export type Joint = "space" | "nothing" | "drop hyphen";

const breakable = /\p{L}[-\u2010]$/u;
const lastWord = /[\p{L}\p{M}\p{N}'’]+(?:[-\u2010][\p{L}\p{M}\p{N}'’]+)*[-\u2010]$/u;
const firstWord = /^[\p{L}\p{M}\p{N}'’]+(?:[-\u2010][\p{L}\p{M}\p{N}'’]+)*/u;
/** After these, the hyphen before stands for a word left out: "pre- and post-war". */
const conjunction = /^(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of|och|og|als)$/iu;
const wide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}。，、！？；：」』）]/u;

/** Compounds that keep their hyphen whatever else there is. */
const compound =
  /^(?:(?:self|well|half)-|(?!inter-)\p{L}{3,}-(?:based|centric|constrained|controlled|driven|friendly|oriented|powered|specific)$|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)(?:th|fold|s)?$)/u;
const word =
  /[\p{L}\p{M}\p{N}'’]+(?:[-\u2010][\p{L}\p{M}\p{N}'’]+)*(?![-\u2010\p{L}\p{M}\p{N}'’])/gu;
/** A file breaks words when at least this many and this share of its lines end in a hyphen. */
const fewestBreaks = 3;
const breakShare = 0.02;

/** Shorter words are as often the first or the last syllable of another, as in "can-not". */
const shortestHalf = 4;

/** Learns the words that stand within lines; the result judges where lines meet. */
export function hyphensIn(lines: readonly PageLine[]): (before: string, after: string) => Joint {
  const known = new Set<string>();
  const broken: (readonly [head: string, tail: string])[] = [];
  lines.forEach(({ text, monospaced }, at) => {
    for (const { 0: each, index } of text.matchAll(word)) {
      // At the start it may be the rest of a broken word.
      if (index > 0 || /^\p{Lu}/u.test(each)) known.add(plain(each));
    }
    // Lines of code break where the hyphen is a sign of its own.
    if (breakable.test(text) && !monospaced)
      broken.push([headOf(text), tailOf(lines[at + 1]?.text ?? "")]);
  });
  // Words that exist on both sides are the halves of a compound rather than of a word.
  const areHalves = (head: string, tail: string): boolean =>
    [bareOf(head).replace(/^.*-/, ""), tail.replace(/-.*$/, "")].every(
      (half) => half.length >= shortestHalf && known.has(half),
    );
  const halves = broken.filter(
    ([head, tail]) =>
      known.has(head + tail) || (!known.has(bareOf(head) + tail) && areHalves(head, tail)),
  );
  const breaksWords =
    broken.length >= Math.max(fewestBreaks, lines.length * breakShare) &&
    halves.length <= broken.length / 2;
  return (before, after) => {
    if (!breakable.test(before)) {
      if (/[\p{L}\p{N}][-\u2010/\u2013\u2014]$/u.test(before)) return "nothing";
      return wide.test(before.at(-1) ?? "") && wide.test(after.charAt(0)) ? "nothing" : "space";
    }
    const head = headOf(before);
    const tail = tailOf(after);
    // "als" is a word of its own in German, and the end of many in English.
    if (conjunction.test(tail) && known.has(tail)) return "space";
    if (known.has(head + tail) || compound.test(head + tail)) return "nothing";
    const bare = bareOf(head);
    if (known.has(bare + tail)) return "drop hyphen";
    if (!/^\p{Ll}/u.test(after) || areHalves(head, tail)) return "nothing";
    if (breaksWords) return "drop hyphen";
    // Where no other line breaks a word, one that exists was broken at a hyphen of its own.
    return known.has(tail) || (bare.length > 2 && known.has(bare)) ? "nothing" : "drop hyphen";
  };
}

/** The part of a word before the break, with its hyphen. */
function headOf(line: string): string {
  return plain(lastWord.exec(line.slice(-80))?.[0] ?? "");
}

function tailOf(line: string): string {
  return plain(firstWord.exec(line)?.[0] ?? "");
}

function bareOf(head: string): string {
  return head.slice(0, -1);
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll("\u2010", "-");
}

/** How far ahead the rest of a word is looked for, in lines: past the notes at the foot of a page. */
const ahead = 80;

/**
 * Words broken where a page or a column ends are made whole on the line they begin on, so that every
 * page keeps its own paragraphs and none begins with half a word.
 */
export function mendBrokenWords(
  pages: readonly Page[],
  joint: (before: string, after: string) => Joint,
): readonly Page[] {
  const lines = pages.flatMap((page, at) => page.lines.map((line) => ({ at, line })));
  lines.forEach((before, i) => {
    if (!breakable.test(before.line.text)) return;
    const next = lines[i + 1];
    if (next === undefined || (next.at === before.at && isLike(before.line, next.line))) return;
    const rest = lines
      .slice(i + 1, i + 1 + ahead)
      .find(
        ({ at, line }, n) =>
          at <= before.at + 1 &&
          isLike(before.line, line) &&
          /^\p{Ll}/u.test(line.text) &&
          !isWithin(lines[i + n], lines[i + n + 1]),
      );
    const tail = rest === undefined ? null : /^\p{Ll}\S*\s?/u.exec(rest.line.text)?.[0];
    if (rest === undefined || tail === undefined || tail === null) return;
    const how = joint(before.line.text, rest.line.text);
    if (how === "space") return;
    const { text } = before.line;
    const head = how === "drop hyphen" ? text.slice(0, -1) : text;
    before.line = { ...before.line, text: head + tail.trimEnd() };
    rest.line = withoutStart(rest.line, tail.length);
  });
  const mended = pages.map((): PageLine[] => []);
  for (const { at, line } of lines) if (line.text !== "") mended[at]?.push(line);
  return pages.map((page, at) => ({ ...page, lines: mended[at] ?? [] }));
}

interface OnPage {
  readonly at: number;
  readonly line: PageLine;
}

/** Whether the second line follows the first one in its paragraph. */
function isWithin(above: OnPage | undefined, below: OnPage | undefined): boolean {
  if (above === undefined || below === undefined || above.at !== below.at) return false;
  const gap = below.line.y - above.line.y;
  return gap > 0 && gap < below.line.size * 1.6 && isLike(above.line, below.line);
}

function isLike(a: PageLine, b: PageLine): boolean {
  return Math.abs(a.size - b.size) < a.size * 0.05 && a.monospaced === b.monospaced;
}

function withoutStart(line: PageLine, length: number): PageLine {
  const marks = line.marks
    .map((mark) => shiftedMark(mark, -length))
    .filter((mark) => mark !== null);
  return { ...line, text: line.text.slice(length), marks };
}
