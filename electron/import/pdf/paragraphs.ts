/** Where a paragraph ends: told from leading, size, indent and lines that stop short. */
import type { Block } from "../../entities.ts";
import type { Page, PageLine } from "./lines.ts";
import { sizeClass, type Column, type Measures } from "./measures.ts";

/** Lines that read as one block, on one page. */
export interface LineGroup {
  readonly lines: readonly PageLine[];
  readonly kind: "text" | "heading" | "typed" | "table";
  /** For a table only, what became of it. */
  readonly block?: Block;
}

interface Placed {
  readonly line: PageLine;
  readonly column: Column;
  readonly kind: LineGroup["kind"];
}

/** Headings are at least this much larger than the text. */
const headingRatio = 1.12;
/** A gap this many times the usual one parts paragraphs. */
const widerLeading = 1.22;
/** In sizes: a smaller shift of a line's start is no indent, and a larger one is not a first line's. */
const indent = 0.7;
const widestIndent = 4;
/** The end of a line that breaks a word. */
const broken = /\p{L}[-\u2010]$/u;
/** A list's sign before an item. */
export const bullet = /^[•▪◦‣●○■□⁃∙]\s*/u;
/** The dots of a table of contents, up to a page number. */
const leader = /\.\s?\.\s?\.[\s.]*[\divxlc]+$/;
const ending = /[.!?:;。！？…]["'”’»)\]\d]*$/u;

/** The lines of a page in groups, in their order. */
export function paragraphsOf(page: Page, measures: Measures): readonly LineGroup[] {
  const columns = measures.columns(page);
  const placed: Placed[] = [];
  page.lines.forEach((line, i) => {
    const column = columns[i] ?? { left: line.left, right: line.right };
    placed.push({ line, column, kind: kindOf(line, placed.at(-1), measures) });
  });
  const groups: { lines: Placed[]; kind: LineGroup["kind"] }[] = [];
  placed.forEach((next, i) => {
    const group = groups.at(-1);
    if (group === undefined || startsGroup(group.lines, next, placed[i + 1], measures))
      groups.push({ lines: [next], kind: next.kind });
    else group.lines.push(next);
  });
  return groups.map((group) => ({
    kind: group.kind,
    lines: group.lines.map(({ line }) => line),
  }));
}

function kindOf(line: PageLine, last: Placed | undefined, measures: Measures): LineGroup["kind"] {
  const { bodySize, monospaced } = measures;
  if (line.monospaced && !monospaced) {
    // A name in typewriter letters can fill a line within a sentence.
    const goesOn =
      last?.kind === "text" &&
      !ending.test(last.line.text) &&
      Math.abs(line.left - last.line.left) < line.size * indent &&
      line.y - last.line.y < measures.leading(last.line.size) * widerLeading &&
      line.y > last.line.y;
    return goesOn ? "text" : "typed";
  }
  return line.size >= bodySize * headingRatio && /[\p{L}\d]/u.test(line.text) ? "heading" : "text";
}

function startsGroup(
  group: readonly Placed[],
  next: Placed,
  afterNext: Placed | undefined,
  measures: Measures,
): boolean {
  const last = group.at(-1);
  const first = group[0];
  if (last === undefined || first === undefined) return true;
  if (last.kind !== next.kind || !isOneSize(last.line, next.line)) return true;
  const gap = next.line.y - last.line.y;
  const size = next.line.size;
  if (Math.abs(gap) < size * 0.3 && next.line.left > last.line.right) return false;
  if (isRow(group)) return true;
  const leading = measures.leading(size);
  if (next.kind === "typed") return gap <= 0 || gap > leading * 2.4;
  if (next.kind === "heading")
    return gap <= 0 || gap > Math.max(size * 1.5, leading * widerLeading);
  const isNear = gap > 0 && gap < leading * widerLeading;
  if (isNear && broken.test(last.line.text) && /^\p{Ll}/u.test(next.line.text)) return false;
  if (countsOn(group, next) || changesWeight(last, next)) return true;
  if (bullet.test(next.line.text) || leader.test(last.line.text)) return true;
  if (gap <= 0 || gap > size * 8) return !crossesColumns(last, next);
  if (gap > leading * widerLeading) return true;
  if (isNear && startsIndented(last, next, afterNext, leading * widerLeading)) return true;
  return isShifted(group, first, last, next, afterNext) || stopsShort(last, next);
}

/** Whether the line is the indented first one of a paragraph, after another of one line. */
function startsIndented(
  last: Placed,
  next: Placed,
  afterNext: Placed | undefined,
  furthest: number,
): boolean {
  const away = (next.line.left - next.column.left) / next.line.size;
  if (away < indent || away > widestIndent || afterNext === undefined) return false;
  return (
    Math.abs(last.line.left - next.line.left) < next.line.size * 0.3 &&
    Math.abs(afterNext.line.left - next.column.left) < next.line.size * 0.3 &&
    afterNext.line.y > next.line.y &&
    afterNext.line.y - next.line.y < furthest &&
    isOneSize(next.line, afterNext.line) &&
    (ending.test(last.line.text) || !isFull(last))
  );
}

/** Whether the line bears the number after that of the item before. */
function countsOn(group: readonly Placed[], next: Placed): boolean {
  const number = /^(\d{1,3})[.)]\s\S/.exec(next.line.text)?.[1];
  const before = /^(\d{1,3})[.)]\s\S/.exec(group[0]?.line.text ?? "")?.[1];
  return number !== undefined && before !== undefined && Number(number) === Number(before) + 1;
}

