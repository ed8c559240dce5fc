/** Lists of names as BibTeX and BibLaTeX write them. */
import type { PersonName } from "../../entities.ts";
import { familyFirst, isSuffix, nameOfParts, personName } from "../../text/person-name.ts";
import { plainText } from "./bibtex-latex.ts";

const and = / and(?= )/iy;
const comma = /,/y;

/** The people and organisations of an author or editor field; "and others" is nobody. */
export function bibtexNames(field: string): readonly PersonName[] {
  return splitOutside(field, and)
    .map((raw) => raw.trim())
    .filter((raw) => raw !== "" && !/^(?:others|et al\.?)$/i.test(raw))
    .map(nameOf)
    .filter((name) => name.family !== "");
}

/** Parts of a list such as `publisher`, shown. */
export function bibtexList(field: string): string {
  return splitOutside(field, and)
    .map((part) => plainText(part))
    .filter((part) => part !== "")
    .join("; ");
}

function nameOf(raw: string): PersonName {
  const [first = "", second, third, ...more] = splitOutside(raw, comma).map((part) => part.trim());
  // In braces as a whole: an organisation, or a name that is not to be taken apart.
  if (second === undefined && isBraced(raw)) return { given: "", family: plainText(raw) };
  if (/^(?:family|given|prefix|suffix)\s*=/i.test(first)) return extended(raw);
  if (second === undefined) return personName(plainText(raw));
  if (more.length > 0) return { given: "", family: plainText(raw) };
  if (third === undefined) return familyFirst(plainText(first), plainText(second));
  // BibTeX has the suffix in the middle; many write it last all the same.
  const isLast = isSuffix(third) && !isSuffix(second);
  const [given, end] = isLast ? [second, third] : [third, second];
  return familyFirst(plainText(first), plainText(given), plainText(end));
}

/** BibLaTeX: `family=Beethoven, given=Ludwig, prefix=van`. */
function extended(raw: string): PersonName {
  const parts = new Map(
    splitOutside(raw, comma).map((part): [string, string] => {
      const sign = part.indexOf("=");
      return [part.slice(0, sign).trim().toLowerCase(), plainText(part.slice(sign + 1))];
    }),
  );
  return nameOfParts({
    given: parts.get("given"),
    family: parts.get("family"),
    particle: parts.get("prefix"),
    suffix: parts.get("suffix"),
  });
}

/** Whether one pair of braces is around all of it. */
function isBraced(raw: string): boolean {
  if (!raw.startsWith("{") || !raw.endsWith("}")) return false;
  let depth = 0;
  for (let at = 0; at < raw.length - 1; at += 1) {
    if (raw[at] === "\\") at += 1;
    else if (raw[at] === "{") depth += 1;
    else if (raw[at] === "}") depth -= 1;
    if (depth === 0) return false;
  }
  // {\'E}mile alone is a name with an accent, not an organisation.
  return !raw.startsWith("{\\");
}

/** Parts a text at what a sticky pattern matches outside of braces. White space counts as one space. */
function splitOutside(raw: string, separator: RegExp): readonly string[] {
  const text = raw.replace(/\s+/g, " ");
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (depth <= 0 && (sign === "," || sign === " ")) {
      separator.lastIndex = at;
      const length = separator.exec(text)?.[0].length ?? 0;
      if (length === 0) continue;
      parts.push(text.slice(start, at));
      start = at + length;
      at = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}
