/**
 * Whether the letters of a page can be trusted. A PDF draws shapes; which letters they are, it says in
 * tables that some programs leave out or write wrongly. Such text looks right on the page and is wrong.
 */
import { Refusal } from "../format.ts";
import type { Page } from "./lines.ts";

/** `garbled` text is not worth reading; in `doubtful` text some letters are wrong or missing. */
export type Trust = "sound" | "doubtful" | "garbled";

/**
 * Signs that stand for no letter: private ones, controls, and the mark of what could not be read; and
 * the ornaments that the made-up names of letters (a1, a2 …) happen to be the names of.
 */
const noLetter = /[\p{Co}\p{Cc}\p{Cn}\ufffd\u2701-\u27bf]/gu;
const control = /\p{Cc}/gu;
/** Fewer signs tell nothing. */
const fewestSigns = 20;
/** A page with these shares of them is garbled; a control stands where a space is drawn. */
const garbledShare = 0.3;
const controlShare = 0.05;
/** Bullets and a few formulas have less. */
const doubtfulShare = 0.02;
const fewestDoubtful = 5;

/** Alphabets that no word mixes with another of them. Those beside which foreign letters stand are left out. */
const alphabets =
  /[\p{scx=Arab}\p{scx=Armn}\p{scx=Beng}\p{scx=Cans}\p{scx=Cher}\p{scx=Cyrl}\p{scx=Deva}\p{scx=Ethi}\p{scx=Geor}\p{scx=Grek}\p{scx=Hebr}\p{scx=Khmr}\p{scx=Laoo}\p{scx=Mymr}\p{scx=Sinh}\p{scx=Syrc}\p{scx=Taml}\p{scx=Telu}\p{scx=Thaa}\p{scx=Thai}\p{scx=Tibt}]/u;
const each = [
  /\p{scx=Arab}/u,
  /\p{scx=Armn}/u,
  /\p{scx=Beng}/u,
  /\p{scx=Cans}/u,
  /\p{scx=Cher}/u,
  /\p{scx=Cyrl}/u,
  /\p{scx=Deva}/u,
  /\p{scx=Ethi}/u,
  /\p{scx=Geor}/u,
  /\p{scx=Grek}/u,
  /\p{scx=Hebr}/u,
  /\p{scx=Khmr}/u,
  /\p{scx=Laoo}/u,
  /\p{scx=Mymr}/u,
  /\p{scx=Sinh}/u,
  /\p{scx=Syrc}/u,
  /\p{scx=Taml}/u,
  /\p{scx=Telu}/u,
  /\p{scx=Thaa}/u,
  /\p{scx=Thai}/u,
  /\p{scx=Tibt}/u,
] as const;
const wholly = each.map(({ source }) => new RegExp(`^(?:${source}|\\p{M})+$`, "u"));
/** The share of letters of another alphabet than the others of their word. */
const mixedShare = 0.002;
const garbledMixedShare = 0.04;

/** How far what was read of a page is what it shows. */
export function trustIn({ lines }: Page): Trust {
  const text = lines.map((line) => line.text).join(" ");
  const signs = text.replace(/\s+/g, "").length;
  if (signs < fewestSigns) return "sound";
  const unknown = countOf(noLetter, text);
  const mixed = mixedLetters(text);
  if (unknown > signs * garbledShare || countOf(control, text) > signs * controlShare)
    return "garbled";
  if (mixed > signs * garbledMixedShare) return "garbled";
  const isDoubtful =
    mixed > signs * mixedShare ||
    unknown > Math.max(signs * doubtfulShare, fewestDoubtful) ||
    hasTurnedLigatures(text);
  return isDoubtful ? "doubtful" : "sound";
}

/** For a file none of whose pages can be told. */
export function garbled(): Refusal {
  return new Refusal(
    "The text of this PDF cannot be read: its fonts do not say which letters their shapes are.",
    "Let a program that recognises text (OCR) read its pages, then import the new file.",
  );
}

function countOf(signs: RegExp, text: string): number {
  return text.match(signs)?.length ?? 0;
}

/** The letters of another alphabet than most of their word. */
function mixedLetters(text: string): number {
  if (!alphabets.test(text)) return 0;
  let mixed = 0;
  let usual = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]{2,}/gu)) {
    // Nearly every word is of one alphabet, and of the same as the one before.
    if (wholly[usual]?.test(word) === true) continue;
    const own = wholly.findIndex((whole) => whole.test(word));
    if (own !== -1) {
      usual = own;
      continue;
    }
    let all = 0;
    const counts = each.map(() => 0);
    for (const letter of word) {
      if (!alphabets.test(letter)) continue;
      all += 1;
      // A sign that several alphabets share counts as each of them.
      each.forEach((alphabet, at) => {
        if (alphabet.test(letter)) counts[at] = (counts[at] ?? 0) + 1;
      });
    }
    mixed += all - counts.reduce((most, count) => Math.max(most, count), 0);
  }
  return mixed;
}

/**
 * Lam and alef are drawn as one shape, and some programs name its letters the wrong way round. Where
 * the alef has a sign over it, that shows: the article is hardly ever followed by one and a lam.
 */
function hasTurnedLigatures(text: string): boolean {
  const turned = countOf(/\u0627[\u0622\u0623\u0625]\u0644/g, text);
  return turned > countOf(/\u0627\u0644[\u0622\u0623\u0625]/g, text);
}
