/**
 * Edits of a quote that its writer has marked: words left out ("[…]", "…"), put in or put in the place
 * of others ("[the minister]", "[sic]", "[T]he", "walk[ed]"). What is not between marks must stand in the
 * source, word for word and in that order.
 */
import { isOmitted, isRemark, rowFrom } from "./edit-signs.ts";
import { isWord, type Token } from "./typography.ts";

/** One step through the source. `keys` are the tokens it also is when the source itself has them. */
type Element =
  /** The token; `optional` is punctuation beside an omission, which may be the writer's. */
  | { readonly kind: "token"; readonly key: string; readonly optional: boolean }
  /** Any number of tokens; none at all when it is not `free` and the source does not have the dots. */
  | { readonly kind: "omission"; readonly keys: readonly string[]; readonly free: boolean }
  /** At most `reach` words of the source that the words in brackets stand for. */
  | { readonly kind: "bracket"; readonly keys: readonly string[]; readonly reach: number }
  /** One word, of which the letters in brackets stand for a few others. */
  | { readonly kind: "word"; readonly keys: readonly string[]; readonly like: RegExp };

const stop = /^[.,;:]$/;
/** "[He]" may stand for a long title and name, but not for a sentence: that is an omission. */
const longestReplaced = 12;
/** Beside a run that could stand anywhere, a bracket must not wander far to reach it. */
const longestByTrivial = 4;
/** A single word of this length says something by itself; shorter ones could be picked anywhere. */
const tellingLength = 6;
/** Tokens that may stand in one pair of brackets. */
const longestBracket = 200;
/**
 * Steps through the source that one quote is worth: seconds of a text of nothing but the same word and
 * brackets, and far more than any real quote needs.
 */
const mostSteps = 4_000_000;
/** Letters that a bracket within a word may stand for: an ending, not a word. */
const longestEnding = 5;

/**
 * The tokens that a quotation answers for. The quotation marks around it are the writer's, and the stop,
 * comma or dash at its end is the punctuation of the sentence it stands in. A closing "?" or "!" is not:
 * it says how the words were meant.
 */
export function withoutEdges(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex(({ kind }) => kind !== "quote");
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex((each) => !ends(each)) + 1);
}

function ends({ kind, key }: Token): boolean {
  return kind === "quote" || kind === "dash" || stop.test(key);
}

/** A quotation mark that may open one more paragraph of a long quotation: its writer may leave it out. */
export function reopens({ kind, gap }: Token): boolean {
  return kind === "quote" && gap === "line";
}

/**
 * Whether the quote is its source but for edits that are marked as such; false when it has no marks.
 * `quoted` comes without its edges, `source` with them: behind an omission they stand within the quote.
 */
export function isMarkedEdit(source: readonly Token[], quoted: readonly Token[]): boolean {
  const elements = elementsOf(quoted);
  if (!elements.some(({ kind }) => kind !== "token")) return false;
  const words = quotedWords(quoted, elements);
  return words > 0 && follows(source, elements);
}

/** A word that a quotation takes from its source. */
export interface SpokenWord {
  /** As it is read: without the brackets around some of its letters. */
  readonly word: string;
  /** The writer has marked that something is left out in front of it. */
  readonly apart: boolean;
  /** [from, to) in the tokens of the quotation. */
  readonly from: number;
  readonly to: number;
}

/** The words of a quotation that its source should have; not those in brackets. */
export function spokenWords(quoted: readonly Token[]): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  let apart = false;
  for (let index = 0; index < quoted.length;) {
    const { element, next } = elementAt(quoted, index);
    const taken = quoted.slice(index, next).filter(isWord);
    const from = index;
    index = next;
    if (element.kind === "omission") apart = words.length > 0;
    if (element.kind !== "token" && element.kind !== "word") continue;
    if (taken.length === 0) continue;
    words.push({ word: taken.map(({ key }) => key).join(""), apart, from, to: next });
    apart = false;
  }
  return words;
}

/** How many words are quoted, those in brackets left aside. */
function quotedWords(quoted: readonly Token[], elements: readonly Element[]): number {
  const said = new Set(quoted.filter(isWord).map(({ key }) => key));
  return elements.filter(
    (each) => each.kind === "word" || (each.kind === "token" && said.has(each.key)),
  ).length;
}

function elementsOf(quoted: readonly Token[]): readonly Element[] {
  const elements: Element[] = [];
  for (let index = 0; index < quoted.length;) {
    const { element, next } = elementAt(quoted, index);
    elements.push(element);
    index = next;
  }
  return restrained(elements, new Set(quoted.filter(isWord).map(({ key }) => key)));
}

