/**
 * Quotations between single marks: ‘…’, '…', ‚…‘, ’…’. Nothing tells their closing mark from an
 * apostrophe ("the dogs' tails") but what stands around it, so each comes with all its possible ends.
 */

/** All offsets are UTF-16 units of the text searched. */
export interface SingleQuotation {
  /** Behind the opening mark. */
  readonly textStart: number;
  /** Where a mark stands that may close it, the likeliest first; never empty. */
  readonly textEnds: readonly number[];
  /** Both marks can hardly be apostrophes. */
  readonly sure: boolean;
}

/** One that goes on for more than this was never closed. */
const longest = 6_000;
/** Marks and apostrophes that are looked at for its end. */
const mostMarks = 100;
/** Ends of one quotation that are told. */
const mostEnds = 4;
const anyMark = /['‘’‚‛`´＇]/g;
/** Words that lose their first letters, and years that lose their century. */
const elided =
  /^(?:tis|twas|twere|twill|twould|em|n|til|cos|bout|neath|[stkm]|\d\ds?)(?![\p{L}\p{N}])/iu;

/** The quotations between single marks, in order, however short; one that nothing closes is none. */
export function singleQuotationsIn(text: string): readonly SingleQuotation[] {
  const marks = [...text.matchAll(anyMark)];
  const found: SingleQuotation[] = [];
  let from = 0;
  for (const [number, { index: at, 0: glyph }] of marks.entries()) {
    if (at < from || !opens(text, at, glyph)) continue;
    const closing = closingOf(text, { at, glyph }, marks, number + 1);
    if (closing.length === 0) continue;
    const strong = closing.filter((end) => isTelling(text, end));
    const weak = closing.filter((end) => !isTelling(text, end));
    const textEnds = [...strong, ...weak].slice(0, mostEnds);
    found.push({ textStart: at + 1, textEnds, sure: glyph !== "’" && strong.length > 0 });
    from = (textEnds[0] ?? at) + 1;
  }
  return found;
}

function opens(text: string, at: number, glyph: string): boolean {
  if (glyph === "´") return false;
  const behind = text.slice(at + 1, at + 12);
  if (!/^[\p{L}\p{N}[(…."“«„¿¡<*$€£#@/\u2060–-]/u.test(behind)) return false;
  // Another single mark beside it makes it a double one.
  if (/['‘’`]/.test(text.charAt(at - 1))) return false;
  return /[\s([{—–\-/“„«"”:*_\u2060]/.test(text.charAt(at - 1) || " ") && !elided.test(behind);
}

/** The places of the marks that may close the one at `open`, in order. */
function closingOf(
  text: string,
  open: { readonly at: number; readonly glyph: string },
  marks: readonly RegExpExecArray[],
  next: number,
): readonly number[] {
  const places: number[] = [];
  for (let number = next; number < next + mostMarks; number += 1) {
    const mark = marks[number];
    const last = marks[number - 1];
    if (mark === undefined || last === undefined || mark.index - open.at > longest) break;
    if (places.length === 3 * mostEnds) break;
    const opensNext = opens(text, mark.index, mark[0]);
    if (endsParagraph(text.slice(last.index, mark.index))) {
      // Each further paragraph of a long quotation is opened again.
      if (places.length > 0 || !opensNext || mark[0] !== open.glyph) break;
    } else if (isClosing(text, open.glyph, mark)) places.push(mark.index);
    else if (opensNext && /[‘‚‛]/.test(mark[0])) break;
  }
  return places;
}

function endsParagraph(between: string): boolean {
  return /\n[^\S\n]*\n/.test(between);
}

function isClosing(text: string, open: string, { index: at, 0: glyph }: RegExpExecArray): boolean {
  if (glyph === "`" || (glyph === "‘" && open !== "‚") || /[‚‛]/.test(glyph)) return false;
  if (open === "'" && glyph === "’") return false;
  const behind = text.charAt(at + 1);
  if (/[…!?.]\s$/.test(text.slice(Math.max(0, at - 2), at))) return /^\s?$/.test(behind);
  return /[^\s([{—–]/.test(text.charAt(at - 1)) && !/[\p{L}\p{M}'’]/u.test(behind);
}

/** Not the apostrophe of "the dogs' tails", "rock 'n' roll" or "o' the sea". */
function isTelling(text: string, at: number): boolean {
  if (/[.,;:!?…)\]"”»]/.test(text.charAt(at - 1))) return true;
  if (/^(?:\s+[\p{L}\p{N}])/u.test(text.slice(at + 1, at + 6)))
    return !/(?:s|z|x|\b(?:o|an|th|wi|th|n))$/iu.test(text.slice(Math.max(0, at - 4), at));
  return true;
}
