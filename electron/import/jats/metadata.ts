/** What a JATS article says of itself. */
import type { PersonName } from "../../entities.ts";
import { nameOfParts, personName } from "../../text/person-name.ts";
import type { FoundMetadata } from "../assemble.ts";
import { parseDate } from "../../text/dates.ts";
import { jatsText } from "./text.ts";
import { languageTag } from "../language/language-tag.ts";
import { doiIn } from "../names.ts";
import { allWithin, childOf, childrenOf, type XmlElement } from "../xml-tree.ts";

/** Reads `front`; what is not there stays unknown. */
export function jatsMetadata(article: XmlElement): FoundMetadata {
  const meta = childOf(article, "front", "article-meta");
  const journal = childOf(article, "front", "journal-meta");
  const titles = childOf(meta, "title-group") ?? meta;
  const title = jatsText(childOf(titles, "article-title"));
  const subtitle = jatsText(childOf(titles, "subtitle"));
  return {
    title: subtitle === "" ? title : `${title}${/[.:?!]$/.test(title) ? "" : ":"} ${subtitle}`,
    ...authorsOf(meta),
    fields: fieldsOf(meta, journal),
    site: siteOf(journal),
    published: publishedOf(meta),
    url: urlOf(meta),
    language: languageTag(article.attributes["xml:lang"] ?? ""),
    identifiers: identifiersOf(meta),
    abstract: jatsText(untitled(abstractOf(meta))) || null,
    found: {
      title: "article-title",
      byline: "contrib",
      site: "journal-title",
      published: "pub-date",
      url: "self-uri",
      language: "xml:lang",
      identifiers: "article-id",
      abstract: "abstract",
    },
  };
}

/** The abstract proper, not the one in pictures, for lay readers or in another language. */
export function abstractOf(meta: XmlElement | null): XmlElement | null {
  if (meta === null) return null;
  const all = childrenOf(meta, "abstract");
  return all.find((each) => each.attributes["abstract-type"] === undefined) ?? all[0] ?? null;
}

/** The others that are text: for lay readers, as key points, in another language. */
export function otherAbstracts(meta: XmlElement | null): readonly XmlElement[] {
  if (meta === null) return [];
  const proper = abstractOf(meta);
  return [...childrenOf(meta, "abstract"), ...childrenOf(meta, "trans-abstract")].filter(
    (each) =>
      each !== proper &&
      !/^(?:graphical|toc|teaser|web-summary|video|index)/i.test(
        each.attributes["abstract-type"] ?? "",
      ),
  );
}

/** Without its own title, which is "Abstract" as a rule; the titles of its parts stay. */
function untitled(element: XmlElement | null): XmlElement | null {
  if (element === null) return null;
  const children = element.children.filter(
    (child) => typeof child === "string" || child.name !== "title",
  );
  return { ...element, children };
}

function authorsOf(meta: XmlElement | null): Required<Pick<FoundMetadata, "byline" | "names">> {
  if (meta === null) return { byline: [], names: [] };
  const all = childrenOf(meta, "contrib-group").flatMap((group) => childrenOf(group, "contrib"));
  const authors = all.filter((each) => (each.attributes["contrib-type"] ?? "author") === "author");
  const people = (authors.length > 0 ? authors : all)
    .map(nameOf)
    .filter(({ shown }) => shown !== "");
  return { byline: people.map(({ shown }) => shown), names: people.map(({ name }) => name) };
}

function nameOf(contrib: XmlElement): { readonly shown: string; readonly name: PersonName } {
  const place = childOf(contrib, "name-alternatives") ?? contrib;
  const name = childOf(place, "name");
  if (name === null) {
    const group = childOf(place, "collab");
    const shown = jatsText(childOf(place, "string-name") ?? group);
    return {
      shown,
      name: group === null ? personName(shown) : nameOfParts({ given: "", family: shown }),
    };
  }
  const given = jatsText(childOf(name, "given-names"));
  const surname = jatsText(childOf(name, "surname"));
  const suffix = jatsText(childOf(name, "suffix"));
  const parts =
    name.attributes["name-style"] === "eastern" ? [surname, given] : [given, surname, suffix];
  const shown = parts.filter((part) => part !== "").join(" ");
  // The surname is as the authors gave it: what of it is a particle is told as for any other name.
  const told =
    name.attributes["name-style"] === "eastern" || given === ""
      ? nameOfParts({ given, family: surname })
      : personName(`${surname}, ${given}`);
  return { shown, name: nameOfParts({ ...told, ...(suffix === "" ? {} : { suffix }) }) };
}

