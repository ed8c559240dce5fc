/** How a clip names its source: short in the text, the same wherever it is copied to. */
import type { CitedAs, SourcedClip } from "../entities.ts";
import { displayName, personName } from "./person-name.ts";

/** What a source line is made of. */
export type Citable = Pick<SourcedClip, "byline" | "published" | "site" | "articleTitle"> & {
  /** Null for words without a place in the text that shows. */
  readonly paragraph: number | null;
  /** The page it is on, `4` or `4–5`, where the text tells of pages; cited in place of the paragraph. */
  readonly page?: string | null;
  /** Tells the work from another of its authors and year in the same note. */
  readonly letter?: string;
};

const longestTitle = 40;

/** How a work is cited: by site or title where no author is known. */
export function citedAs(source: Omit<Citable, "paragraph" | "page">): CitedAs {
  return {
    who: authors(source.byline) || source.site || shorten(source.articleTitle),
    year: /^\d{4}/.exec(source.published ?? "")?.[0] ?? "",
  };
}

/** `Penhale 2015`. */
export function authorAndYear({ who, year }: CitedAs): string {
  return [who, year].filter((part) => part !== "").join(" ");
}

/** `Penhale 2015, ¶ 2`, or `Penhale 2015, p. 4`. */
export function sourceLine(source: Citable): string {
  const { who, year } = citedAs(source);
  const when = year === "" && !source.letter ? "" : dated(year, source.letter ?? "");
  const cited = authorAndYear({ who, year: when });
  return [cited, placeOf(source)].filter((part) => part !== "").join(", ");
}

/** What one citation says, and where it stands among those in its bracket. */
export interface CitationPart {
  /** `p. 4`; empty for all of the work. */
  readonly locator: string;
  /** What its writer says before the work and after its place: `see`, `emphasis added`; or empty. */
  readonly prefix: string;
  readonly suffix: string;
  /** The sentence names the author already. */
  readonly authorless: boolean;
  /** Tells works of the same authors and year apart; empty where none has to be told. */
  readonly letter: string;
  /** Whether the bracket begins with it, and whether it ends with it. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/** A citation of all of a work, alone in its bracket. */
export const plainCitation: CitationPart = {
  locator: "",
  prefix: "",
  suffix: "",
  authorless: false,
  letter: "",
  opens: true,
  closes: true,
};

/**
 * A work cited within a sentence: `(see Penhale 2015, p. 4)`, or its share of a bracket with several. One
 * without a year is cited as `n.d.`.
 */
export function citedWords({ who, year }: CitedAs, part: CitationPart): string {
  const { locator, prefix, suffix, authorless, letter, opens, closes } = part;
  const when = dated(year, letter);
  const cited = authorless ? when : authorAndYear({ who, year: when });
  const work = [cited, locator].filter((each) => each !== "").join(", ");
  const said = `${prefix}${prefix === "" || prefix.endsWith("’") ? "" : " "}${work}`;
  // A writer's comma stands at the word before it.
  const space = suffix === "" || /^[,;:.!?]/.test(suffix) ? "" : " ";
  return `${opens ? "(" : ""}${said}${space}${suffix}${closes ? ")" : "; "}`;
}

/** The year of a work, with the letter that tells it from others: `2015a`, `n.d.`, `n.d.-a`. */
export function dated(year: string, letter: string): string {
  if (year !== "") return `${year}${letter}`;
  return letter === "" ? "n.d." : `n.d.-${letter}`;
}

function placeOf({ page, paragraph }: Citable): string {
  if (!page) return paragraph === null ? "" : `¶ ${paragraph}`;
  return `${page.includes("–") ? "pp." : "p."} ${page}`;
}

function authors(byline: readonly string[]): string {
  const names = byline.map(familyName).filter((name) => name !== "");
  if (names.length > 2) return `${names[0] ?? ""} et al.`;
  return names.join(" and ");
}

/** The family name of `R. Penhale`, `Penhale, R.` or `Ludwig van der Berg`; an organisation's whole name. */
function familyName(name: string): string {
  const { given, family, particle } = personName(name);
  // Where the family name ends in a name without a space is a guess: such a name is cited whole.
  if (given !== "" && !/[\s,]/.test(name.trim())) return name.trim();
  return displayName({ given: "", family, ...(particle === undefined ? {} : { particle }) });
}

function shorten(title: string): string {
  if (title.length <= longestTitle) return title;
  const cut = title.slice(0, longestTitle);
  return `${cut.slice(0, cut.lastIndexOf(" ") + 1 || longestTitle).trimEnd()}…`;
}

const opening = /^["“„«‹「『]/u;
const closing = /["”“»›」』]$/u;

/** Whether words bring their own quotation marks, so that none are put around them. */
export function isQuoted(words: string): boolean {
  return opening.test(words) && closing.test(words);
}

/** What a language puts around quoted words; the English marks serve all that are not here. */
const marks: Readonly<Record<string, readonly [open: string, close: string]>> = {
  bg: ["„", "“"],
  cs: ["„", "“"],
  da: ["»", "«"],
  de: ["„", "“"],
  el: ["«", "»"],
  es: ["«", "»"],
  et: ["„", "“"],
  fi: ["”", "”"],
  fr: ["«\u00a0", "\u00a0»"],
  hr: ["„", "“"],
  hu: ["„", "”"],
  is: ["„", "“"],
  it: ["«", "»"],
  ja: ["「", "」"],
  lt: ["„", "“"],
  lv: ["„", "“"],
  nb: ["«", "»"],
  nn: ["«", "»"],
  no: ["«", "»"],
  pl: ["„", "”"],
  ro: ["„", "”"],
  ru: ["«", "»"],
  sk: ["„", "“"],
  sl: ["„", "“"],
  sr: ["„", "“"],
  sv: ["”", "”"],
  uk: ["«", "»"],
};
/** Countries that write otherwise than their language does elsewhere. */
const countries: typeof marks = {
  "de-ch": ["«", "»"],
  "de-li": ["«", "»"],
  "fr-ch": ["«", "»"],
};

function marksOf(language: string | null): readonly [open: string, close: string] {
  const [code = "", ...rest] = (language ?? "").toLowerCase().split("-");
  return countries[[code, rest.at(-1)].join("-")] ?? marks[code] ?? ["“", "”"];
}

/**
 * The words as they stand in a sentence elsewhere: `“words” (Penhale 2015, ¶ 2)`, in the marks of the
 * language (BCP 47) of the words; null for the English ones. What was `done` to them, when there is
 * something to say, comes last: `(Penhale 2015, ¶ 2, emphasis added)`.
 */
export function plainQuote(
  words: string,
  source: Citable,
  language: string | null = null,
  done = "",
): string {
  const [open, close] = marksOf(language);
  const line = [sourceLine(source), done].filter((part) => part !== "").join(", ");
  return `${isQuoted(words) ? words : `${open}${words}${close}`} (${line})`;
}
