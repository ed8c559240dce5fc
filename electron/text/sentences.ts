/**
 * Sentence bounds. `Intl.Segmenter` knows the stops of every script but neither abbreviations nor
 * ordinals, reference marks, nor what is said after a quotation; so the stops are found by their Unicode
 * property, and what stands around each decides.
 */
import { closing, leads, numbering, opensSentence, writesOrdinals } from "./abbreviations.ts";

/** [start, end) in UTF-16 units; the white space between sentences belongs to none of them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences of one paragraph, in order; line feeds end one too. `language` is BCP 47; null or an
 * unknown one means the rules that all share.
 */
export function sentences(text: string, language: string | null = null): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const end of ends(text)) {
    if (end.kind === "stop" && goesOn(text, start, end, language)) continue;
    if (end.kind === "space" && end.at - start < shortestClause) continue;
    push(spans, text, start, end.at);
    start = end.at;
  }
  push(spans, text, start, text.length);
  return spans;
}

/** The first sentence of a paragraph, without white space around it; empty for a blank text. */
export function firstSentence(text: string, language: string | null = null): string {
  // A sentence longer than this is cut by every caller; segmenting a 50 MB line would be for nothing.
  const head = text.trimStart().slice(0, 2_000);
  const span = sentences(head, language)[0];
  return span ? head.slice(span.start, span.end) : "";
}

/** A place where a sentence may end. */
interface Stop {
  readonly kind: "stop";
  /** Where the stop itself begins: what is before it may be an abbreviation. */
  readonly from: number;
  readonly stop: string;
  /** Closing quotation marks and brackets, and marks of notes, which still belong to it. */
  readonly closers: string;
  readonly reference: string;
  readonly at: number;
}
type End = Stop | { readonly kind: "line" | "space"; readonly at: number };

/** Thai and Lao have no stop: a space ends what is said, unless it is shorter than this. */
const shortestClause = 24;

