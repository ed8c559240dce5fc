import { graphemeEnd, graphemeStart } from "./graphemes.ts";

/** A span of a text in UTF-16 units, [start, end). */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const space = /[\s\p{Cf}\p{Cc}]/u;
/** What ends a sentence or a bracket: it belongs to the words before it, never to those after. */
const closingOrSpace = /[,;:.!?…)\]}»›。、，！？）」』\s\p{Cf}\p{Cc}]/u;
/** What opens a bracket: it belongs to the words after it. */
const openingOrSpace = /[([{«‹（「『\s\p{Cf}\p{Cc}]/u;

/**
 * What a person meant by selecting from `start` to `end`: whole graphemes, without the spaces, line
 * breaks and stray punctuation that a hand drags along at the edges. A full stop at the end stays.
 * Null when nothing but space is selected; a selection of punctuation alone is kept as it is.
 */
export function clipRange(text: string, start: number, end: number): TextRange | null {
  const wide = { start: graphemeStart(text, start), end: graphemeEnd(text, end) };
  const solid = shrink(text, wide, space, space);
  if (solid === null) return null;
  // An ellipsis or a run of points at the front is part of the words it leads into.
  const leading = /^(?:\.{2,}|…)/u.test(text.slice(solid.start, solid.start + 3));
  const trimmed = shrink(text, solid, leading ? space : closingOrSpace, openingOrSpace);
  return trimmed ?? solid;
}

/** Takes whole graphemes off both ends as long as each consists of what the pattern matches. */
function shrink(text: string, range: TextRange, front: RegExp, back: RegExp): TextRange | null {
  let { start, end } = range;
  while (start < end) {
    const next = graphemeEnd(text, start + 1);
    if (next - start > 1 || !front.test(text.charAt(start))) break;
    start = next;
  }
  while (end > start) {
    const previous = graphemeStart(text, end - 1);
    if (end - previous > 1 || !back.test(text.charAt(previous))) break;
    end = previous;
  }
  return start < end ? { start, end } : null;
}
