/** What a PDF says of itself: its XMP, then its properties, then what its first pages show. */
import { noMetadata, type FoundMetadata } from "../assemble.ts";
import { parseDate } from "../../text/dates.ts";
import { languageTag } from "../language/language-tag.ts";
import { doiIn, namesIn, scholarlyName } from "../names.ts";
import { oneLine } from "../one-line.ts";
import { isOuter } from "./heads.ts";
import type { Page, PageLine } from "./lines.ts";
import type { Measures } from "./measures.ts";
import { isBoilerplate } from "../title.ts";

/** What pdf.js read beside the pages; fields come from a stranger and may be of any type. */
export interface PdfProperties {
  readonly info: { readonly [key: string]: unknown };
  /** A field of the XMP by its lower-case name, such as `dc:title`. */
  readonly xmp: (field: string) => unknown;
}

/** A field and where it was found. */
type Found<T> = readonly [value: T, where: string] | null;

const xmp = "XMP metadata";
const properties = "PDF properties";
/** A title on page 1 is at least this much larger than the text. */
const titleRatio = 1.15;

/** What the file says its title is, made up or not; empty when it does not. */
export function statedTitle({ info, xmp: field }: PdfProperties): string {
  return textOf(field("dc:title")) || textOf(info["Title"]);
}

/** Everything known; the title is empty when nothing states it. */
export function metadataOf(
  { info, xmp: field }: PdfProperties,
  pages: readonly Page[],
  measures: Measures,
): FoundMetadata {
  const title =
    first(isTitle(textOf(field("dc:title"))), xmp) ??
    first(isTitle(textOf(info["Title"])), properties) ??
    first(largestText(pages[0], measures), "largest text on the first page");
  const byline =
    first(creators(field("dc:creator")), xmp) ?? first(creators(info["Author"]), properties);
  const published = first(
    ["prism:publicationdate", "prism:coverdate", "dc:date"]
      .map((name) => parseDate(textOf(field(name))))
      .find((date) => date !== null),
    xmp,
  );
  const language =
    first(languageTag(textOf(info["Language"])), properties) ??
    first(languageTag(textOf(field("dc:language"))), xmp);
  const site = first(textOf(field("prism:publicationname")), xmp);
  const identifiers = identifiersIn(field, info, pages);
  return {
    ...noMetadata,
    title: title?.[0] ?? "",
    byline: byline?.[0] ?? [],
    published: published?.[0] ?? null,
    language: language?.[0] ?? null,
    site: site?.[0] ?? null,
    identifiers: identifiers?.[0] ?? {},
    found: {
      ...(title && { title: title[1] }),
      ...(byline && { byline: byline[1] }),
      ...(published && { published: published[1] }),
      ...(language && { language: language[1] }),
      ...(site && { site: site[1] }),
      ...(identifiers && { identifiers: identifiers[1] }),
    },
  };
}

function first<T>(value: T | null | undefined, where: string): Found<T> {
  const empty =
    value === null ||
    value === undefined ||
    ((Array.isArray(value) || typeof value === "string") && value.length === 0);
  return empty ? null : [value, where];
}

/** A text field on one line; of a list its first entry; empty for anything else. */
function textOf(value: unknown): string {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === "string" ? oneLine(text, 1_000) : "";
}

/** The title, unless a program made it up; empty then. */
export function isTitle(title: string): string {
  const made =
    /^(?:untitled|unbenannt|sans titre|sin título|senza titolo|document|dokument|no title|title|slide|layout|page|powerpoint presentation|presentation|scan\w*)?[\s\d_-]*$/i.test(
      title,
    ) ||
    /^(?:microsoft|pdfmaker|adobe|openoffice|libreoffice)\b.*\s-\s/i.test(title) ||
    /\.(?:docx?|odt|rtf|pdf|tex|dvi|ps|eps|indd|qxd|qxp|pages|pptx?|xlsx?|txt|html?|wpd|fm|cdr|ai|md)$/i.test(
      title,
    ) ||
    /^(?:file|https?|about|data|blob|chrome):\S*$/i.test(title) ||
    !/\p{L}/u.test(title);
  return made ? "" : title;
}

function creators(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    const names = value.map(textOf).filter((name) => name !== "");
    return names.length === 1 ? namesIn(names[0] ?? "") : names.map(scholarlyName);
  }
  return namesIn(textOf(value));
}

/** The lines of the largest type on the page where they stand together. */
function largestText(page: Page | undefined, { bodySize }: Measures): string {
  const lines =
    page?.lines.filter(({ text }) => /\p{L}{2}/u.test(text) && !isBoilerplate(text)) ?? [];
  const size = lines.reduce((most, line) => Math.max(most, line.size), 0);
  if (size < bodySize * titleRatio) return "";
  const from = lines.findIndex((line) => isNear(line, size));
  let to = from + 1;
  while (to < lines.length && isNear(lines[to], size)) to += 1;
  const title = lines
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
  return title.length <= 300 && /\p{L}{3}/u.test(title) ? title : "";
}

function isNear(line: PageLine | undefined, size: number): boolean {
  return line !== undefined && Math.abs(line.size - size) < size * 0.03;
}

function identifiersIn(
  field: PdfProperties["xmp"],
  info: PdfProperties["info"],
  pages: readonly Page[],
): Found<{ readonly [scheme: string]: string }> {
  const stated =
    doiIn(textOf(field("prism:doi"))) ??
    doiIn(textOf(field("dc:identifier"))) ??
    doiIn(textOf(info["doi"] ?? info["DOI"] ?? customOf(info, "doi")));
  const shown =
    stated ??
    pages
      .slice(0, 2)
      .map(doiOn)
      .find((doi) => doi !== null) ??
    null;
  const stamp = pages[0]?.sideways.map(({ text }) => text).join(" ") ?? "";
  const arxiv = /\barXiv:(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/.exec(stamp)?.[1];
  const identifiers = {
    ...(shown === null ? {} : { doi: shown }),
    ...(arxiv === undefined ? {} : { arxiv }),
  };
  if (Object.keys(identifiers).length === 0) return null;
  return [identifiers, stated === null ? "text of the first pages" : xmp];
}

function customOf(info: PdfProperties["info"], name: string): unknown {
  const custom = info["Custom"];
  if (typeof custom !== "object" || custom === null) return undefined;
  return Object.entries(custom).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The page's own DOI: in its margins, or the only one on it. A list of references has many. */
function doiOn(page: Page): string | null {
  const of = (lines: readonly PageLine[]): readonly string[] => [
    ...new Set(lines.flatMap(({ text }) => doiIn(text) ?? [])),
  ];
  const [marginal] = of(page.lines.filter((line) => isOuter(line, page)));
  const all = of(page.lines);
  return marginal ?? (all.length === 1 ? (all[0] ?? null) : null);
}
