/**
 * Citations that are typed between square brackets, as pandoc has them: `[see @penhale, p. 4; cf. @board]`.
 * The closing bracket makes what stands around them words of the citations. Pure text in, values out.
 */
import { plainCitation } from "../../../electron/text/citation.ts";
import type { CitationWords } from "./notebook-link.ts";

/** Longer than what one says before or after a work; more is a sentence in brackets. */
const longest = 80;
const placed =
  /^\s*,?\s*((?:pp?\.|chs?\.|¶¶?|§§?)\s*[\p{N}ivxlcdm]+(?:\s?[-–,]\s?\p{N}+)*)(?![\p{L}\p{N}])/iu;

/**
 * What each citation says with the texts before the first, between each two and behind the last, without
 * the brackets; null where they are no bracket of citations. What one says already stays.
 */
export function bracketWords(
  texts: readonly string[],
  citations: readonly CitationWords[],
): readonly CitationWords[] | null {
  const said: CitationWords[] = [];
  const [first = "", ...rest] = texts;
  let prefix = first.trim();
  for (const [at, text] of rest.entries()) {
    const isLast = at === rest.length - 1;
    const end = text.indexOf(";");
    // Works that only a space parts belong together already.
    if (!isLast && end < 0 && text.trim() !== "") return null;
    const own = citations[at] ?? plainCitation;
    const behind = isLast || end < 0 ? text : text.slice(0, end);
    const [whole = "", locator = ""] = own.locator === "" ? (placed.exec(behind) ?? []) : [];
    said.push({
      prefix: prefix || own.prefix,
      locator: own.locator || locator,
      suffix: behind.slice(whole.length).trim() || own.suffix,
      authorless: own.authorless,
    });
    prefix = isLast || end < 0 ? "" : text.slice(end + 1).trim();
  }
  const isShort = said.every((each) => each.prefix.length + each.suffix.length <= longest);
  return isShort && said.length > 0 ? said : null;
}
