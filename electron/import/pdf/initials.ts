/** Large first letters beside the lines of a paragraph, which browsers draw before all other text. */
import type { Page, PageLine } from "./lines.ts";
import { shiftedMark } from "./links.ts";

/** One letter, with the quotation mark before it. */
const initial = /^["“‘«„¿¡]?\p{Lu}\p{M}?['’]?$/u;
/** Letters that are words. */
const wordLetter = /[AEIOUYÀÓ]$/u;
/** In sizes of the text beside it. */
const larger = 1.7;
const furthest = 1.5;
/** The height of capitals, in sizes. */
const capital = 0.7;
/** Initials of one page that are looked at. */
const limit = 50;

/** The pages with each initial put back before its word. */
export function withInitials(pages: readonly Page[]): readonly Page[] {
  let words: ReadonlySet<string> | null = null;
  return pages.map((page) => {
    const initials = page.lines.filter((line) => initial.test(line.text)).slice(0, limit);
    if (initials.length === 0) return page;
    let lines = page.lines;
    for (const letter of initials) {
      const first = lineOf(letter, lines);
      if (first === null) continue;
      words ??= wordsOf(pages);
      const joined = joinedTo(letter, first, words);
      lines = lines.flatMap((line) => {
        if (line === letter) return [];
        if (line === first) return [joined];
        // They are not indented: the letter is in their place.
        return [isBeside(letter, line, first) ? { ...line, left: letter.left } : line];
      });
    }
    return { ...page, lines };
  });
}

/** The line whose head is level with that of the letter. */
function lineOf(letter: PageLine, lines: readonly PageLine[]): PageLine | null {
  let nearest: PageLine | null = null;
  let least = Infinity;
  for (const line of lines) {
    // Some programs indent the other lines and draw the first one over the letter.
    const isAfter = line.left > letter.left - line.size * 0.5;
    if (!isAfter || line.left - letter.right > line.size * furthest) continue;
    if (letter.size < line.size * larger) continue;
    const apart = Math.abs(line.y - letter.y - capital * (line.size - letter.size));
    if (apart < Math.min(least, line.size)) [nearest, least] = [line, apart];
  }
  return nearest;
}

/** Whether the line goes on after the first one, on the right of the letter. */
function isBeside(letter: PageLine, line: PageLine, first: PageLine): boolean {
  const away = line.left - letter.right;
  return (
    line.y > first.y &&
    line.y < letter.y + letter.size * 0.5 &&
    away > -line.size &&
    away < line.size * furthest
  );
}

function joinedTo(letter: PageLine, line: PageLine, words: ReadonlySet<string>): PageLine {
  const head = isWord(letter.text, line.text, words) ? `${letter.text} ` : letter.text;
  return {
    ...line,
    text: head + line.text,
    marks: line.marks.map((mark) => shiftedMark(mark, head.length)).filter((mark) => mark !== null),
    left: letter.left,
    cells: line.cells.map((cell, at) =>
      at === 0 ? { ...cell, left: letter.left } : { ...cell, start: cell.start + head.length },
    ),
  };
}

/** Whether the letter is a word of its own, told from what else stands in the text: `A lamp`. */
function isWord(letter: string, text: string, words: ReadonlySet<string>): boolean {
  const rest = /^\p{L}+/u.exec(text)?.[0].toLowerCase();
  if (rest === undefined || !wordLetter.test(letter)) return false;
  return words.has(rest) && !words.has(letter.slice(-1).toLowerCase() + rest);
}

/** The words within lines: at the start of one may be the rest of another. */
function wordsOf(pages: readonly Page[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { lines } of pages) {
    for (const { text } of lines) {
      for (const { 0: word, index } of text.matchAll(/\p{L}+/gu))
        if (index > 0) words.add(word.toLowerCase());
    }
  }
  return words;
}
