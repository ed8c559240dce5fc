/** LaTeX in the fields of bibliographies as plain text: accents, signs, formulas as far as letters go. */
import { parse } from "@retorquere/bibtex-parser";

/** Beyond these a text is not parsed but stripped: the parser's time grows with the square of depth. */
const longest = 20_000;
const deepest = 12;
const cacheSize = 5_000;

/** Signs that the parser reads as those of an old font; these stand in for them meanwhile. */
const standIns: readonly (readonly [sign: string, standIn: string])[] = [
  ["<", "\ue000"],
  [">", "\ue001"],
  ["|", "\ue002"],
  // Spaces in formulas, which LaTeX ignores.
  [" ", "\ue003"],
];
const standIn = new Map(standIns);
const standsFor = new Map(standIns.map(([sign, other]) => [other, sign]));

/** Words that are set upright in formulas and say what they say. */
const operators =
  /^(?:log|ln|lg|exp|sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|min|max|sup|inf|lim|det|dim|ker|deg|gcd|arg|Pr|mod)$/;

const cache = new Map<string, string>();

/** The text that LaTeX would set, in plain characters; blank lines become line feeds. */
export function plainText(latex: string): string {
  return latex
    .split(/\n[ \t\r]*\n\s*/)
    .map((paragraph) => oneParagraph(paragraph))
    .filter((paragraph) => paragraph !== "")
    .join("\n");
}

/**
 * Only words with commands go to the parser, each for itself: it needs 3 ms for an abstract, and in a
 * bibliography the same few words with accents come again and again.
 */
function oneParagraph(latex: string): string {
  if (!/[\\$]/.test(latex)) return withoutBraces(latex);
  if (!isShallow(latex)) return stripped(latex);
  const words = wordsOf(latex).map((word) => (/[\\$]/.test(word) ? oneWord(word) : word));
  return withoutBraces(words.join(" "));
}

/** Parted at white space outside of braces and formulas; a command at the end keeps what follows it. */
function wordsOf(latex: string): readonly string[] {
  const words: string[] = [];
  let start = 0;
  let depth = 0;
  let isMath = false;
  for (let at = 0; at < latex.length; at += 1) {
    const sign = latex[at] ?? "";
    if (sign === "\\") at += 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (sign === "$") isMath = !isMath;
    else if (depth === 0 && !isMath && /\s/.test(sign) && !takesNext(latex, start, at)) {
      words.push(latex.slice(start, at));
      start = at + 1;
    }
  }
  return [...words, latex.slice(start)];
}

/** Whether a word ends with an accent that the next letter gets, as in `gar\c con`, or opens a formula. */
function takesNext(latex: string, start: number, at: number): boolean {
  return /\\(?:[a-zA-Z]|\(|["'`^~=.])\s*$/.test(latex.slice(Math.max(start, at - 20), at));
}

function oneWord(latex: string): string {
  const known = cache.get(latex);
  if (known !== undefined) return known;
  const text = parsed(latex) ?? stripped(latex);
  if (cache.size >= cacheSize) cache.clear();
  if (latex.length <= 1_000) cache.set(latex, text);
  return text;
}

/** Text without commands: braces go, ligatures of dashes and quotation marks become one character. */
function withoutBraces(text: string): string {
  return tidy(
    text
      .replace(/[{}]/g, "")
      .replaceAll("~", " ")
      .replaceAll("---", "—")
      .replaceAll("--", "–")
      .replaceAll("``", "“")
      .replaceAll("''", "”"),
  );
}

/** What the parser makes of it; null when that cannot be, or would take too long. */
function parsed(latex: string): string | null {
  if (latex.length > longest) return null;
  const input = latex
    // A per cent sign begins a comment in LaTeX, but in a bibliography it means itself.
    .replace(/\\(?:[\s\S])|%/g, (sign) => (sign === "%" ? "\\%" : sign))
    .replace(/\\((?:La|Bib|Xe)?TeX)\b\s?(?:\{\}|\\(?= ))?/g, "$1")
    .replace(/\\ /g, " ")
    .replace(/[<>|]/g, (sign) => standIn.get(sign) ?? sign)
    .replace(/\$[^$]*\$/g, (formula) => formula.replace(/\s+/g, standIn.get(" ") ?? " "));
  try {
    const { entries } = parse(`@misc{k,x={${input}}}`, {
      sentenceCase: false,
      english: false,
      caseProtection: false,
      unsupported: (_node, tex) => {
        const name = /^\\([a-zA-Z]+)/.exec(tex)?.[1] ?? "";
        return operators.test(name) ? name : "";
      },
    });
    const [only] = entries;
    const text = entries.length === 1 ? only?.fields["x"] : undefined;
    if (typeof text !== "string") return null;
    return tidy(
      text
        .replace(/<a href="[^"]*">(.*?)<\/a>/g, "$1")
        .replace(/<\/?[a-z][^<>]*>/gi, "")
        .replace(/[\ue000-\ue003]/g, (sign) => standsFor.get(sign) ?? sign),
    );
  } catch (error) {
    // The parser throws plain errors and type errors at LaTeX that does not hold together.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Whether braces match and are not nested beyond what the parser bears, and formulas have an end. */
function isShallow(latex: string): boolean {
  let depth = 0;
  let isMath = false;
  for (let at = 0; at < latex.length; at += 1) {
    const sign = latex[at];
    if (sign === "\\") at += 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (sign === "$") isMath = !isMath;
    if (depth < 0 || depth > deepest) return false;
  }
  return depth === 0 && !isMath && !latex.endsWith("\\");
}

/** The words without commands, for LaTeX that cannot be parsed. */
function stripped(latex: string): string {
  return withoutBraces(
    latex
      .replace(/\\([%&$#_{} ])/g, "$1")
      .replace(/\\[a-zA-Z]+\*?\s?/g, "")
      .replace(/\\./g, "")
      .replaceAll("$", ""),
  );
}

function tidy(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, " ")
    .trim()
    .normalize("NFC");
}

/** A field that is not LaTeX, such as an address, without what some programs escape in it all the same. */
export function verbatim(text: string): string {
  return text
    .trim()
    .replace(/^\\(?:url|href|path)\s*\{([^{}]*)\}.*$/s, "$1")
    .replace(/\{?\\([_%&#$~])(?:\{\})?\}?/g, "$1")
    .replace(/\\textasciitilde\s?(?:\{\})?/g, "~")
    .replace(/[{}]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
