/** Clips of texts for the tests of anchors: made from their words, and what became of them. */
import { carryClips, type Anchor, type ClipWords } from "./anchor.ts";

/** The clip of the nth `quote` in `text`, counted from 0. Throws when the text has none. */
export function clip(text: string, quote: string, nth = 0): ClipWords {
  let start = text.indexOf(quote);
  for (let time = 0; time < nth; time += 1) start = text.indexOf(quote, start + 1);
  if (start < 0) throw new Error(`Expected the text to contain: ${quote}`);
  return clipAt(text, start, start + quote.length);
}

/** The clip of [start, end), in UTF-16 units. */
export function clipAt(text: string, start: number, end: number): ClipWords {
  return {
    start,
    end,
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - 64), start),
    suffix: text.slice(end, end + 64),
  };
}

/** The anchor of one clip. */
export function carryOne(from: string, to: string, words: ClipWords): Anchor {
  const [anchor] = carryClips({ text: from }, { text: to }, [words]);
  if (anchor === undefined) throw new Error("Expected an anchor for the clip.");
  return anchor;
}

/** Where a clip went, in short: how, the words there, and whether they are others. */
export function follow(from: string, to: string, quote: string, nth = 0): string {
  const { how, start, end, changed } = carryOne(from, to, clip(from, quote, nth));
  return `${how}: ${to.slice(start, end)}${changed ? " (changed)" : ""}`;
}
