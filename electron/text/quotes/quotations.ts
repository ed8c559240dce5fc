/**
 * Quotations that someone has typed or pasted: words between quotation marks, long enough to be looked
 * up. Single quotation marks are left to single-quotations.ts; two of them together are a double one,
 * and so are two commas or two angles, as typewriters have them.
 */
import { countedWords, tokensOf } from "./typography.ts";

/** Words between quotation marks. All offsets are UTF-16 units of the text searched. */
export interface Quotation {
  /** The opening mark's. */
  readonly start: number;
  /** Behind the closing mark. */
  readonly end: number;
  /** What stands between the marks, as it is in the text. */
  readonly text: string;
  /** Where that begins. */
  readonly textStart: number;
  /** How many quotations it stands in: 0 for one that stands in none. */
  readonly depth: number;
}

/** Shorter ones are words used with care rather than words quoted. */
export const fewestWords = 5;

/** Of more marks that stand open, the first was never meant to be closed. */
const deepest = 8;

type Family =
  | "curly"
  | "angle"
  | "single angle"
  | "corner"
  | "white corner"
  | "double prime"
  | "typed angle"
  | "straight";

/** A mark that might open or close; which of both is decided by where it stands. */
interface Mark {
  readonly at: number;
  readonly end: number;
  readonly family: Family;
  readonly glyph: string;
  readonly leans: "open" | "close" | "either";
  /** Nothing but space stands between it and the beginning of its line. */
  readonly beginsLine: boolean;
}

