/** How much the words around a place in a text are like the words around a clip. */
import search from "approx-string-match";
import { foldText } from "../fold.ts";

/** 1 for the same words on that side, 0 for quite other ones. */
export interface ContextMatch {
  readonly prefix: number;
  readonly suffix: number;
}

/** What stood around a clip, folded once. */
export interface Context {
  readonly prefix: string;
  readonly suffix: string;
}

export function contextOf(clip: { readonly prefix: string; readonly suffix: string }): Context {
  return { prefix: folded(clip.prefix).trimStart(), suffix: folded(clip.suffix).trimEnd() };
}

function folded(text: string): string {
  return foldText(text, "letters").text;
}

function reversed(text: string): string {
  return text.split("").reverse().join("");
}

/** Compares what surrounds [start, end) of `text` with a clip's context. */
export function matchContext(
  text: string,
  start: number,
  end: number,
  context: Context,
): ContextMatch {
  const reach = 96;
  const before = folded(text.slice(Math.max(0, start - reach), start));
  const after = folded(text.slice(end, end + reach));
  return {
    prefix: likeness(reversed(before), reversed(context.prefix)),
    suffix: likeness(after, context.suffix),
  };
}

/** How like the beginning of `text` is to `wanted`: 1 minus the errors per unit, 0 past half of them. */
function likeness(text: string, wanted: string): number {
  const pattern = wanted.trimStart();
  const head = text.trimStart();
  // The beginning or end of the text is a context too.
  if (pattern === "") return head === "" ? 1 : 0;
  if (head.startsWith(pattern)) return 1;
  const most = Math.floor(pattern.length / 2);
  const window = head.slice(0, pattern.length + most);
  const errors = search(window, pattern, most).map((match) => match.errors + match.start);
  return Math.max(0, 1 - Math.min(pattern.length, ...errors) / pattern.length);
}
