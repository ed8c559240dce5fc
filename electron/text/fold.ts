/**
 * Folding for comparison, with the way back: which unit of the original each folded unit came from.
 * Nothing folded is ever stored or shown.
 */

/**
 * `typography` takes away what a typesetter may change without changing a word: the shapes of
 * quotation marks, dashes and ligatures, the kind and amount of space, characters nobody sees.
 * `letters` takes away capitals and accents as well, for finding only.
 */
export type Folding = "typography" | "letters";

export interface FoldedText {
  readonly text: string;
  /** For each folded unit the offset its character has in the original; one more for the end. */
  readonly origins: Int32Array;
}

const spaces = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const shapes = new Map<string, string>(
  [
    ["'", "‘’‚‛′ʼ`´‹›"],
    ['"', "“”„‟″«»"],
    ["-", "‐‑‒–—―−"],
    ["...", "…"],
    ["ff", "ﬀ"],
    ["fi", "ﬁ"],
    ["fl", "ﬂ"],
    ["ffi", "ﬃ"],
    ["ffl", "ﬄ"],
    ["st", "ﬅﬆ"],
  ].flatMap(([plain = "", all = ""]) => Array.from(all, (shape) => [shape, plain] as const)),
);
const accents = /[\u0300-\u036f]+/g;

function withoutAccents(character: string): string {
  return character
    .normalize("NFD")
    .replace(accents, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ς", "σ");
}

/** One character, folded; a space for any white space, empty for what is left out. */
function foldCharacter(character: string, folding: Folding): string {
  if (character < "\u0080") {
    if (spaces.test(character)) return " ";
    if (character === "`") return "'";
    return folding === "letters" ? character.toLowerCase() : character;
  }
  if (spaces.test(character)) return " ";
  if (invisible.test(character)) return "";
  const shape = shapes.get(character);
  if (shape !== undefined) return shape;
  return folding === "letters" ? withoutAccents(character) : character;
}

/** `text` with runs of white space as one space, and where each folded unit came from. */
export function foldText(text: string, folding: Folding): FoldedText {
  const origins: number[] = [];
  // Pieces, joined at the end: looking at the end of a string that grows copies it every time.
  const pieces: string[] = [];
  let afterSpace = false;
  let at = 0;
  for (const character of text) {
    const piece = foldCharacter(character, folding);
    if (piece !== "" && !(piece === " " && afterSpace)) {
      pieces.push(piece);
      for (let unit = 0; unit < piece.length; unit += 1) origins.push(at);
      afterSpace = piece === " ";
    }
    at += character.length;
  }
  origins.push(text.length);
  return { text: pieces.join(""), origins: Int32Array.from(origins) };
}

/** True when two texts have the same words: equal but for typography and space around them. */
export function sameWords(a: string, b: string): boolean {
  if (a === b) return true;
  return foldText(a, "typography").text.trim() === foldText(b, "typography").text.trim();
}
