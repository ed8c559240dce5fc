/**
 * The language of a text that does not say, or says it wrongly. It answers only when it is sure: a
 * wrong language spoils hyphenation, quotation marks and search more than none does.
 */
import type { Block } from "../../entities.ts";
import { bySmallWords } from "./small-words.ts";
import { trigramScores } from "./trigrams.ts";

/** Letters below which nothing is told by the frequency of letters, and by the script alone. */
const fewestLetters = 80;
const fewestOfScript = 12;
/** How far the best guess must be ahead of the second, of 1. */
const margin = 0.025;
/** A statement of the file is overruled only by this much text, and this far behind. */
const overrulingLetters = 400;
const overrulingMargin = 0.12;
/**
 * The sample: this many pieces from all over the text, each of so many UTF-16 units. Franc compares
 * counts with ranks, so that its answers are best for some hundred letters and worthless for thousands.
 */
const samplePieces = 8;
const pieceLength = 360;
const enoughPieces = 4;

/** A script that one language has for itself, by the name Unicode gives it. */
const alone: readonly (readonly [script: string, language: string])[] = [
  ["Hangul", "ko"],
  ["Greek", "el"],
  ["Hebrew", "he"],
  ["Thai", "th"],
  ["Armenian", "hy"],
  ["Georgian", "ka"],
  ["Bengali", "bn"],
  ["Gurmukhi", "pa"],
  ["Gujarati", "gu"],
  ["Oriya", "or"],
  ["Tamil", "ta"],
  ["Telugu", "te"],
  ["Kannada", "kn"],
  ["Malayalam", "ml"],
  ["Sinhala", "si"],
  ["Lao", "lo"],
  ["Tibetan", "bo"],
  ["Myanmar", "my"],
  ["Khmer", "km"],
  ["Ethiopic", "am"],
];
/** Letters and small words by which neighbours are told apart, where frequencies are too much alike. */
const words = (list: string): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${list.replaceAll(" ", "|")})(?!\\p{L})`, "giu");
const marks: ReadonlyMap<string, RegExp> = new Map([
  ["da", words("af blev efter hvad mig noget nogle allerede igen der meget kun lavet også")],
  ["nb", words("av ble etter hva meg noe noen allerede igjen som mye bare laget også jeg ikke")],
  ["nn", words("av vart etter kva meg noko nokon allereie att som mykje berre eg ikkje ein frå")],
  ["sv", words("av och blev efter vad mig något några redan igen som mycket bara är inte från")],
  ["nl", words("het een niet zijn van hij werd zij naar ook maar wordt dat uit")],
  ["af", words("dit nie is van hy sy na ook maar word wat uit hulle ons")],
  ["cs", /[ěřů]/giu],
  ["sk", /[ľĺŕôä]|(?<!\p{L})(?:sa|aj|som|bol|bola|čo)(?!\p{L})/giu],
  ["pt", /ç|nh|(?<!\p{L})(?:não|uma|um|são|em|com|os|no|na)(?!\p{L})/giu],
  ["gl", /ñ|ll|(?<!\p{L})(?:non|unha|un|son|en|con|os|no|na)(?!\p{L})/giu],
  ["id", words("adalah bisa karena saat uang kemarin bahwa tidak")],
  ["ms", words("ialah boleh kerana ketika wang semalam bahawa tidak beliau")],
  ["ru", /[ыэёь]/giu],
  ["bg", /ъ|(?<!\p{L})(?:не|се|да|към|беше|от|на)(?!\p{L})/giu],
  ["mk", /[ѓќѕљњ]/giu],
  ["sr", /[ђћљњџј]/giu],
]);

/** The language as a tag, and whether so much speaks for it that the file itself may be wrong. */
export interface FoundLanguage {
  readonly language: string;
  /** Whether a statement that the text is in `other` is plainly wrong. */
  readonly excludes: (other: string) => boolean;
}

/** Null when there is too little text, or two languages are too much alike to tell. */
export function languageOf(blocks: readonly Block[]): FoundLanguage | null {
  const pieces = sampleOf(blocks);
  const text = pieces.join("\n");
  const letters = lengthOf(text, /\p{L}+/gu);
  if (letters < fewestOfScript) return null;
  return byScript(text, letters) ?? byWords() ?? byLetters(pieces, text, letters);

  /** What says the same needs no further look; what says otherwise is judged by the letters. */
  function byWords(): FoundLanguage | null {
    const language = bySmallWords(text);
    if (language === null) return null;
    return {
      language,
      excludes: (stated) =>
        baseOf(stated) !== language &&
        (byLetters(pieces, text, letters)?.excludes(stated) ?? false),
    };
  }
}

/** Pieces from all over the text: a summary in another language must not decide. */
function sampleOf(blocks: readonly Block[]): readonly string[] {
  const all = blocks.flatMap((block) => ("text" in block && isProse(block) ? [block.text] : []));
  const long = all.filter((text) => text.length >= fewestLetters);
  const from =
    long.length > 0
      ? long
      : [
          blocks
            .map(lineOf)
            .join("\n")
            .slice(0, samplePieces * pieceLength),
        ];
  const each = Math.max(1, Math.ceil(samplePieces / from.length));
  const pieces = spread(from, samplePieces).flatMap((text) => spread(cut(text), each));
  return pieces.map(withoutAddresses);
}

/** Addresses are in no language. Most texts have none, and looking for a part of them is much quicker. */
function withoutAddresses(text: string): string {
  if (!/\/\/|@|\.\w{2,4}\//.test(text)) return text;
  return text.replace(/\S*(?:\/\/|@|\.\w{2,4}\/)\S*/g, " ");
}

function isProse(block: Block): boolean {
  return block.kind === "paragraph" || block.kind === "blockquote" || block.kind === "listItem";
}

function lineOf(block: Block): string {
  if (block.kind === "table")
    return block.rows
      .slice(0, 50)
      .flat()
      .map((cell) => cell.text)
      .join(" ");
  return "text" in block ? block.text.slice(0, pieceLength) : "";
}

/** Up to `most` of them, evenly from first to last. */
function spread(texts: readonly string[], most: number): readonly string[] {
  const step = Math.max(1, texts.length / most);
  return Array.from(
    { length: Math.min(texts.length, most) },
    (_, at) => texts[Math.floor(at * step)] ?? "",
  );
}

/** A paragraph in pieces; a short last one is left out. */
function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  const end = Math.min(text.length, samplePieces * pieceLength);
  for (let at = 0; at === 0 || at + fewestLetters < end; at += pieceLength)
    pieces.push(text.slice(at, at + pieceLength));
  return pieces;
}

function byScript(text: string, letters: number): FoundLanguage | null {
  // Most texts are settled here: no other script can have more than half of them.
  if (lengthOf(text, /\p{Script=Latin}+/gu) >= letters * 0.5) return null;
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(text, /\p{Script=Han}/gu);
  // Japanese is never written without kana for long; Chinese never has them but in names.
  if (kana + han > letters * 0.5) {
    return surely(kana > (kana + han) * 0.08 ? "ja" : "zh");
  }
  for (const [script, language] of alone) {
    if (count(text, new RegExp(`\\p{Script=${script}}`, "gu")) > letters * 0.6)
      return surely(language);
  }
  if (count(text, /\p{Script=Cyrillic}/gu) > letters * 0.6) return cyrillic(text);
  return null;
}

/** Letters that only one of the Cyrillic alphabets has. */
function cyrillic(text: string): FoundLanguage | null {
  const has = (letters: RegExp): boolean => count(text, letters) >= 2;
  if (has(/[їєґ]/giu)) return has(/[ыэъ]/giu) ? null : surely("uk");
  if (has(/ў/giu)) return surely("be");
  if (has(/[ђћ]/giu)) return surely("sr");
  if (has(/[ѓќѕ]/giu)) return surely("mk");
  return null;
}

/** A script leaves no doubt: whatever is written in another one is wrong. */
function surely(language: string): FoundLanguage {
  return {
    language,
    excludes: (other) => baseOf(other) !== language && !sameScript(other, language),
  };
}

/** Languages that share a script which `alone` gives to one of them. */
function sameScript(stated: string, found: string): boolean {
  const kin: Readonly<Record<string, RegExp>> = {
    zh: /^(?:yue|wuu|nan|hak|cmn|lzh|gan|ja)$/,
    he: /^(?:yi|iw|lad)$/,
    bn: /^(?:as|mni|bpy)$/,
    am: /^(?:ti|tig|gez)$/,
    el: /^(?:grc|ell)$/,
    bo: /^dz$/,
    ka: /^(?:xmf|sva)$/,
    my: /^(?:shn|mnw)$/,
    uk: /^rue$/,
    sr: /^(?:sh|bs|hr|cnr)$/,
  };
  return kin[found]?.test(baseOf(stated)) ?? false;
}

function byLetters(pieces: readonly string[], text: string, letters: number): FoundLanguage | null {
  if (letters < fewestLetters) return null;
  const scores = scoresOf(pieces);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return null;
  const ahead = best[1] - (second?.[1] ?? 0);
  const told = second !== undefined && ahead < 0.08 ? byMarks(text, best[0], second[0]) : null;
  if (told === null && ahead < margin) return null;
  const language = told ?? best[0];
  return {
    language,
    excludes: (stated) => {
      const other = baseOf(stated) === "no" ? "nb" : baseOf(stated);
      if (other === language || letters < overrulingLetters) return false;
      const score = scores.get(other);
      // Of a language that is not measured, such as Latin, only the script can be judged.
      if (score === undefined) return scripts.get(other)?.test(text) === false;
      return best[1] - score > overrulingMargin;
    },
  };
}

/** How well the pieces agree with each language, on average: 1 is best, 0 not at all. */
function scoresOf(pieces: readonly string[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  let counted = 0;
  for (const piece of pieces) {
    // Texts in one language show it soon; those with a summary in another need all pieces.
    if (counted >= enoughPieces && isClear(sums, counted)) break;
    if (piece.trim() === "") continue;
    counted += 1;
    for (const [language, score] of trigramScores(piece))
      sums.set(language, (sums.get(language) ?? 0) + score);
  }
  return new Map([...sums].map(([language, sum]) => [language, sum / counted]));
}

function isClear(sums: ReadonlyMap<string, number>, counted: number): boolean {
  const [best = 0, second = 0] = [...sums.values()].sort((a, b) => b - a);
  return best - second > overrulingMargin * counted;
}

/** Scripts without which a language is not written. */
const scripts: ReadonlyMap<string, RegExp> = new Map([
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["zh", /\p{Script=Han}/u],
  ...alone.map(
    ([script, language]) => [language, new RegExp(`\\p{Script=${script}}`, "u")] as const,
  ),
]);

/** Which of two near languages their marks speak for; null when they do not say. */
function byMarks(text: string, first: string, second: string): string | null {
  const [a, b] = [marks.get(first), marks.get(second)];
  if (a === undefined || b === undefined) return null;
  const [forFirst, forSecond] = [count(text, a), count(text, b)];
  if (forFirst >= 2 && forFirst > forSecond * 1.5) return first;
  return forSecond >= 2 && forSecond > forFirst * 1.5 ? second : null;
}

function baseOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? "";
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** How much of a text such runs make up, in UTF-16 units; quicker than counting them one by one. */
function lengthOf(text: string, runs: RegExp): number {
  return (text.match(runs) ?? []).reduce((sum, run) => sum + run.length, 0);
}
