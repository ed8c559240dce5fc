/** People's names and identifiers as metadata writes them. */

const opening =
  /^(?:(?:written |story |posted |reported )?by|von|par|por|di|door|av|af|text|autor(?:in)?|author)\s*:?\s+/i;

/** The names in a byline: without "By", parted where every part is a name. Empty for an address. */
export function namesIn(raw: string): readonly string[] {
  const text = raw
    .replace(/\s+/g, " ")
    .trim()
    .replace(opening, "")
    .replace(/^[,;|•·]+|[,;|•·]+$/g, "")
    .trim();
  if (text === "" || text.length > 500 || /^https?:|^\/|^@?\w+@|facebook\.com/.test(text))
    return [];
  if (/^(?:admin|administrator|editor|staff|guest|null|undefined|unknown|anonymous)$/i.test(text))
    return [];
  const parts = text.split(/\s*;\s*|\s*,?\s+(?:and|und|et|y|e|och|en|&)\s+|\s*,\s+/);
  return parts.length > 1 && parts.every(isName) ? parts : [text];
}

/** "Last, First" as "First Last". */
export function scholarlyName(raw: string): string {
  const parts = raw.split(",").map((part) => part.trim());
  const [last, given] = parts;
  return parts.length === 2 && last && given ? `${given} ${last}` : raw.trim();
}

/** The DOI in an identifier or address, lower case; null when there is none. */
export function doiIn(text: string): string | null {
  const doi = /\b10\.\d{4,9}\/[^\s"'<>]+/.exec(text)?.[0];
  return doi === undefined ? null : doi.replace(/[.,;)]+$/, "").toLowerCase();
}

/** Whether these are two to five words that begin like names. */
export function isName(part: string): boolean {
  const words = part.split(" ");
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.filter((word) => /^\p{Lu}/u.test(word)).length >= 2 &&
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}.'’-]*|de|del|della|di|da|van|von|der|den|la|le|bin|al|el|y|dos|du|ten|zu)$/u.test(
        word,
      ),
    )
  );
}