/** Whether a bold line that stops short ends, or a bold one begins after a whole sentence. */
function changesWeight(last: Placed, next: Placed): boolean {
  if (last.line.strong === next.line.strong) return false;
  return last.line.strong ? !isFull(last) && !isBesideIt(last, next) : ending.test(last.line.text);
}

function isBesideIt(last: Placed, next: Placed): boolean {
  return Math.abs(last.line.y - next.line.y) < next.line.size * 0.3;
}

/** Whether a paragraph goes on at the top of the next column. */
function crossesColumns(last: Placed, next: Placed): boolean {
  const indented = next.line.left - next.column.left > next.line.size * indent;
  if (ending.test(last.line.text))
    return !indented && isFull(last) && /^\p{Ll}/u.test(next.line.text);
  return !indented || /^\p{Ll}/u.test(next.line.text);
}

/** Whether the start of the line, against the lines before it, opens a paragraph. */
function isShifted(
  group: readonly Placed[],
  first: Placed,
  last: Placed,
  next: Placed,
  afterNext: Placed | undefined,
): boolean {
  const shift = (next.line.left - last.line.left) / next.line.size;
  if (shift > indent) {
    if (group.length > 1) return true;
    // The second line of an item or of a reference hangs; that of a new paragraph goes back.
    if (bullet.test(first.line.text) || !ending.test(last.line.text)) return false;
    return !(afterNext && Math.abs(afterNext.line.left - next.line.left) < next.line.size * 0.3);
  }
  if (shift < -indent) {
    // The first line of a paragraph may be indented; further ones were those of another block.
    return group.length > 1 || isCentred(last);
  }
  return false;
}

/** Whether the line stands in the middle of its column, as headings do. */
function isCentred({ line, column }: Placed): boolean {
  const [before, after] = [line.left - column.left, column.right - line.right];
  return before > line.size * 1.5 && Math.abs(before - after) < line.size;
}

/** Whether the next line's first word had its place on this one, so that the break was meant. */
function stopsShort(last: Placed, next: Placed): boolean {
  if (broken.test(last.line.text)) return false;
  const { text, left, right } = next.line;
  const word = /^\S+/.exec(text)?.[0].length ?? 0;
  const wordWidth = ((right - left) * (word + 1)) / Math.max(text.length, 1);
  const room = last.column.right - last.line.right;
  if (room < wordWidth + last.line.size * 0.5) return false;
  return ending.test(last.line.text) || room > (last.column.right - last.column.left) * 0.4;
}

function isFull({ line, column }: Placed): boolean {
  return column.right - line.right < line.size * 2;
}

/** Whether cells stand side by side in it. */
function isRow(group: readonly Placed[]): boolean {
  const [a, b] = group.slice(-2);
  return (
    a !== undefined &&
    b !== undefined &&
    Math.abs(a.line.y - b.line.y) < b.line.size * 0.3 &&
    b.line.left > a.line.right
  );
}

function isOneSize(a: PageLine, b: PageLine): boolean {
  return Math.abs(sizeClass(a.size) - sizeClass(b.size)) <= 0.5;
}
