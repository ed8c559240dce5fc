/** Tells lines that a program broke at a width from lines that an author broke, and joins the former. */

/** A paragraph of plain text. */
export interface WrittenParagraph {
  /** Lines that its author broke stay parted by line feeds. */
  readonly text: string;
  /** Columns made with spaces: only a fixed width shows what they mean. */
  readonly tabular: boolean;
}

/** A wrapped text has lines of at most this many units, but for a few that hold one long word. */
const widestWrap = 100;
const narrowestWrap = 40;
/** Fewer broken lines than this prove nothing. */
const fewestBreaks = 4;
/** A text with this many may have verse, lists and letters in it, and breaks set by hand. */
const manyBreaks = 40;
const flowingShare = 0.6;
/** How much shorter than the width a line set by hand may be. */
const byHand = 8;

const item = /^\s*(?:[-*•–]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s+\S/;

/**
 * The width that a program broke the lines at; null when they were not. The proof: no line break
 * within a paragraph could have come one word later. Long texts need it of most breaks, short ones of
 * all.
 */
export function wrapWidth(text: string): number | null {
  const all = groups(text);
  const lengths = all.flat().map((line) => line.length);
  // A long line that stands alone is a row of a table, an address or a paragraph from elsewhere.
  const together = all.filter((lines) => lines.length > 1).flat();
  const long = together.filter(({ length }) => length > widestWrap).length;
  if (long > 0 && (lengths.length < 200 || long > lengths.length * 0.01)) return null;
  const usual = together
    .map(({ length }) => length)
    .filter((length) => length <= widestWrap)
    .sort((a, b) => a - b);
  const widest =
    usual[lengths.length < 200 ? usual.length - 1 : Math.floor(usual.length * 0.99)] ?? 0;
  if (widest < narrowestWrap) return null;
  let breaks = 0;
  let flowing = 0;
  for (const lines of all.flatMap(pieces)) {
    breaks += lines.length - 1;
    if (flows(lines, widest, lengths.length > 200 ? byHand : 0)) flowing += lines.length - 1;
  }
  if (flowing < fewestBreaks) return null;
  const enough = breaks >= manyBreaks ? flowing >= breaks * flowingShare : flowing === breaks;
  return enough ? widest : null;
}

/** The paragraphs of a text whose lines were broken at `width`. */
export function unwrapped(text: string, width: number): readonly WrittenParagraph[] {
  const all = groups(text);
  const slack = all.reduce((sum, lines) => sum + lines.length, 0) > 200 ? byHand : 0;
  return all.flatMap(pieces).map((lines) => {
    if (flows(lines, width, slack)) return { text: joined(lines), tabular: false };
    const tabular = lines.filter((line) => /\S(?: {3,}|\t)\S/.test(line)).length * 2 > lines.length;
    const kept = tabular ? dedented(lines) : lines.map((line) => line.trim());
    return { text: kept.join("\n"), tabular };
  });
}

/** Lines between blank lines. */
function groups(text: string): readonly (readonly string[])[] {
  const all: string[][] = [];
  let open: string[] | null = null;
  for (const raw of text.split("\n")) {
    const line = raw.trimEnd();
    if (line === "") open = null;
    else if (open === null) all.push((open = [line]));
    else open.push(line);
  }
  return all;
}

/** The items of a list are parted even without blank lines. */
function pieces(lines: readonly string[]): readonly (readonly string[])[] {
  if (!lines.some((line) => item.test(line))) return [lines];
  const all: string[][] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last === undefined || item.test(line)) all.push([line]);
    else last.push(line);
  }
  return all;
}

/** Whether a program would have broken the lines just there. One line always flows. */
function flows(lines: readonly string[], width: number, slack: number): boolean {
  if (lines.length === 1) return true;
  const [first = "", ...rest] = lines;
  const indent = indentOf(rest[0] ?? "");
  // Beyond the first line, which may stand in or out, one paragraph has one left edge.
  if (rest.some((line) => indentOf(line) !== indent)) return false;
  // Lines that stand in below an item belong to it, wherever they were broken.
  if (item.test(first) && indent > indentOf(first)) return true;
  if (indent > indentOf(first) && indentOf(first) > 0) return false;
  const early = lines.slice(0, -1).filter((line, at) => {
    const word = /\S+/.exec(lines[at + 1] ?? "")?.[0] ?? "";
    return line.length + 1 + word.length <= width - slack;
  });
  return early.length <= (slack > 0 ? Math.floor(lines.length / 12) : 0);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function joined(lines: readonly string[]): string {
  return (
    lines
      .map((line) => line.trim())
      .join("\n")
      // A word with a hyphen may be broken behind it, and a dash needs no space.
      .replace(/(?<=\p{L}-)\n(?=\p{Ll})|(?<=(?:--|—))\n|\n(?=(?:--|—))/gu, "")
      .replaceAll("\n", " ")
  );
}

function dedented(lines: readonly string[]): readonly string[] {
  const least = Math.min(...lines.map(indentOf));
  return lines.map((line) => line.slice(least));
}
