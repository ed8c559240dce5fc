/** Who wrote a web page. */
import { first, type Answer, type MetaTags } from "./answers.ts";
import { descendants, type DomDocument, type DomElement } from "./dom.ts";
import type { Structured } from "./json-ld.ts";
import { isName, namesIn, scholarlyName } from "../names.ts";

/** The names, without that of the site itself; null when nobody is named. */
export function findByline(
  document: DomDocument,
  tags: MetaTags,
  structured: Structured,
  site: string | null,
): Answer<readonly string[]> | null {
  const persons = new Set(structured.persons);
  const names = (
    texts: readonly (string | null | undefined)[],
    found: string,
  ): Answer<readonly string[]> | null => {
    const value = texts
      .flatMap((text) => namesIn(onlyNames(text ?? "", site)))
      .filter((name) => !isHost.test(name))
      // Many sites give their own name; some are called after the person who writes them.
      .filter((name) => name.toLowerCase() !== site?.toLowerCase() || persons.has(name))
      .map((name) => withoutCapitals(name, document));
    return value.length === 0 ? null : { value: [...new Set(value)], found };
  };
  const all = (name: string): readonly string[] => tags.get(name) ?? [];
  const element = (selector: string): readonly string[] => {
    const place = document.querySelector(selector);
    const named = place?.querySelector(
      '[itemprop~="name"], a[rel~="author"], a[href*="/author"], a[href*="/people/"], a[href*="/profile"], [class*=author-name i]',
    );
    const text = textOf(named ?? place ?? null);
    return text.trim().length > 0 && text.length < 200 ? [text] : [];
  };
  return first<readonly string[]>(
    () => names(structured.authors, "JSON-LD"),
    () => names(all("citation_author").map(scholarlyName), "citation_author"),
    () =>
      names(
        all("citation_authors")
          .flatMap((each) => each.split(";"))
          .map(scholarlyName),
        "citation_authors",
      ),
    () => names(all("parsely-author"), "parsely-author"),
    () => names(all("sailthru.author"), "sailthru.author"),
    () =>
      names([...all("dc.creator"), ...all("dcterms.creator")].map(scholarlyName), "Dublin Core"),
    () => names(all("byl"), "byl"),
    () => names(all("author"), "author"),
    () => names(all("article:author"), "article:author"),
    () => names(element('[itemprop~="author"]'), "itemprop author"),
    () =>
      names(
        [...document.querySelectorAll('a[rel~="author"]')]
          .slice(0, 10)
          .map((each) => each.textContent),
        "rel author",
      ),
    () =>
      names(
        element(
          ".byline-name, .author-name, .byline__name, .p-author, .byline, .c-byline, [class*=byline i]",
        ),
        "byline",
      ),
    () => names(authorElements(document), "author class"),
    () => names(signedLines(document), "below the title"),
  );
}

const asides = "nav, aside, footer, form, [class*=comment i], [class*=related i], [id*=comment i]";

/** What is called an author and holds nothing but names. */
function authorElements(document: DomDocument): readonly string[] {
  const places = document.querySelectorAll(
    ".author, .authors, .contributor, [class*=__author i], [class*=-author i], [class*=author-name i], [class*=author_name i], [class*=authorname i]",
  );
  for (const place of places) {
    const text = onlyNames(textOf(place), null);
    if (text.length > 120 || place.closest(asides) !== null) continue;
    const names = namesIn(text);
    if (names.length > 0 && names.every(isName)) return [text];
  }
  return [];
}

/** Lines looked at for "By Ines Halloran". */
const lineLimit = 3_000;

/** The first line on the page that is a name behind "By" and nothing else. */
function signedLines(document: DomDocument): readonly string[] {
  let looked = 0;
  for (const place of document.querySelectorAll("p, div, span, address, h3, h4, h5, h6, td")) {
    looked += 1;
    if (looked > lineLimit) break;
    if ([...place.childNodes].length > 6) continue;
    const line = textOf(place);
    if (line.length > 100 || !opening.test(line) || place.closest(asides) !== null) continue;
    const text = onlyNames(line, null);
    const names = namesIn(text);
    if (names.every(isName) && names.length > 0) return [text];
  }
  return [];
}

