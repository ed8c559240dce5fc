/**
 * Carrying clips from the version they were made on to another. An anchor never guesses: where the words
 * went elsewhere it follows them, where they changed it says so, and where neither the words nor what
 * surrounds them can be found it is lost.
 */
import type { Alignment, TokenRange } from "./alignment.ts";
import { alignTexts } from "./align.ts";
import { carrySpan, expectedOffset, touchedTokens, type CarriedSpan } from "./carry.ts";
import { contextOf, matchContext } from "./context.ts";
import { foldText, sameWords, type FoldedText } from "../fold.ts";
import { graphemeEnd, graphemeStart } from "../graphemes.ts";
import {
  cutsWord,
  neededContext,
  placeExactly,
  placeFuzzily,
  shortQuote,
  type Wanted,
} from "./place.ts";
import { seedIndex, type SeedIndex } from "./seeds.ts";

/** A version as far as anchoring is concerned: its canonical text. */
export interface VersionText {
  readonly text: string;
}

/** What a clip remembers of the version it was made on. Offsets are UTF-16 units of its text. */
export interface ClipWords {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * `same`: the texts are equal. `carried`: it went where its words went. `exact`: its words stand
 * elsewhere, told from others by what surrounds them. `fuzzy`: nearly its words with what surrounded
 * them. `lost`: none of these.
 */
export type AnchorHow = "same" | "carried" | "exact" | "fuzzy" | "lost";

/** Where a clip stands in another version. */
export interface Anchor {
  readonly how: AnchorHow;
  /**
   * UTF-16 units of the other version's text. For a lost clip both are the place where it should stand,
   * as near as can be told.
   */
  readonly start: number;
  readonly end: number;
  /** 1 for the very words, less the more they differ, 0 for a lost clip. */
  readonly score: number;
  /** True whenever the words there are not the quote's; typography and space are not words. */
  readonly changed: boolean;
}

/**
 * One anchor for each clip, in their order. `from` is the version that the clips were made on: carrying
 * anchors from anchors would add up errors.
 */
export function carryClips(
  from: VersionText,
  to: VersionText,
  clips: readonly ClipWords[],
): readonly Anchor[] {
  if (from.text === to.text) {
    return clips.map(({ start, end }) => ({ how: "same", start, end, score: 1, changed: false }));
  }
  if (clips.length === 0) return [];
  const place = placer(alignTexts(from.text, to.text));
  return clips.map(place);
}

/** Folding the text and indexing its words waits for the first clip that needs it. */
function placer(alignment: Alignment): (clip: ClipWords) => Anchor {
  let folded: FoldedText | null = null;
  let seeds: SeedIndex | null = null;
  return (clip) => {
    const touched = touchedTokens(alignment.from, clip.start, clip.end);
    const carried = carry(alignment, clip, touched);
    if (carried !== null) return anchorAt(alignment, clip, "carried", carried);
    const expected = expectedOffset(alignment, touched, clip.start);
    const { quote, prefix, suffix } = clip;
    const source = agrees(alignment, clip) ? touched : null;
    const wanted: Wanted = { quote, prefix, suffix, source, expected };
    folded ??= foldText(alignment.to.text, "typography");
    const exact = placeExactly(alignment, folded, wanted);
    if (exact !== null) return anchorAt(alignment, clip, "exact", exact);
    seeds ??= seedIndex(alignment);
    const fuzzy = placeFuzzily(alignment, seeds, wanted);
    if (fuzzy !== null) return anchorAt(alignment, clip, "fuzzy", fuzzy);
    return { how: "lost", start: expected, end: expected, score: 0, changed: true };
  };
}

/** A clip that disagrees with its own version is found by its words, not by its offsets. */
function agrees({ from }: Alignment, { start, end, quote }: ClipWords): boolean {
  return from.text.slice(start, end) === quote;
}

function carry(alignment: Alignment, clip: ClipWords, touched: TokenRange): CarriedSpan | null {
  if (!agrees(alignment, clip)) return null;
  const found = carrySpan(alignment, touched, clip.start, clip.end);
  const carried = found === null ? null : onItsWords(alignment.to.text, clip.quote, found);
  if (carried === null || carried.anchored) return carried;
  const { quote } = clip;
  if (quote.length >= shortQuote && !recurs(alignment.from.text, quote)) return carried;
  // Neither neighbour of few words, or of words said often, stayed: chance, unless more around them did.
  const { start, end } = carried;
  const { prefix, suffix } = matchContext(alignment.to.text, start, end, contextOf(clip));
  // A mark belongs to what stands on both sides of it.
  const likeness = /[\p{L}\p{N}]/u.test(clip.quote)
    ? Math.max(prefix, suffix)
    : Math.min(prefix, suffix);
  return likeness >= neededContext ? carried : null;
}

function recurs(text: string, quote: string): boolean {
  return text.includes(quote, text.indexOf(quote) + 1);
}

/**
 * The very words, where they stand over the carried span: of two equal words a comparison of texts may
 * take either, so that a span's first or last word can seem to have gone.
 */
function onItsWords(text: string, quote: string, carried: CarriedSpan): CarriedSpan {
  const { start, end } = carried;
  if (sameWords(text.slice(start, end), quote)) return carried;
  const from = Math.max(0, start - quote.length);
  const window = text.slice(from, end + quote.length);
  const middle = (start + end - quote.length) / 2 - from;
  const at = [window.lastIndexOf(quote, middle), window.indexOf(quote, Math.ceil(middle))]
    .filter((place) => place >= 0 && from + place < end && from + place + quote.length > start)
    .filter((place) => !cutsWord(text, from + place, from + place + quote.length))
    .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  if (at === undefined) return carried;
  return { start: from + at, end: from + at + quote.length, score: 1, anchored: true };
}

function anchorAt(
  { to: { text } }: Alignment,
  { quote }: ClipWords,
  how: AnchorHow,
  { start, end, score }: { readonly start: number; readonly end: number; readonly score: number },
): Anchor {
  if (sameWords(text.slice(start, end), quote))
    return { how, start, end, score: 1, changed: false };
  const whole = { start: graphemeStart(text, start), end: graphemeEnd(text, end) };
  // Other words never count as the very words, however few letters tell them apart.
  return { how, ...whole, score: Math.min(score, 0.99), changed: true };
}
