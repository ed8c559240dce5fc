/** The text of a page as lines, in the order in which the file draws them: producers write it right. */
import type { Mark } from "../../entities.ts";
import { withAccent } from "./accents.ts";
import { movedArea, type PageArea } from "./areas.ts";
import { withFields, type PageField } from "./fields.ts";
import { withNamedCodes } from "./codes.ts";
import type { FontStyle } from "./fonts.ts";
import { joinedMarks, linkMarks, type PageLink } from "./links.ts";
import { inLogicalOrder, isRightToLeft, joinedRuns } from "./bidi.ts";
import { inReadingOrder } from "./order.ts";

/** A piece of text as pdf.js gives it; what begins a marked section has no `str`. */
export interface TextPiece {
  readonly str: string;
  readonly dir: string;
  /** Along the line, in points. */
  readonly width: number;
  /** A matrix: turned and scaled by a, b, c, d; then at e, f, counted from the bottom left. */
  readonly transform: readonly number[];
  readonly fontName: string;
}

/** A page before its text is put in order. Lengths are points of 1/72 inch. */
export interface PageText {
  readonly label: string;
  /** Maps a place on the sheet to one on the page as it is read, y downwards. */
  readonly view: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly TextPiece[];
  /** The names of typewriter fonts. */
  readonly monospaced: ReadonlySet<string>;
  /** What is known of a font by its name. */
  readonly fontStyle: (name: string) => FontStyle | null;
  /** In the coordinates of the sheet. */
  readonly links: readonly PageLink[];
  readonly fields: readonly PageField[];
}

export interface PageLine {
  readonly text: string;
  /** Raised, lowered, bold and slanted parts and links, as spans of `text`. */
  readonly marks: readonly Mark[];
  readonly left: number;
  readonly right: number;
  /** The distance of the line's foot from the top of the page. */
  readonly y: number;
  /** The size of most of its letters. */
  readonly size: number;
  readonly monospaced: boolean;
  /** Whether all of it is bold. */
  readonly strong: boolean;
  /** Its parts between wide gaps, from their offset in `text`; one for most lines. */
  readonly cells: readonly {
    readonly start: number;
    readonly left: number;
    readonly right: number;
  }[];
}

export interface Page {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PageLine[];
  /** Lines across the direction in which the page is read, such as a stamp in the margin. */
  readonly sideways: readonly PageLine[];
}

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Quarter turns against the direction of reading. */
  readonly turn: number;
  readonly rightToLeft: boolean;
  readonly font: string;
  /** Whether white space was drawn or left before it. */
  spaced: boolean;
}

/** Wider gaps part lines of two columns or cells; in sizes of the letters. */
const widestGap = 3;
/** Narrower ones are within a word, unless the file draws a space. */
const narrowestGap = 0.22;
/** Gaps as wide as this may part the cells of a table. */
const cellGap = 0.6;
/** Beside signs that are written without spaces. */
const widestSetting = 0.4;
const wide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** The page's lines; never throws. */
export function linesOf(page: PageText): Page {
  const pieces = place(page);
  const turns = [0, 0, 0, 0];
  for (const piece of pieces) turns[piece.turn] = (turns[piece.turn] ?? 0) + piece.text.length;
  // A wide table on an upright sheet: the page is read the way most of it is written.
  const reading = turns.indexOf(Math.max(...turns));
  const lines: PageLine[] = [];
  const sideways: PageLine[] = [];
  const links =
    page.links.length === 0 ? [] : [0, 1, 2, 3].map((turn) => asRead(page.links, turn, page));
  for (const drawn of joinedRuns(runsOf(pieces))) {
    const turn = drawn[0]?.turn ?? 0;
    const line = lineOf(drawn, page, links[turn] ?? []);
    if (line !== null) (turn === reading ? lines : sideways).push(line);
  }
  const lies = reading % 2 === 1;
  const width = lies ? page.height : page.width;
  const fromRight = isRightToLeft(pieces);
  const fields = asRead(page.fields, reading, page);
  const flip = <Span extends Edges>(span: Span): Span => (fromRight ? mirrored(span, width) : span);
  const ordered = inReadingOrder(
    lines.map((line) => ({ ...flip(line), cells: line.cells.map(flip) })),
  );
  return {
    label: page.label,
    width,
    height: lies ? page.width : page.height,
    lines: withFields(ordered, fields.map(flip)),
    sideways,
  };
}