/** Stops that need no space behind them. */
const wide = /[。！？｡．︒﹒]/u;
// The classes: stops with those of spaced ellipses, closers, references, line ends, spaces in Thai and Lao.
const ending =
  /(?<stop>(?:\p{Sentence_Terminal}|…)(?:[\p{Sentence_Terminal}…]|[ \u00a0](?=\.)\.)*)(?<closers>(?:[\u0020\u00a0\u202f]?[»›](?![\p{L}\p{N}])|[\p{Pe}\p{Pf}"'‛“‘](?!(?<=["'“‘])[\p{L}\p{N}]))*)(?<reference>(?:\[[^\]\n]{1,24}\]|[⁰¹²³⁴-⁹*†‡]|(?<=\p{Ll}{2}\.|["”’»)])\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$))*)|(?<line>[\n\r\u0085\u2028\u2029])|(?<space>(?<=[\p{Script=Thai}\p{Script=Lao}]) +(?=[\p{Script=Thai}\p{Script=Lao}]))/gu;

function* ends(text: string): Generator<End> {
  for (const match of text.matchAll(ending)) {
    const { stop, closers = "", reference = "", line } = match.groups ?? {};
    const at = match.index + match[0].length;
    if (stop === undefined) yield { kind: line === undefined ? "space" : "line", at };
    else yield { kind: "stop", from: match.index, stop, closers, reference, at };
  }
}

/** Letters and numbers on either side of a stop that are looked at; none that decides is longer. */
const reach = 60;

/** True when the sentence that seems to end there goes on behind it. */
function goesOn(text: string, start: number, end: Stop, language: string | null): boolean {
  const rest = text.slice(end.at, end.at + reach);
  if (rest.trim() === "") return false;
  if (wide.test(end.stop)) return end.closers !== "" && isToldBy(rest);
  if (!/^\s/.test(rest)) return true;
  const next = nextOf(rest);
  if (/^\s*[,;:]/.test(rest)) return true;
  // "What shall I do? what ought I to do?" is two in older prose; “Where?” he asked is one.
  if (next.isLower) return !/[!?]/.test(end.stop) || end.closers !== "";
  const before = text.slice(Math.max(start, end.from - reach), end.from);
  // "the … United States" leaves out words; "I wonder… She" trails off.
  if (/^(?:…|[.\s\u00a0]{3,})/u.test(end.stop))
    return /(?:^|\s)$/.test(before) && end.stop !== ". . . .";
  if (end.stop !== "." || end.closers !== "") return false;
  return isOfTheWord(before, next, end, language);
}

/** What a quotation is told by still belongs to its sentence: 「…。」と彼は, “…。”他说. */
function isToldBy(rest: string): boolean {
  return /^(?:と|って|という|[他她我你]们?(?:们)?(?:说|說|道|问|問|答|想|喊|叫))/u.test(rest);
}

interface Next {
  /** The first run of letters or of numbers after spaces, brackets, quotation marks and dashes. */
  readonly word: string;
  readonly isLower: boolean;
  /** A number, a Roman numeral or a single letter, but not the pronoun. */
  readonly counts: boolean;
  /** It ends in a full stop itself. */
  readonly isDotted: boolean;
}

function nextOf(rest: string): Next {
  const found = /[\p{L}\p{M}\p{N}]+/u.exec(rest);
  const word = found?.[0] ?? "";
  const behind = found ? rest.slice(found.index + word.length) : "";
  return {
    word,
    // "iPhone", "mRNA" and "pH" are words that sentences begin with.
    isLower: /^\p{Ll}/u.test(word) && !/^\p{Ll}{1,2}\p{Lu}/u.test(word),
    counts:
      /^(?:\p{N}+\p{L}?|[IVXLC]+|\p{Lu})$/u.test(word) &&
      !(word === "I" && /^ \p{Ll}/u.test(behind)),
    isDotted: behind.startsWith("."),
  };
}

/** Whether a full stop belongs to the word or number before it and ends nothing. */
function isOfTheWord(before: string, next: Next, end: Stop, language: string | null): boolean {
  // "1. First point", "IV. The harbour": the number opens the sentence that follows.
  if (/^\s*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]+|\p{L})$/u.test(before)) return true;
  const number = /(?:(?<last>[\p{L}\p{M}.]+)\s+)?(?<![\p{L}\p{N}.,])\d{1,2}$/u.exec(before);
  if (number) return writesOrdinals(language) && isOrdinal(number.groups?.["last"], next.word);
  const found =
    /(?:(?<last>[\p{L}\p{M}.’-]+)\s+)?(?<![\p{L}\p{M}\p{N}])(?<word>\p{L}[\p{L}\p{M}]*(?:\.-?\p{L}[\p{L}\p{M}]*)*)$/u.exec(
      before,
    );
  const word = found?.groups?.["word"];
  if (word === undefined) return false;
  const small = word.toLowerCase();
  if (leads(word)) return true;
  if (/^\d/.test(end.reference)) return numbering.has(small);
  if (numbering.has(small) && next.counts) return true;
  if (closing.has(small) || /^(?:\p{L}\.-?)+\p{L}$/u.test(word)) return !opensSentence(next.word);
  if (/^\p{Lu}$/u.test(word)) return !endsAsPronoun(word, found?.groups?.["last"]);
  // "z. B.", "т. е.": of a spaced abbreviation another part follows, as in "n. Chr."
  return /^\p{Ll}$/u.test(word) && next.isDotted && next.word.length <= 3;
}

/** "So did I." ends; "by I. Newton" and "Isaac I. Newton" go on. */
function endsAsPronoun(word: string, last: string | undefined): boolean {
  return (
    word === "I" &&
    last !== undefined &&
    /^\p{Ll}/u.test(last) &&
    !/^(?:by|of|to|with|from|and|von|de)$/.test(last)
  );
}

/** "Am 3. Oktober", "der 2. Weltkrieg"; not "Siehe Kapitel 4. Die …" or "Abb. 4. Nun …". */
function isOrdinal(last: string | undefined, next: string): boolean {
  if (last !== undefined && numbering.has(last.replace(/\.$/, "").toLowerCase())) return false;
  return !opensSentence(next) || (last !== undefined && opensSentence(last));
}

function push(spans: Span[], text: string, start: number, end: number): void {
  const segment = text.slice(start, end);
  const lead = segment.length - segment.trimStart().length;
  const length = segment.trim().length;
  if (length > 0) spans.push({ start: start + lead, end: start + lead + length });
}