/** Where in its journal it is. */
function fieldsOf(
  meta: XmlElement | null,
  journal: XmlElement | null,
): { readonly [name: string]: string } {
  const of = (name: string): string => jatsText(childOf(meta, name));
  const [first, last] = [of("fpage"), of("lpage")];
  const keywords =
    meta === null ? [] : childrenOf(meta, "kwd-group").flatMap((group) => allWithin(group, "kwd"));
  const fields = {
    journal: siteOf(journal) ?? "",
    volume: of("volume"),
    issue: of("issue"),
    pages:
      first !== "" && last !== "" && first !== last
        ? `${first}–${last}`
        : first || of("elocation-id"),
    issn: jatsText(childOf(journal, "issn")),
    publisher: jatsText(childOf(journal, "publisher", "publisher-name")),
    keywords: keywords.map((each) => jatsText(each)).join("; "),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

function siteOf(journal: XmlElement | null): string | null {
  const title =
    childOf(journal, "journal-title-group", "journal-title") ??
    childOf(journal, "journal-title") ??
    childOf(journal, "journal-title-group", "abbrev-journal-title") ??
    childOf(journal, "publisher", "publisher-name");
  return jatsText(title) || null;
}

/** The day it was out, on the web before on paper; the most precise of the dates of one kind. */
function publishedOf(meta: XmlElement | null): string | null {
  if (meta === null) return null;
  const dates = childrenOf(meta, "pub-date").map((each) => {
    const { attributes } = each;
    const kind = `${attributes["pub-type"] ?? ""} ${attributes["date-type"] ?? ""} ${attributes["publication-format"] ?? ""}`;
    const rank = /\b(?:epub|electronic)\b/.test(kind)
      ? 0
      : /\b(?:ppub|pub|print)\b/.test(kind)
        ? 1
        : 2;
    return { rank, date: dateOf(each) };
  });
  const known = dates.flatMap(({ rank, date }) => (date === null ? [] : [{ rank, date }]));
  known.sort((a, b) => a.rank - b.rank || b.date.length - a.date.length);
  return known[0]?.date ?? null;
}

function dateOf(element: XmlElement): string | null {
  const stated = parseDate(element.attributes["iso-8601-date"] ?? "");
  if (stated !== null) return stated;
  const part = (name: string): string => jatsText(childOf(element, name));
  const [year, month, day] = [part("year"), part("month"), part("day")];
  const two = (text: string): string => text.padStart(2, "0");
  if (/^\d{1,2}$/.test(month)) {
    const whole = /^\d{1,2}$/.test(day) ? parseDate(`${year}-${two(month)}-${two(day)}`) : null;
    return whole ?? parseDate(`${year}-${two(month)}`) ?? parseDate(year);
  }
  const written = month === "" ? null : parseDate(`${day} ${month} ${year}`.trim());
  return written ?? parseDate(year);
}

function urlOf(meta: XmlElement | null): string | null {
  if (meta === null) return null;
  for (const { attributes } of childrenOf(meta, "self-uri")) {
    const url = URL.parse((attributes["xlink:href"] ?? "").trim());
    const isPage =
      !/pdf|epub/i.test(attributes["content-type"] ?? "") && !/\.pdf$/i.test(url?.pathname ?? "");
    if (url !== null && /^https?:$/.test(url.protocol) && isPage && url.href.length < 2_000)
      return url.href;
  }
  return null;
}

function identifiersOf(meta: XmlElement | null): FoundMetadata["identifiers"] {
  if (meta === null) return {};
  const found: Record<string, string> = {};
  for (const element of allWithin(meta, "article-id")) {
    const text = jatsText(element);
    const kind = element.attributes["pub-id-type"] ?? "";
    const digits = /^(?:PMC|PMID:?)?\s*(\d+)/i.exec(text)?.[1];
    if (kind === "doi") found["doi"] ??= doiIn(text) ?? text.toLowerCase();
    else if (kind === "pmid" && digits !== undefined) found["pmid"] ??= digits;
    else if (/^pmc(?:id)?$/.test(kind) && digits !== undefined) found["pmcid"] ??= `PMC${digits}`;
  }
  return found;
}