interface Edges {
  readonly left: number;
  readonly right: number;
}

/** As in a mirror: what is told from the left of a page is at the right where that is read. */
function mirrored<Span extends Edges>(span: Span, width: number): Span {
  return { ...span, left: width - span.right, right: width - span.left };
}

function place(page: PageText): readonly Placed[] {
  const placed: Placed[] = [];
  let spaced = false;
  for (const piece of page.pieces) {
    if (piece.str.trim() === "") {
      spaced ||= piece.str !== "";
      continue;
    }
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = multiply(page.view, piece.transform);
    const size = Math.hypot(c, d);
    if (!Number.isFinite(a + b + e + f + size + piece.width) || size === 0) continue;
    const turn = Math.abs(a) >= Math.abs(b) ? (a >= 0 ? 0 : 2) : b >= 0 ? 1 : 3;
    const [x, y] = turned(turn, e, f, page);
    placed.push({
      // Fonts often name their hyphen a soft one; here it was drawn, so it is there. The ligatures
      // are where the fonts of two systems have had them.
      text: withNamedCodes(piece.str)
        .replaceAll("\u00ad", "-")
        .replaceAll("\uf001", "fi")
        .replaceAll("\uf002", "fl"),
      left: x,
      right: x + piece.width,
      y,
      size,
      turn,
      rightToLeft: piece.dir === "rtl",
      font: piece.fontName,
      spaced: spaced || /^\s/.test(piece.str),
    });
    spaced = /\s$/.test(piece.str);
  }
  return placed;
}

/** The place on the page turned so that text of this direction reads from left to right. */
function turned(turn: number, x: number, y: number, page: PageText): readonly [number, number] {
  if (turn === 1) return [y, page.width - x];
  if (turn === 2) return [page.width - x, page.height - y];
  return turn === 3 ? [page.height - y, x] : [x, y];
}

/** Areas of the sheet as lines of this direction see them. */
function asRead<Area extends PageArea>(
  areas: readonly Area[],
  turn: number,
  page: PageText,
): readonly Area[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page.view;
  return areas.map((area) =>
    movedArea(area, (x, y) => turned(turn, a * x + c * y + e, b * x + d * y + f, page)),
  );
}

function multiply(m: readonly number[], n: readonly number[]): readonly number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** The pieces that are drawn one after the other along a line. */
function runsOf(pieces: readonly Placed[]): readonly (readonly Placed[])[] {
  const runs: Placed[][] = [];
  let last: Placed | undefined;
  for (const piece of pieces) {
    if (last !== undefined && isRepeat(last, piece)) continue;
    if (last !== undefined && goesOn(last, piece)) runs.at(-1)?.push(piece);
    else runs.push([piece]);
    last = piece;
  }
  return runs;
}

/** Letters drawn twice, a hair apart, look bold. */
function isRepeat(last: Placed, piece: Placed): boolean {
  const near = piece.size * 0.1;
  return (
    last.text === piece.text &&
    Math.abs(last.left - piece.left) < near &&
    Math.abs(last.y - piece.y) < near
  );
}

function goesOn(last: Placed, piece: Placed): boolean {
  const size = Math.max(last.size, piece.size);
  if (last.turn !== piece.turn || Math.abs(last.y - piece.y) > size * 0.5) return false;
  const gap = gapBetween(last, piece);
  return gap > -size && gap < size * widestGap;
}

function gapBetween(last: Placed, piece: Placed): number {
  return last.rightToLeft || piece.rightToLeft
    ? Math.max(last.left - piece.right, piece.left - last.right)
    : piece.left - last.right;
}

