/**
 * The numbers that works are known by, in the one form in which two of them can be compared: what two
 * bibliographies write differently comes out the same.
 */

/** The schemes that are known here; others are kept as they are written. */
export type IdentifierScheme = "doi" | "isbn" | "issn" | "pmid" | "pmcid" | "arxiv";

const normalisers: { readonly [scheme in IdentifierScheme]: (raw: string) => string | null } = {
  doi: normalDoi,
  isbn: normalIsbn,
  issn: normalIssn,
  pmid: normalPmid,
  pmcid: normalPmcid,
  arxiv: normalArxiv,
};

/** The identifier in comparable form; null when it is not one of that scheme. */
export function normalIdentifier(scheme: IdentifierScheme, raw: string): string | null {
  return normalisers[scheme](raw);
}

/** Identifiers by scheme, each in comparable form where its scheme is known and it is a true one. */
export function normalIdentifiers(identifiers: { readonly [scheme: string]: string }): {
  readonly [scheme: string]: string;
} {
  return Object.fromEntries(
    Object.entries(identifiers).map(([scheme, raw]) => [
      scheme,
      isKnown(scheme) ? (normalIdentifier(scheme, raw) ?? raw) : raw,
    ]),
  );
}

function isKnown(scheme: string): scheme is IdentifierScheme {
  return Object.hasOwn(normalisers, scheme);
}

/** `10.1000/xyz` in lower case, from a DOI with or without a resolver's address before it. */
function normalDoi(raw: string): string | null {
  const written = /%2f/i.test(raw) ? decoded(raw) : raw;
  const doi = /(?:^|[^\d.])(10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+)/.exec(` ${written}`)?.[1];
  if (doi === undefined) return null;
  const end = doi.replace(/[.,;:'’”}\]]+$/, "");
  // A bracket that was not opened belongs to the sentence around it.
  const isOpen = (end.match(/\(/g) ?? []).length < (end.match(/\)/g) ?? []).length;
  return (isOpen ? end.replace(/\)+$/, "") : end).toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Thirteen digits, from the first number in the text whose check digit is right. */
function normalIsbn(raw: string): string | null {
  for (const match of raw.matchAll(
    /(?:97[89][\s\u2010-\u2015-]?)?\d(?:[\s\u2010-\u2015-]?[\dXx]){9}(?!\d)/g,
  )) {
    const digits = match[0].replace(/[^\dXx]/g, "").toUpperCase();
    if (digits.length === 13 && isbnCheck(digits.slice(0, 12)) === digits[12]) return digits;
    if (digits.length === 10 && shortIsbnCheck(digits.slice(0, 9)) === digits[9]) {
      const long = `978${digits.slice(0, 9)}`;
      return `${long}${isbnCheck(long)}`;
    }
  }
  return null;
}

function isbnCheck(twelve: string): string {
  return String((10 - (weighted(twelve, (at) => (at % 2 === 0 ? 1 : 3)) % 10)) % 10);
}

function shortIsbnCheck(nine: string): string {
  const check = (11 - (weighted(nine, (at) => 10 - at) % 11)) % 11;
  return check === 10 ? "X" : String(check);
}

/** `1234-567X`, from the first number in the text whose check digit is right. */
function normalIssn(raw: string): string | null {
  for (const match of raw.matchAll(/(?<![\d-])(\d{4})[\s\u2010-\u2015-]?(\d{3}[\dXx])(?![\d-])/g)) {
    const digits = `${match[1]}${match[2]}`.toUpperCase();
    const check = (11 - (weighted(digits.slice(0, 7), (at) => 8 - at) % 11)) % 11;
    if ((check === 10 ? "X" : String(check)) === digits[7])
      return `${digits.slice(0, 4)}-${digits.slice(4)}`;
  }
  return null;
}

function weighted(digits: string, weight: (at: number) => number): number {
  return Array.from(digits).reduce((sum, digit, at) => sum + Number(digit) * weight(at), 0);
}

function normalPmid(raw: string): string | null {
  return (
    /^\s*(?:(?:https?:\/\/)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid:?\s*)?0*([1-9]\d{0,8})\/?\s*$/i.exec(
      raw,
    )?.[1] ?? null
  );
}

function normalPmcid(raw: string): string | null {
  const digits = /(?:^\s*|pmc)(\d{3,9})(?:\.\d+)?\/?\s*$/i.exec(raw)?.[1];
  return digits === undefined ? null : `PMC${digits}`;
}

/** Without `arXiv:`, address and version: `2001.04321`, `hep-th/9901001`. */
function normalArxiv(raw: string): string | null {
  const id =
    /(?:^|[:/\s])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?=$|[\s[\].,;]|\.pdf)/i.exec(
      raw.trim(),
    )?.[1];
  return id === undefined ? null : id.toLowerCase();
}