function elementAt(
  quoted: readonly Token[],
  index: number,
): { readonly element: Element; readonly next: number } {
  const partly = partlyBracketed(quoted, index);
  if (partly !== null) return partly;
  const each = quoted[index];
  if (each === undefined) throw new RangeError("Expected an index within the tokens.");
  const close = closingOf(quoted, index);
  if (close !== null) {
    const keys = quoted.slice(index, close + 1).map(({ key }) => key);
    return { element: bracketOf(keys), next: close + 1 };
  }
  const row = rowFrom(quoted, index);
  if (row > index) {
    const keys = quoted.slice(index, row).map(({ key }) => key);
    return { element: { kind: "omission", keys, free: true }, next: row };
  }
  if (each.kind === "ellipsis")
    return { element: { kind: "omission", keys: [each.key], free: true }, next: index + 1 };
  return {
    element: { kind: "token", key: each.key, optional: reopens(each) },
    next: index + 1,
  };
}

function bracketOf(keys: readonly string[]): Element {
  const inside = keys.slice(1, -1);
  if (isOmitted(inside)) return { kind: "omission", keys, free: true };
  const sic = inside[0]?.toLowerCase() === "sic" && inside.length <= 2;
  return { kind: "bracket", keys, reach: sic || isRemark(inside) ? 0 : longestReplaced };
}

/** The index of the bracket that closes the one at `index`; null when there is none to close. */
function closingOf(quoted: readonly Token[], index: number): number | null {
  const open = quoted[index]?.key;
  // Round brackets and angles are the author's own, but for "(…)", "<…>" and "(emphasis added)".
  const shut = open === "(" ? ")" : open === "<" ? ">" : null;
  if (shut !== null) {
    const length = quoted.slice(index + 1, index + 10).findIndex(({ key }) => key === shut);
    const inside = quoted.slice(index + 1, index + 1 + length).map(({ key }) => key);
    const marks = isOmitted(inside) || (open === "(" && isRemark(inside));
    return length > 0 && marks ? index + 1 + length : null;
  }
  if (open !== "[") return null;
  let depth = 0;
  const end = Math.min(quoted.length, index + longestBracket);
  for (let at = index; at < end; at += 1) {
    if (quoted[at]?.key === "[") depth += 1;
    if (quoted[at]?.key === "]") depth -= 1;
    if (depth === 0) return at === index + 1 ? null : at;
  }
  return null;
}

/** A word with some of its letters in brackets, from `index` on: "[T]he", "walk[ed]", "[T]he[y]". */
function partlyBracketed(
  quoted: readonly Token[],
  index: number,
): { readonly element: Element; readonly next: number } | null {
  const parts: { readonly text: string; readonly bracketed: boolean }[] = [];
  let next = index;
  for (let at = index; at < quoted.length; at = next) {
    const each = quoted[at];
    if (each === undefined || (at > index && each.gap !== "none")) break;
    if (each.kind === "word" && parts.at(-1)?.bracketed !== false) {
      parts.push({ text: each.key, bracketed: false });
      next = at + 1;
      continue;
    }
    // "[L]'eau"
    const elided = quoted[at + 1];
    if (each.kind === "quote" && each.end - each.start === 1 && parts.at(-1)?.bracketed === true) {
      if (elided?.kind !== "word" || elided.gap !== "none") break;
      parts.push({ text: `'${elided.key}`, bracketed: false });
      next = at + 2;
      continue;
    }
    const inner = quoted[at + 1];
    const close = quoted[at + 2];
    if (each.key !== "[" || inner?.kind !== "word" || close?.key !== "]") break;
    if (inner.gap !== "none" || close.gap !== "none") break;
    parts.push({ text: inner.key, bracketed: true });
    next = at + 3;
  }
  if (!parts.some(({ bracketed }) => bracketed) || parts.every(({ bracketed }) => bracketed))
    return null;
  const keys = quoted.slice(index, next).map(({ key }) => key);
  return { element: { kind: "word", keys, like: wordLike(parts) }, next };
}

function wordLike(
  parts: readonly { readonly text: string; readonly bracketed: boolean }[],
): RegExp {
  const outside = parts.filter(({ bracketed }) => !bracketed).map(({ text }) => escaped(text));
  const [first] = parts;
  if (parts.length === 2 && first?.bracketed === true && Array.from(first.text).length === 1) {
    // "[T]he" is a change of case and nothing else: any other word that ends in "he" is another word.
    const letters = escaped(first.text.toLowerCase()) + escaped(first.text.toUpperCase());
    return new RegExp(`^[${letters}]${outside.join("")}$`, "u");
  }
  // A single letter left of a word proves nothing, but for Korean, where it is a particle.
  const few = parts.filter(({ bracketed }) => bracketed).length <= 2;
  const telling = outside.join("").length > 1 || /\p{sc=Hangul}/u.test(outside.join(""));
  const ending = few && telling ? `.{0,${longestEnding}}` : "";
  return new RegExp(
    `^${parts.map(({ text, bracketed }) => (bracketed ? ending : escaped(text))).join("")}$`,
    "u",
  );
}

