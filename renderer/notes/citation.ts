/** How a clip names its source: short in the text, the same wherever it is copied to. */
import type { SourcedClip } from "../../electron/api.ts";

/** What a source line is made of. */
export type Citable = Pick<
  SourcedClip,
  "byline" | "published" | "site" | "articleTitle" | "paragraph"
>;

const particles = new Set(
  "af al ap ben bin da dal de del della den der des di dos du el la le ten ter van vom von zu".split(
    " ",
  ),
);
const longestTitle = 40;

/** `Penhale 2015, ¶ 2`; by site or title where no author is known. */
export function sourceLine(source: Citable): string {
  const year = /^\d{4}/.exec(source.published ?? "")?.[0];
  const who = authors(source.byline) || source.site || shorten(source.articleTitle);
  return `${year === undefined ? who : `${who} ${year}`}, ¶ ${source.paragraph}`;
}

function authors(byline: readonly string[]): string {
  const names = byline.map(familyName).filter((name) => name !== "");
  if (names.length > 2) return `${names[0] ?? ""} et al.`;
  return names.join(" and ");
}

/** The family name of `R. Penhale`, `Penhale, R.` or `Ludwig van der Berg`. */
function familyName(name: string): string {
  const trimmed = name.trim();
  const comma = trimmed.indexOf(",");
  if (comma > 0) return trimmed.slice(0, comma);
  const words = trimmed.split(/\s+/);
  let first = words.length - 1;
  while (first > 1 && particles.has((words[first - 1] ?? "").toLowerCase())) first -= 1;
  return words.slice(Math.max(first, 0)).join(" ");
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

/** The words as they stand in a sentence elsewhere: `“words” (Penhale 2015, ¶ 2)`. */
export function plainQuote(words: string, source: Citable): string {
  return `${isQuoted(words) ? words : `“${words}”`} (${sourceLine(source)})`;
}
