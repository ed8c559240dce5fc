/** Where clips show in the texts of a comparison. Offsets are units of the version. */
import type { Clip, ComparedPart } from "../../electron/api.ts";

/** Text that is in one clip, or in none. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  /** The last begun of those that have it; null for none. */
  readonly clip: Clip | null;
}

/** A text that begins at `start`, cut where clips begin and end. */
export function paintedPieces(
  text: string,
  start: number,
  clips: readonly Clip[],
): readonly Piece[] {
  const end = start + text.length;
  const cuts = new Set([start, end]);
  for (const clip of clips)
    for (const at of [clip.start, clip.end]) if (at > start && at < end) cuts.add(at);
  const ordered = [...cuts].toSorted((a, b) => a - b);
  return ordered.slice(0, -1).map((from, index): Piece => {
    const to = ordered[index + 1] ?? end;
    const clip = clips.findLast((each) => each.start <= from && each.end >= to) ?? null;
    return { text: text.slice(from - start, to - start).toWellFormed(), start: from, clip };
  });
}

/** The lines of a text that begins at `start`. */
export function linesOf(
  text: string,
  start: number,
): readonly { readonly text: string; readonly start: number }[] {
  let at = start;
  return text.split("\n").map((line) => {
    const from = at;
    at += line.length + 1;
    return { text: line, start: from };
  });
}

/**
 * The parts of a sentence in one version, and where each begins. Words are compared without all of the
 * space around them, so each part is looked for behind the one before it.
 */
export function placedParts(
  parts: readonly ComparedPart[],
  text: string,
  start: number,
): readonly { readonly part: ComparedPart; readonly start: number }[] {
  let at = 0;
  return parts.map((part) => {
    const words = part.text.trim();
    const found = text.indexOf(words, at);
    const from = found < 0 ? at : found;
    at = from + words.length;
    const lead = part.text.length - part.text.trimStart().length;
    return { part, start: start + from - lead };
  });
}