function lineOf(
  drawn: readonly Placed[],
  { monospaced, fontStyle }: PageText,
  links: readonly PageLink[],
): PageLine | null {
  const pieces = inLogicalOrder(drawn);
  const isTurned = pieces !== drawn;
  const main = mainPiece(pieces);
  let text = "";
  const marks: Mark[] = [];
  let last: Placed | null = null;
  let isStrong = true;
  const cells: { start: number; left: number; right: number }[] = [];
  for (const piece of pieces) {
    let words = piece.text.replace(/\s+/g, " ").trim();
    const gap = last === null ? 0 : gapBetween(last, piece);
    const accented = isTurned ? null : withAccent(text, words, gap / main.size);
    if (accented !== null) [text, words] = [accented.before, accented.after];
    else if (
      text !== "" &&
      (isTurned ? piece.spaced : isSpaced(text, words, piece, gap / main.size))
    )
      text += " ";
    const kind = shift(piece, main);
    if (kind === null && isNoteSign(text, marks) && /^[\p{L}\p{Pi}\p{Ps}"]/u.test(words))
      text += " ";
    const end = text.length + words.length;
    const cell = cells.at(-1);
    if (cell === undefined || (gap > cellGap * main.size && !isTurned))
      cells.push({ start: text.length, left: piece.left, right: piece.right });
    else {
      cell.left = Math.min(cell.left, piece.left);
      cell.right = Math.max(cell.right, piece.right);
    }
    if (kind !== null) marks.push([text.length, end, kind]);
    const style = fontStyle(piece.font);
    if (style?.strong === true) marks.push([text.length, end, "strong"]);
    else isStrong = false;
    if (style?.emphasis === true) marks.push([text.length, end, "emphasis"]);
    if (links.length > 0) marks.push(...linkMarks(words, text.length, piece, links));
    text += words;
    last = piece;
  }
  return text === ""
    ? null
    : {
        text,
        marks: joinedMarks(marks),
        left: pieces.reduce((least, { left }) => Math.min(least, left), Infinity),
        right: pieces.reduce((most, { right }) => Math.max(most, right), -Infinity),
        y: main.y,
        size: main.size,
        // Signs of Chinese and Japanese are all of one width.
        monospaced: !wide.test(text) && pieces.every(({ font }) => monospaced.has(font)),
        strong: isStrong,
        cells,
      };
}

/** Whether all of a line so far is the raised sign before a note: a space parts it from its text. */
function isNoteSign(text: string, marks: readonly Mark[]): boolean {
  return (
    /^(?:\d{1,3}|[*\u2020\u2021\u00a7\u00b6]+)$/.test(text) &&
    marks.some(([start, end, kind]) => kind === "superscript" && start === 0 && end === text.length)
  );
}

/**
 * Whether a space parts the pieces. Word processors set letters and figures a quarter off from Chinese
 * and Japanese signs, which are written without spaces.
 */
function isSpaced(before: string, words: string, piece: Placed, gap: number): boolean {
  if (wide.test(before.slice(-1)) || wide.test(words.slice(0, 1))) return gap > widestSetting;
  return piece.spaced || gap > narrowestGap;
}

/** The longest of the pieces of the size that most letters have. */
function mainPiece(pieces: readonly Placed[]): Placed {
  const letters = new Map<number, number>();
  for (const { size, text } of pieces) {
    const key = Math.round(size * 10);
    letters.set(key, (letters.get(key) ?? 0) + text.length);
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0];
  return pieces
    .filter(({ size }) => Math.round(size * 10) === most)
    .reduce((longest, piece) => (piece.text.length > longest.text.length ? piece : longest));
}

function shift(piece: Placed, main: Placed): "superscript" | "subscript" | null {
  if (piece.size > main.size * 0.82) return null;
  const up = (main.y - piece.y) / main.size;
  if (up > 0.15) return "superscript";
  return up < -0.08 ? "subscript" : null;
}