const families: ReadonlyMap<string, Family> = new Map([
  ...["“", "”", "„", "‟", ",,"].map((glyph) => [glyph, "curly"] as const),
  ...Array.from("«»", (glyph) => [glyph, "angle"] as const),
  ...Array.from("‹›", (glyph) => [glyph, "single angle"] as const),
  ...Array.from("「」｢｣", (glyph) => [glyph, "corner"] as const),
  ...Array.from("『』", (glyph) => [glyph, "white corner"] as const),
  ...Array.from("〝〞〟", (glyph) => [glyph, "double prime"] as const),
  ...["<<", ">>"].map((glyph) => [glyph, "typed angle"] as const),
  ...['"', "＂", "''", "``", "’’", "‘‘"].map((glyph) => [glyph, "straight"] as const),
]);
const anyMark = /[“”„‟«»‹›「」｢｣『』〝〞〟"＂]|'{2}|`{2}|’{2}|‘{2}|,{2}|<{2}|>{2}/g;
const paragraphBreak = /\n[^\S\n]*\n/;
const endsSentence = /[.?!…:;。！？][^\p{L}\p{N}]*$/u;

/**
 * The quotations of at least {@link fewestWords} words, in order of their beginnings. A quotation may go
 * on over paragraphs when each of them opens it again; one that is never closed is none.
 */
export function quotationsIn(text: string): readonly Quotation[] {
  const found: Omit<Quotation, "depth">[] = [];
  const spaced = paragraphBreak.test(text);
  let open: Mark[] = [];
  let from = 0;
  for (const mark of marksOf(text)) {
    const last = open.at(-1);
    const between = text.slice(from, mark.at);
    from = mark.end;
    if (between.includes("\n")) {
      const goesOn = last !== undefined && reopens(last, mark);
      if (!goesOn && endsParagraph(between, spaced)) open = [];
      if (goesOn) continue;
    }
    const closes = closedBy(open, mark);
    if (closes >= 0) {
      push(found, text, open[closes], mark);
      open = open.slice(0, closes);
    } else if (mark.leans !== "close") {
      // A straight mark does not stand within another: the first was an inch, or was never closed.
      const kept =
        mark.family === "straight" ? open.filter((each) => each.family !== "straight") : open;
      open = [...kept, mark].slice(-deepest);
    }
  }
  return withDepth(found.toSorted((a, b) => a.start - b.start));
}

function withDepth(ordered: readonly Omit<Quotation, "depth">[]): readonly Quotation[] {
  let around: Omit<Quotation, "depth">[] = [];
  return ordered.map((each) => {
    around = around.filter(({ end }) => end > each.start);
    const depth = around.length;
    around.push(each);
    return { ...each, depth };
  });
}

function push(
  found: Omit<Quotation, "depth">[],
  text: string,
  open: Mark | undefined,
  close: Mark,
): void {
  if (open === undefined) return;
  const inner = text.slice(open.end, close.at);
  if (countedWords(tokensOf(inner)) < fewestWords) return;
  found.push({
    start: open.at,
    end: close.end,
    text: inner,
    textStart: open.end,
  });
}

function* marksOf(text: string): Generator<Mark> {
  for (const match of text.matchAll(anyMark)) {
    const glyph = match[0];
    const at = match.index;
    const end = at + glyph.length;
    const family = families.get(glyph);
    if (family === undefined) continue;
    yield {
      at,
      end,
      family,
      glyph,
      leans: leaning(glyph, text.charAt(at - 1), text.charAt(end)),
      beginsLine: /(?:^|\n)[^\S\n]*$/.test(text.slice(Math.max(0, at - 40), at)),
    };
  }
}

/** Which way a mark turns, from its shape or, where countries differ about that, its neighbours. */
function leaning(glyph: string, before: string, after: string): Mark["leans"] {
  if (/^(?:[「｢『„‟〝]|``|‘‘|,,|<<)/.test(glyph)) return "open";
  if (/^(?:[」｣』〞〟]|>>)/.test(glyph)) return "close";
  // Five foot 10" tall.
  if (glyph === '"' && /\d/.test(before)) return "close";
  const behindText = /[^\s([{<\-–—―/“„«‹「『‘‚'’"]/u.test(before);
  const beforeText = /[^\s)\]}>,.;:!?…”»›」』’"]/u.test(after);
  if (behindText === beforeText) return "either";
  return behindText ? "close" : "open";
}

/** The index in `open` of the mark that this one closes; -1 when it closes none. */
function closedBy(open: readonly Mark[], mark: Mark): number {
  if (mark.leans === "open") return -1;
  return open.findLastIndex((each) => pairs(each, mark));
}

function pairs(open: Mark, close: Mark): boolean {
  // Where a keyboard has no mark to close it with, „…" and ,,…''.
  if (isLow(open) && close.family === "straight") return true;
  if (open.family !== close.family) return false;
  switch (open.family) {
    case "curly":
      // “…”, „…“, „…” and ”…”; "““" is a quotation within a quotation.
      return close.glyph === "”" || (close.glyph === "“" && isLow(open));
    case "angle":
    case "single angle":
      // »…» is Finnish and Swedish.
      return open.glyph !== close.glyph || /[»›]/.test(open.glyph);
    default:
      return true;
  }
}

const isLow = ({ glyph }: Mark): boolean => /^(?:[„‟]|,,)$/.test(glyph);

/** Whether a mark at the beginning of a line repeats the one that is open, as long quotations do. */
function reopens(open: Mark, mark: Mark): boolean {
  if (!mark.beginsLine || open.family !== mark.family) return false;
  // French printers begin each further line or paragraph with the closing mark as well.
  if (open.glyph === "«" && mark.glyph === "»") return true;
  return mark.leans !== "close" && (open.glyph === mark.glyph || open.family === "straight");
}

/**
 * Whether a paragraph ends within `between`. A blank line ends one. So does a line feed after the end of
 * a sentence, unless the text has paragraphs apart by blank lines (`spaced`) and its lines are wrapped.
 */
function endsParagraph(between: string, spaced: boolean): boolean {
  if (spaced) return paragraphBreak.test(between);
  return between
    .split("\n")
    .slice(0, -1)
    .some((line) => endsSentence.test(line.slice(-20)));
}