/** "INES HALLORAN" as the page writes it elsewhere, or else with capitals where names have them. */
function withoutCapitals(name: string, document: DomDocument): string {
  if (!/^[\p{Lu}\p{M}.'’ -]+$/u.test(name) || !/\p{Lu}{3}.* .*\p{Lu}{3}/u.test(name)) return name;
  const metas = [...document.querySelectorAll("meta[content]")]
    .map((each) => each.getAttribute("content") ?? "")
    .join("\n");
  const text = `${metas}\n${document.body.textContent ?? ""}`;
  const escaped = name.replace(/[.\\+*?^$()[\]{}|]/g, "\\$&").replace(/\s+/g, "\\s+");
  for (const [found] of text.matchAll(new RegExp(escaped, "giu"))) {
    const line = found.replace(/\s+/g, " ");
    if (line !== name && line !== name.toLowerCase()) return line;
  }
  return name
    .toLowerCase()
    .replace(/(?<![\p{L}\p{M}]|[\p{L}][’'](?=s$))\p{L}/gu, (first) => first.toUpperCase());
}

/** The element's text with a line feed for every part of it. */
function textOf(element: DomElement | null): string {
  if (element === null) return "";
  const parts: string[] = [];
  for (const { node } of descendants(element))
    if (node.nodeType === 3) parts.push(node.textContent ?? "");
  const lines = parts.map((part) => part.replace(/\s+/g, " "));
  // "Ines Halloran" and "Science Editor" in two elements touch only in the source.
  const parted = (before: string, after: string): boolean =>
    /\p{Ll}$/u.test(before) && /^\p{Lu}/u.test(after);
  return lines
    .reduce(
      (all, line) => (lines.length > 3 || parted(all, line) ? `${all}\n${line}` : all + line),
      "",
    )
    .trim();
}

const opening = /^(?:by|von|par|por|di|door|av|af)[\s:]+/i;
/** What stands beside names in a byline: posts, dates, minutes. */
const beside =
  /^(?:(?:senior |chief |special |political |science |foreign |investigative |guest |freelance )*(?:staff(?: writer)?|reporter|correspondent|editor|writer|contributor|columnist|journalist|technology writer|redakteur(?:in)?|redaktion|journaliste|periodista|redactora?)(?: (?:at|for|in) .*)?|.*\b(?:editor|reporter|correspondent|writer|columnist)s?|(?:published|updated|posted|modified|last updated|aktualisiert|publié|publicado|veröffentlicht)\b.*|\d+\s*(?:min(?:ute)?s?)(?:\s+read)?|follow|by|and|@\w+|on|at|in|for)$/i;

/** The name of a site that stands for nobody. */
const isHost = /^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$/i;
/** Agencies and papers, which stand behind the names of their people. */
const house =
  /^(?:\p{Lu}{2,6}|(?:the )?associated press|reuters|agence france-presse|usa today)$/iu;
const dated =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?: \d.*)?)$/i;

/** A byline without posts, dates and the paper's own name; empty when it is nothing but a date. */
function onlyNames(text: string, site: string | null): string {
  if (text.length > 500) return text;
  const parts = text
    .replace(opening, "")
    .split(/\s*[|•·–—\n\t,]\s*|\s+-\s+/)
    .map((part) => part.trim());
  if (parts.length === 1) return /\d{1,2}:\d\d|\b(?:19|20)\d\d$/.test(text) ? "" : text;
  const kept = parts.filter(
    (part) => part !== "" && !beside.test(part) && !dated.test(part) && !/\d/.test(part),
  );
  const isHouse = (part: string): boolean =>
    house.test(part) || (site !== null && keyOf(site).startsWith(keyOf(part)));
  const people = kept.filter((part, at) => at === 0 || !isHouse(part));
  return people.join(", ");
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