/** A word holds no character that means something in a pattern but these. */
function escaped(word: string): string {
  return word.replace(/[.^/]/g, "\\$&");
}

/** The elements with what their neighbours decide: stops beside omissions, and runs too small to prove. */
function restrained(elements: readonly Element[], said: ReadonlySet<string>): readonly Element[] {
  const trivial = trivialRuns(elements, said);
  const lastToken = elements.findLastIndex(({ kind }) => kind === "token" || kind === "word");
  return elements.map((each, index) => {
    const beside = [elements[index - 1], elements[index + 1]];
    switch (each.kind) {
      case "token": {
        // A stop beside an omission, or at the end but for "[emphasis added]", may be the writer's.
        const free = index === lastToken || beside.some((other) => other?.kind === "omission");
        return { ...each, optional: each.optional || (free && stop.test(each.key)) };
      }
      case "omission":
        return { ...each, free: !trivial.afterOmission.has(index) };
      case "bracket":
        return trivial.besideBracket.has(index)
          ? { ...each, reach: Math.min(each.reach, longestByTrivial) }
          : each;
      default:
        return each;
    }
  });
}

/**
 * Runs between two edits that are one short word. Between two omissions such a word ("not") could be
 * fetched from anywhere: the omission in front of it is not believed unless the source has the same dots.
 */
function trivialRuns(
  elements: readonly Element[],
  said: ReadonlySet<string>,
): { readonly afterOmission: ReadonlySet<number>; readonly besideBracket: ReadonlySet<number> } {
  const afterOmission = new Set<number>();
  const besideBracket = new Set<number>();
  let previous = -1;
  let words: string[] = [];
  for (const [index, each] of elements.entries()) {
    if (each.kind === "token" || each.kind === "word") {
      if (each.kind === "word") words.push(each.keys.join(""));
      else if (said.has(each.key)) words.push(each.key);
      continue;
    }
    const before = elements[previous];
    const single = words.length === 1 && (words[0]?.length ?? 0) < tellingLength;
    if (before !== undefined && single) {
      if (before.kind === "omission" && each.kind === "omission") afterOmission.add(previous);
      for (const at of [previous, index]) besideBracket.add(at);
    }
    previous = index;
    words = [];
  }
  return { afterOmission, besideBracket };
}

/** Whether the elements lead through the whole source: all places reached so far, element by element. */
function follows(source: readonly Token[], elements: readonly Element[]): boolean {
  const first = source.findIndex(({ kind }) => kind !== "quote");
  let places: readonly number[] = Array.from({ length: first + 1 }, (_, place) => place);
  let steps = 0;
  for (const element of elements) {
    steps += places.length * (element.kind === "bracket" ? element.reach + 1 : 1);
    if (steps > mostSteps) return false;
    places = placesAfter(source, skipping(source, places), element);
    if (places.length === 0) return false;
  }
  const last = source.findLastIndex((each) => !ends(each)) + 1;
  return (places.at(-1) ?? 0) >= last;
}

/** The places, and those behind marks that may be left out. */
function skipping(source: readonly Token[], places: readonly number[]): readonly number[] {
  const skipped = places.flatMap((at) => {
    const each = source[at];
    return each !== undefined && reopens(each) ? [at + 1] : [];
  });
  return skipped.length === 0 ? places : ordered([...places, ...skipped]);
}

function placesAfter(
  source: readonly Token[],
  places: readonly number[],
  element: Element,
): readonly number[] {
  if (element.kind === "token") {
    const matched = places.filter((at) => source[at]?.key === element.key).map((at) => at + 1);
    return element.optional ? ordered([...places, ...matched]) : matched;
  }
  // Marks that the source itself has are its own, and mark nothing.
  const own = places.filter((at) => element.keys.every((key, n) => source[at + n]?.key === key));
  if (own.length > 0) return own.map((at) => at + element.keys.length);
  switch (element.kind) {
    case "omission": {
      const from = places[0];
      if (!element.free || from === undefined) return [];
      return Array.from({ length: source.length + 1 - from }, (_, n) => from + n);
    }
    case "bracket":
      return ordered(places.flatMap((at) => within(source, at, element.reach)));
    case "word":
      return places
        .filter((at) => source[at]?.kind === "word" && element.like.test(source[at].key))
        .map((at) => at + 1);
  }
}

/** The places up to `reach` words on, marks not counted. */
function within(source: readonly Token[], from: number, reach: number): readonly number[] {
  const places = [from];
  if (reach === 0) return places;
  let words = 0;
  for (let at = from; at < source.length; at += 1) {
    const each = source[at];
    if (each !== undefined && isWord(each)) words += 1;
    if (words > reach) break;
    places.push(at + 1);
  }
  return places;
}

function ordered(places: readonly number[]): readonly number[] {
  return [...new Set(places)].toSorted((a, b) => a - b);
}
